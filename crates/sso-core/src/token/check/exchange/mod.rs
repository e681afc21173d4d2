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

use super::{Check, CheckId, TokenReport, Verdict, within_limit};
use crate::token::exchange::{AppContext, ExchangeMetadata, NoAppContext, UniqueUserId, WHAT_NOW, context};
use crate::token::{DecodeError, Decoded, Now, TokenKind, claim, clean, decode};

pub use expected::ExchangeExpected;
pub use report::ExchangeReport;

/// What a check looks at.
struct Subject<'a> {
    token: &'a Decoded,
    context: Result<AppContext, NoAppContext>,
    metadata: Option<&'a ExchangeMetadata>,
    expected: &'a ExchangeExpected,
    now: &'a Now,
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
    now: impl Into<Now>,
) -> Result<ExchangeReport, DecodeError> {
    within_limit(pasted)?;
    let cleaned = clean(pasted);
    let token = match decode(&cleaned.token) {
        Ok(token) => token,
        Err(DecodeError::Empty) => return Err(DecodeError::Empty),
        Err(error) => {
            let report = TokenReport::without_claims(&error, form::unreadable(&error), cleaned);
            let report = TokenReport { what_now: &WHAT_NOW, ..report };
            return Ok(ExchangeReport { report, unique_user_id: None });
        }
    };
    let now = now.into();
    let subject = Subject { token: &token, context: context(&token), metadata, expected, now: &now };
    let mut checks = vec![
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
    let verified = checks.iter().any(|check| check.id == CheckId::Signature && check.verdict == Verdict::Pass);
    if !verified {
        checks.iter_mut().for_each(Check::unverified);
    }
    let report = TokenReport {
        kind: TokenKind::of(&token),
        may_be: None,
        verified,
        checks,
        header: claim::header(&token),
        claims: claim::explain(&token, &now, None),
        // That of a token of Entra: here it is the unique ID.
        user_key: None,
        // Whoever holds a token of another kind for one of Exchange wants to know it, too.
        what_now: &WHAT_NOW,
        noise: cleaned.noise,
    };
    // Nobody is to be stored by what a stranger may have written.
    let unique_user_id = report.passed().then(|| subject.context.ok().as_ref().map(UniqueUserId::of)).flatten();
    Ok(ExchangeReport { report, unique_user_id })
}
