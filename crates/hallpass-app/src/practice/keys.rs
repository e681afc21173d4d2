//! The shared tenant's signing key and certificate, kept in `<state>/practice/`, 0600.

use std::path::PathBuf;

use jiff::Timestamp;
use practice_tenant::{KeyMaterial, StartError};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::own::start_error;
use crate::files::{exists, read_if_there, write_private};
use crate::{App, AppError};

const LIMIT: u64 = 100_000;

#[derive(Serialize, Deserialize)]
struct Validity {
    leaf_not_after: Timestamp,
}

/// The keys of the last start if they still hold; else new ones, which are kept. True if they take the place of others.
pub(super) async fn kept_or_new(app: &App) -> Result<(KeyMaterial, bool), AppError> {
    if let Some(keys) = kept(app)? {
        return Ok((keys, false));
    }
    let renewed = exists(&ca_file(app));
    let now = app.now();
    let keys = tokio::task::spawn_blocking(move || KeyMaterial::generate(now))
        .await
        .map_err(|_| start_error(&StartError::Keys("the thread that makes them broke off".to_owned())))?
        .map_err(|error| start_error(&error))?;
    let validity = Validity { leaf_not_after: keys.leaf_not_after };
    let validity = serde_json::to_vec(&validity).unwrap_or_default();
    write_private(&file(app, "signing-key.pem"), keys.signing_key.expose_secret().as_bytes())?;
    write_private(&file(app, "leaf-key.pem"), keys.leaf_key.expose_secret().as_bytes())?;
    write_private(&file(app, "leaf.pem"), keys.leaf_certificate.as_bytes())?;
    write_private(&ca_file(app), keys.ca_certificate.as_bytes())?;
    // Last: what has no validity is not whole.
    write_private(&file(app, "validity.json"), &validity)?;
    Ok((keys, renewed))
}

/// Where programs find the authority to trust.
pub fn ca_file(app: &App) -> PathBuf {
    file(app, "ca.pem")
}

fn file(app: &App, name: &str) -> PathBuf {
    app.folders.state.join("practice").join(name)
}

/// `None` if a piece is missing or the certificate ends within a day.
fn kept(app: &App) -> Result<Option<KeyMaterial>, AppError> {
    let text = |name| -> Result<Option<String>, AppError> {
        Ok(read_if_there(&file(app, name), LIMIT)?.and_then(|bytes| String::from_utf8(bytes).ok()))
    };
    let validity = text("validity.json")?.and_then(|text| serde_json::from_str::<Validity>(&text).ok());
    let pieces = (validity, text("signing-key.pem")?, text("leaf-key.pem")?, text("leaf.pem")?, text("ca.pem")?);
    let (Some(validity), Some(signing_key), Some(leaf_key), Some(leaf_certificate), Some(ca_certificate)) = pieces
    else {
        return Ok(None);
    };
    let tomorrow = app.now() + jiff::SignedDuration::from_hours(24);
    if validity.leaf_not_after < tomorrow {
        return Ok(None);
    }
    Ok(Some(KeyMaterial {
        signing_key: SecretString::from(signing_key),
        ca_certificate,
        leaf_certificate,
        leaf_key: SecretString::from(leaf_key),
        leaf_not_after: validity.leaf_not_after,
    }))
}
