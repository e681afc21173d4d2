use sso_core::{ClientId, Cloud, TenantId};
use tokio_util::sync::CancellationToken;

use super::create::{Start, go, open};
use super::{Outcome, RegistrationEvent, Wanted, another, find, lock};
use crate::{App, AppError, Progress};

/// Brings a registration that is there to the plan: what lacks is added, what the plan says otherwise is changed, whatever
/// else is there stays. It may be anybody's; only what Hallpass made has its tag.
///
/// # Errors
/// `fact-missing` where neither facts nor profile name an application, `profile-has-another` where the profile has another
/// one, `registration-not-found`; otherwise as [`create`](super::create).
pub async fn update(
    app: &App,
    wanted: Wanted,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Outcome, AppError> {
    lock::held(app, run(app, wanted, progress, cancel)).await
}

async fn run(
    app: &App,
    wanted: Wanted,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Outcome, AppError> {
    let start = Start::of(app, &wanted.plan)?;
    let profile = &start.profile;
    let known = profile.registration.as_ref().map(|record| record.client_id);
    let client_id = wanted.plan.facts.client_id.or(known).ok_or_else(|| {
        AppError::usage("fact-missing", "not known: which registration is to be changed")
            .with_hint("give --client-id GUID, or make one: hallpass registration create")
    })?;
    another::refuse_to_update(profile, client_id)?;
    let opened = open(app, &wanted, profile, progress, &cancel).await?;
    progress.report(RegistrationEvent::Reading);
    let found = find::by_client_id(&opened.directory, Some(profile), client_id).await?;
    let found = found.ok_or_else(|| not_found(client_id, opened.tenant, &wanted.plan.facts.cloud))?;
    go(app, &wanted, start, opened, Some(found), progress, &cancel).await
}

pub(super) fn not_found(client_id: ClientId, tenant: TenantId, cloud: &Cloud) -> AppError {
    AppError::failed(
        "registration-not-found",
        format!("the tenant {tenant} has no application with the client ID {client_id}"),
    )
    .with_hint(match cloud {
        Cloud::Practice => {
            "a practice tenant forgets with its end what was made in it: hallpass registration create makes the profile's anew; \
             in another cloud look with --cloud public"
        }
        _ => "compare it with Application (client) ID in the portal, and the tenant: --tenant-id GUID",
    })
}
