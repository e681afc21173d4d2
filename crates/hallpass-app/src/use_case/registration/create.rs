use entra_client::Object;
use sso_core::plan::change::{Change, ChangeKind};
use sso_core::plan::{Plan, change};
use sso_core::{ClientId, Cloud};
use tokio_util::sync::CancellationToken;

use super::apply::Run;
use super::find::{self, Found};
use super::source::{self, Opened, Purpose};
use super::{Outcome, RegistrationEvent, Tenant, Via, Wanted, another, lock, secret};
use crate::profile::{self, KnownFacts, Profile, RegistrationRecord};
use crate::use_case::plan::{complete, script_tag_of};
use crate::{App, AppError, Progress};

/// Makes the registration of a plan, or completes the one that an earlier run of this profile, or a script of the same plan,
/// began.
///
/// # Errors
/// `profile-has-another` where the profile has the registration of another add-in, or one that Hallpass did not make;
/// `registration-exists` where the facts name an application; `token-source-missing` and those of the source; those of the
/// keyring, before anything is made; Graph's own. What was done until then is kept, and the next run goes on from there.
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
    let mut start = Start::of(app, &wanted.plan)?;
    let named = wanted.plan.facts.client_id;
    another::refuse_to_create(&start.profile, named)?;
    let opened = open(app, &wanted, &start.profile, progress, &cancel).await?;
    progress.report(RegistrationEvent::Reading);
    let script = script_tag_of(start.profile.id, &wanted.plan);
    let found = find::made_by(&opened.directory, &start.profile, Some(script), app.now()).await?;
    match &found {
        Some(_) => another::refuse_other_facts(&start.profile, &wanted.plan.facts)?,
        // It was deleted elsewhere.
        None => start.put_away(),
    }
    let known = [found.as_ref().and_then(|found| found.registration.app_id), start.gone_client_id()];
    if let Some(named) = named.filter(|named| !known.contains(&Some(*named))) {
        return Err(AppError::usage(
            "registration-exists",
            format!("the facts name an application that is there already: {named}"),
        )
        .with_hint("change it: hallpass registration update; to make a new one, leave the client ID out"));
    }
    go(app, &wanted, start, opened, found, progress, &cancel).await
}

/// What a run begins with.
pub(super) struct Start {
    /// As it is, or a new one.
    pub profile: Profile,
    /// It as it was read.
    kept: Profile,
    /// What it is to know once something was made: what the plan was made of.
    facts: KnownFacts,
    /// What it knew of an application that is not there any more.
    gone: Option<RegistrationRecord>,
}

impl Start {
    /// # Errors
    /// Those of reading the profile.
    pub fn of(app: &App, plan: &Plan) -> Result<Self, AppError> {
        let profile = profile::read(app)?.unwrap_or_else(|| Profile::new(app.draw_guid()));
        let practised = profile.facts.cloud == Some(Cloud::Practice) && plan.facts.cloud != Cloud::Practice;
        let mut start = Self { kept: profile.clone(), profile, facts: KnownFacts::default(), gone: None };
        if practised {
            // What was made there is gone with the practice tenant.
            start.put_away();
            if let Some(begun) = start.profile.begun.take() {
                start.profile.facts = begun.facts_before;
            }
        }
        start.facts = start.profile.facts.clone();
        start.facts.remember(&plan.facts);
        Ok(start)
    }

    /// Forgets an application that is not there any more. Kept, its ID would name one that is.
    fn put_away(&mut self) {
        let gone = self.profile.registration.as_ref().map(|record| record.client_id);
        if gone.is_some() && self.facts.client_id == gone {
            self.facts.client_id = None;
        }
        if gone.is_some() {
            self.gone = self.profile.forget_registration();
        }
    }

