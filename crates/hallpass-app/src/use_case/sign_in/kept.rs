//! What stays after a sign-in, and how it is used without a person.

use entra_client::{EntraError, Refresh, SignedIn};
use jiff::SignedDuration;
use sso_core::Timestamp;
use sso_core::token::{Decoded, RefreshToken, decode};
use tokio_util::sync::CancellationToken;

use super::with_openid_connect;
use crate::session::{self, Account};
use crate::shell::quoted;
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;
use crate::use_case::plan;
use crate::vault::VaultError;
use crate::{App, AppError};

/// Who signed in: by the ID token, which the sign-in has checked; where none came, by what the access token says.
pub(super) fn account_of(app: &App, add_in: &AddIn, signed_in: &SignedIn) -> Account {
    let of_id_token = signed_in.id_token.as_ref().and_then(|token| decode(token.expose()).ok());
    let token = of_id_token.or_else(|| decode(signed_in.access_token.expose()).ok());
    let claim = |name: &str| token.as_ref().and_then(|token: &Decoded| token.text_claim(name));
    let name = ["preferred_username", "upn", "email", "sub"].iter().find_map(|name| claim(name));
    Account {
        username: name.map(str::to_owned),
        tenant_id: claim("tid").and_then(|id| id.parse().ok()),
        object_id: claim("oid").and_then(|id| id.parse().ok()),
        client_id: add_in.client_id,
        cloud: add_in.cloud.clone(),
        scopes: signed_in.scopes.clone(),
        signed_in: app.now(),
    }
}

pub(super) fn end_of(app: &App, signed_in: &SignedIn) -> Timestamp {
    let life = SignedDuration::try_from(signed_in.expires_in).unwrap_or_default();
    app.now().checked_add(life).unwrap_or(Timestamp::MAX)
}

/// A name as it was given; that of an account whose IDs were given.
pub(super) fn login_hint(app: &App, given: Option<&str>) -> Option<String> {
    let given = given?;
    let known = session::accounts(app).unwrap_or_default();
    let account = session::choose(&known, Some(given)).ok();
    account.and_then(|account| account.username).or_else(|| Some(given.to_owned()))
}

/// Puts the refresh token into the keyring and writes down whose it is. `locked`: called once with the seconds that somebody
/// has to unlock it.
///
/// # Errors
/// Those of the keyring; then nothing is kept anywhere.
pub(crate) async fn store(
    app: &App,
    account: &Account,
    refresh_token: &RefreshToken,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<(), AppError> {
    app.vault.unlocked(locked, cancel).await?;
    app.vault.store(&account.secret(app), refresh_token).await?;
    session::keep(app, account)
}

/// A fresh access token of the add-in's own API, by the kept refresh token. A new refresh token takes the old one's place.
///
/// # Errors
/// `not-signed-in` and its like; `sign-in-again` where Entra wants the person; those of the keyring and of Entra.
pub(crate) async fn fresh(
    app: &App,
    add_in: &AddIn,
    authority: &Authority,
    facts: &plan::Input,
    account: &Account,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<SignedIn, AppError> {
    app.vault.unlocked(locked, cancel).await?;
    let kept: Option<RefreshToken> = app.vault.read(&account.secret(app)).await?;
    let Some(refresh_token) = kept else {
        return Err(again(account, facts, "the keyring has no refresh token of this account any more", None));
    };
    // The account's own tenant: for guests the one they were signed in to.
    let segment = account.tenant_id.map_or_else(|| add_in.segment.clone(), |tenant| tenant.to_string());
    let metadata = authority.client.discover(&authority.origin, &segment).await?;
    let scopes = with_openid_connect([add_in.scope_by_client_id()]);
    let request = Refresh { client_id: add_in.client_id, refresh_token, scopes };
    let refreshed = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(EntraError::Cancelled.into()),
        refreshed = authority.client.refresh(&metadata, &request) => refreshed,
    };
    let refreshed = refreshed.map_err(|error| match error {
        EntraError::OAuth(error) if wants_a_person(&error.error) => {
            let claims = error.claims.clone();
            let AppError { message, .. } = (*error).into();
            again(account, facts, &message, claims)
        }
        error => error.into(),
    })?;
    if let Some(refresh_token) = &refreshed.refresh_token {
        // The old one goes on, so what cannot be kept is no reason to stop.
        match app.vault.store(&account.secret(app), refresh_token).await {
            Ok(()) => {}
            Err(error) => tracing::warn!(code = code(&error), "the new refresh token is not kept; the old one goes on"),
        }
    }
    Ok(refreshed)
}

fn code(error: &VaultError) -> String {
    AppError::from(error.clone()).code
}

fn wants_a_person(error: &str) -> bool {
    matches!(error, "invalid_grant" | "interaction_required" | "login_required" | "consent_required")
}

fn again(account: &Account, facts: &plan::Input, why: &str, claims: Option<String>) -> AppError {
    let claims = claims.map(|claims| format!(" --claims {}", quoted(&claims))).unwrap_or_default();
    let command = format!("hallpass sign-in --account {}{}{claims}", quoted(&account.shown()), facts.flags());
    let why = why.trim_end_matches('.');
    AppError::failed("sign-in-again", format!("{} has to sign in again: {why}", account.shown())).with_hint(command)
}
