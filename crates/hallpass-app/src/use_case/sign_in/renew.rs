//! A fresh token without a person, by the refresh token that the keyring has.

use tokio_util::sync::CancellationToken;

use super::{Ended, Keeping, Output, Refreshing, Resource, SignInEvent, fresh};
use crate::session;
use crate::use_case::{add_in, authority, plan};
use crate::{App, AppError, Progress, practice};

/// Whose.
#[derive(Debug, Clone, Default)]
pub struct Renew {
    pub facts: plan::Input,
    /// `None`: the only one of the add-in.
    pub account: Option<String>,
}

/// Signs somebody in again silently, and checks the token as after a sign-in.
///
/// # Errors
/// `not-signed-in`, `account-ambiguous`, `account-unknown`; `sign-in-again` where Entra wants the person; those of the keyring
/// and the network; `cancelled`.
pub async fn renew(
    app: &App,
    input: &Renew,
    progress: &Progress<SignInEvent>,
    cancel: CancellationToken,
) -> Result<Output, AppError> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(entra_client::EntraError::Cancelled.into()),
        output = go(app, input, progress, &cancel) => output,
    }
}

async fn go(
    app: &App,
    input: &Renew,
    progress: &Progress<SignInEvent>,
    cancel: &CancellationToken,
) -> Result<Output, AppError> {
    let add_in = add_in::of_facts(app, &input.facts).await?;
    let mut known = session::accounts(app)?;
    known.retain(|account| account.client_id == add_in.client_id && account.cloud == add_in.cloud);
    let account = session::choose(&known, input.account.as_deref())?;
    let authority = authority::of_cloud(app, &add_in.cloud, "sign-in").await?;
    let told = |refreshing| {
        if let Refreshing::KeyringLocked(seconds) = refreshing {
            progress.report(SignInEvent::KeyringLocked { seconds });
        }
    };
    let signed_in = fresh(app, &add_in, &authority, &input.facts, &account, told, cancel).await?;
    progress.report(SignInEvent::Checking);
    let metadata = authority.client.discover(&authority.origin, &add_in.segment).await?;
    let keys = authority.client.keys(&metadata).await;
    let (facts, issuer) = (&input.facts, &metadata.issuer);
    let now = app.local(practice::now_in(app, &add_in.cloud).await);
    let ended = Ended { facts, add_in: &add_in, authority: &authority, issuer, keys: keys.ok(), now };
    ended.output(app, account, Resource::Own, signed_in, Keeping::InKeyring)
}
