use entra_client::Object;
use serde::Serialize;
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::{ClientId, TenantId};
use tokio_util::sync::CancellationToken;

use super::find::{self, Found};
use super::graph_error::body;
use super::source::{self, Purpose, cancelled};
use super::undo::forget;
use super::update::not_found;
use super::{OtherStep, RegistrationEvent, Step, Target, Tenant, lock, secret};
use crate::profile::{self, Profile};
use crate::{App, AppError, Progress};

/// What was deleted. Entra keeps it for 30 days among the deleted applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deleted {
    pub tenant_id: TenantId,
    pub client_id: ClientId,
    pub name: String,
    /// It was gone already, and the profile has forgotten it now.
    pub was_gone: bool,
    /// What the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// Deletes a registration, with its service principal in its own tenant, what was consented to there, and its secret in the
/// keyring.
///
/// # Errors
/// `fact-missing`, `registration-not-found`; `not-made-by-hallpass` where it is somebody else's and the target does not say
/// outright that it may be touched; Graph's own.
pub async fn delete(
    app: &App,
    tenant: Tenant,
    target: Target,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Deleted, AppError> {
    lock::held(app, run(app, tenant, target, progress, cancel)).await
}

async fn run(
    app: &App,
    tenant: Tenant,
    target: Target,
    progress: &Progress<RegistrationEvent>,
    cancel: CancellationToken,
) -> Result<Deleted, AppError> {
    let profile = profile::read(app)?;
    let known = profile.as_ref().and_then(|profile| profile.registration.as_ref()).map(|record| record.client_id);
    let is_begun = profile.as_ref().is_some_and(|profile| profile.begun.is_some());
    if target.app_id.is_none() && known.is_none() && !is_begun {
        return Err(nothing_known());
    }
    let cloud = tenant.cloud(profile.as_ref());
    let tenant_id = tenant.tenant_id(profile.as_ref());
    let purpose = Purpose::Write { consent: false };
    let opened = source::open(app, &tenant, &cloud, tenant_id, purpose, progress, &cancel).await?;
    if let Some(profile) = &profile {
        find::check_tenant(profile, opened.tenant)?;
    }
    progress.report(RegistrationEvent::Reading);
    let found = match (target.app_id.or(known), &profile) {
        (Some(client_id), _) => match find::by_client_id(&opened.directory, profile.as_ref(), client_id).await? {
            Some(found) => found,
            None if known == Some(client_id) => {
                let name = profile.as_ref().and_then(|profile| profile.facts.name.clone()).unwrap_or_default();
                let notes = forget_of(app, profile, client_id).await?;
                return Ok(Deleted { tenant_id: opened.tenant, client_id, name, was_gone: true, notes });
            }
            None => return Err(not_found(client_id, opened.tenant, &cloud)),
        },
        // Made by a run that was cut off before it could write it down.
        (None, Some(profile)) => {
            let found = find::made_by(&opened.directory, profile, None, app.now()).await?;
            found.ok_or_else(nothing_known)?
        }
        (None, None) => return Err(nothing_known()),
    };
    allowed(&found, profile.as_ref(), target, &tenant, "delete")?;
    if cancel.is_cancelled() {
        return Err(cancelled());
    }
    let (client_id, object_id) = (found.client_id()?, found.object_id()?);
    let name = found.registration.display_name;
    let (step, title) = (Step::Other(OtherStep::DeleteApplication), format!("Delete the application {name}"));
    progress.report(RegistrationEvent::Started { step, title: title.clone() });
    let path = format!("/v1.0/applications/{object_id}");
    let request = GraphRequest { method: Method::Delete, path, body: None, expects: 204 };
    body(opened.directory.send(&request, Object::Known).await?, &title)?;
    let notes = forget_of(app, profile, client_id).await?;
    progress.report(RegistrationEvent::Finished { step, title });
    Ok(Deleted { tenant_id: opened.tenant, client_id, name, was_gone: false, notes })
}

/// Also where the profile has another one, or there is none: whose client ID it is, opens nothing any more.
async fn forget_of(app: &App, profile: Option<Profile>, client_id: ClientId) -> Result<Vec<String>, AppError> {
    let Some(mut profile) = profile else {
        return Ok(secret::take_out(app, None, client_id).await.into_iter().collect());
    };
    let known = profile.registration.as_ref().map(|record| record.client_id);
    if known.is_none_or(|known| known == client_id) {
        return forget(app, profile, client_id).await;
    }
    let kept = profile.clone();
    let note = secret::take_out(app, Some(&mut profile), client_id).await;
    profile::carry_over(app, &kept, &profile)?;
    Ok(note.into_iter().collect())
}

fn nothing_known() -> AppError {
    AppError::usage("fact-missing", "not known: which registration is to be deleted, as Hallpass has made none")
        .with_hint("name it: --app-id GUID")
}

/// What a run of this profile made has its tag. Anything else is touched only when told so outright, with the application's
/// own ID. `verb`: the command that was given, as which it is shown again.
///
/// # Errors
/// `not-made-by-hallpass`
pub(super) fn allowed(
    found: &Found,
    profile: Option<&Profile>,
    target: Target,
    tenant: &Tenant,
    verb: &str,
) -> Result<(), AppError> {
    if profile.is_some_and(|profile| found.is_of(profile)) || target.not_made_here && target.app_id.is_some() {
        return Ok(());
    }
    let client_id = found.client_id()?;
    let name = &found.registration.display_name;
    let flags = tenant.flags();
    let record = profile.and_then(|profile| profile.registration.as_ref());
    let is_changed = record.is_some_and(|record| record.client_id == client_id && !record.made_here);
    let take_back = match is_changed {
        true => format!("to take back what Hallpass changed of it: hallpass registration undo{flags}; "),
        false => String::new(),
    };
    Err(AppError::failed(
        "not-made-by-hallpass",
        format!("Hallpass did not make this application: {name} ({client_id})"),
    )
    .with_hint(format!(
        "{take_back}to delete it all the same: hallpass registration {verb} --app-id {client_id} \
         --yes-delete-what-hallpass-did-not-make{flags}"
    )))
}
