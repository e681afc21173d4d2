//! The certificate by which the add-in's server may prove itself in place of a secret.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};
use sso_core::registration::KeyCredential;

pub struct Certificate {
    certificate: rcgen::Certificate,
    key: KeyPair,
}

impl Certificate {
    /// RSA, because MSAL signs with nothing else; self-signed, as most are.
    pub fn generate() -> Self {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key");
        let params = CertificateParams::new(Vec::new()).expect("no names");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self { certificate, key }
    }

    /// As Graph keeps it: the certificate without its private key.
    pub fn credential(&self) -> KeyCredential {
        let json = json!({
            "keyId": "ce470000-0000-4000-8000-000000000001",
            "displayName": "CN=Contoso add-in",
            "type": "AsymmetricX509Cert",
            "usage": "Verify",
            "customKeyIdentifier": STANDARD.encode(self.sha1()),
            "key": STANDARD.encode(self.certificate.der()),
        });
        serde_json::from_value(json).expect("a key credential")
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

fn hex(digest: &digest::Digest) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
