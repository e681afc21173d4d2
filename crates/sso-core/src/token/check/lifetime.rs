use jiff::{SignedDuration, Timestamp};

use super::subject::{Subject, shown as value};
use super::{Check, CheckId, Judged};
use crate::token::Now;
use crate::token::time::{numeric_date, relative, words};

/// `exp` is required; `nbf` and `iat` count where they are. All with the skew that clocks may have.
pub(super) fn check(subject: &Subject) -> Judged {
    let clock = subject.now;
    let now = clock.time;
    let shown = |time| clock.shown(time);
    let skew = subject.expected.skew();
    let claims = &subject.claims;

    let Some(claim) = claims.exp else {
        return Check::fail(CheckId::Lifetime, "its exp is missing: it would be good for ever")
            .found(value(None))
            .fix("do not trust it: every token of Entra expires")
            .into();
    };
    let Some(exp) = numeric_date(claim) else { return no_time("exp", claim).into() };
    // RFC 7519 §4.1.4: refused "on or after" that second.
    if now.duration_since(exp) >= skew {
        return Check::fail(CheckId::Lifetime, format!("it expired {}", relative(exp, now)))
            .found(format!("exp {}", shown(exp)))
            .expected(format!("later than {}{}", shown(now), within(skew)))
            .fix(
                "call getAccessToken again: Office renews the token, so do not cache it; On-Behalf-Of would \
                end in AADSTS500133",
            )
            .into();
    }
    let not_later =
        [("nbf", claims.nbf, "it is not valid before"), ("iat", claims.iat, "it was issued in the future,")];
    for (name, claim, what) in not_later {
        let Some(claim) = claim else { continue };
        let Some(time) = numeric_date(claim) else { return no_time(name, claim).into() };
        if time.duration_since(now) > skew {
            return Check::fail(CheckId::Lifetime, format!("{what} {} ({})", shown(time), relative(time, now)))
                .found(format!("{name} {}", shown(time)))
                .expected(format!("not later than {}{}", shown(now), within(skew)))
                .fix("set this machine's clock: turn on automatic time")
                .into();
        }
    }
    let missing: Vec<_> = not_later.iter().filter(|(_, claim, _)| claim.is_none()).map(|(name, ..)| *name).collect();
    if !missing.is_empty() {
        let detail = format!("{}; it has no {}, which Entra always writes", left(exp, clock), missing.join(" and no "));
        return Check::warn(CheckId::Lifetime, detail)
            .found(format!("exp {}", shown(exp)))
            .fix("look closely at where this token comes from")
            .into();
    }
    Judged::pass(CheckId::Lifetime, |subject, check| match subject.claims.exp.and_then(numeric_date) {
        Some(exp) => check.says(left(exp, subject.now)).found(format!("exp {}", subject.now.shown(exp))),
        None => check,
    })
}

fn left(exp: Timestamp, now: &Now) -> String {
    match exp > now.time {
        true => format!("valid for another {}, until {}", words(exp.duration_since(now.time)), now.shown(exp)),
        false => format!("expired {}, which is within the skew that clocks may have", relative(exp, now.time)),
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
        .found(value(Some(claim)))
        .fix("do not trust it: Entra writes whole seconds, as a number")
}
