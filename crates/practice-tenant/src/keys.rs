//! The signing key of tokens, and the certificate of https.

use jiff::Timestamp;
use secrecy::SecretString;

use crate::StartError;

/// Everything that a start may keep for the next one. The authority's private key is not in it: it signs one leaf and
/// is dropped, because whoever held it could read every TLS connection of a machine that trusts it.
#[derive(Debug, Clone)]
pub struct KeyMaterial {
    /// RSA 2048, PKCS #8 PEM.
    pub signing_key: SecretString,
    /// PEM; name constraints allow `localhost`, 127.0.0.1 and ::1 alone.
    pub ca_certificate: String,
    /// PEM; SAN `localhost`, 127.0.0.1, ::1; 90 days.
    pub leaf_certificate: String,
    /// PKCS #8 PEM.
    pub leaf_key: SecretString,
    pub leaf_not_after: Timestamp,
}

impl KeyMaterial {
    /// Makes a signing key, an authority and one leaf. `now` begins their validity.
    pub fn generate(now: Timestamp) -> Result<Self, StartError> {
        let _ = now;
        todo!()
    }
}
