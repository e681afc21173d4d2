//! Each claim that is validated, missing and of each wrong type, in both versions.

use serde_json::{Value, json};
use sso_core::token::{CheckId, Verdict};

use crate::row::Row;

struct Judged {
    v1: &'static str,
    v2: &'static str,
    check: CheckId,
    if_missing: Verdict,
    if_unfit: Verdict,
}

pub fn rows() -> Vec<Row> {
    use CheckId::*;
    use Verdict::{Fail, Warn};
    let judged = |name, check, if_missing, if_unfit| Judged { v1: name, v2: name, check, if_missing, if_unfit };
    let claims = [
        judged("iss", Issuer, Fail, Fail),
        judged("ver", Issuer, Fail, Fail),
        judged("tid", Tenant, Fail, Fail),
        judged("aud", Audience, Fail, Fail),
        judged("exp", Lifetime, Fail, Fail),
        judged("nbf", Lifetime, Warn, Fail),
        judged("iat", Lifetime, Warn, Fail),
        judged("scp", Scope, Fail, Fail),
        Judged { v1: "appid", v2: "azp", ..judged("", Client, Warn, Warn) },
    ];
    let mut rows = Vec::new();
    for claim in claims {
        for (version, name) in [(1, claim.v1), (2, claim.v2)] {
            let base = |name| if version == 1 { Row::v1(name) } else { Row::v2(name) };
            let missing = base(format!("version {version}, {name} missing")).without(name);
            rows.push(remarked(missing, &claim, claim.if_missing, version));
            for (words, value) in unfit(claim.check) {
                let row = base(format!("version {version}, {name} is {words}")).with(name, value);
                rows.push(remarked(row, &claim, claim.if_unfit, version));
            }
        }
    }
    rows
}

/// A text where seconds are wanted, and seconds where a text is.
fn unfit(check: CheckId) -> [(&'static str, Value); 5] {
    let other = match check {
        CheckId::Lifetime => ("text", json!("1795000000")),
        _ => ("a number", json!(7)),
    };
    [other, ("null", Value::Null), ("true", json!(true)), ("a list", json!(["a"])), ("an object", json!({"a": 1}))]
}

fn remarked(row: Row, claim: &Judged, verdict: Verdict, version: u8) -> Row {
    let row = match verdict {
        Verdict::Fail => row.fails(claim.check, ""),
        _ => row.warns(claim.check, ""),
    };
    // Without ver nobody can tell that an Application ID URI may stand in aud.
    if claim.v1 == "ver" && version == 1 { row.and(CheckId::Audience) } else { row }
}
