//! The checks of an Exchange identity token, in the order in which a server makes them: one file a check.

mod app_context;
mod audience;
mod expected;
mod form;
mod head;
mod issuer;
mod key;
mod lifetime;
mod report;
mod signature;
mod trust;

use jiff::Timestamp;

use super::{Check, CheckId, TokenReport, Verdict, within_limit};
use crate::token::exchange::{AppContext, ExchangeMetadata, NoAppContext, UniqueUserId, context};
use crate::token::{DecodeError, Decoded, TokenKind, claim, clean, decode};

pub use expected::ExchangeExpected;
pub use report::ExchangeReport;

/// What a check looks at.
struct Subject<'a> {
    token: &'a Decoded,
    context: Result<AppContext, NoAppContext>,
    metadata: Option<&'a ExchangeMetadata>,
    expected: &'a ExchangeExpected,
    now: Timestamp,
}

/// Every check of an Exchange identity token on its own. What a paste brings along is taken away first.
///
/// `metadata` is the document of the token's [`metadata_url`](crate::token::exchange::metadata_url); without it key and
/// signature are skipped and the report says that nothing was verified. A token that is none of Exchange fails
/// [`CheckId::AppContext`].
///
/// # Errors
/// Only for a text that is empty or above the limit: there is nothing to judge.
pub fn check_exchange(
    pasted: &str,
    metadata: Option<&ExchangeMetadata>,
    expected: &ExchangeExpected,
    now: Timestamp,
) -> Result<ExchangeReport, DecodeError> {
    within_limit(pasted)?;
    let cleaned = clean(pasted);
    let token = match decode(&cleaned.token) {
        Ok(token) => token,
        Err(DecodeError::Empty) => return Err(DecodeError::Empty),
        Err(error) => {
            let report = TokenReport {
                kind: error.kind(),
                verified: false,
                checks: form::unreadable(&error),
                claims: Vec::new(),
                noise: cleaned.noise,
            };
            return Ok(ExchangeReport { report, unique_user_id: None });
        }
    };
    let subject = Subject { token: &token, context: context(&token), metadata, expected, now };
    let checks = vec![
        form::check(&subject, &cleaned.noise),
        head::check(&subject),
        app_context::check(&subject),
        trust::check(&subject),
        key::check(&subject),
        signature::check(&subject),
        issuer::check(&subject),
        audience::check(&subject),
        lifetime::check(&subject),
    ];
    let report = TokenReport {
        kind: TokenKind::of(&token),
        verified: checks.iter().any(|check| check.id == CheckId::Signature && check.verdict == Verdict::Pass),
        checks,
        claims: claim::explain(&token, Some(now)),
        noise: cleaned.noise,
    };
    // Nobody is to be stored by what a stranger may have written.
    let unique_user_id = report.passed().then(|| subject.context.ok().as_ref().map(UniqueUserId::of)).flatten();
    Ok(ExchangeReport { report, unique_user_id })
}
