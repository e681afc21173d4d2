use jiff::Timestamp;
use serde_json::Value;

use super::Subject;
use crate::token::check::subject::{shown, unfit};
use crate::token::check::{Check, CheckId};
use crate::token::time::{numeric_date, relative, words};

/// `nbf` and `exp`, numbers or strings of Unix seconds, both required, with the skew that clocks may have.
pub(super) fn check(subject: &Subject) -> Check {
    let (now, skew) = (subject.now.time, subject.expected.skew());
    let local = |time| subject.now.shown(time);
    let read = |name: &str| {
        let claim = subject.token.claims.get(name);
        claim.and_then(seconds).ok_or_else(|| {
            Check::fail(CheckId::Lifetime, unfit(name, claim, "time in seconds since 1970"))
                .found(shown(claim))
                .fix("do not trust it: Exchange writes whole seconds, as a number or in a string")
        })
    };
    let (not_before, exp) = match (read("nbf"), read("exp")) {
        (Ok(not_before), Ok(exp)) => (not_before, exp),
        (Err(check), _) | (_, Err(check)) => return check,
    };
    let give_or_take = format!("{}, give or take {}", local(now), words(skew));
    if now.duration_since(exp) >= skew {
        return Check::fail(CheckId::Lifetime, format!("it expired {}", relative(exp, now)))
            .found(format!("exp {}", local(exp)))
            .expected(format!("later than {give_or_take}"))
            .fix("call getUserIdentityTokenAsync again: a token lives for 8 hours");
    }
    if not_before.duration_since(now) > skew {
        return Check::fail(
            CheckId::Lifetime,
            format!("it is not valid before {} ({})", local(not_before), relative(not_before, now)),
        )
        .found(format!("nbf {}", local(not_before)))
        .expected(format!("not later than {give_or_take}"))
        .fix("set this machine's clock: turn on automatic time");
    }
    let detail = match exp > now {
        true => format!("valid for another {}, until {}", words(exp.duration_since(now)), local(exp)),
        false => format!("expired {}, which is within the skew that clocks may have", relative(exp, now)),
    };
    Check::pass(CheckId::Lifetime, detail).found(format!("exp {}", local(exp)))
}

/// The pages show strings, tokens of real servers are said to have numbers.
fn seconds(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) if !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit()) => {
            Timestamp::from_second(text.parse().ok()?).ok()
        }
        Value::Number(_) => numeric_date(value),
        _ => None,
    }
}
