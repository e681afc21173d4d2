use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use x509_parser::oid_registry::OID_PKCS1_RSAENCRYPTION;
use x509_parser::prelude::{FromDer, X509Certificate};

/// A signing certificate of the metadata. It is signed by itself in most organisations, so neither chain nor validity is
/// checked: it is believed because the host that answered with it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningCertificate {
    /// `keyinfo.x5t`, as the document says it.
    pub x5t: String,
    /// base64url of the SHA-1 digest of the certificate, as computed: what `x5t` has to be.
    pub thumbprint: String,
    /// `RSAPublicKey` (PKCS #1, DER).
    pub(in crate::token) rsa_public_key: Vec<u8>,
}

impl SigningCertificate {
    /// `value`: DER in plain base64; blanks in it do not count. `None` if it is no certificate with an RSA key.
    pub(super) fn read(x5t: &str, value: &str) -> Option<Self> {
        let text: String = value.split_ascii_whitespace().collect();
        let der = STANDARD.decode(text).ok()?;
        let (rest, certificate) = X509Certificate::from_der(&der).ok()?;
        let key = certificate.public_key();
        if !rest.is_empty() || key.algorithm.algorithm != OID_PKCS1_RSAENCRYPTION {
            return None;
        }
        let rsa_public_key = key.subject_public_key.data.to_vec();
        // The one use of SHA-1: the header names the certificate so (RFC 7515 §4.1.7). No signature rests on it.
        let thumbprint = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &der));
        Some(Self { x5t: x5t.to_owned(), thumbprint, rsa_public_key })
    }

    /// Whether the document's name for it is the certificate's own.
    pub fn is_named_rightly(&self) -> bool {
        self.x5t.trim_end_matches('=') == self.thumbprint
    }
}
