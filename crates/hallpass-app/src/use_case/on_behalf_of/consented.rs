//! What is consented to for the app, where it can be looked up.

use sso_core::token::decode;
use sso_core::{Cloud, ObjectId};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::OnBehalfOfEvent;
use super::assertion::Presented;
use crate::use_case::add_in::AddIn;
use crate::use_case::registration::{RegistrationEvent, Tenant, Via, consented};
use crate::{App, AppError, Progress, practice};

/// Short names of Microsoft Graph that the token's user, or an administrator for everybody, has consented to.
///
/// `None`: nobody looked, or nothing could be read. In a real tenant that takes permissions of its own: only who names with
/// `via` whose they are is asked for them. What a profile remembers of an earlier run is no answer: a user may have consented
/// since.
///
/// # Errors
/// Where `via` was named, those of that source and of Graph.
pub(super) async fn of(
    app: &App,
    add_in: &AddIn,
    presented: &Presented,
    via: Option<Via>,
    progress: &Progress<OnBehalfOfEvent>,
    cancel: &CancellationToken,
) -> Result<Option<Vec<String>>, AppError> {
    let user =
        decode(presented.token.expose()).ok().and_then(|token| token.text_claim("oid")?.parse::<ObjectId>().ok());
    let (Some(tenant), Some(user)) = (presented.tenant, user) else { return Ok(None) };
    match via {
        None if add_in.cloud == Cloud::Practice => {
            // What nobody asked for is no reason not to go on.
            let found = practice::consented(app, tenant, add_in.client_id, user).await;
            Ok(found.unwrap_or_else(|error| {
                tracing::debug!(code = error.code, "what is consented to was not read");
                None
            }))
        }
        None => Ok(None),
        Some(via) => {
            let tenant = Tenant { via: Some(via), cloud: Some(add_in.cloud.clone()), tenant_id: Some(tenant) };
            read(app, &tenant, add_in, user, progress, cancel).await
        }
    }
}

/// Tells what happens while somebody may have to sign in.
async fn read(
    app: &App,
    tenant: &Tenant,
    add_in: &AddIn,
    user: ObjectId,
    progress: &Progress<OnBehalfOfEvent>,
    cancel: &CancellationToken,
) -> Result<Option<Vec<String>>, AppError> {
    let (events, mut incoming) = mpsc::unbounded_channel();
    let told = Progress::new(move |event| {
        // Nobody reads any more when the look is over.
        let _ = events.send(event);
    });
    let look = consented(app, tenant, add_in.client_id, user, &told, cancel);
    tokio::pin!(look);
    loop {
        tokio::select! {
            biased;
            Some(event) = incoming.recv() => match event {
                RegistrationEvent::Source { words } => progress.report(OnBehalfOfEvent::ReadingConsent { words }),
                RegistrationEvent::SignInPage { url } => progress.report(OnBehalfOfEvent::SignInPage { url }),
                RegistrationEvent::Waiting { seconds, reason } => {
                    let words = format!("{reason}; it is asked again in {seconds} s");
                    progress.report(OnBehalfOfEvent::ReadingConsent { words });
                }
                _ => {}
            },
            found = &mut look => return found,
        }
    }
}
