use jiff::SignedDuration;
use sso_core::token::CheckId::Lifetime;
use sso_core::token::Expected;

use crate::made::*;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    let skew = |skew| Expected { skew, ..expected() };
    vec![
        Row::v2("expired an hour ago").with("exp", NOW - 3_600).fails(Lifetime, "it expired 1 h ago"),
        Row::v2("expired at the end of the skew").with("exp", NOW - SKEW).fails(Lifetime, "it expired 5 min ago"),
        Row::v2("expired a second beyond the skew").with("exp", NOW - SKEW - 1).fails(Lifetime, "it expired 5 min ago"),
        Row::v1("version 1, expired a second beyond the skew")
            .with("exp", NOW - SKEW - 1)
            .fails(Lifetime, "it expired 5 min ago"),
        Row::v2("expired this second, no skew")
            .with("exp", NOW)
            .expecting(skew(SignedDuration::ZERO))
            .fails(Lifetime, "it expired just now"),
        Row::v2("a skew of a day is cut down to five minutes")
            .with("exp", NOW - SKEW)
            .expecting(skew(SignedDuration::from_hours(24)))
            .fails(Lifetime, "it expired 5 min ago"),
        Row::v2("a skew below zero is none")
            .with("exp", NOW - 1)
            .expecting(skew(SignedDuration::from_hours(-1)))
            .fails(Lifetime, "it expired 1 s ago"),
        Row::v2("exp in milliseconds").with("exp", (NOW + 60) * 1_000).fails(Lifetime, "its exp is no time"),
        Row::v2("exp beyond all time").with("exp", u64::MAX).fails(Lifetime, "its exp is no time"),
        Row::v2("exp 0").with("exp", 0).fails(Lifetime, "it expired 20775 days"),
        Row::v2("exp below zero").with("exp", -1).fails(Lifetime, "it expired"),
        Row::v2("not yet valid").with("nbf", NOW + SKEW + 1).fails(Lifetime, "not valid before"),
        Row::v1("version 1, not yet valid").with("nbf", NOW + SKEW + 1).fails(Lifetime, "not valid before"),
        Row::v2("not valid before tomorrow").with("nbf", NOW + 86_400).fails(Lifetime, "(in 1 day)"),
        Row::v2("issued in the future").with("iat", NOW + SKEW + 1).fails(Lifetime, "issued in the future"),
        Row::v2("nbf in milliseconds").with("nbf", NOW * 1_000).fails(Lifetime, "its nbf is no time"),
        Row::v2("neither nbf nor iat").without("nbf").without("iat").warns(Lifetime, "it has no nbf and no iat"),
    ]
}
