//! The platform's store, built for each attempt: `keyring::Entry::new` tries its store once per process and never again.

use std::collections::HashMap;
use std::sync::Arc;

use keyring::Entry;

use super::VaultError;

/// The platform's keyring as far as it is asked for something.
#[derive(Clone)]
pub(super) struct Platform {
    pub open: Arc<Open>,
    /// Fine if a call would be answered without a person.
    pub ready: Arc<dyn Fn() -> Result<(), VaultError> + Send + Sync>,
    /// Asks for the password of a locked keyring; may wait for ever.
    pub prompt: Arc<dyn Fn() + Send + Sync>,
}

impl Platform {
    #[cfg(all(unix, not(target_os = "macos")))]
    pub fn of_this_machine() -> Self {
        use super::secret_service;
        Self { open: Arc::new(open), ready: Arc::new(secret_service::ready), prompt: Arc::new(secret_service::prompt) }
    }

    /// These ask by themselves, during each call.
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    pub fn of_this_machine() -> Self {
        Self { open: Arc::new(open), ready: Arc::new(|| Ok(())), prompt: Arc::new(|| {}) }
    }
}

pub(super) type Open = dyn Fn(&str, &str) -> Result<Entry, VaultError> + Send + Sync;

/// An entry of the platform's keyring, by service and user.
fn open(service: &str, user: &str) -> Result<Entry, VaultError> {
    use keyring_core::api::CredentialStoreApi;
    #[cfg(all(unix, not(target_os = "macos")))]
    let store = {
        super::secret_service::ready()?;
        zbus_secret_service_keyring_store::Store::new()
    };
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new();
    #[cfg(windows)]
    let store = windows_native_keyring_store::Store::new();
    let store = store.map_err(|error| VaultError::of_keyring(&error))?;
    // What a person sees in the keyring's own program; only the Secret Service knows labels.
    let label = format!("{service} {user}");
    let modifiers = HashMap::from([("label", label.as_str())]);
    let modifiers = cfg!(all(unix, not(target_os = "macos"))).then_some(&modifiers);
    let inner = store.build(service, user, modifiers).map_err(|error| VaultError::of_keyring(&error))?;
    Ok(Entry { inner })
}
