//! Signing keys that are kept between uses: how long they are good, and when they are asked for again.
//!
//! Keys change without notice, and anybody can send a token with a key ID that nobody knows. So a key that is not there
//! is looked for, once, and then not again for a minute, whatever comes. Time is handed in; where the keys are kept is
//! the caller's business.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sso_core::token::Jwks;
use sso_core::{ClientId, Timestamp};
use url::Url;

use crate::{AnswerFault, EntraClient, EntraError};

/// What Entra itself says of its metadata (`max-age=86400`).
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Between two attempts to fetch keys anew.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// Where keys come from. `Display` is one name for one source, to keep its keys by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySource {
    /// Of the cloud as configured, never of a token.
    pub authority: Url,
    /// A GUID, a domain, `common`, `organizations` or `consumers`.
    pub tenant: String,
    /// An API that has signing keys of its own: `?appid=`.
    pub app: Option<ClientId>,
}

impl fmt::Display for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.authority, self.tenant)?;
        self.app.map_or(Ok(()), |app| write!(f, " {app}"))
    }
}

/// Keys as they are kept: public data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptKeys {
    /// Of the metadata: literal, or a template with `{tenantid}`.
    pub issuer: String,
    pub keys: Jwks,
    pub fetched: Timestamp,
    /// The last attempt, also one that failed.
    pub tried: Timestamp,
}

/// Keys to check with.
#[derive(Debug)]
pub struct ServedKeys {
    pub issuer: String,
    pub keys: Jwks,
    pub fetched: Timestamp,
    /// They should have been fetched anew and were not: they are older than they may be, or lack the key.
    pub missed: Option<Missed>,
}

/// Why keys were not fetched anew.
#[derive(Debug)]
pub enum Missed {
    /// The attempt failed, in a way that says nothing against the keys that are there.
    Failed(EntraError),
    /// One failed less than a minute ago.
    JustTried,
}

/// Whether keys are to be fetched anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    No,
    Now,
    /// They are, but a minute has not passed since the last attempt.
    TooSoon,
}

impl KeptKeys {
    /// Whether a use with this key ID could lead to a request: then one process alone should go on.
    pub fn may_be_fetched(kept: Option<&Self>, kid: Option<&str>, now: Timestamp) -> bool {
        kept.is_none_or(|kept| kept.due(kid, now) == Due::Now)
    }

    fn due(&self, kid: Option<&str>, now: Timestamp) -> Due {
        match (self.is_good(now) && self.knows(kid), is_within(PAUSE, self.tried, now)) {
            (true, _) => Due::No,
            (false, true) => Due::TooSoon,
            (false, false) => Due::Now,
        }
    }

    fn is_good(&self, now: Timestamp) -> bool {
        is_within(GOOD_FOR, self.fetched, now)
    }

    /// A token without a key ID is refused anyway: no reason to ask.
    fn knows(&self, kid: Option<&str>) -> bool {
        kid.is_none_or(|kid| self.keys.keys.iter().any(|key| key.kid == kid))
    }

    fn served(&self, missed: Option<Missed>) -> ServedKeys {
        ServedKeys { issuer: self.issuer.clone(), keys: self.keys.clone(), fetched: self.fetched, missed }
    }
}

/// A time of the future, before the clock was set back, is never within.
fn is_within(span: SignedDuration, past: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(past);
    !age.is_negative() && age < span
}

impl EntraClient {
    /// The keys for a token whose header names `kid`. Those that are kept serve for 24 hours; a key ID that they lack has
    /// them fetched anew, at most once a minute. Where nobody answers, what is kept serves on and [`ServedKeys::missed`]
    /// says so. `kept` is what is to be kept afterwards, also after an error.
    ///
    /// Without anything kept, each call asks: there is nothing to answer with.
    ///
    /// # Errors
    /// Those of [`discover`](Self::discover) and [`keys`](Self::keys) where nothing is kept; else metadata of another
    /// issuer or with endpoints elsewhere, and a refusal in Entra's own words: old keys must not hide these.
    pub async fn keys_for(
        &self,
        source: &KeySource,
        kept: &mut Option<KeptKeys>,
        kid: Option<&str>,
        now: Timestamp,
    ) -> Result<ServedKeys, EntraError> {
        if let Some(there) = kept.as_ref() {
            match there.due(kid, now) {
                Due::No => return Ok(there.served(None)),
                Due::TooSoon => {
                    let failed = there.tried != there.fetched;
                    return Ok(there.served(failed.then_some(Missed::JustTried)));
                }
                Due::Now => {}
            }
        }
        match (self.fetch(source).await, kept) {
            (Ok((issuer, keys)), kept) => {
                Ok(kept.insert(KeptKeys { issuer, keys, fetched: now, tried: now }).served(None))
            }
            (Err(error), None) => Err(error),
            (Err(error), Some(there)) => {
                there.tried = now;
                if says_nothing_of_the_keys(&error) {
                    Ok(there.served(Some(Missed::Failed(error))))
                } else {
                    Err(error)
                }
            }
        }
    }

    async fn fetch(&self, source: &KeySource) -> Result<(String, Jwks), EntraError> {
        let metadata = self.discover_for(&source.authority, &source.tenant, source.app).await?;
        let keys = self.keys(&metadata).await?;
        Ok((metadata.issuer, keys))
    }
}

/// No network, a server in trouble, or something else that answered in its place.
fn says_nothing_of_the_keys(error: &EntraError) -> bool {
    use AnswerFault::{NoKeys, NotJson, Redirect, ServerError, Status, Throttled, TooLarge};
    matches!(
        error,
        EntraError::Unreachable { .. }
            | EntraError::BadAnswer {
                fault: Redirect | TooLarge | NotJson | ServerError { .. } | Throttled { .. } | Status | NoKeys,
                ..
            }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn when_keys_are_fetched_anew() {
        const DAY: i64 = 86_400;
        let keys: Jwks =
            serde_json::from_str(r#"{"keys":[{"kty":"RSA","kid":"known","n":"AQAB","e":"AQAB"}]}"#).unwrap();
        let known = Some("known");
        for (fetched, tried, kid, now, due) in [
            (0, 0, known, 0, Due::No),
            (0, 0, known, DAY - 1, Due::No),
            (0, 0, known, DAY, Due::Now),
            (0, 0, None, 3_600, Due::No),
            (0, 0, None, DAY, Due::Now),
            (0, 0, Some("new"), 59, Due::TooSoon),
            (0, 0, Some("new"), 60, Due::Now),
            // One attempt failed since.
            (0, DAY, known, DAY + 59, Due::TooSoon),
            (0, DAY, known, DAY + 60, Due::Now),
            (0, 100, known, 101, Due::No),
            // The clock was set back: the keys would otherwise be good for longer than anybody allowed.
            (DAY, DAY, known, 0, Due::Now),
        ] {
            let kept = KeptKeys { issuer: String::new(), keys: keys.clone(), fetched: at(fetched), tried: at(tried) };
            assert_eq!(kept.due(kid, at(now)), due, "{fetched} {tried} {kid:?} {now}");
            assert_eq!(KeptKeys::may_be_fetched(Some(&kept), kid, at(now)), due == Due::Now);
        }
        assert!(KeptKeys::may_be_fetched(None, known, at(0)));
    }
}
