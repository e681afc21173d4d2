//! What stays after a sign-in, and how it is used without a person.

use entra_client::{EntraError, OAuthError, Refresh, SignedIn};
use jiff::SignedDuration;
use sso_core::token::{Decoded, RefreshToken, decode};
use sso_core::{Cloud, Timestamp};
use tokio_util::sync::CancellationToken;

use super::refused::{command, is_of_the_tenant, wants_the_user, words};
use super::with_openid_connect;
use crate::session::{self, Account};
use crate::use_case::add_in::AddIn;
use crate::use_case::authority::Authority;
use crate::use_case::plan;
use crate::vault::{SecretName, VaultError};
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
    session::username_of(&known, given).or_else(|| Some(given.to_owned()))
}

/// Writes down who signed in, then puts the refresh token into the keyring: only what is noted is found by a sign-out. `locked`:
/// called once with the seconds that somebody has to unlock it.
///
/// # Errors
/// Those of the keyring and of writing. Then the note is as it was before, unless the keyring may have taken the token all the
/// same: a note without a token is harmless, a token without a note is found by nobody.
pub(crate) async fn store(
    app: &App,
    account: &Account,
    signed_in: &SignedIn,
    refresh_token: &RefreshToken,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<(), AppError> {
    app.vault.unlocked(locked, cancel).await?;
    for entry in of_another_cloud(app, account)? {
        app.vault.delete(&entry).await?;
    }
    let before = session::keep(app, account, signed_in.original())?;
    let Err(error) = app.vault.store(&account.secret(app), refresh_token).await else { return Ok(()) };
    if !matches!(error, VaultError::NoAnswer(_) | VaultError::Unusable(_))
        && let Err(error) = session::put_back(app, &account.key(), before)
    {
        tracing::warn!(code = error.code, "the account stays noted, though the keyring has nothing of it");
    }
    Err(error.into())
}

/// The entries whose refresh token is not known to be of this account's cloud. A refresh goes by the note: before that names
/// this cloud they must be gone, whatever becomes of the new token.
fn of_another_cloud(app: &App, account: &Account) -> Result<Vec<SecretName>, AppError> {
    let noted = session::accounts(app)?.into_iter().find(|noted| noted.key() == account.key());
    Ok(match noted {
        Some(noted) if noted.cloud == account.cloud => Vec::new(),
        Some(_) => account.secrets(app).into(),
        // What has the older name may be another app's.
        None => vec![account.secret(app)],
    })
}

/// What is told while a token is renewed.
pub(crate) enum Refreshing {
    /// For so many seconds somebody has to unlock the keyring.
    KeyringLocked(u64),
    /// A refresh token is there, and is sent.
    Asking,
}

/// A fresh access token of the add-in's own API, by the kept refresh token. A new refresh token takes the old one's place.
///
/// # Errors
/// `not-signed-in` and its like; `sign-in-again` where Entra wants the person, Entra's own where a policy of the tenant refuses;
/// those of the keyring and of the network.
pub(crate) async fn fresh(
    app: &App,
    add_in: &AddIn,
    authority: &Authority,
    facts: &plan::Input,
    account: &Account,
    tell: impl Fn(Refreshing),
    cancel: &CancellationToken,
) -> Result<SignedIn, AppError> {
    app.vault.unlocked(|seconds| tell(Refreshing::KeyringLocked(seconds)), cancel).await?;
    let Some((entry, refresh_token)) = kept(app, account).await? else {
        return Err(again(account, facts, "the keyring has no refresh token of this account any more", None));
    };
    // The account's own tenant: for guests the one they were signed in to.
    let segment = account.tenant_id.map_or_else(|| add_in.segment.clone(), |tenant| tenant.to_string());
    let metadata = authority.client.discover(&authority.origin, &segment).await?;
    let scopes = with_openid_connect([add_in.scope_by_client_id()]);
    let original = session::original(app, &account.key())?;
    tell(Refreshing::Asking);
    let request = Refresh { client_id: add_in.client_id, refresh_token, scopes, original, now: app.now() };
    let refreshed = tokio::select! {
        biased;
        () = cancel.cancelled() => return Err(EntraError::Cancelled.into()),
        refreshed = authority.client.refresh(&metadata, &request) => refreshed,
    };
    let refreshed = refreshed.map_err(|error| match error {
        EntraError::OAuth(error) => refusal(*error, account, facts),
        error => error.into(),
    })?;
    if let Some(refresh_token) = &refreshed.refresh_token {
        renew(app, account, &entry, refresh_token).await;
    }
    Ok(refreshed)
}

/// The refresh token of an account, and the entry that has it.
async fn kept(app: &App, account: &Account) -> Result<Option<(SecretName, RefreshToken)>, VaultError> {
    for entry in account.secrets(app) {
        if let Some(refresh_token) = app.vault.read(&entry).await? {
            return Ok(Some((entry, refresh_token)));
        }
    }
    Ok(None)
}

/// The new refresh token takes the place of the one in `entry`. The old one goes on, so what cannot be kept is no reason to stop.
pub(super) async fn renew(app: &App, account: &Account, entry: &SecretName, refresh_token: &RefreshToken) {
    let warn = |code: String| tracing::warn!(code, "the new refresh token is not kept; the old one goes on");
    match session::accounts(app) {
        // Signed out meanwhile: nobody would find what is kept now. Or signed in to another cloud, where it must not go.
        Ok(noted) if !noted.iter().any(|noted| (noted.key(), &noted.cloud) == (account.key(), &account.cloud)) => {
            return;
        }
        Ok(_) => {}
        Err(error) => return warn(error.code),
    }
    let own = account.secret(app);
    if let Err(error) = app.vault.store(&own, refresh_token).await {
        return warn(code(&error));
    }
    if *entry != own
        && let Err(error) = app.vault.delete(entry).await
    {
        tracing::warn!(code = code(&error), "the entry of the older name stays; a sign-out deletes it");
    }
}

fn code(error: &VaultError) -> String {
    AppError::from(error.clone()).code
}

fn refusal(error: OAuthError, account: &Account, facts: &plan::Input) -> AppError {
    // Of a refresh, `invalid_grant` without a number that says more is a refresh token that opens nothing any more.
    if account.cloud == Cloud::Practice && error.number() == Some(70_000) {
        let why =
            format!("the practice tenant forgets every sign-in when it is started again; else: {}", words(&error));
        return again(account, facts, &why, None);
    }
    let is_over = matches!(error.error.as_str(), "invalid_grant" | "consent_required") && !is_of_the_tenant(&error);
    match is_over || wants_the_user(&error) {
        true => again(account, facts, &words(&error), error.claims.as_deref()),
        false => AppError { message: words(&error), ..error.into() },
    }
}

fn again(account: &Account, facts: &plan::Input, why: &str, claims: Option<&str>) -> AppError {
    let who = account.shown();
    AppError::failed("sign-in-again", format!("{who} has to sign in again: {why}")).with_hint(command(
        Some(&who),
        facts,
        claims,
    ))
}
