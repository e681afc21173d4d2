//! What is consented to for the app, where it can be looked up.

use sso_core::token::decode;
use sso_core::{Cloud, ObjectId};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::OnBehalfOfEvent;
use super::assertion::Presented;
use crate::use_case::add_in::AddIn;
use crate::use_case::registration::{RegistrationEvent, Tenant, Via, consented};
use crate::{App, AppError, Progress};

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
    if via.is_none() && add_in.cloud != Cloud::Practice {
        return Ok(None);
    }
    let user =
        decode(presented.token.expose()).ok().and_then(|token| token.text_claim("oid")?.parse::<ObjectId>().ok());
    let (Some(tenant), Some(user)) = (presented.tenant, user) else { return Ok(None) };
    let tenant = Tenant { via, cloud: Some(add_in.cloud.clone()), tenant_id: Some(tenant) };
    let (events, mut incoming) = mpsc::unbounded_channel();
    let told = Progress::new(move |event| {
        // Nobody reads any more when the look is over.
        let _ = events.send(event);
    });
    let look = consented(app, &tenant, add_in.client_id, user, &told, cancel);
    tokio::pin!(look);
    let found = loop {
        tokio::select! {
            biased;
            Some(event) = incoming.recv() => tell(event, via.is_some(), progress),
            found = &mut look => break found,
        }
    };
    match found {
        // What nobody asked for is no reason not to go on.
        Err(error) if via.is_none() => {
            tracing::debug!(code = error.code, "what is consented to was not read");
            Ok(None)
        }
        found => found,
    }
}

/// The practice tenant's own token needs no words.
fn tell(event: RegistrationEvent, is_asked_for: bool, progress: &Progress<OnBehalfOfEvent>) {
    match event {
        RegistrationEvent::Source { words } if is_asked_for => {
            progress.report(OnBehalfOfEvent::ReadingConsent { words })
        }
        RegistrationEvent::SignInPage { url } => progress.report(OnBehalfOfEvent::SignInPage { url }),
        _ => {}
    }
}
