//! A certificate of the add-in's server, and what it signs.

use std::sync::OnceLock;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use practice_tenant::Seed;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};
use sso_core::registration::KeyCredential;

use crate::rig::{Params, Rig};

struct Certified {
    key: rsa::KeyPair,
    other_key: rsa::KeyPair,
    der: Vec<u8>,
}

fn certified() -> &'static Certified {
    static CERTIFIED: OnceLock<Certified> = OnceLock::new();
    CERTIFIED.get_or_init(|| {
        let generate = || KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        let (key, other) = (generate(), generate());
        let der = CertificateParams::default().self_signed(&key).unwrap().der().to_vec();
        let parsed = |key: &KeyPair| rsa::KeyPair::from_pkcs8(&key.serialize_der()).unwrap();
        Certified { key: parsed(&key), other_key: parsed(&other), der }
    })
}

/// A client assertion with something wrong, or nothing.
#[derive(Default)]
pub struct Assertion {
    /// PS256 with `x5t#S256`; else RS256 with `x5t`.
    pub is_pss: bool,
    /// In place of the right one.
    pub thumbprint: Option<&'static str>,
    /// Signed by another key.
    pub other_key: bool,
    /// In place of the right ones.
    pub claims: Value,
}

impl Rig {
    /// Uploads the certificate.
    pub fn add_certificate(&self) {
        let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
        registration.key_credentials = vec![KeyCredential {
            key_id: uuid(),
            end_date_time: Some(self.started + jiff::SignedDuration::from_hours(24 * 365)),
            key: Some(STANDARD.encode(&certified().der)),
            ..KeyCredential::default()
        }];
        self.tenant.register(registration);
    }

    /// Puts an assertion in the place of the secret.
    pub fn assert_client(&self, params: &mut Params, assertion: Assertion) {
        params.remove("client_secret");
        params.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        params.set("client_assertion", self.client_assertion(assertion));
    }

    fn client_assertion(&self, assertion: Assertion) -> String {
        let known = certified();
        let (algorithm, name, hash) = match assertion.is_pss {
            true => ("PS256", "x5t#S256", &SHA256),
            false => ("RS256", "x5t", &SHA1_FOR_LEGACY_USE_ONLY),
        };
        let own = URL_SAFE_NO_PAD.encode(digest(hash, &known.der));
        let thumbprint = assertion.thumbprint.map_or(own, str::to_owned);
        let header = json!({ "alg": algorithm, "typ": "JWT", name: thumbprint });
        let now = self.now().as_second();
        let mut claims = json!({
            "iss": self.client_id(),
            "sub": self.client_id(),
            "aud": self.url("oauth2/v2.0/token"),
            "jti": uuid(),
            "nbf": now,
            "exp": now + 600,
        });
        for (name, value) in assertion.claims.as_object().into_iter().flatten() {
            claims[name] = value.clone();
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            }
        }
        let key = if assertion.other_key { &known.other_key } else { &known.key };
        let padding: &'static dyn RsaEncoding = if assertion.is_pss { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
        let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let message = format!("{}.{}", encode(&header), encode(&claims));
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(padding, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

fn uuid() -> uuid::Uuid {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    uuid::Uuid::from_bytes(bytes)
}
