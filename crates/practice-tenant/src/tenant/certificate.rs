//! A certificate around the signing key, for those who take no bare key: `x5c` of the JWKS, and Exchange's metadata.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use rcgen::{CertificateParams, DnType, PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm, SigningKey};

use crate::StartError;

/// Self-signed, DER. The same for the same key, so that its thumbprint is too: nothing in it is drawn, and its times are
/// fixed. Nobody checks a chain or the time of it.
pub(super) fn self_signed(key_pair: &KeyPair) -> Result<Vec<u8>, StartError> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Hallpass practice tenant, signing key");
    params.not_before = rcgen::date_time_ymd(2025, 1, 1);
    params.not_after = rcgen::date_time_ymd(2045, 1, 1);
    let certificate = params.self_signed(&Key(key_pair)).map_err(StartError::keys)?;
    Ok(certificate.der().to_vec())
}

/// The key as `rcgen` takes it.
struct Key<'a>(&'a KeyPair);

impl PublicKeyData for Key<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

impl SigningKey for Key<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| rcgen::Error::RingUnspecified)?;
        Ok(signature)
    }
}
