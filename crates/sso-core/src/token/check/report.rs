use serde::Serialize;

use super::{Check, CheckId, Verdict};
use crate::token::{ExplainedClaim, Noise, TokenKind};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenReport {
    pub kind: TokenKind,
    /// A key was used and the signature holds. Says nothing of the other checks.
    pub verified: bool,
    pub checks: Vec<Check>,
    pub claims: Vec<ExplainedClaim>,
    /// What the paste brought along and was taken away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noise: Vec<Noise>,
}

impl TokenReport {
    /// The server behind the add-in may take this token: the signature was verified and no check failed. A check that
    /// only warns does not stand in the way.
    pub fn passed(&self) -> bool {
        self.verified && self.failures().next().is_none()
    }

    /// The checks that failed, in their order.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.verdict == Verdict::Fail)
    }

    /// `None` in a report of [`inspect`](crate::token::inspect()), which makes no checks.
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// The verdict in one sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        match self.kind {
            TokenKind::GraphAccessToken
            | TokenKind::ExchangeIdentityToken
            | TokenKind::Encrypted
            | TokenKind::Opaque => return self.kind.sentence().to_owned(),
            TokenKind::ApiAccessToken | TokenKind::IdToken | TokenKind::AppOnlyToken | TokenKind::Malformed => {}
        }
        if self.checks.is_empty() {
            return format!("{}. NOT VERIFIED: only read, anyone can have written it", self.kind.sentence());
        }
        let failed: Vec<&Check> = self.failures().collect();
        let more = match failed.len() {
            0 | 1 => String::new(),
            2 => " (and one more check failed)".to_owned(),
            n => format!(" (and {} more checks failed)", n - 1),
        };
        let untrusted = [CheckId::Form, CheckId::Algorithm, CheckId::Key, CheckId::Signature]
            .into_iter()
            .find_map(|id| failed.iter().find(|check| check.id == id));
        match (untrusted, failed.first()) {
            (Some(first), _) if first.id == CheckId::Form => format!("This is no usable token: {}{more}", first.detail),
            (Some(first), _) => format!("Do not trust this token: {}{more}", first.detail),
            (None, Some(first)) if self.verified => format!("This token is genuine, but {}{more}", first.detail),
            (None, Some(first)) => format!("NOT VERIFIED, no key was used; and {}{more}", first.detail),
            (None, None) if self.verified => "This token is genuine, and your server may take it".to_owned(),
            (None, None) => "NOT VERIFIED: all that can be checked without a key is right".to_owned(),
        }
    }
}
