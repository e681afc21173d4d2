//! What a check looks at.

use serde_json::Value;
use uuid::Uuid;

use super::Expected;
use super::key::{self, Choice};
use crate::TenantId;
use crate::token::named::Named;
use crate::token::{Decoded, KeySet, Now, TokenKind};

pub(super) struct Subject<'a> {
    pub(super) token: &'a Decoded,
    pub(super) claims: Named<'a>,
    pub(super) kind: TokenKind,
    pub(super) key: Choice<'a>,
    /// `None` unless `ver` is one of the two strings that Entra writes.
    pub(super) version: Option<Version>,
    /// `tid`, if it is a GUID in its plain form: only then may it be put into an issuer's template.
    pub(super) tenant: Option<TenantId>,
    pub(super) expected: &'a Expected,
    pub(super) now: &'a Now,
}

impl<'a> Subject<'a> {
    pub(super) fn new(token: &'a Decoded, keys: Option<&'a KeySet<'a>>, expected: &'a Expected, now: &'a Now) -> Self {
        let key = key::choose(token, keys);
        let claims = Named::of(token);
        let version = match claims.ver.and_then(Value::as_str) {
            Some("1.0") => Some(Version::One),
            Some("2.0") => Some(Version::Two),
            _ => None,
        };
        let tenant = claims.tid.and_then(Value::as_str).and_then(tenant);
        Self { token, claims, kind: TokenKind::by(&claims), key, version, tenant, expected, now }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    One,
    Two,
}

pub(super) fn tenant(text: &str) -> Option<TenantId> {
    (text.len() == 36).then(|| Uuid::try_parse(text).ok()).flatten().map(TenantId::from_uuid)
}

/// A value of the token for a person: strings bare, all else as JSON, absent ones in words.
pub(super) fn shown(value: Option<&Value>) -> String {
    match value {
        None => "(absent)".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// `aud is missing`, `aud is no string`, where it is not what `what` says.
pub(super) fn unfit(name: &str, value: Option<&Value>, what: &str) -> String {
    match value {
        None => format!("{name} is missing"),
        Some(_) => format!("{name} is no {what}"),
    }
}
