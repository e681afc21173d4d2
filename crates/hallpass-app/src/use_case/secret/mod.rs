//! Client secrets and certificates: into the keyring, out of files, and what is known of them. Their text is in the keyring
//! and nowhere else; what the profile has is in `profile/credential.rs`.

mod accepted;
mod credential;
mod delete;
mod end;
mod import;
mod keep;
mod lines;
mod set;
mod status;
mod unlock;

#[cfg(test)]
mod tests;

use std::time::Duration;

use secrecy::SecretString;
use sso_core::{ClientId, Cloud};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use crate::profile::Profile;
use crate::use_case::plan::{self, GivenCloud};
use crate::vault::VaultError;
use crate::{App, AppError, profile};

pub(crate) use credential::first_to_send;
pub use credential::{KeptCredential, credential};
pub use delete::{Delete, Deleted, delete};
use end::still_to_come;
pub use end::{End, end, end_of};
pub(crate) use import::is_in;
pub use import::{Import, Imported, import};
pub use keep::Stored;
pub(crate) use set::END_UNKNOWN;
pub use set::{From, Set, set};
pub(crate) use status::WARN;
pub use status::{Kept, KeyringState, Status, Verdict, status};
pub use unlock::{SecretEvent, unlocked};

/// Whose, and for where.
#[derive(Debug, Clone, Default)]
pub struct Of {
    /// `None`: the profile's app.
    pub client_id: Option<ClientId>,
    /// `None`: the one in which the flows of that app go on.
    pub cloud: Option<GivenCloud>,
}

/// Asks a person, or reads what another program writes; blocks.
pub type Ask = Box<dyn FnOnce() -> Result<SecretString, AppError> + Send>;

/// After a cancel: whoever asks may have a terminal to put in order.
const LAST_WORD: Duration = Duration::from_secs(1);

/// On a thread that nobody joins: what is asked for may never come.
async fn answer(ask: Ask, cancel: &CancellationToken) -> Result<SecretString, AppError> {
    let (tell, mut told) = oneshot::channel();
    let thread = std::thread::Builder::new().name("ask".to_owned()).spawn(move || drop(tell.send(ask())));
    thread.map_err(|error| AppError::could_not_check("runtime", format!("could not start a thread: {error}")))?;
    let ended = || AppError::could_not_check("cancelled", "nothing was given, and nothing was kept");
    tokio::select! {
        answer = &mut told => answer.map_err(|_| ended())?,
        () = cancel.cancelled() => {
            // What comes now is not kept any more.
            let _ = tokio::time::timeout(LAST_WORD, told).await;
            Err(VaultError::Cancelled.into())
        }
    }
}

/// The profile as it is, or a new one.
fn known(app: &App) -> Result<Profile, AppError> {
    Ok(profile::read(app)?.unwrap_or_else(|| Profile::new(app.draw_guid())))
}

/// Puts what is known of a credential into the profile, or out of it.
fn change(app: &App, change: impl FnOnce(&mut Profile)) -> Result<(), AppError> {
    profile::change(app, change).map(drop)
}

/// The app that every other command is about, unless another one is named: the project's, or else the profile's.
///
/// # Errors
/// Those of the two files.
pub(crate) fn own_app(app: &App) -> Result<Option<ClientId>, AppError> {
    let known = plan::known(app, &plan::Input::default())?;
    Ok(known.client_id.and_then(|id| id.parse().ok()))
}

/// The cloud in which this app's flows go on where no flag says otherwise: the project's, the profile's, the public one.
///
/// # Errors
/// Those of the two files, and of the file of a cloud.
fn cloud(app: &App, client_id: ClientId, given: Option<GivenCloud>) -> Result<Cloud, AppError> {
    let given = plan::Input { client_id: Some(client_id.to_string()), cloud: given, ..plan::Input::default() };
    let (cloud, _) = plan::cloud_and_tenant(&plan::known(app, &given)?)?;
    Ok(cloud.unwrap_or_default())
}

/// # Errors
/// `client-id-missing` where nobody says whose secret it is; those of [`own_app`].
fn client_id(app: &App, given: Option<ClientId>) -> Result<ClientId, AppError> {
    let known = match given {
        Some(given) => Some(given),
        None => own_app(app)?,
    };
    known.ok_or_else(|| {
        AppError::usage("client-id-missing", "the profile knows no app, so whose secret it is must be said")
            .with_hint("add --client-id GUID, the Application (client) ID of the app's Overview in the portal")
    })
}
