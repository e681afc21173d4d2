use super::Subject;
use crate::token::check::subject::{shown, unfit};
use crate::token::check::{Check, CheckId};
use crate::token::exchange::EXCHANGE;

/// `iss` is Exchange, at some realm: a tenant ID online, a host or domain on-premises.
pub(super) fn check(subject: &Subject) -> Check {
    let claim = subject.token.claims.get("iss");
    let wanted = format!("{EXCHANGE}@{}", subject.expected.realm.as_deref().unwrap_or("<realm>"));
    let Some(iss) = claim.and_then(|iss| iss.as_str()) else {
        return Check::fail(CheckId::Issuer, unfit("iss", claim, "string"))
            .found(shown(claim))
            .expected(wanted)
            .fix("do not trust it: Exchange writes its issuer into every token");
    };
    let fail = |detail: &str, fix: &str| Check::fail(CheckId::Issuer, detail).found(iss).expected(&wanted).fix(fix);
    match iss.split_once('@') {
        Some((EXCHANGE, realm)) if !realm.is_empty() => match &subject.expected.realm {
            Some(expected) if !expected.eq_ignore_ascii_case(realm) => fail(
                "its issuer is Exchange in another organisation",
                "take the token from a mailbox of the expected one",
            ),
            _ => Check::pass(CheckId::Issuer, "its issuer is Exchange").found(iss),
        },
        _ => fail("its issuer is not Exchange", "do not trust it: Exchange names itself in every token"),
    }
}
