use entra_client::{Directory, Object};
use serde::Serialize;
use sso_core::ClientId;
use sso_core::plan::change::{GraphRequest, Method};
use tokio_util::sync::CancellationToken;

use super::delete::allowed;
use super::find::{self, Found};
use super::graph_error::body;
use super::source::{self, Purpose, cancelled};
use super::{OtherStep, RegistrationEvent, Step, Target, Tenant, inverse, lock, secret, tag_of};
use crate::profile::{self, Profile, UndoStep};
use crate::{App, AppError, Progress};

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undone {
    pub client_id: ClientId,
    /// Titles, in the order in which it was done.
    pub steps: Vec<String>,
    /// The application itself was made by that run, and is gone. Entra keeps it for 30 days among the deleted ones.
    pub application_deleted: bool,
}

/// Takes the last run of create or update back, from its last change to its first.
///
/// # Errors
/// `nothing-to-undo`; `not-made-by-hallpass` where the application is somebody else's and the target does not say outright
/// that it may be touched; Graph's own. What was taken back until then is, and the next call goes on.
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
    let nothing = || {
        AppError::failed("nothing-to-undo", "no run of this profile is known that could be taken back")
            .with_hint("look at the registration: hallpass registration fetch")
    };
    let profile = profile::read(app)?.ok_or_else(nothing)?;
    let record = profile.registration.as_ref().filter(|record| !record.undo.is_empty()).ok_or_else(nothing)?;
    let client_id = record.client_id;
    if target.app_id.is_some_and(|app_id| app_id != client_id) {
        return Err(AppError::usage(
            "nothing-to-undo",
            format!("the last run was about another application: {client_id}"),
        )
        .with_hint("name that one, or leave --app-id out"));
    }
    let consent = record.undo.iter().any(|step| step.path.contains("/oauth2PermissionGrants"));
    let cloud = tenant.cloud(Some(&profile));
    let tenant_id = tenant.tenant_id(Some(&profile));
    let purpose = Purpose::Write { consent };
    let opened = source::open(app, &tenant, &cloud, tenant_id, purpose, progress, &cancel).await?;
    find::check_tenant(&profile, opened.tenant)?;
    progress.report(RegistrationEvent::Reading);
    let mut undone = Undone { client_id, steps: Vec::new(), application_deleted: false };
    let Some(found) = find::by_client_id(&opened.directory, Some(&profile), client_id).await? else {
        // Deleted in the meantime: nothing is left to take back, and nothing to remember.
        forget(app, profile).await?;
        return Ok(undone);
    };
    allowed(&found, Some(&profile), target)?;
    remove_lost_secrets(app, &opened.directory, &found, &profile).await?;
    let mut profile = profile;
    while let Some((step, object_id)) = last(&profile) {
        if cancel.is_cancelled() {
            return Err(cancelled());
        }
        let at = Step::Other(OtherStep::TakeBack);
        progress.report(RegistrationEvent::Started { step: at, title: step.title.clone() });
        let own = format!("/v1.0/applications/{object_id}");
        let request = inverse::request(&step)
            .filter(|request| !request.path.starts_with("/v1.0/applications/") || request.path.starts_with(&own))
            .ok_or_else(|| {
                AppError::failed(
                    "undo-not-understood",
                    format!("the profile has a step that Hallpass did not write: {}", step.path),
                )
                .with_hint("change the registration in the portal instead")
            })?;
        if !is_without_secret(&found, &request) {
            let answer = opened.directory.send(&request, Object::Known).await?;
            // Somebody took it away already, or a run that was cut off did.
            if answer.status != 404 || request.method != Method::Delete {
                body(answer, &step.title)?;
            }
        }
        progress.report(RegistrationEvent::Finished { step: at, title: step.title.clone() });
        undone.application_deleted = step == inverse::deletion(object_id);
        profile = after(app, profile, &step, undone.application_deleted).await?;
        undone.steps.push(step.title);
    }
    Ok(undone)
}

/// Those that a run made and was killed before it wrote them down.
async fn remove_lost_secrets(
    app: &App,
    directory: &Directory<'_>,
    found: &Found,
    profile: &Profile,
) -> Result<(), AppError> {
    let kept = profile.registration.as_ref().and_then(|record| record.secret.as_ref()).map(|secret| secret.key_id);
    let tag = Some(tag_of(profile.id));
    let ours = found.registration.password_credentials.iter().filter(|one| one.display_name == tag);
    for lost in ours.filter(|one| Some(one.key_id) != kept) {
        let answer = directory.remove_password(found.object_id()?, lost.key_id).await?;
        body(answer, "Take away a client secret that was not kept")?;
        if kept.is_none() {
            // It may have come as far as the keyring.
            app.vault.delete(&secret::name(found.client_id()?)).await?;
        }
    }
    Ok(())
}

/// Whether it would take away a secret that is gone already: Graph refuses that.
fn is_without_secret(found: &Found, request: &GraphRequest) -> bool {
    let wanted = request.body.as_ref().and_then(|body| body["keyId"].as_str()).unwrap_or_default();
    let mut known = found.registration.password_credentials.iter();
    is_removal(&request.path) && !known.any(|known| known.key_id.to_string() == wanted)
}

fn is_removal(path: &str) -> bool {
    path.ends_with("/removePassword")
}

fn last(profile: &Profile) -> Option<(UndoStep, sso_core::ObjectId)> {
    let record = profile.registration.as_ref()?;
    Some((record.undo.last()?.clone(), record.object_id))
}

/// The profile once the step was taken back, written.
async fn after(app: &App, mut profile: Profile, step: &UndoStep, deleted: bool) -> Result<Profile, AppError> {
    if deleted {
        return forget(app, profile).await;
    }
    if is_removal(&step.path)
        && let Some(record) = &mut profile.registration
    {
        app.vault.delete(&secret::name(record.client_id)).await?;
        record.secret = None;
    }
    if let Some(record) = &mut profile.registration {
        record.undo.pop();
        record.complete = record.undo.is_empty();
    }
    profile::write(app, &profile)?;
    Ok(profile)
}

/// The application is gone: so are its secret in the keyring and what the profile knows of it.
pub(super) async fn forget(app: &App, mut profile: Profile) -> Result<Profile, AppError> {
    if let Some(record) = profile.registration.take() {
        if record.secret.is_some() {
            app.vault.delete(&secret::name(record.client_id)).await?;
        }
        if profile.facts.client_id == Some(record.client_id) {
            profile.facts.client_id = None;
        }
    }
    profile.begun = None;
    profile::write(app, &profile)?;
    Ok(profile)
}
