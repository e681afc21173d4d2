use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{KeyPair, RsaKeyPair};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;
use sso_core::token::CertificateKey;
use sso_core::{ClientId, Timestamp};
use url::Url;
use uuid::Uuid;
use x509_parser::prelude::{FromDer, X509Certificate};
use zeroize::Zeroizing;

use super::files::{self, Found};
use crate::{EntraError, RequestFault};

/// Microsoft advises five to ten minutes.
const SECONDS: i64 = 600;

/// A certificate with its private key (RSA). It does not print.
#[derive(Clone)]
pub struct ClientCertificate {
    /// DER.
    certificate: Vec<u8>,
    /// PKCS#1, DER.
    key: Zeroizing<Vec<u8>>,
    subject: String,
    not_after: Timestamp,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    iss: &'a str,
    sub: &'a str,
    jti: Uuid,
    nbf: i64,
    iat: i64,
    exp: i64,
}

impl ClientCertificate {
    /// Out of a file of either form, told apart by what is in it.
    ///
    /// # Errors
    /// As those of [`from_pem`](Self::from_pem).
    pub fn from_file(bytes: &[u8], password: Option<&str>) -> Result<Self, EntraError> {
        const BEGIN: &[u8] = b"-----BEGIN";
        match bytes.windows(BEGIN.len()).any(|window| window == BEGIN) {
            true => Self::from_pem(bytes, password),
            false => Self::from_pfx(bytes, password),
        }
    }

    /// Out of PEM: a certificate and its private key in one text, in any order, among others. A key may be encrypted
    /// (`ENCRYPTED PRIVATE KEY`).
    ///
    /// # Errors
    /// `certificate-not-usable` says what is missing or in the way; `certificate-password` where one is needed or wrong.
    pub fn from_pem(text: &[u8], password: Option<&str>) -> Result<Self, EntraError> {
        Self::of(files::of_pem(text, password)?)
    }

    /// Out of PKCS#12 (`.pfx`, `.p12`). Without a password the empty one is tried.
    ///
    /// # Errors
    /// As those of [`from_pem`](Self::from_pem).
    pub fn from_pfx(bytes: &[u8], password: Option<&str>) -> Result<Self, EntraError> {
        Self::of(files::of_pfx(bytes, password)?)
    }

    fn of(Found { keys, certificates }: Found) -> Result<Self, EntraError> {
        let mut pairs = keys.iter().filter_map(|key| Some((key, RsaKeyPair::from_der(key).ok()?)));
        let Some((key, pair)) = pairs.next() else {
            return Err(not_usable(match keys.is_empty() {
                true => "there is no private key in it",
                false => "its private key is no RSA key of at least 2,048 bits, and Entra takes no other",
            }));
        };
        if pairs.next().is_some() {
            return Err(not_usable("it has several private keys"));
        }
        for certificate in certificates {
            let Ok((_, parsed)) = X509Certificate::from_der(&certificate) else {
                return Err(not_usable("a certificate in it cannot be read"));
            };
            if parsed.public_key().subject_public_key.data.as_ref() != pair.public_key().as_ref() {
                continue;
            }
            let not_after = Timestamp::from_second(parsed.validity().not_after.timestamp()).unwrap_or(Timestamp::MAX);
            let subject = parsed.subject().to_string();
            return Ok(Self { key: key.clone(), subject, not_after, certificate });
        }
        Err(not_usable("none of its certificates belongs to its private key"))
    }

    /// What the portal shows beside the thumbprint.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// From then on Entra refuses it.
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// SHA-1 in capital hexadecimal digits, as the portal lists it.
    pub fn thumbprint(&self) -> String {
        let sha1 = digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, &self.certificate);
        sha1.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
    }

    /// Key and certificate in PEM, for the keyring.
    pub fn to_pem(&self) -> CertificateKey {
        let of = |tag: &str, bytes: &[u8]| {
            let pem = pem::Pem::new(tag, bytes);
            let text = Zeroizing::new(pem::encode(&pem));
            // The crate does not wipe what it was given.
            drop(Zeroizing::new(pem.into_contents()));
            text
        };
        let (key, certificate) = (of("RSA PRIVATE KEY", &self.key), of("CERTIFICATE", &self.certificate));
        let mut both = String::with_capacity(key.len() + certificate.len());
        both.push_str(&key);
        both.push_str(&certificate);
        CertificateKey::new(both)
    }

    /// A client assertion for this token endpoint: PS256, `x5t#S256`, good for ten minutes.
    ///
    /// # Errors
    /// `certificate-not-usable` where the key cannot sign.
    pub(crate) fn assertion(
        &self,
        client_id: ClientId,
        token_endpoint: &Url,
        now: Timestamp,
        jti: Uuid,
    ) -> Result<Zeroizing<String>, EntraError> {
        let mut header = Header::new(Algorithm::PS256);
        header.x5t_s256 = Some(BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, &self.certificate)));
        let (client_id, now) = (client_id.to_string(), now.as_second());
        let claims = Claims {
            aud: token_endpoint.as_str(),
            iss: &client_id,
            sub: &client_id,
            jti,
            nbf: now,
            iat: now,
            exp: now + SECONDS,
        };
        let signed = encode(&header, &claims, &EncodingKey::from_rsa_der(&self.key));
        signed.map(Zeroizing::new).map_err(|_| not_usable("its private key cannot sign"))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate").field("subject", &self.subject).finish_non_exhaustive()
    }
}

pub(super) fn not_usable(why: &str) -> EntraError {
    EntraError::not_sent(RequestFault::Certificate, format!("the certificate cannot be used: {why}"))
}
