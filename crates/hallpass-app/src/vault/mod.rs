//! Secrets in the OS keyring, and nowhere else: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Service `Hallpass`, user `<profile>/<kind>/<account>`: names that a person can find there. Never a file.

mod error;
mod platform;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use sso_core::token::ClientSecret;
use tokio::sync::oneshot;

pub use error::VaultError;

/// What a keyring entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretKind {
    ClientSecret,
}

/// Which entry of the keyring.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretName {
    pub profile: String,
    pub kind: SecretKind,
    /// Whose: a client ID, or a name for a person.
    pub account: String,
}

impl SecretName {
    /// The service of every entry.
    pub const SERVICE: &'static str = "Hallpass";
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            SecretKind::ClientSecret => "client-secret",
        };
        write!(f, "{}/{kind}/{}", self.profile, self.account)
    }
}

/// How long a keyring may take to answer. A prompt of its own is not waited for: a locked one is refused before.
const LIMIT: Duration = Duration::from_secs(10);

/// The operating system's keyring. Each call opens it anew: one that was absent a minute ago may be there now.
#[derive(Clone)]
pub struct Vault {
    open: Arc<platform::Open>,
}

impl Vault {
    pub fn of_platform() -> Self {
        Self { open: Arc::new(platform::open) }
    }

    /// Keeps a secret under its name, in place of what was there.
    pub async fn store(&self, name: &SecretName, secret: &ClientSecret) -> Result<(), VaultError> {
        let secret = secret.clone();
        self.with_entry(name, move |entry| entry.set_secret(secret.expose().as_bytes())).await
    }

    /// `None` if nothing is kept under this name.
    pub async fn read(&self, name: &SecretName) -> Result<Option<ClientSecret>, VaultError> {
        let answer = self.with_entry(name, |entry| entry.get_secret().map(zeroize::Zeroizing::new)).await;
        match answer {
            Ok(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Ok(Some(ClientSecret::new(text))),
                Err(_) => Err(VaultError::NotText),
            },
            Err(VaultError::NoEntry) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes a secret out; one that is not there is no error.
    pub async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        match self.with_entry(name, keyring_core::Entry::delete_credential).await {
            Err(VaultError::NoEntry) => Ok(()),
            answer => answer,
        }
    }

    /// Runs one call on a plain thread of its own: it blocks, a keyring may wait for a person for ever, and a thread of
    /// the runtime's would then hold up the end of the process.
    async fn with_entry<T: Send + 'static>(
        &self,
        name: &SecretName,
        call: impl FnOnce(&keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (open, name) = (Arc::clone(&self.open), name.to_string());
        let (answer, wait) = oneshot::channel();
        std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                let result = open(SecretName::SERVICE, &name)
                    .and_then(|entry| call(&entry.inner).map_err(|error| VaultError::of_keyring(&error)));
                // Nobody waits any more if the limit has passed.
                let _ = answer.send(result);
            })
            .map_err(|error| VaultError::Unusable(error.to_string()))?;
        match tokio::time::timeout(LIMIT, wait).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(VaultError::Unusable("the keyring's client ended unexpectedly".to_owned())),
            Err(_) => Err(VaultError::NoAnswer(LIMIT)),
        }
    }
}

#[cfg(test)]
impl Vault {
    /// A keyring of this test's own. `calls`: after so many it is gone.
    pub(crate) fn of_test(calls: usize) -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};

        use keyring_core::api::CredentialStoreApi;
        let left = AtomicUsize::new(calls);
        let store = keyring_core::mock::Store::new().unwrap();
        let open = move |service: &str, user: &str| {
            let has_left = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
            has_left.map_err(|_| VaultError::Absent)?;
            let inner = store.build(service, user, None).map_err(|error| VaultError::of_keyring(&error))?;
            Ok(keyring::Entry { inner })
        };
        Self { open: Arc::new(open) }
    }
}
