//! What a platform's store cannot hold (Windows: 2,560 bytes): the store gets a random key in its place, and a file the
//! text sealed with it (AES-256-GCM). The file alone opens nothing.

use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, RandomizedNonceKey};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use zeroize::Zeroizing;

use super::VaultError;
use crate::files;

/// How the entry of the store begins in that case. No secret of Entra's has a colon.
const MARK: &str = "hallpass-sealed-1:";

const KEY_LEN: usize = 32;

/// A refresh token is at most a few kilobytes long, a certificate with its key the same.
const LIMIT: u64 = 1 << 20;

/// Seals the text under a fresh key and writes the file; the answer is what the store keeps.
pub(super) fn seal(folder: &Path, name: &str, text: &str) -> Result<Zeroizing<String>, VaultError> {
    let mut key = Zeroizing::new([0; KEY_LEN]);
    aws_lc_rs::rand::fill(key.as_mut()).map_err(|_| unusable("there are no random numbers"))?;
    // Overwritten as it is sealed; wiped where it is not.
    let mut sealed = Zeroizing::new(text.as_bytes().to_vec());
    let nonce = of_key(&*key)?.seal_in_place_append_tag(Aad::from(name.as_bytes()), &mut *sealed);
    let nonce = nonce.map_err(|_| unusable("the text could not be sealed"))?;
    let bytes = [nonce.as_ref().as_slice(), &sealed].concat();
    files::write_private(&path(folder, name, &*key), &bytes).map_err(|error| unusable(&error.message))?;
    // As long as it becomes: growing would leave pieces of the key behind that nobody wipes.
    let mut kept = Zeroizing::new(String::with_capacity(MARK.len() + 2 * KEY_LEN));
    kept.push_str(MARK);
    BASE64_STANDARD_NO_PAD.encode_string(*key, &mut kept);
    Ok(kept)
}

/// The text behind what the store kept; `None` where that is the text itself.
///
/// # Errors
/// Where the file is gone, was changed, or is another entry's.
pub(super) fn open(folder: &Path, name: &str, kept: &str) -> Result<Option<Zeroizing<String>>, VaultError> {
    let Some(key) = kept.strip_prefix(MARK) else { return Ok(None) };
    let damaged = || unusable("its sealed part is gone or was changed: delete the entry and keep the secret anew");
    let key = Zeroizing::new(BASE64_STANDARD_NO_PAD.decode(key).map_err(|_| damaged())?);
    let bytes = files::read_if_there(&path(folder, name, &key), LIMIT).map_err(|error| unusable(&error.message))?;
    let bytes = bytes.ok_or_else(damaged)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or_else(damaged)?;
    let nonce = <[u8; NONCE_LEN]>::try_from(nonce).map_err(|_| damaged())?;
    let mut sealed = Zeroizing::new(sealed.to_vec());
    let opened =
        of_key(&key)?.open_in_place((&nonce).into(), Aad::from(name.as_bytes()), &mut sealed).map_err(|_| damaged())?;
    let text = std::str::from_utf8(opened).map_err(|_| damaged())?;
    Ok(Some(Zeroizing::new(text.to_owned())))
}

/// Takes the files of this name away, but for that of the key which the store keeps now.
pub(super) fn forget(folder: &Path, name: &str, kept: Option<&str>) -> Result<(), VaultError> {
    let key = kept.and_then(|kept| kept.strip_prefix(MARK)).map(|key| BASE64_STANDARD_NO_PAD.decode(key));
    let kept = key.and_then(Result::ok).map(Zeroizing::new).map(|key| path(folder, name, &key));
    let beginning = format!("{}.", hex(name.as_bytes()));
    let there = files::names_in(folder).map_err(|error| unusable(&error.message))?;
    for file in there.iter().filter(|file| file.starts_with(&beginning)).map(|file| folder.join(file)) {
        if Some(&file) != kept.as_ref() {
            files::remove(&file).map_err(|error| unusable(&error.message))?;
        }
    }
    Ok(())
}

/// Whether this is what the store has in the place of a text that was sealed.
pub(super) fn is_sealed(kept: &[u8]) -> bool {
    kept.starts_with(MARK.as_bytes())
}

/// Held by whoever changes the entry of this name, in the store and here. Its name is no sealed file's.
pub(super) fn lock(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("lock-{}", hex(name.as_bytes())))
}

fn of_key(key: &[u8]) -> Result<RandomizedNonceKey, VaultError> {
    RandomizedNonceKey::new(&AES_256_GCM, key).map_err(|_| unusable("its key is none"))
}

/// By hashes: names have slashes, and what people type. Each key has a file of its own, so that the one before is good until
/// the store has the new key.
fn path(folder: &Path, name: &str, key: &[u8]) -> PathBuf {
    folder.join(format!("{}.{}", hex(name.as_bytes()), hex(key)))
}

/// The beginning of a hash.
fn hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn unusable(why: &str) -> VaultError {
    VaultError::Unusable(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_and_opened() {
        let folder = tempfile::tempdir().unwrap();
        let text = "planted ".repeat(1_000);
        let kept = seal(folder.path(), "default/refresh-token/a", &text).unwrap();
        assert!(kept.len() < 100 && !kept.contains("planted"));
        let opened = open(folder.path(), "default/refresh-token/a", &kept).unwrap().unwrap();
        assert_eq!(opened.as_str(), text);
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains("planted"));

        assert_eq!(open(folder.path(), "x", "a secret of its own").unwrap(), None);
        let another = folder.path().join(format!(
            "{}.{}",
            hex(b"default/refresh-token/b"),
            &file.extension().unwrap().to_str().unwrap()
        ));
        std::fs::copy(&file, another).unwrap();
        assert!(open(folder.path(), "default/refresh-token/b", &kept).is_err(), "the file of another entry");
        let mut bytes = std::fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert!(open(folder.path(), "default/refresh-token/a", &kept).is_err(), "a changed file");
        forget(folder.path(), "default/refresh-token/a", Some(&kept)).unwrap();
        assert!(file.exists());
        forget(folder.path(), "default/refresh-token/a", None).unwrap();
        assert!(!file.exists());
        forget(folder.path(), "default/refresh-token/a", None).unwrap();
    }
}
