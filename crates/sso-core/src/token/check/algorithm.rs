use serde_json::Value;

use super::subject::{Subject, shown, unfit};
use super::{Check, CheckId, Judged};

/// RS256 and nothing else: a reader that lets the header choose takes unsigned tokens, and tokens "signed" with the
/// public key as if it were a shared secret (RFC 8725 §2.1).
pub(super) fn check(subject: &Subject) -> Judged {
    let alg = subject.token.header.get("alg");
    let detail = match alg.and_then(Value::as_str) {
        Some(RS256) => {
            return Judged::pass(CheckId::Algorithm, |_, check| check.says("signed with RS256").found(RS256));
        }
        Some(none) if none.eq_ignore_ascii_case("none") => {
            "its alg is none: it is not signed, anyone can have written it".to_owned()
        }
        Some(hmac) if hmac.starts_with("HS") => {
            format!("its alg is {hmac}, a shared secret: who knows the public key could have made it")
        }
        Some(_) => "its alg is not RS256, and Entra signs with nothing else".to_owned(),
        None => unfit("alg", alg, "string"),
    };
    Check::fail(CheckId::Algorithm, detail)
        .found(shown(alg))
        .expected(RS256)
        .fix("do not trust it; in your server allow RS256 alone, whatever the header says")
        .into()
}

pub(super) const RS256: &str = "RS256";
