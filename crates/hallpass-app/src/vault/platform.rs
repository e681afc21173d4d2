//! The platform's store, built for each attempt: `keyring::Entry::new` tries its store once per process and never again.

use std::collections::HashMap;

use keyring::Entry;

use super::VaultError;

pub(super) type Open = dyn Fn(&str, &str) -> Result<Entry, VaultError> + Send + Sync;

/// An entry of the platform's keyring, by service and user.
pub(super) fn open(service: &str, user: &str) -> Result<Entry, VaultError> {
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
