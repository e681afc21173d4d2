use jiff::{SignedDuration, Timestamp};

use super::subject::{Subject, shown};
use super::{Check, CheckId};
use crate::token::time::{numeric_date, relative, words};

/// `exp` is required; `nbf` and `iat` count where they are. All with the skew that clocks may have.
pub(super) fn check(subject: &Subject) -> Check {
    let now = subject.now;
    let skew = subject.expected.skew();
    let claims = &subject.token.claims;

    let Some(claim) = claims.get("exp") else {
        return Check::fail(CheckId::Lifetime, "its exp is missing: it would be good for ever")
            .found(shown(None))
            .fix("do not trust it: every token of Entra expires");
    };
    let Some(exp) = numeric_date(claim) else { return no_time("exp", claim) };
    // RFC 7519 §4.1.4: refused "on or after" that second.
    if now.duration_since(exp) >= skew {
        return Check::fail(CheckId::Lifetime, format!("it expired {}", relative(exp, now)))
            .found(format!("exp {exp}"))
            .expected(format!("later than {}{}", now, within(skew)))
            .fix(
                "call getAccessToken again: Office renews the token, so do not cache it; On-Behalf-Of would \
                end in AADSTS500133",
            );
    }
    for (name, what) in [("nbf", "it is not valid before"), ("iat", "it was issued in the future,")] {
        let Some(claim) = claims.get(name) else { continue };
        let Some(time) = numeric_date(claim) else { return no_time(name, claim) };
        if time.duration_since(now) > skew {
            return Check::fail(CheckId::Lifetime, format!("{what} {time} ({})", relative(time, now)))
                .found(format!("{name} {time}"))
                .expected(format!("not later than {}{}", now, within(skew)))
                .fix("set this machine's clock: turn on automatic time");
        }
    }
    let missing: Vec<_> = ["nbf", "iat"].into_iter().filter(|name| !claims.contains_key(*name)).collect();
    let left = left(exp, now);
    if !missing.is_empty() {
        let detail = format!("{left}; it has no {}, which Entra always writes", missing.join(" and no "));
        return Check::warn(CheckId::Lifetime, detail)
            .found(format!("exp {exp}"))
            .fix("look closely at where this token comes from");
    }
    Check::pass(CheckId::Lifetime, left).found(format!("exp {exp}"))
}

fn left(exp: Timestamp, now: Timestamp) -> String {
    match exp > now {
        true => format!("valid for another {}, until {exp}", words(exp.duration_since(now))),
        false => format!("expired {}, which is within the skew that clocks may have", relative(exp, now)),
    }
}

fn within(skew: SignedDuration) -> String {
    match skew.is_zero() {
        true => String::new(),
        false => format!(", give or take {}", words(skew)),
    }
}

fn no_time(name: &str, claim: &serde_json::Value) -> Check {
    Check::fail(CheckId::Lifetime, format!("its {name} is no time in seconds since 1970"))
        .found(shown(Some(claim)))
        .fix("do not trust it: Entra writes whole seconds, as a number")
}
