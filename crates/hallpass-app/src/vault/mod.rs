//! Secrets in the OS keyring, and nowhere else: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Service `Hallpass`, user `<profile>/<kind>/<account>`: names that a person can find there. Never a file.

mod error;
mod name;
mod platform;
mod sealed;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;
mod unlock;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use zeroize::Zeroizing;

pub use error::VaultError;
pub use name::{Kept, SecretKind, SecretName};
use platform::Platform;

use crate::files::Turn;

/// How long a keyring may take to answer. On Linux a prompt of its own is not waited for: a locked one is refused before. The
/// others ask somebody during the call.
const LIMIT: Duration = Duration::from_secs(if cfg!(all(unix, not(target_os = "macos"))) { 10 } else { 120 });

/// The operating system's keyring. Each call opens it anew: one that was absent a minute ago may be there now.
#[derive(Clone)]
pub struct Vault {
    platform: Platform,
    /// Where the sealed part of what is too long for the keyring lies.
    sealed: PathBuf,
    /// How long somebody has to unlock it. Zero: nobody is there.
    patience: Duration,
}

impl Vault {
    /// `sealed`: a folder under the state folder. A locked keyring is not waited for, until a face says that somebody is
    /// there.
    pub fn of_platform(sealed: PathBuf) -> Self {
        Self { platform: Platform::of_this_machine(), sealed, patience: Duration::ZERO }
    }

    /// The same, where somebody has so long to unlock it.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Keeps a secret under its name, in place of what was there.
    ///
    /// # Errors
    /// Those of the keyring; [`VaultError::InUse`] where another program does not come to an end with this entry.
    pub async fn store<S: Kept>(&self, name: &SecretName, secret: &S) -> Result<(), VaultError> {
        let (text, folder) = (Zeroizing::new(secret.text().to_owned()), self.sealed.clone());
        let kept = Zeroizing::new(text.as_bytes().to_vec());
        let _turn = self.turn(name).await?;
        match self.with_entry(name, move |entry| entry.set_secret(&kept)).await {
            // What was too long before may have fitted now.
            Ok(()) => sealed::forget(&folder, &name.to_string(), None),
            Err(VaultError::TooLong(_)) => {
                let key = Arc::new(sealed::seal(&folder, &name.to_string(), &text)?);
                let kept = Arc::clone(&key);
                // Until the store has the new key, what was sealed under the old one stays.
                self.with_entry(name, move |entry| entry.set_secret(kept.as_bytes())).await?;
                sealed::forget(&folder, &name.to_string(), Some(&key))
            }
            Err(error) => Err(error),
        }
    }

    /// `None` if nothing is kept under this name.
    pub async fn read<S: Kept>(&self, name: &SecretName) -> Result<Option<S>, VaultError> {
        let Some(bytes) = self.bytes(name).await? else { return Ok(None) };
        match self.opened(name, &bytes) {
            // Another program may have put another one there meanwhile, whose sealed part is another file.
            Err(_) if sealed::is_sealed(&bytes) => {
                let _turn = self.turn(name).await?;
                let Some(bytes) = self.bytes(name).await? else { return Ok(None) };
                self.opened(name, &bytes).map(Some)
            }
            opened => opened.map(Some),
        }
    }

    /// Whether something is kept under this name. Where the platform tells without, the secret is not taken out for it.
    pub async fn has(&self, name: &SecretName) -> Result<bool, VaultError> {
        match self.with_entry(name, |entry| entry.get_credential().map(drop)).await {
            Ok(()) => Ok(true),
            Err(VaultError::NoEntry) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Takes a secret out; one that is not there is no error.
    ///
    /// # Errors
    /// As of [`store`](Self::store).
    pub async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        let _turn = self.turn(name).await?;
        match self.with_entry(name, keyring_core::Entry::delete_credential).await {
            Err(VaultError::NoEntry) | Ok(()) => sealed::forget(&self.sealed, &name.to_string(), None),
            Err(error) => Err(error),
        }
    }

    /// What the store has under this name.
    async fn bytes(&self, name: &SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match self.with_entry(name, |entry| entry.get_secret().map(Zeroizing::new)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(VaultError::NoEntry) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn opened<S: Kept>(&self, name: &SecretName, bytes: &[u8]) -> Result<S, VaultError> {
        let kept = std::str::from_utf8(bytes).map_err(|_| VaultError::NotText)?;
        Ok(match sealed::open(&self.sealed, &name.to_string(), kept)? {
            Some(text) => S::of_text(&text),
            None => S::of_text(kept),
        })
    }

    /// One program at a time at an entry: its sealed part and its key change together. `None` where there can be no lock:
    /// there nothing can be sealed either.
    async fn turn(&self, name: &SecretName) -> Result<Option<Turn>, VaultError> {
        match Turn::within_while_others_go_on(&sealed::lock(&self.sealed, &name.to_string()), LIMIT).await {
            Ok(Some(turn)) => Ok(Some(turn)),
            Ok(None) => Err(VaultError::InUse),
            Err(error) => {
                tracing::debug!(code = error.code, "an entry of the keyring has no lock");
                Ok(None)
            }
        }
    }

    async fn with_entry<T: Send + 'static>(
        &self,
        name: &SecretName,
        call: impl FnOnce(&keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (open, name) = (Arc::clone(&self.platform.open), name.to_string());
        on_a_thread(move || {
            open(SecretName::SERVICE, &name)
                .and_then(|entry| call(&entry.inner).map_err(|error| VaultError::of_keyring(&error)))
        })
        .await
    }
}

/// Runs one call on a plain thread of its own: it blocks, a keyring may wait for a person for ever, and a thread of the
/// runtime's would then hold up the end of the process.
async fn on_a_thread<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    let (answer, wait) = oneshot::channel();
    std::thread::Builder::new()
        .name("keyring".to_owned())
        // Nobody waits any more if the limit has passed.
        .spawn(move || drop(answer.send(call())))
        .map_err(|error| VaultError::Unusable(error.to_string()))?;
    match tokio::time::timeout(LIMIT, wait).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(VaultError::Unusable("the keyring's client ended unexpectedly".to_owned())),
        Err(_) => Err(VaultError::NoAnswer(LIMIT)),
    }
}

#[cfg(test)]
impl Vault {
    /// A keyring of this test's own. `calls`: after so many it is gone.
    pub(crate) fn of_test(calls: usize) -> Self {
        use keyring_core::api::CredentialStoreApi;
        let store = keyring_core::mock::Store::new().unwrap();
        let open = move |service: &str, user: &str| {
            let inner = store.build(service, user, None).map_err(|error| VaultError::of_keyring(&error))?;
            Ok(keyring::Entry { inner })
        };
        let sealed = std::env::temp_dir().join("hallpass-test-without-sealed-parts");
        Self { platform: Platform::open_always(open), sealed, patience: Duration::ZERO }.ending_after(calls)
    }

    /// The same, which is gone after so many calls.
    pub(crate) fn ending_after(&self, calls: usize) -> Self {
        self.failing_after(calls, VaultError::Absent)
    }

    /// The same, which says this from then on.
    pub(crate) fn failing_after(&self, calls: usize, error: VaultError) -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};

        let (left, open) = (AtomicUsize::new(calls), Arc::clone(&self.platform.open));
        let open = move |service: &str, user: &str| {
            let has_left = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            has_left.map_err(|_| error.clone())?;
            open(service, user)
        };
        Self { platform: Platform::open_always(open), ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
