use std::any::Any;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use keyring_core::api::{Credential, CredentialApi};
use keyring_core::{Error, Result as KeyringResult};
use sso_core::token::{CertificateKey, ClientSecret, RefreshToken};

use super::*;

/// Windows' limit, at this machine.
const LIMIT_OF_WINDOWS: u32 = 2_560;

/// A store with that limit, as two programs see it.
#[derive(Clone, Default)]
struct Small(Arc<Mutex<HashMap<String, Vec<u8>>>>);

struct SmallEntry {
    store: Small,
    user: String,
}

impl CredentialApi for SmallEntry {
    fn set_secret(&self, secret: &[u8]) -> KeyringResult<()> {
        if secret.len() > LIMIT_OF_WINDOWS as usize {
            return Err(Error::TooLong("secret".to_owned(), LIMIT_OF_WINDOWS));
        }
        self.store.0.lock().unwrap().insert(self.user.clone(), secret.to_owned());
        Ok(())
    }

    fn get_secret(&self) -> KeyringResult<Vec<u8>> {
        self.store.0.lock().unwrap().get(&self.user).cloned().ok_or(Error::NoEntry)
    }

    fn delete_credential(&self) -> KeyringResult<()> {
        self.store.0.lock().unwrap().remove(&self.user).map(drop).ok_or(Error::NoEntry)
    }

    fn get_credential(&self) -> KeyringResult<Option<Arc<Credential>>> {
        self.get_secret().map(|_| None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        Some((SecretName::SERVICE.to_owned(), self.user.clone()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Small {
    fn vault(&self, folder: &Path) -> Vault {
        let store = self.clone();
        let open = move |_: &str, user: &str| {
            let entry = Arc::new(SmallEntry { store: store.clone(), user: user.to_owned() });
            Ok(keyring::Entry { inner: keyring_core::Entry::new_with_credential(entry) })
        };
        Vault { platform: Platform::open_always(open), sealed: sealed(folder), patience: Duration::ZERO }
    }
}

fn sealed(folder: &Path) -> PathBuf {
    folder.join("sealed")
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(sealed(folder)).map_or(0, Iterator::count)
}

fn name() -> SecretName {
    RefreshToken::name("default", "7b1f.1111")
}

fn long(text: &str) -> RefreshToken {
    RefreshToken::new(text.repeat(1_000))
}

async fn read(vault: &Vault) -> Result<Option<String>, VaultError> {
    let read: Option<RefreshToken> = vault.read(&name()).await?;
    Ok(read.map(|token| token.expose().to_owned()))
}

#[tokio::test]
async fn what_is_too_long_is_sealed_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let vault = Small::default().vault(folder);
    let text = long("planted");
    vault.store(&name(), &text).await.unwrap();
    assert_eq!((files(folder), read(&vault).await.unwrap().as_deref()), (1, Some(text.expose())));

    // A shorter one afterwards leaves nothing behind.
    vault.store(&name(), &RefreshToken::new("short")).await.unwrap();
    assert_eq!((files(folder), read(&vault).await.unwrap().as_deref()), (0, Some("short")));

    // As long as the store takes it, nothing is sealed.
    for (length, sealed) in [(2_560, 0), (2_561, 1)] {
        vault.store(&name(), &RefreshToken::new("x".repeat(length))).await.unwrap();
        assert_eq!((files(folder), read(&vault).await.unwrap().map(|text| text.len())), (sealed, Some(length)));
    }
    vault.delete(&name()).await.unwrap();
    assert_eq!((files(folder), read(&vault).await), (0, Ok(None)));
}

/// The keyring goes away between the sealed file and its key.
#[tokio::test]
async fn what_was_sealed_before_is_good_until_the_new_key_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let vault = Small::default().vault(folder);
    let first = long("first");
    vault.store(&name(), &first).await.unwrap();

    let (open, calls) = (Arc::clone(&vault.platform.open), AtomicUsize::new(0));
    let gone = Platform::open_always(move |service, user| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => open(service, user),
        _ => Err(VaultError::Absent),
    });
    let gone = Vault { platform: gone, ..vault.clone() };
    assert_eq!(gone.store(&name(), &long("second")).await, Err(VaultError::Absent));
    assert_eq!(read(&vault).await.unwrap().as_deref(), Some(first.expose()));
    vault.delete(&name()).await.unwrap();
    assert_eq!(files(folder), 0, "something is left");
}

/// Whatever the order, what is kept can be read, and no sealed part stays without its key.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_programs_at_one_entry() {
    let folder = tempfile::tempdir().unwrap();
    let store = Small::default();
    let program = |mine: &'static str| {
        let vault = store.vault(folder.path());
        tokio::spawn(async move {
            for round in 0..40 {
                match round % 3 {
                    0 => vault.store(&name(), &long(mine)).await?,
                    1 => vault.store(&name(), &RefreshToken::new(mine)).await?,
                    _ if mine == "one" => vault.delete(&name()).await?,
                    _ => vault.store(&name(), &long(mine)).await?,
                }
                read(&vault).await?;
            }
            Ok::<(), VaultError>(())
        })
    };
    let (one, two) = (program("one"), program("two"));
    assert_eq!((one.await.unwrap(), two.await.unwrap()), (Ok(()), Ok(())));
    let vault = store.vault(folder.path());
    let kept = read(&vault).await.unwrap();
    assert_eq!(files(folder.path()), usize::from(kept.is_some_and(|text| text.len() > 2_560)), "of nobody");
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
