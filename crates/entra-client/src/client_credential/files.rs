//! Certificates and private keys out of the files that people have.

use p12_keystore::{KeyStore, KeyStoreEntry, Pkcs12ImportPolicy};
use pkcs8::der::Decode;
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::certificate::not_usable;
use crate::{EntraError, RequestFault};

/// What a file holds.
#[derive(Default)]
pub(super) struct Found {
    /// PKCS#1, DER, whatever form they had.
    pub keys: Vec<Zeroizing<Vec<u8>>>,
    /// DER.
    pub certificates: Vec<Vec<u8>>,
}

pub(super) fn of_pem(text: &[u8], password: Option<&str>) -> Result<Found, EntraError> {
    let mut found = Found::default();
    let sections = pem::parse_many(text).map_err(|_| not_usable("it is not PEM that can be read"))?;
    if sections.is_empty() {
        return Err(not_usable("there is no PEM in it, which begins with -----BEGIN"));
    }
    for section in sections {
        let contents = Zeroizing::new(section.contents().to_vec());
        match section.tag() {
            "CERTIFICATE" => found.certificates.push(contents.to_vec()),
            // The encryption of openssl's old form, with MD5.
            "RSA PRIVATE KEY" if section.headers().get("DEK-Info").is_some() => {
                return Err(not_usable(
                    "its private key is encrypted in an old way; `openssl pkcs8 -topk8` writes the present one",
                ));
            }
            "RSA PRIVATE KEY" => found.keys.push(contents),
            "PRIVATE KEY" => found.keys.push(of_pkcs8(&contents)?),
            "ENCRYPTED PRIVATE KEY" => {
                let Some(password) = password else { return Err(password_needed()) };
                let encrypted = EncryptedPrivateKeyInfoRef::from_der(&contents)
                    .map_err(|_| not_usable("its encrypted private key cannot be read"))?;
                let key = encrypted.decrypt(password).map_err(|_| password_wrong())?;
                found.keys.push(of_pkcs8(key.as_bytes())?);
            }
            "EC PRIVATE KEY" => return Err(not_usable("its private key is no RSA key, and Entra takes no other")),
            // Parameters, requests, chains of other kinds: nothing that is needed.
            _ => {}
        }
    }
    Ok(found)
}

pub(super) fn of_pfx(bytes: &[u8], password: Option<&str>) -> Result<Found, EntraError> {
    let store = KeyStore::from_pkcs12(bytes, password.unwrap_or_default(), Pkcs12ImportPolicy::Relaxed);
    let store = store.map_err(|error| match error {
        p12_keystore::error::Error::DerError(_) => not_usable("it is no PKCS#12 file that can be read"),
        // What a wrong password leads to depends on how the file was encrypted.
        _ if password.is_none() => password_needed(),
        _ => password_wrong(),
    })?;
    let mut found = Found::default();
    for (_, entry) in store.entries() {
        match entry {
            KeyStoreEntry::PrivateKeyChain(chain) => {
                found.keys.push(of_pkcs8(chain.key().as_der())?);
                found.certificates.extend(chain.certs().iter().map(|certificate| certificate.as_der().to_vec()));
            }
            KeyStoreEntry::Certificate(certificate) => found.certificates.push(certificate.as_der().to_vec()),
            _ => {}
        }
    }
    Ok(found)
}

fn of_pkcs8(der: &[u8]) -> Result<Zeroizing<Vec<u8>>, EntraError> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| not_usable("its private key cannot be read"))?;
    Ok(Zeroizing::new(info.private_key.as_bytes().to_vec()))
}

fn password_needed() -> EntraError {
    EntraError::not_sent(RequestFault::CertificatePassword, "the private key is protected by a password")
}

fn password_wrong() -> EntraError {
    EntraError::not_sent(RequestFault::CertificatePassword, "the password does not open the private key")
}
