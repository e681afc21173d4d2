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
mod key;
mod lifetime;
mod report;
mod scope;
mod signature;
mod subject;
mod tenant;
mod verdict;

use jiff::Timestamp;

use super::clean::clean;
use super::decode::{self, DecodeError, MAX_TOKEN_BYTES};
use super::{Jwks, TokenKind, claim};
use subject::Subject;

pub use exchange::{ExchangeExpected, ExchangeReport, check_exchange};
pub use expected::Expected;
pub use report::TokenReport;
pub use verdict::{Check, CheckId, Verdict};

/// Kind and claims of a token; nothing is verified. What a paste brings along is taken away first.
///
/// An opaque or encrypted token is a kind, too: its report has no claims.
///
/// # Errors
/// A text that was meant as a JWT and is broken, empty, or above the limit.
pub fn inspect(token: &str) -> Result<TokenReport, DecodeError> {
    within_limit(token)?;
    let cleaned = clean(token);
    match decode::decode(&cleaned.token) {
        Ok(decoded) => Ok(TokenReport {
            kind: TokenKind::of(&decoded),
            verified: false,
            checks: Vec::new(),
            claims: claim::explain(&decoded, None),
            noise: cleaned.noise,
        }),
        Err(error @ (DecodeError::Opaque | DecodeError::Encrypted)) => Ok(TokenReport {
            kind: error.kind(),
            verified: false,
            checks: Vec::new(),
            claims: Vec::new(),
            noise: cleaned.noise,
        }),
        Err(error) => Err(error),
    }
}

/// Every check on its own, in the order in which a server makes them. What a paste brings along is taken away first.
///
/// Without keys, `Key` and `Signature` are skipped and the report says it is not verified. A text that cannot be taken
/// apart is a failed `Form`, so that a consumer of the report always finds its verdict there. `now` decides the
/// lifetime. A Graph or Exchange token is explained: its checks are for others to make.
///
/// # Errors
/// Only for a text that is empty or above the limit: there is nothing to judge.
pub fn check(
    token: &str,
    keys: Option<&Jwks>,
    expected: &Expected,
    now: Timestamp,
) -> Result<TokenReport, DecodeError> {
    within_limit(token)?;
    let cleaned = clean(token);
    let decoded = match decode::decode(&cleaned.token) {
        Ok(decoded) => decoded,
        Err(DecodeError::Empty) => return Err(DecodeError::Empty),
        Err(error) => {
            return Ok(TokenReport {
                kind: error.kind(),
                verified: false,
                checks: form::unreadable(&error),
                claims: Vec::new(),
                noise: cleaned.noise,
            });
        }
    };
    let subject = Subject::new(&decoded, keys, expected, now);
    let mut checks = vec![form::check(&subject, &cleaned.noise), algorithm::check(&subject)];
    match subject.kind {
        TokenKind::GraphAccessToken => checks.extend(foreign::graph(&subject)),
        TokenKind::ExchangeIdentityToken => checks.extend(foreign::exchange()),
        _ => checks.extend([
            key::check(&subject),
            signature::check(&subject),
            issuer::check(&subject),
            tenant::check(&subject),
            audience::check(&subject),
            lifetime::check(&subject),
            scope::check(&subject),
            client::check(&subject),
        ]),
    }
    Ok(TokenReport {
        kind: subject.kind,
        verified: checks.iter().any(|check| check.id == CheckId::Signature && check.verdict == Verdict::Pass),
        checks,
        claims: claim::explain(&decoded, Some(now)),
        noise: cleaned.noise,
    })
}

fn within_limit(token: &str) -> Result<(), DecodeError> {
    match token.len() > MAX_TOKEN_BYTES {
        true => Err(DecodeError::TooLarge { bytes: token.len() }),
        false => Ok(()),
    }
}
