//! The secret into the OS keyring, and out again.

use std::time::Duration;

use practice_tenant::IssuedSecret;
use sso_core::token::ClientSecret;

use super::progress::Done;
use crate::files::Turn;
use crate::vault::{SecretKind, SecretName, VaultError};
use crate::{App, AppError};

/// Putting a secret there and reading it back takes a moment.
const LIMIT: Duration = Duration::from_secs(5);

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
        Ok(kept) => {
            let detail = format!(
                "kept in the OS keyring as {} {name}, and read back; it stays until the next rehearsal",
                SecretName::SERVICE
            );
            Ok(Done::fine(kept, detail))
        }
        Err(error) if require_keyring => Err(error.into()),
        Err(error) => {
            let detail = format!("{error}: the practice secret lives in memory for this run");
            Ok(Done { value: secret.value.clone(), detail, warning: Some(error.into()) })
        }
    }
}

/// All rehearsals share one entry. The lock keeps those of one state folder apart; one of another folder may still come
/// between, so what comes back is compared and tried again.
async fn through_keyring(app: &App, name: &SecretName, secret: &ClientSecret) -> Result<ClientSecret, VaultError> {
    let _turn = turn(app).await;
    for _ in 0..5 {
        app.vault.store(name, secret).await?;
        let kept: ClientSecret = app.vault.read(name).await?.ok_or(VaultError::NoEntry)?;
        if kept.expose() == secret.expose() {
            return Ok(kept);
        }
    }
    Err(VaultError::Unusable("it gives back another secret than it was given".to_owned()))
}

/// Waits for the other rehearsals. A state folder that cannot be locked is no reason not to go on.
async fn turn(app: &App) -> Option<Turn> {
    Turn::within_while_others_go_on(&app.folders.state.join("rehearsal.lock"), LIMIT).await.ok().flatten()
}
