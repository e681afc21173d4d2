use entra_client::{Directory, Object};
use serde::Serialize;
use serde_json::Value;
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::registration::PermissionGrant;
use sso_core::{ClientId, ObjectId};
use tokio_util::sync::CancellationToken;

use super::delete::allowed;
use super::find::{self, Found};
use super::graph_error::body;
use super::source::{self, Purpose, cancelled};
use super::{OtherStep, RegistrationEvent, Step, Target, Tenant, inverse, lock, secret, since};
use crate::profile::{self, Profile, UndoStep};
use crate::vault::SecretKind;
use crate::{App, AppError, Progress};

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undone {
    pub client_id: ClientId,
    /// Titles, in the order in which it was done.
    pub steps: Vec<String>,
    /// The application itself was made by that run, and is gone. Entra keeps it for 30 days among the deleted ones.
    pub application_deleted: bool,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// Takes the last run of create or update back, from its last change to its first, and then the profile knows again what it
/// knew before. The run before it is then the last.
///
/// # Errors
/// `nothing-to-undo`; `registration-changed-since` where somebody else changed what would be put back, before anything is
/// changed; `not-made-by-hallpass` where the application would be deleted, has not its tag, and the target does not say
/// outright that it may be; Graph's own. What was taken back until then is, and the next call goes on.
pub async fn undo(
    app: &App,
    tenant: Tenant,
    target: Target,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Undone, AppError> {
    lock::held(app, run(app, tenant, target, progress, cancel)).await
}

async fn run(
    app: &App,
    tenant: Tenant,
    target: Target,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Undone, AppError> {
    let nothing = |hint| {
        let words = "no run of this profile is known that could be taken back";
        AppError::failed("nothing-to-undo", words).with_hint(hint)
    };
    let nowhere = || nothing("it has no registration any more; to make one: hallpass registration create");
    let mut profile = profile::read(app)?.ok_or_else(nowhere)?;
    let record = profile.registration.clone().ok_or_else(nowhere)?;
    let (client_id, object_id) = (record.client_id, record.object_id);
    let run = record.runs.last();
    let steps = &run.ok_or_else(|| nothing("look at the registration: hallpass registration fetch"))?.undo;
    if target.app_id.is_some_and(|app_id| app_id != client_id) {
        return Err(AppError::usage(
            "nothing-to-undo",
            format!("the last run was about another application: {client_id}"),
        )
        .with_hint("name that one, or leave --app-id out"));
    }
    let consent = steps.iter().any(|step| step.path.starts_with(inverse::GRANTS));
    let cloud = tenant.cloud(Some(&profile));
    let tenant_id = tenant.tenant_id(Some(&profile));
    let purpose = Purpose::Write { consent };
    let opened = source::open(app, &tenant, &cloud, tenant_id, purpose, progress, &cancel).await?;
    find::check_tenant(&profile, opened.tenant)?;
    progress.report(RegistrationEvent::Reading);
    let mut undone = Undone { client_id, steps: Vec::new(), application_deleted: false, notes: Vec::new() };
    let Some(found) = find::by_client_id(&opened.directory, Some(&profile), client_id).await? else {
        // Deleted in the meantime: nothing is left to take back, and nothing to remember.
        undone.notes = forget(app, profile, client_id).await?;
        return Ok(undone);
    };
    let grants = match consent {
        true => find::state(&opened.directory, Some(&found), Object::Known, true).await?.grants,
        false => Vec::new(),
    };
    if steps.contains(&inverse::deletion(object_id)) {
        allowed(&found, Some(&profile), target, &tenant, "undo")?;
    } else {
        since::check(steps, client_id, &found.whole, &grants, &tenant)?;
    }
    remove_lost_secrets(&opened.directory, &found, &profile).await?;
    for step in steps.iter().rev() {
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        let at = Step::Other(OtherStep::TakeBack);
        progress.report(RegistrationEvent::Started { step: at, title: step.title.clone() });
        if let Some(request) = request(step, object_id, &found, &grants)? {
            let answer = opened.directory.send(&request, Object::Known).await?;
            // Somebody took it away already, or a run that was cut off did.
            if answer.status != 404 || request.method != Method::Delete {
                body(answer, &step.title)?;
            }
        }
        progress.report(RegistrationEvent::Finished { step: at, title: step.title.clone() });
        undone.application_deleted = *step == inverse::deletion(object_id);
        undone.notes.extend(after(app, &mut profile, step, undone.application_deleted).await?);
        undone.steps.push(step.title.clone());
    }
    if next_deletes(&profile) {
        undone.notes.push("the run before this one made the application: another undo deletes it".to_owned());
    }
    Ok(undone)
}

fn next_deletes(profile: &Profile) -> bool {
    let record = profile.registration.as_ref();
    let next = record.and_then(|record| Some((record.runs.last()?, inverse::deletion(record.object_id))));
    next.is_some_and(|(run, deletion)| run.undo.contains(&deletion))
}

/// Those that a run made and was killed before it wrote them down.
async fn remove_lost_secrets(directory: &Directory<'_>, found: &Found, profile: &Profile) -> Result<(), AppError> {
    let client_id = profile.registration.as_ref().map(|record| record.client_id);
    let kept = client_id.and_then(|client_id| profile.credential(SecretKind::ClientSecret, client_id)?.key_id);
    for lost in secret::of_profile(&found.registration, profile.id).filter(|one| Some(one.key_id) != kept) {
        let answer = directory.remove_password(found.object_id()?, lost.key_id).await?;
        body(answer, "Take away a client secret that was not kept")?;
    }
    Ok(())
}

/// What is sent for a step. `None`: what it would take away is not there any more.
fn request(
    step: &UndoStep,
    object_id: ObjectId,
    found: &Found,
    grants: &[PermissionGrant],
) -> Result<Option<GraphRequest>, AppError> {
    let own = format!("/v1.0/applications/{object_id}");
    if inverse::is_removal(step) && is_without_secret(found, step) {
        return Ok(None);
    }
    if step.path == inverse::GRANTS {
        let path = since::of_step(step, grants).map(|grant| format!("{}/{}", inverse::GRANTS, grant.id));
        return Ok(path.map(|path| GraphRequest { method: Method::Delete, path, body: None, expects: 204 }));
    }
    inverse::request(step)
        .filter(|request| !request.path.starts_with("/v1.0/applications/") || request.path.starts_with(&own))
        .map(Some)
        .ok_or_else(|| {
            AppError::failed(
                "undo-not-understood",
                format!("the profile has a step that Hallpass did not write: {}", step.path),
            )
            .with_hint("change the registration in the portal instead")
        })
}

/// Whether a step would take away a secret that is gone already, which Graph refuses; or one that was only about to be made,
/// which is gone with the lost ones.
fn is_without_secret(found: &Found, step: &UndoStep) -> bool {
    let body = step.body.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok()).unwrap_or_default();
    let mut known = found.registration.password_credentials.iter();
    body["keyId"].as_str().is_none_or(|key_id| !known.any(|known| known.key_id.to_string() == key_id))
}

/// The profile once the step was taken back, written; and what the user should know.
async fn after(app: &App, profile: &mut Profile, step: &UndoStep, deleted: bool) -> Result<Option<String>, AppError> {
    let kept = profile.clone();
    let Some(client_id) = profile.registration.as_ref().map(|record| record.client_id) else { return Ok(None) };
    let mut note = None;
    if deleted || inverse::is_removal(step) {
        // Before it is written down, so that the next call does it if this one is killed.
        note = secret::take_out(app, Some(profile), client_id).await;
    }
    if let Some(run) = profile.registration.as_mut().and_then(|record| record.runs.last_mut()) {
        run.undo.pop();
    }
    profile.close_run_without_changes();
    if deleted {
        profile.registration = None;
    }
    profile::carry_over(app, &kept, profile)?;
    Ok(note)
}

/// The application is gone: so are its secret in the keyring and what the profile knows of it. What the user should know.
pub(super) async fn forget(app: &App, mut profile: Profile, client_id: ClientId) -> Result<Vec<String>, AppError> {
    let kept = profile.clone();
    profile.forget_registration();
    let note = secret::take_out(app, Some(&mut profile), client_id).await;
    profile::carry_over(app, &kept, &profile)?;
    Ok(note.into_iter().collect())
}
