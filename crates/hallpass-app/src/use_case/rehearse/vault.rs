//! The secret into the OS keyring, and out again.

use practice_tenant::IssuedSecret;
use sso_core::token::ClientSecret;

use super::progress::Done;
use crate::vault::{SecretKind, SecretName, VaultError};
use crate::{App, AppError};

/// The secret as the keyring gave it back. Without a keyring: the secret from memory, with a warning, because it opens
/// nothing but this practice tenant. A real secret has no such way out.
pub(super) async fn work(
    app: &App,
    secret: &IssuedSecret,
    require_keyring: bool,
) -> Result<Done<ClientSecret>, AppError> {
    // One name for all rehearsals: a new one takes the place of the last.
    let name =
        SecretName { profile: "practice".to_owned(), kind: SecretKind::ClientSecret, account: "rehearsal".to_owned() };
    match through_keyring(app, &name, &secret.value).await {
        Ok(kept) if kept.expose() == secret.value.expose() => {
            let detail = format!("kept in the OS keyring as {} {name}, and read back", SecretName::SERVICE);
            Ok(Done::fine(kept, detail))
        }
        // The keyring works; what it holds by now is for another tenant.
        Ok(_) => {
            let detail = format!(
                "kept in the OS keyring as {} {name}; another rehearsal has kept its own there since",
                SecretName::SERVICE
            );
            Ok(Done::fine(secret.value.clone(), detail))
        }
        Err(error) if require_keyring => Err(error.into()),
        Err(error) => {
            let detail = format!("{error}: the practice secret lives in memory for this run");
            Ok(Done { value: secret.value.clone(), detail, warning: Some(error.into()) })
        }
    }
}

async fn through_keyring(app: &App, name: &SecretName, secret: &ClientSecret) -> Result<ClientSecret, VaultError> {
    app.vault.store(name, secret).await?;
    app.vault.read(name).await?.ok_or(VaultError::NoEntry)
}
