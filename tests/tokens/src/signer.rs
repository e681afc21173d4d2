use std::sync::LazyLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::crypto::aws_lc;
use serde_json::Value;
use sso_core::token::Jwk;

/// The key of the tenant, the one that it will sign with next, and one that nobody trusts.
pub static ENTRA: LazyLock<Signer> = LazyLock::new(|| Signer::new("entra-1"));
pub static NEXT: LazyLock<Signer> = LazyLock::new(|| Signer::new("entra-next"));
pub static STRANGER: LazyLock<Signer> = LazyLock::new(|| Signer::new("stranger"));

/// A signing key with the name that tokens and key set give it.
pub struct Signer {
    kid: &'static str,
    pair: KeyPair,
}

impl Signer {
    fn new(kid: &'static str) -> Self {
        Self { kid, pair: KeyPair::generate(KeySize::Rsa2048).unwrap() }
    }

    pub fn jwk(&self) -> Jwk {
        let components = aws_lc::DEFAULT_PROVIDER.key_utils.rsa_pub_components_from_public_key;
        let (n, e) = components(self.pair.public_key().as_ref()).unwrap();
        Jwk { kid: self.kid.to_owned(), kty: "RSA".to_owned(), n: encode(n), e: encode(e), issuer: None }
    }

    /// With the issuer for which the key set says that it signs.
    pub fn jwk_for(&self, issuer: &str) -> Jwk {
        Jwk { issuer: Some(issuer.to_owned()), ..self.jwk() }
    }

    pub fn public_der(&self) -> Vec<u8> {
        AsDer::<aws_lc_rs::encoding::PublicKeyX509Der>::as_der(self.pair.public_key()).unwrap().as_ref().to_vec()
    }

    pub fn signature(&self, message: &str) -> String {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = aws_lc_rs::rand::SystemRandom::new();
        self.pair.sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature).unwrap();
        encode(signature)
    }

    /// The exact texts of header and payload, signed.
    pub fn sign_text(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", encode(header), encode(claims));
        let signature = self.signature(&message);
        format!("{message}.{signature}")
    }

    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        self.sign_text(&header.to_string(), &claims.to_string())
    }
}

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
