//! The certificate by which the add-in's server may prove itself in place of a secret.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};
use sso_core::registration::KeyCredential;
use uuid::Uuid;

pub struct Certificate {
    certificate: rcgen::Certificate,
    key: KeyPair,
}

impl Certificate {
    /// RSA, because MSAL signs with nothing else; self-signed, as most are.
    pub fn generate() -> Self {
        Self::of(CertificateParams::default())
    }

    /// One whose time is over.
    pub fn ended() -> Self {
        let mut params = CertificateParams::default();
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
        Self::of(params)
    }

    fn of(mut params: CertificateParams) -> Self {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key");
        params.distinguished_name.push(DnType::CommonName, "Contoso add-in");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self { certificate, key }
    }

    /// As Graph keeps it: the certificate without its private key.
    pub fn credential(&self) -> KeyCredential {
        credential(self.certificate.der())
    }

    /// Certificate and private key in one text, as people keep them.
    pub fn pem(&self) -> String {
        self.key.serialize_pem() + &self.certificate.pem()
    }

    /// What a client is configured with.
    pub fn settings(&self) -> Value {
        json!({
            "certificate": self.certificate.pem(),
            "private_key": self.key.serialize_pem(),
            "sha1": hex(&self.sha1()),
            "sha256": hex(&self.sha256()),
        })
    }

    /// The thumbprint that the portal shows.
    fn sha1(&self) -> digest::Digest {
        digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, self.certificate.der())
    }

    fn sha256(&self) -> digest::Digest {
        digest::digest(&digest::SHA256, self.certificate.der())
    }
}

/// As Graph keeps the certificate of this PEM file, which may hold a private key as well.
pub fn credential_of_pem(pem: &str) -> KeyCredential {
    let (_, rest) = pem.split_once("-----BEGIN CERTIFICATE-----").expect("a certificate");
    let (body, _) = rest.split_once("-----END").expect("its end");
    credential(&STANDARD.decode(body.split_whitespace().collect::<String>()).expect("base64"))
}

fn credential(der: &[u8]) -> KeyCredential {
    let sha1 = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der);
    let json = json!({
        "keyId": Uuid::new_v5(&Uuid::NAMESPACE_OID, sha1.as_ref()),
        "displayName": "CN=Contoso add-in",
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "customKeyIdentifier": STANDARD.encode(sha1),
        "key": STANDARD.encode(der),
    });
    serde_json::from_value(json).expect("a key credential")
}

fn hex(digest: &digest::Digest) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
