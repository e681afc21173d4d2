//! How the app proves who it is: the keyring's secret or certificate, or one that is named for this run.

use entra_client::{ClientCertificate, ClientCredential};
use secrecy::ExposeSecret;
use sso_core::Cloud;
use sso_core::rules::on_behalf_of::{CredentialFacts, SecretShape};
use sso_core::token::ClientSecret;
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::Credential;
use crate::use_case::add_in::AddIn;
use crate::use_case::secret;
use crate::vault::VaultError;
use crate::{App, AppError, files, practice};

/// A certificate with its chain and key is a few kilobytes.
const LIMIT: u64 = 1_000_000;

/// What is known of it, and it itself, if there is one.
pub(super) struct Found {
    pub facts: CredentialFacts,
    pub credential: Option<ClientCredential>,
}

/// `locked`: called once with the seconds that somebody has to unlock the keyring.
///
/// # Errors
/// Those of the keyring and of reading a file; `certificate-not-usable`, `certificate-password`. That there is none is a
/// finding, not an error.
pub(super) async fn of(
    app: &App,
    add_in: &AddIn,
    wanted: &Credential,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<Found, AppError> {
    match wanted {
        Credential::Secret(secret) => Ok(secret_found(ClientSecret::new(secret.expose_secret()))),
        Credential::Certificate { file, password } => {
            let bytes = Zeroizing::new(files::read(file, LIMIT)?);
            let password = password.as_ref().map(|password| password.expose_secret());
            Ok(certificate_found(app, ClientCertificate::from_file(&bytes, password)?))
        }
        Credential::Kept if add_in.cloud == Cloud::Practice => {
            // What the practice tenant gives to everybody needs no keyring, and nobody is asked to unlock one for it.
            let own = of_practice(app, add_in).await?;
            match app.vault.ready().await {
                Ok(()) => match of_open_keyring(app, add_in).await {
                    Ok(Found { credential: None, .. }) => Ok(own),
                    Err(_) if own.credential.is_some() => Ok(own),
                    kept => kept,
                },
                Err(VaultError::Locked) if own.credential.is_none() => of_keyring(app, add_in, locked, cancel).await,
                Err(_) => Ok(own),
            }
        }
        Credential::Kept => of_keyring(app, add_in, locked, cancel).await,
    }
}

async fn of_keyring(
    app: &App,
    add_in: &AddIn,
    locked: impl FnOnce(u64),
    cancel: &CancellationToken,
) -> Result<Found, AppError> {
    app.vault.unlocked(locked, cancel).await?;
    of_open_keyring(app, add_in).await
}

async fn of_open_keyring(app: &App, add_in: &AddIn) -> Result<Found, AppError> {
    let kept = secret::credential(app, add_in.client_id, &add_in.cloud).await?;
    Ok(kept.map_or(Found { facts: CredentialFacts::None, credential: None }, |kept| Found {
        facts: kept.facts,
        credential: Some(kept.credential),
    }))
}

/// The secret that `practice env` prints too: it opens nothing else.
async fn of_practice(app: &App, add_in: &AddIn) -> Result<Found, AppError> {
    let environment = practice::environment(app).await?;
    match environment.client_id == add_in.client_id.to_string() {
        true => Ok(secret_found(ClientSecret::new(environment.client_secret))),
        false => Ok(Found { facts: CredentialFacts::None, credential: None }),
    }
}

/// Its end is known to nobody here.
fn secret_found(secret: ClientSecret) -> Found {
    let facts = CredentialFacts::Secret { shape: SecretShape::of(&secret), end: None };
    Found { facts, credential: Some(ClientCredential::Secret(secret)) }
}

/// A client assertion is made anew for each request, and good for this one.
fn certificate_found(app: &App, certificate: ClientCertificate) -> Found {
    let facts = CredentialFacts::Certificate { end: Some(certificate.not_after()) };
    let credential = ClientCredential::Certificate { certificate, now: app.now(), jti: app.draw_guid() };
    Found { facts, credential: Some(credential) }
}

/// Even who sends what is certain to be refused needs something to send.
pub(super) fn missing(add_in: &AddIn, secret_set: &str) -> AppError {
    AppError::failed(
        "credential-missing",
        format!("no client secret and no certificate is kept for {}", add_in.client_id),
    )
    .with_hint(format!("keep the secret: {secret_set}; or name a variable that has it: --secret-from-env NAME"))
}
