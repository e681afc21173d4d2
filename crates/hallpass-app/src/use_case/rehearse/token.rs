//! Every check of the access token, with the keys that discovery names.

use sso_core::plan::Plan;
use sso_core::token::{self, TokenReport, Verdict};

use super::progress::Done;
use super::sign_in::SignedInAt;
use crate::{App, AppError};

pub(super) async fn work(app: &App, signed_in: &SignedInAt, plan: &Plan) -> Result<Done<TokenReport>, AppError> {
    let keys = signed_in.client.keys(&signed_in.metadata).await?;
    let expected = plan
        .expected(&signed_in.metadata.issuer)
        .ok_or_else(|| AppError::failed("fact-missing", "the registration has no client ID"))?;
    let report = token::check(signed_in.tokens.access_token.expose(), Some(&keys), &expected, app.local_now())
        .map_err(|error| AppError::failed("token-not-readable", error.to_string()))?;
    if let Some(check) = report.checks.iter().find(|check| check.verdict == Verdict::Fail) {
        let error = AppError::failed("token-check-failed", check.detail.clone());
        return Err(match &check.fix {
            Some(fix) => error.with_hint(fix.clone()),
            None => error,
        });
    }
    let passed = report.checks.iter().filter(|check| check.verdict == Verdict::Pass).count();
    let detail = format!("{}; {passed} of {} checks pass", report.sentence(), report.checks.len());
    Ok(Done::fine(report, detail))
}
