use super::subject::{Subject, shown};
use super::{Check, CheckId, Judged};
use crate::token::DecodeError;

/// The token could be taken apart; what remains is what a reader must refuse or should know.
pub(super) fn check(subject: &Subject) -> Judged {
    // RFC 7515 §4.1.11: whoever does not know every extension named there must refuse the token.
    if let Some(critical) = subject.token.header.get("crit") {
        return Check::fail(CheckId::Form, "its header demands extensions (crit) that Entra never uses")
            .found(shown(Some(critical)))
            .expected("no crit")
            .fix("do not trust it: it does not come from Entra")
            .into();
    }
    if subject.token.is_padded() {
        return Check::warn(CheckId::Form, "its parts end in =, which a JWT leaves out")
            .fix("send the token as it was issued, without = signs: strict readers refuse them")
            .into();
    }
    Judged::pass(CheckId::Form, |_, check| check.says("three parts of base64url; header and payload are JSON objects"))
}

/// The checks of a text that could not be taken apart.
pub(super) fn unreadable(error: &DecodeError) -> Vec<Check> {
    CheckId::ALL
        .into_iter()
        .map(|id| match id {
            CheckId::Form => Check::fail(id, error.to_string()).fix(error.hint()),
            _ => Check::skipped(id, "the token could not be taken apart"),
        })
        .collect()
}
