use super::subject::{Subject, shown, unfit};
use super::{Check, CheckId};
use crate::token::{Decoded, Jwk, Jwks};

/// The key that a token's header names, among those that were handed in.
pub(super) enum Choice<'a> {
    /// No keys were handed in.
    NoKeys,
    /// The header names none.
    NoKid,
    /// None of these has that name.
    Unknown(&'a Jwks),
    Found(&'a Jwk),
}

/// By `kid` alone. A key that the token brings itself (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
pub(super) fn choose<'a>(token: &Decoded, keys: Option<&'a Jwks>) -> Choice<'a> {
    let Some(keys) = keys else { return Choice::NoKeys };
    let Some(kid) = token.header.get("kid").and_then(|kid| kid.as_str()) else { return Choice::NoKid };
    match keys.keys.iter().find(|key| key.kid == kid) {
        Some(key) => Choice::Found(key),
        None => Choice::Unknown(keys),
    }
}

pub(super) fn check(subject: &Subject) -> Check {
    let kid = subject.token.header.get("kid");
    let own = ["jwk", "jku", "x5c", "x5u"].into_iter().find(|name| subject.token.header.contains_key(*name));
    let own = own.map(|name| format!("; the key that it brings itself ({name}) is ignored")).unwrap_or_default();
    match &subject.key {
        Choice::NoKeys => Check::skipped(CheckId::Key, format!("NOT VERIFIED: no keys were given{own}"))
            .fix("fetch the keys from the jwks_uri of your tenant's metadata"),
        Choice::NoKid => Check::fail(CheckId::Key, format!("{}{own}", unfit("kid", kid, "string")))
            .found(shown(kid))
            .fix("do not trust it: Entra names the key in every token"),
        Choice::Unknown(keys) => {
            Check::fail(CheckId::Key, format!("its key is none of the issuer's {}{own}", keys.keys.len()))
                .found(shown(kid))
                .expected(kids(keys))
                .fix(
                    "fetch the keys again, they change without notice; if it stays so, the token comes from \
                    another cloud or tenant, or from an app with signing keys of its own (metadata with \
                    ?appid=<client ID>)",
                )
        }
        Choice::Found(key) => Check::pass(CheckId::Key, format!("its key is one of the issuer's{own}")).found(&key.kid),
    }
}

/// The names of the first keys.
fn kids(keys: &Jwks) -> String {
    const MOST: usize = 8;
    let mut kids: Vec<_> = keys.keys.iter().take(MOST).map(|key| key.kid.as_str()).collect();
    if keys.keys.len() > MOST {
        kids.push("…");
    }
    match kids.is_empty() {
        true => "(there are no RSA keys)".to_owned(),
        false => kids.join(", "),
    }
}
