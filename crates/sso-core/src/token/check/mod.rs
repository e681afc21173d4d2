//! The checks of Microsoft's claims validation page, each on its own: one file a check.

mod algorithm;
mod audience;
mod client;
mod difference;
mod exchange;
mod expected;
mod foreign;
mod form;
mod issuer;
mod judged;
mod judgement;
mod key;
mod lifetime;
mod report;
mod scope;
mod signature;
mod subject;
mod template;
mod tenant;
mod verdict;

use super::decode::{self, DecodeError, MAX_TOKEN_BYTES};
use super::paste::{Cleaned, clean};
use super::{Jwks, KeySet, Now, TokenKind, UserKey, claim, opaque};
use judged::Judged;

pub use exchange::{ExchangeExpected, ExchangeReport, check_exchange};
pub use expected::Expected;
pub(crate) use issuer::version_one as version_one_issuer;
pub use judgement::{Judgement, judge};
pub use report::TokenReport;
pub use verdict::{Check, CheckId, Verdict};

/// Kind and claims of a token; nothing is verified. What a paste brings along is taken away first. `now` is for the words
/// about times: it judges nothing.
///
/// An opaque or encrypted token is a kind, too: its report has no claims.
///
/// # Errors
/// A text that is no token, was meant as a JWT and is broken, is empty, or above the limit.
pub fn inspect(token: &str, now: impl Into<Now>) -> Result<TokenReport, DecodeError> {
    within_limit(token)?;
    let cleaned = clean(token);
    match decode::decode(&cleaned.token) {
        Ok(decoded) => {
            let kind = TokenKind::of(&decoded);
            Ok(TokenReport {
                kind,
                may_be: None,
                verified: false,
                checks: Vec::new(),
                header: claim::header(&decoded),
                claims: claim::explain(&decoded, &now.into(), None),
                user_key: UserKey::of(&decoded, kind),
                what_now: kind.what_now(),
                noise: cleaned.noise,
            })
        }
        Err(error @ (DecodeError::Opaque | DecodeError::Encrypted)) => {
            Ok(TokenReport::without_claims(&error, Vec::new(), cleaned))
        }
        Err(error) => Err(error),
    }
}

/// Every check on its own, in the order in which a server makes them. What a paste brings along is taken away first.
///
/// Without keys, `Key` and `Signature` are skipped and the report says it is not verified. A text that cannot be taken
/// apart is a failed `Form`, so that a consumer of the report always finds its verdict there. `now` decides the
/// lifetime; nothing can be relaxed, and no setting here leaves a check out. A Graph or Exchange token is explained: the
/// checks of the one are for Graph to make, those of the other are [`check_exchange`]'s.
///
/// # Errors
/// Only for a text that is empty or above the limit: there is nothing to judge.
pub fn check(
    token: &str,
    keys: Option<&Jwks>,
    expected: &Expected,
    now: impl Into<Now>,
) -> Result<TokenReport, DecodeError> {
    within_limit(token)?;
    let cleaned = clean(token);
    let decoded = match decode::decode(&cleaned.token) {
        Ok(decoded) => decoded,
        Err(DecodeError::Empty) => return Err(DecodeError::Empty),
        Err(error) => return Ok(TokenReport::without_claims(&error, form::unreadable(&error), cleaned)),
    };
    let now = now.into();
    let keys = keys.map(KeySet::of);
    Ok(judge(&decoded, keys.as_ref(), expected, &now).explained(cleaned.noise))
}

impl TokenReport {
    /// Of a text that has no claims to show.
    fn without_claims(error: &DecodeError, checks: Vec<Check>, cleaned: Cleaned) -> Self {
        Self {
            kind: error.kind(),
            may_be: matches!(error, DecodeError::Opaque).then(|| opaque::may_be(&cleaned.token)).flatten(),
            verified: false,
            checks,
            header: Vec::new(),
            claims: Vec::new(),
            user_key: None,
            what_now: &[],
            noise: cleaned.noise,
        }
    }
}

fn within_limit(token: &str) -> Result<(), DecodeError> {
    match token.len() > MAX_TOKEN_BYTES {
        true => Err(DecodeError::TooLarge { bytes: token.len() }),
        false => Ok(()),
    }
}
