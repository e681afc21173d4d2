use serde::Serialize;
use uuid::Uuid;

use super::{Decoded, TokenKind};
use crate::{ObjectId, TenantId};

/// What a server stores a user by: the pair, since an object ID is unique in its tenant alone, and one person is another
/// object in each tenant. Source: Microsoft's "Secure applications and APIs by validating claims".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserKey {
    pub tid: TenantId,
    pub oid: ObjectId,
    /// Claims of this token that look like a key and are none: they can change, or be somebody else's tomorrow.
    pub never: Vec<&'static str>,
    /// The user visits `tid`: at home both values are others.
    pub guest: bool,
}

/// Readable, and changed by users, administrators and reassignment.
const NEVER: [&str; 5] = ["email", "upn", "unique_name", "preferred_username", "name"];

impl UserKey {
    /// `None` for a token that names no user to this server: Graph's, an app-only one, one without the two claims.
    pub(super) fn of(token: &Decoded, kind: TokenKind) -> Option<Self> {
        if !matches!(kind, TokenKind::ApiAccessToken | TokenKind::IdToken) {
            return None;
        }
        let id = |name| Uuid::try_parse(token.text_claim(name)?).ok();
        let text = |name: &str| token.claims.get(name).map(|value| value.as_str().unwrap_or_default());
        let acct = token.claims.get("acct");
        Some(Self {
            tid: TenantId::from_uuid(id("tid")?),
            oid: ObjectId::from_uuid(id("oid")?),
            never: NEVER.into_iter().filter(|name| token.claims.contains_key(name)).collect(),
            guest: acct.is_some_and(|acct| acct == 1 || acct == "1")
                || text("idp").is_some_and(|idp| Some(idp) != token.text_claim("iss")),
        })
    }

    /// For a person, without a full stop. `verified`: of the token that it was read from.
    pub fn sentence(&self, verified: bool) -> String {
        let never = match self.never.is_empty() {
            true => String::new(),
            false => format!("; never by {}", self.never.join(", ")),
        };
        let guest = match self.guest {
            true => "; a guest, whose home tenant has another pair for the same person",
            false => "",
        };
        let when = if verified { "" } else { ", but only from a token that was verified" };
        format!("Store the user by tid and oid together{when}: {} and {}{never}{guest}", self.tid, self.oid)
    }
}
