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

/// How long a keyring may take to answer. On Linux a prompt of its own is not waited for: a locked one is refused before. The
/// others ask somebody during the call.
const LIMIT: Duration = Duration::from_secs(if cfg!(all(unix, not(target_os = "macos"))) { 10 } else { 120 });

/// The operating system's keyring. Each call opens it anew: one that was absent a minute ago may be there now.
#[derive(Clone)]
pub struct Vault {
    platform: Platform,
    /// Where the sealed part of what is too long for the keyring lies.
    sealed: PathBuf,
}

impl Vault {
    /// `sealed`: a folder under the state folder.
    pub fn of_platform(sealed: PathBuf) -> Self {
        Self { platform: Platform::of_this_machine(), sealed }
    }

    /// Keeps a secret under its name, in place of what was there.
    pub async fn store<S: Kept>(&self, name: &SecretName, secret: &S) -> Result<(), VaultError> {
        let (text, folder) = (Zeroizing::new(secret.text().to_owned()), self.sealed.clone());
        let kept = Zeroizing::new(text.as_bytes().to_vec());
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
        let answer = self.with_entry(name, |entry| entry.get_secret().map(Zeroizing::new)).await;
        let bytes = match answer {
            Ok(bytes) => bytes,
            Err(VaultError::NoEntry) => return Ok(None),
            Err(error) => return Err(error),
        };
        let kept = std::str::from_utf8(&bytes).map_err(|_| VaultError::NotText)?;
        Ok(Some(match sealed::open(&self.sealed, &name.to_string(), kept)? {
            Some(text) => S::of_text(&text),
            None => S::of_text(kept),
        }))
    }

    /// Whether something is kept under this name.
    pub async fn has(&self, name: &SecretName) -> Result<bool, VaultError> {
        match self.with_entry(name, |entry| entry.get_secret().map(Zeroizing::new)).await {
            Ok(_) => Ok(true),
            Err(VaultError::NoEntry) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Takes a secret out; one that is not there is no error.
    pub async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        match self.with_entry(name, keyring_core::Entry::delete_credential).await {
            Err(VaultError::NoEntry) | Ok(()) => sealed::forget(&self.sealed, &name.to_string(), None),
            Err(error) => Err(error),
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
        let sealed = std::env::temp_dir().join("hallpass-test-without-sealed-parts");
        Self { platform: Platform::open_always(open), sealed }
    }
}

#[cfg(test)]
mod tests {
    use sso_core::token::{CertificateKey, ClientSecret, RefreshToken};

    use super::*;

    /// Windows' limit, at this machine.
    struct Small(Arc<keyring_core::mock::Store>);

    impl Small {
        fn vault(&self, folder: PathBuf) -> Vault {
            use keyring_core::api::CredentialStoreApi;
            let store = Arc::clone(&self.0);
            let open = move |service: &str, user: &str| {
                let inner = store.build(service, user, None).unwrap();
                Ok(keyring::Entry { inner })
            };
            Vault { platform: Platform::open_always(open), sealed: folder }
        }

        /// The next text that is stored under this name is too long.
        fn refuse_next(&self, name: &SecretName) {
            use keyring_core::api::CredentialStoreApi;
            let entry = self.0.build(SecretName::SERVICE, &name.to_string(), None).unwrap();
            let mock: &keyring_core::mock::Cred = entry.as_any().downcast_ref().unwrap();
            mock.set_error(keyring_core::Error::TooLong("secret".to_owned(), 2_560));
        }
    }

    #[tokio::test]
    async fn what_is_too_long_is_sealed_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let small = Small(keyring_core::mock::Store::new().unwrap());
        let vault = small.vault(folder.path().join("sealed"));
        let name = RefreshToken::name("default", "7b1f.1111");
        let text = "planted".repeat(1_000);
        let files = || std::fs::read_dir(folder.path().join("sealed")).map_or(0, Iterator::count);

        small.refuse_next(&name);
        vault.store(&name, &RefreshToken::new(text.as_str())).await.unwrap();
        assert_eq!(files(), 1);
        let read: RefreshToken = vault.read(&name).await.unwrap().unwrap();
        assert_eq!(read.expose(), text);

        // A shorter one afterwards leaves nothing behind.
        vault.store(&name, &RefreshToken::new("short")).await.unwrap();
        assert_eq!((files(), vault.read::<RefreshToken>(&name).await.unwrap().unwrap().expose()), (0, "short"));

        small.refuse_next(&name);
        vault.store(&name, &RefreshToken::new(text)).await.unwrap();
        vault.delete(&name).await.unwrap();
        assert_eq!(files(), 0);
        assert!(vault.read::<RefreshToken>(&name).await.unwrap().is_none());
    }

    /// The keyring goes away between the sealed file and its key.
    #[tokio::test]
    async fn what_was_sealed_before_is_good_until_the_new_key_is_kept() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        let folder = tempfile::tempdir().unwrap();
        let small = Small(keyring_core::mock::Store::new().unwrap());
        let vault = small.vault(folder.path().join("sealed"));
        let name = RefreshToken::name("default", "7b1f.1111");
        small.refuse_next(&name);
        vault.store(&name, &RefreshToken::new("first")).await.unwrap();

        let (open, calls) = (Arc::clone(&vault.platform.open), AtomicUsize::new(0));
        let gone = Platform::open_always(move |service, user| match calls.fetch_add(1, Ordering::SeqCst) {
            0 => open(service, user),
            _ => Err(VaultError::Absent),
        });
        let gone = Vault { platform: gone, sealed: folder.path().join("sealed") };
        small.refuse_next(&name);
        assert_eq!(gone.store(&name, &RefreshToken::new("second")).await, Err(VaultError::Absent));
        assert_eq!(vault.read::<RefreshToken>(&name).await.unwrap().unwrap().expose(), "first");
        vault.delete(&name).await.unwrap();
        assert_eq!(std::fs::read_dir(folder.path().join("sealed")).unwrap().count(), 0, "something is left");
    }

    #[test]
    fn names_that_a_person_can_find() {
        for (name, text) in [
            (ClientSecret::name("default", "c6c1f32b"), "default/client-secret/c6c1f32b"),
            (CertificateKey::name("work", "c6c1f32b"), "work/certificate-key/c6c1f32b"),
            (RefreshToken::name("work", "adele@contoso.com"), "work/refresh-token/adele@contoso.com"),
        ] {
            assert_eq!(name.to_string(), text);
        }
    }
}
