//! Tokens that differ from a genuine one in one thing each.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use practice_tenant::KeyMaterial;
use rcgen::KeyPair;
use secrecy::ExposeSecret;
use serde_json::{Map, Value};

/// What a thief of nothing and a thief of the key could make of a token.
pub struct Forger {
    header: Value,
    claims: Map<String, Value>,
    genuine: String,
    key: KeyPair,
    other_key: KeyPair,
}

impl Forger {
    /// `keys` signed `genuine`; `others` are those of another tenant.
    pub fn of(genuine: &str, keys: &KeyMaterial, others: &KeyMaterial) -> Self {
        let [header, claims] = [0, 1].map(|index| part(genuine, index));
        Self {
            header,
            claims: claims.as_object().expect("claims").clone(),
            genuine: genuine.to_owned(),
            key: key_pair(keys),
            other_key: key_pair(others),
        }
    }

    pub fn genuine(&self) -> String {
        self.genuine.clone()
    }

    /// Signed by the tenant's own key, with other claims: what is refused is refused for them alone.
    pub fn with_claims(&self, change: impl FnOnce(&mut Map<String, Value>)) -> String {
        let mut claims = self.claims.clone();
        change(&mut claims);
        signed(&unsigned(&self.header, &claims.into()), &self.key)
    }

    pub fn with_a_bit_of_the_signature(&self) -> String {
        let (signed, signature) = self.genuine.rsplit_once('.').expect("three parts");
        let mut signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        signature[17] ^= 1;
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Other claims under the genuine signature.
    pub fn with_claims_not_signed(&self) -> String {
        let mut claims = self.claims.clone();
        claims.insert("name".to_owned(), "Somebody Else".into());
        let (_, signature) = self.genuine.rsplit_once('.').expect("three parts");
        format!("{}.{signature}", unsigned(&self.header, &claims.into()))
    }

    pub fn with_algorithm_none(&self) -> String {
        format!("{}.", self.unsigned_with("alg", "none"))
    }

    /// The key that everybody can read, taken as the secret of HMAC.
    pub fn with_the_public_key_as_secret(&self) -> String {
        let unsigned = self.unsigned_with("alg", "HS256");
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.key.public_key_pem().as_bytes());
        format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(hmac::sign(&key, unsigned.as_bytes())))
    }

    pub fn with_another_kid(&self) -> String {
        signed(&self.unsigned_with("kid", "another-kid"), &self.key)
    }

    /// The right `kid`, and another tenant's signature.
    pub fn with_another_key(&self) -> String {
        signed(&unsigned(&self.header, &self.claims.clone().into()), &self.other_key)
    }

    /// Header and claims, with this in the header.
    fn unsigned_with(&self, name: &str, value: &str) -> String {
        let mut header = self.header.clone();
        header[name] = value.into();
        unsigned(&header, &self.claims.clone().into())
    }
}

/// Header (0) or claims (1) of a token, unverified.
fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).expect("three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
}

/// RS256, written out: a library would not make some of these.
fn signed(unsigned: &str, key: &KeyPair) -> String {
    let key = RsaKeyPair::from_pkcs8(&key.serialize_der()).expect("an RSA key");
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), unsigned.as_bytes(), &mut signature).expect("a signature");
    format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn key_pair(keys: &KeyMaterial) -> KeyPair {
    KeyPair::from_pem(keys.signing_key.expose_secret()).expect("a key")
}