    fn gone_client_id(&self) -> Option<ClientId> {
        self.gone.as_ref().map(|record| record.client_id)
    }
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
    start: Start,
    opened: Opened<'_>,
    found: Option<Found>,
    progress: &Progress<RegistrationEvent>,
    cancel: &CancellationToken,
) -> Result<Outcome, AppError> {
    let Opened { directory, tenant } = opened;
    let state = find::state(&directory, found.as_ref(), Object::Known, wanted.admin_consent).await?;
    let Start { profile, kept, facts, gone } = start;
    let script = script_tag_of(profile.id, &wanted.plan);
    // Only what Hallpass makes has its tag; an application of somebody else must not get it.
    let made_here = found.as_ref().is_none_or(|found| found.is_of(&profile) || found.has_tag(script));
    let tag = made_here.then_some(profile.id);
    let secret = secret::outcome(app, &wanted.plan, wanted.no_secret, &profile, state.application.as_ref()).await?;
    let mut run = Run {
        app,
        directory: &directory,
        tenant,
        plan: &wanted.plan,
        wanted: change::Wanted { admin_consent: wanted.admin_consent, tag },
        profile,
        kept,
        facts,
        made_here,
        found,
        state,
        progress,
        cancel,
        notes: Vec::new(),
    };
    let outcome = |run: Run<'_>, changes, secret, left, findings| Outcome {
        dry_run: wanted.dry_run,
        client_id: run.found.as_ref().and_then(|found| found.registration.app_id),
        object_id: run.found.as_ref().and_then(|found| found.object_id().ok()),
        tenant_id: run.tenant,
        made_here,
        changes,
        secret,
        left,
        findings,
        application: run.found.map(|found| found.whole),
        service_principal: run.state.service_principal.and_then(|principal| serde_json::to_value(principal).ok()),
        notes: run.notes,
    };
    let keyring = match secret {
        secret::SecretOutcome::ToBeMade => {
            let client_id = run.found.as_ref().and_then(|found| found.registration.app_id);
            secret::check_keyring(app, client_id).await
        }
        _ => Ok(()),
    };
    if wanted.dry_run {
        let changes = run.plan.changes(&run.state, &Default::default(), run.wanted);
        run.notes.extend(keyring.err().map(|error| {
            let hint = error.hint.unwrap_or_default();
            format!("a run would stop before it makes or changes anything: {}; {hint}", error.message)
        }));
        run.notes.extend(consent_left_out(wanted, &changes));
        return Ok(outcome(run, changes, secret, Vec::new(), Vec::new()));
    }
    keyring.map_err(|error| {
        let hint = error.hint.clone().unwrap_or_default();
        error.with_hint(format!("{hint}. Nothing was made or changed"))
    })?;
    if let Some(gone) = gone {
        let note = secret::take_out(app, Some(&mut run.profile), gone.client_id).await;
        run.notes.extend(note);
    }
    let changes = run.make_changes().await?;
    run.notes.extend(consent_left_out(wanted, &changes));
    let secret = run.make_secret(secret).await?;
    run.complete()?;
    let (left, mut findings) = run.look_again(!changes.is_empty(), &secret).await?;
    // All else the profile knows now.
    complete(&mut findings, &wanted.via.map_or_else(String::new, Via::flag));
    Ok(outcome(run, changes, secret, left, findings))
}

/// What the changes ask people to consent to, where nobody consents for them.
fn consent_left_out(wanted: &Wanted, changes: &[Change]) -> Option<String> {
    let asks = |change: &Change| matches!(change.kind, ChangeKind::CreateApplication | ChangeKind::SetPermissions);
    if wanted.admin_consent || !changes.iter().any(asks) {
        return None;
    }
    let until = match wanted.plan.facts.auth.has_legacy_sso() {
        true => "until somebody has consented, On-Behalf-Of, which shows no page, is answered with AADSTS65001",
        false => "each user is asked at the first sign-in",
    };
    let via = wanted.via.map_or_else(String::new, Via::flag);
    Some(format!(
        "left out: Consent for everybody in the tenant; {until}. An administrator gives it with: hallpass registration update \
         --admin-consent{via}"
    ))
}
