use entra_client::Object;
use sso_core::Cloud;
use sso_core::plan::{Plan, change};
use tokio_util::sync::CancellationToken;

use super::apply::Run;
use super::find::{self, Found};
use super::source::{self, Opened, Purpose};
use super::{Outcome, RegistrationEvent, Tenant, Wanted, lock, secret};
use crate::profile::{self, Profile};
use crate::{App, AppError, Progress};

/// Makes the registration of a plan, or completes the one that an earlier run of this profile began.
///
/// # Errors
/// `registration-exists` where the facts or the profile name an application that Hallpass did not make;
/// `token-source-missing` and those of the source; those of the keyring, before anything is made; Graph's own. What was done
/// until then is kept, and the next run goes on from there.
pub async fn create(
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
    let profile = profile_for(app, &wanted.plan)?;
    let made_here = profile.registration.as_ref().filter(|record| record.made_here).map(|record| record.client_id);
    let named = wanted.plan.facts.client_id.filter(|named| Some(*named) != made_here);
    let opened = open(app, &wanted, &profile, progress, &cancel).await?;
    progress.report(RegistrationEvent::Reading);
    let found = find::made_by(&opened.directory, &profile, app.now()).await?;
    let found_id = found.as_ref().and_then(|found| found.registration.app_id);
    if let Some(named) = named.filter(|named| Some(*named) != found_id) {
        return Err(AppError::usage(
            "registration-exists",
            format!("the facts name an application that is there already: {named}"),
        )
        .with_hint("change it: hallpass registration update; to make a new one, leave the client ID out"));
    }
    go(app, &wanted, profile, opened, found, progress, &cancel).await
}

/// The profile, or a new one that knows what the plan was made of.
pub(super) fn profile_for(app: &App, plan: &Plan) -> Result<Profile, AppError> {
    let mut profile = profile::read(app)?.unwrap_or_else(|| Profile::new(app.draw_guid()));
    if profile.facts.cloud == Some(Cloud::Practice) && plan.facts.cloud != Cloud::Practice {
        // Practised first: what was made there is gone with the practice tenant.
        (profile.registration, profile.begun) = (None, None);
        (profile.facts.client_id, profile.facts.tenant_id) = (None, None);
    }
    profile.facts.remember(&plan.facts);
    profile.drawn = Some(plan.drawn);
    Ok(profile)
}

pub(super) async fn open<'a>(
    app: &App,
    wanted: &Wanted,
    profile: &Profile,
    progress: &'a Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Opened<'a>, AppError> {
    let facts = &wanted.plan.facts;
    let tenant = Tenant { via: wanted.via, cloud: Some(facts.cloud.clone()), tenant_id: facts.tenant_id };
    let tenant_id = tenant.tenant_id(Some(profile));
    let purpose = match wanted.dry_run && !wanted.admin_consent {
        true => Purpose::Read,
        false => Purpose::Write { consent: wanted.admin_consent },
    };
    let opened = source::open(app, &tenant, &facts.cloud, tenant_id, purpose, progress, cancel).await?;
    find::check_tenant(profile, opened.tenant)?;
    Ok(opened)
}

/// From what was found to the plan, for [`create`] and [`update`](super::update).
pub(super) async fn go(
    app: &App,
    wanted: &Wanted,
    profile: Profile,
    opened: Opened<'_>,
    found: Option<Found>,
    progress: &Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Outcome, AppError> {
    let Opened { directory, tenant } = opened;
    let state = find::state(&directory, found.as_ref(), Object::Known, wanted.admin_consent).await?;
    // Only what Hallpass makes has its tag; an application of somebody else must not get it.
    let made_here = found.as_ref().is_none_or(|found| found.is_of(&profile));
    let tag = made_here.then_some(profile.id);
    let secret = secret::outcome(app, &wanted.plan, wanted.no_secret, &profile, state.application.as_ref()).await?;
    let mut run = Run {
        app,
        directory: &directory,
        tenant,
        plan: &wanted.plan,
        wanted: change::Wanted { admin_consent: wanted.admin_consent, tag, stated: wanted.stated },
        profile,
        found,
        state,
        progress,
        cancel,
    };
    let outcome = |run: &Run<'_>, changes, secret, left, findings| Outcome {
        dry_run: wanted.dry_run,
        client_id: run.found.as_ref().and_then(|found| found.registration.app_id),
        object_id: run.found.as_ref().and_then(|found| found.object_id().ok()),
        tenant_id: run.tenant,
        made_here,
        changes,
        secret,
        left,
        findings,
    };
    if wanted.dry_run {
        let changes = run.plan.changes(&run.state, &Default::default(), run.wanted);
        return Ok(outcome(&run, changes, secret, Vec::new(), Vec::new()));
    }
    if secret == secret::SecretOutcome::ToBeMade {
        let client_id = run.found.as_ref().and_then(|found| found.registration.app_id);
        secret::check_keyring(app, client_id).await?;
    }
    let changes = run.make_changes().await?;
    let secret = run.make_secret(secret).await?;
    run.complete()?;
    let (left, findings) = run.look_again(!changes.is_empty()).await?;
    Ok(outcome(&run, changes, secret, left, findings))
}
