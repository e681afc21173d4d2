use super::subject::{Subject, shown, unfit};
use super::{Check, CheckId, Judged};
use crate::token::public_key::NamedKey;
use crate::token::{Decoded, KeySet};

/// The key that a token's header names, among those that were handed in.
#[derive(Clone, Copy)]
pub(super) enum Choice<'a> {
    /// No keys were handed in.
    NoKeys,
    /// The header names none.
    NoKid,
    /// None of these has that name.
    Unknown(&'a KeySet<'a>),
    Found(NamedKey<'a>),
}

/// By `kid` alone. A key that the token brings itself (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
pub(super) fn choose<'a>(token: &Decoded, keys: Option<&'a KeySet<'a>>) -> Choice<'a> {
    let Some(keys) = keys else { return Choice::NoKeys };
    let Some(kid) = token.header.get("kid").and_then(|kid| kid.as_str()) else { return Choice::NoKid };
    match keys.named(kid) {
        Some(key) => Choice::Found(key),
        None => Choice::Unknown(keys),
    }
}

pub(super) fn check(subject: &Subject) -> Judged {
    let id = CheckId::Key;
    let kid = subject.token.header.get("kid");
    let own_key = || own(subject.token);
    match subject.key {
        Choice::NoKeys => Check::skipped(id, format!("NOT VERIFIED: no keys were given{}", own_key()))
            .fix("fetch the keys from the jwks_uri of your tenant's metadata")
            .into(),
        Choice::NoKid => Check::fail(id, format!("{}{}", unfit("kid", kid, "string"), own_key()))
            .found(shown(kid))
            .fix("do not trust it: Entra names the key in every token")
            .into(),
        Choice::Unknown(keys) => {
            Check::fail(id, format!("its key is none of the issuer's {}{}", keys.keys().len(), own_key()))
                .found(shown(kid))
                .expected(kids(keys))
                .fix(
                    "fetch the keys again, they change without notice; if it stays so, the token comes from \
                    another cloud or tenant, or from an app with signing keys of its own (metadata with \
                    ?appid=<client ID>)",
                )
                .into()
        }
        Choice::Found(_) => Judged::pass(id, |subject, check| {
            let detail = format!("its key is one of the issuer's{}", own(subject.token));
            check.says(detail).found(shown(subject.token.header.get("kid")))
        }),
    }
}

/// What is said of a key that the token brings itself.
fn own(token: &Decoded) -> String {
    let own = ["jwk", "jku", "x5c", "x5u"].into_iter().find(|name| token.header.contains_key(name));
    own.map(|name| format!("; the key that it brings itself ({name}) is ignored")).unwrap_or_default()
}

/// The names of the first keys.
fn kids(keys: &KeySet) -> String {
    const MOST: usize = 8;
    let mut kids: Vec<_> = keys.keys().take(MOST).map(|key| key.kid.as_str()).collect();
    if keys.keys().len() > MOST {
        kids.push("…");
    }
    match kids.is_empty() {
        true => "(there are no RSA keys)".to_owned(),
        false => kids.join(", "),
    }
}
