//! The registration, its secret and its consent, as an administrator would make them in the portal.

use practice_tenant::{IssuedSecret, PracticeTenant};
use sso_core::plan::Plan;

use super::progress::Done;
use crate::AppError;

pub(super) async fn work(tenant: &PracticeTenant, plan: &Plan) -> Result<Done<IssuedSecret>, AppError> {
    let kept = tenant.register(plan.registration());
    let secret = kept.app_id.and_then(|id| tenant.add_password(id, "rehearsal"));
    let (Some(client_id), Some(secret)) = (kept.app_id, secret) else {
        return Err(AppError::failed("practice-registration", "the practice tenant did not keep the registration")
            .with_hint("report this as a bug of Hallpass"));
    };
    tenant.grant_admin_consent(client_id);
    let uri = kept.identifier_uris.first().cloned().unwrap_or_default();
    Ok(Done::fine(secret, format!("{uri}, Office pre-authorized, consent granted")))
}
