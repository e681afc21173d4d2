//! Keys that were kept for longer than they are good, because nobody answered with new ones.

use jiff::Timestamp;

use super::time::relative;
use super::{CheckId, TokenReport, Verdict};

impl TokenReport {
    /// Says in the check of the key that the keys were fetched at `fetched` and could not be fetched again; `why` is a
    /// clause in lower case. A check that passed becomes a warning: a key may have been withdrawn meanwhile.
    pub fn with_kept_keys(mut self, fetched: Timestamp, now: Timestamp, why: &str) -> Self {
        if let Some(check) = self.checks.iter_mut().find(|check| check.id == CheckId::Key) {
            let age = relative(fetched, now);
            check.detail =
                format!("{}; the keys were fetched {age} and could not be fetched again: {why}", check.detail);
            if check.verdict == Verdict::Pass {
                check.verdict = Verdict::Warn;
                check.fix = Some("check again when the sign-in host can be reached".to_owned());
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::ScopeName;
    use crate::token::{Expected, Jwks, check};

    /// Header with this key ID, no claims, no signature: the check of the key is all that counts here.
    #[test]
    fn a_key_that_is_there_becomes_a_warning() {
        let keys: Jwks = serde_json::from_str(r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}"#).unwrap();
        let expected = Expected {
            client_id: "c6c1f32b-5e55-4997-881a-753cc1d563b7".parse().unwrap(),
            app_id_uris: Vec::new(),
            issuer: String::new(),
            tenants: Vec::new(),
            scope: ScopeName::access_as_user(),
            skew: SignedDuration::ZERO,
        };
        let (fetched, now) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(90_000).unwrap());
        // {"alg":"RS256","kid":"a"} and {"alg":"RS256","kid":"b"}
        for (token, verdict) in [
            ("eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.e30.AAAA", Verdict::Warn),
            ("eyJhbGciOiJSUzI1NiIsImtpZCI6ImIifQ.e30.AAAA", Verdict::Fail),
        ] {
            let report = check(token, Some(&keys), &expected, now).unwrap();
            let key = report.with_kept_keys(fetched, now, "no answer in time").check(CheckId::Key).cloned().unwrap();
            assert_eq!(key.verdict, verdict);
            let says = "the keys were fetched 1 day 1 h ago and could not be fetched again: no answer in time";
            assert!(key.detail.ends_with(says) && key.fix.is_some(), "{key:?}");
        }
    }
}
