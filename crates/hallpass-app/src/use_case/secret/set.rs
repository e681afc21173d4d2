//! A secret or a certificate into the keyring: out of standard input, the clipboard or a file; never an argument.

use std::path::PathBuf;

use entra_client::{ClientCertificate, EntraError};
use secrecy::{ExposeSecret, SecretString};
use sso_core::{ClientId, Cloud, Timestamp};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::accepted::{Accepted, accepted, hint};
use super::keep::{Stored, keep};
use super::{Ask, Of, SecretEvent, answer, client_id, cloud, known, own_app, still_to_come, unlocked};
use crate::profile::{CredentialRecord, Profile};
use crate::vault::{SecretKind, VaultError};
use crate::{App, AppError, Progress, files};

pub struct Set {
    pub of: Of,
    pub from: From,
    /// When the secret ends, where somebody says it. A certificate says it itself.
    pub end: Option<Timestamp>,
}

pub enum From {
    /// Its value.
    Text(Ask),
    /// Its value; the clipboard is emptied once the keyring has it.
    Clipboard,
    /// A certificate with its private key: PEM, or PKCS#12 (`.pfx`). The password is asked for where one is needed.
    Certificate { file: PathBuf, password: Ask },
}

/// How the note begins that says so, with the command that mends it after it.
pub(crate) const END_UNKNOWN: &str = "when it ends is not known, so nobody can warn you";

/// How the password of a certificate is given.
const PASSWORD: &str =
    "pipe the password in, type it at a terminal, or name the variable that holds it: --password-from-env NAME";

/// Certificates with their chains are a few kilobytes long.
const LIMIT: u64 = 1_000_000;

/// Puts it into the keyring, in place of what was there.
///
/// # Errors
/// Those of the keyring, before anything is asked for; `client-id-missing`; those of what is no secret and no cloud; `end-is-past`;
/// `certificate-not-usable`, `certificate-password`, `certificate-ended`; those of the clipboard.
pub async fn set(
    app: &App,
    set: Set,
    progress: &Progress<SecretEvent>,
    cancel: CancellationToken,
) -> Result<Stored, AppError> {
    let profile = known(app)?;
    let client_id = client_id(app, set.of.client_id)?;
    let whose = Whose { client_id, cloud: cloud(app, client_id, set.of.cloud)? };
    let end = still_to_come(app, set.end)?;
    unlocked(app, progress, &cancel).await?;
    match set.from {
        From::Certificate { file, password } => certificate(app, whose, file, password, &cancel).await,
        From::Text(ask) => {
            let text = answer(ask, &cancel).await?;
            secret(app, whose, &profile, text.expose_secret(), end, &cancel).await
        }
        From::Clipboard => {
            let text = SecretString::from(app.clipboard.text()?.as_str());
            let mut stored = secret(app, whose, &profile, text.expose_secret(), end, &cancel).await?;
            stored.notes.push(emptied(app, text.expose_secret()));
            Ok(stored)
        }
    }
}

/// What was done about the clipboard.
fn emptied(app: &App, text: &str) -> String {
    let history = "a clipboard history, if your desktop keeps one, may still have it: clear that too";
    match app.clipboard.clear_if_still(text) {
        Ok(true) => format!("the clipboard is empty now; {history}"),
        Ok(false) => format!("the clipboard holds something else by now, which stays; {history}"),
        Err(error) => {
            format!("the clipboard could not be emptied: {}; copy something else into it; {history}", error.message)
        }
    }
}

/// Which app's it is, and which cloud it is sent to.
pub(super) struct Whose {
    pub client_id: ClientId,
    pub cloud: Cloud,
}

/// A text as this app's secret. The keyring must be open.
pub(super) async fn secret(
    app: &App,
    whose: Whose,
    profile: &Profile,
    text: &str,
    end: Option<Timestamp>,
    cancel: &CancellationToken,
) -> Result<Stored, AppError> {
    let Accepted { secret, mut notes } = accepted(text)?;
    let kind = SecretKind::ClientSecret;
    let Whose { client_id, cloud } = whose;
    let before = profile.credential(kind, client_id).filter(|before| before.is_for(&cloud));
    let mut record =
        CredentialRecord { end, hint: hint(&secret), ..CredentialRecord::new(kind, client_id, cloud, app.now()) };
    // The same secret once more: what was known of it is still true.
    let before = before.filter(|before| before.hint.is_some() && before.hint == record.hint);
    if let Some(before) = before {
        record.key_id = before.key_id;
        record.end = record.end.or(before.end);
    }
    if record.end.is_none() {
        let whose = match own_app(app)? {
            Some(own) if own == client_id => String::new(),
            _ => format!(" --client-id {client_id}"),
        };
        notes.push(format!("{END_UNKNOWN}: hallpass secret end DATE{whose}; the portal shows it under Expires"));
    }
    keep(app, &secret, record, notes, cancel).await
}

async fn certificate(
    app: &App,
    whose: Whose,
    file: PathBuf,
    password: Ask,
    cancel: &CancellationToken,
) -> Result<Stored, AppError> {
    let bytes = Zeroizing::new(files::read(&file, LIMIT)?);
    let read = |password: Option<&str>| ClientCertificate::from_file(&bytes, password);
    let certificate = match read(None) {
        Err(error) if is_about_the_password(&error) => {
            let password = answer(password, cancel).await?;
            let password = password.expose_secret();
            match password.strip_suffix('\n').map_or(password, |text| text.strip_suffix('\r').unwrap_or(text)) {
                "" => return Err(AppError::from(error).with_hint(PASSWORD)),
                password => read(Some(password)),
            }
        }
        other => other,
    };
    let certificate = certificate?;
    if certificate.not_after() <= app.now() {
        let words = format!("the certificate ended on {}: nothing was kept", certificate.not_after().strftime("%F"));
        return Err(AppError::failed("certificate-ended", words)
            .with_hint("make a new one, and upload its public part: Certificates & secrets, Certificates"));
    }
    if cancel.is_cancelled() {
        return Err(VaultError::Cancelled.into());
    }
    let record = CredentialRecord {
        end: Some(certificate.not_after()),
        thumbprint: Some(certificate.thumbprint()),
        subject: Some(certificate.subject().to_owned()),
        ..CredentialRecord::new(SecretKind::CertificateKey, whose.client_id, whose.cloud, app.now())
    };
    let notes = vec![
        format!("{} still holds the private key: move it to where nobody else reads it, or delete it", file.display()),
        "compare the thumbprint with the portal's: Certificates & secrets, Certificates".to_owned(),
    ];
    keep(app, &certificate.to_pem(), record, notes, cancel).await
}

fn is_about_the_password(error: &EntraError) -> bool {
    error.code() == "certificate-password"
}
