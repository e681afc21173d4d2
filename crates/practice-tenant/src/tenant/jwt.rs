//! The tenant's one signing key, parsed once: signs tokens, and judges what comes back with its own few lines.

use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

use super::certificate;
use crate::StartError;
use crate::rules::{Refusal, signing_failed};

pub struct Signer {
    key_pair: KeyPair,
    public_key: ParsedPublicKey,
    /// Self-signed, DER: for those who want a certificate and not a key.
    certificate: Vec<u8>,
    /// SHA-1 thumbprint of the certificate, as Entra's.
    kid: String,
}

/// Why a text is no token of this tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOurs {
    Malformed,
    UnknownKey { kid: String },
    BadSignature,
}

/// The claims of a token whose signature was checked.
pub type Claims = Map<String, Value>;

impl Signer {
    /// From PKCS #8 PEM.
    pub fn from_pem(pem: &SecretString) -> Result<Self, StartError> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem.expose_secret().as_bytes()).map_err(StartError::keys)?;
        let key_pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(StartError::keys)?;
        let public = key_pair.public_key().as_ref();
        let public_key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public).map_err(StartError::keys)?;
        let certificate = certificate::self_signed(&key_pair)?;
        let kid = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &certificate));
        Ok(Self { key_pair, public_key, certificate, kid })
    }

    /// Of the certificate: base64url of its SHA-1 digest.
    pub fn thumbprint(&self) -> &str {
        &self.kid
    }

    /// DER in base64, as `x5c` and Exchange's metadata carry it.
    pub fn certificate(&self) -> String {
        STANDARD.encode(&self.certificate)
    }

    /// As it stands in `jwks_uri`. `issuer`: for whom the key may sign.
    pub fn jwk(&self, issuer: &str) -> Value {
        let public = self.key_pair.public_key();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": number(public.modulus().big_endian_without_leading_zero()),
            "e": number(public.exponent().big_endian_without_leading_zero()),
            "x5c": [self.certificate()],
            "issuer": issuer,
        })
    }

    /// A version 2 token, or an ID token.
    pub fn draft(&self, payload: &Value) -> Draft {
        Draft::of(&json!({ "typ": "JWT", "alg": "RS256", "kid": self.kid }), payload)
    }

    /// A version 1 token.
    pub fn draft_v1(&self, payload: &Value) -> Draft {
        Draft::of(&self.header_v1(None), payload)
    }

    /// A token for Graph: its header carries a nonce, and what is signed carries the nonce's digest. So nobody but
    /// Graph, who knows this, can check it: by design, as with Entra.
    pub fn draft_for_graph(&self, nonce: &str, payload: &Value) -> Draft {
        let signed = self.header_v1(Some(&graph_nonce(nonce)));
        Draft { signed_header: Some(encoded(&signed)), ..Draft::of(&self.header_v1(Some(nonce)), payload) }
    }

    /// A token of Exchange, which has a thumbprint and no key ID.
    pub(super) fn draft_for_exchange(&self, thumbprint: &str, payload: &Value) -> Draft {
        Draft::of(&json!({ "typ": "JWT", "alg": "RS256", "x5t": thumbprint }), payload)
    }

    fn header_v1(&self, nonce: Option<&str>) -> Value {
        let mut header = json!({ "typ": "JWT", "alg": "RS256", "x5t": self.kid, "kid": self.kid });
        if let Some(nonce) = nonce {
            header["nonce"] = nonce.into();
        }
        header
    }

    /// The token. Takes longer than everything else about it.
    pub fn sign(&self, draft: &Draft) -> Result<String, Refusal> {
        let Draft { header, signed_header, payload } = draft;
        let message = format!("{}.{payload}", signed_header.as_ref().unwrap_or(header));
        let mut signature = vec![0; self.key_pair.public_modulus_len()];
        self.key_pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
            .map_err(|_| signing_failed::refusal())?;
        Ok(format!("{header}.{payload}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// As everybody checks a token: over the bytes as they came.
    pub fn verify(&self, token: &str) -> Result<Claims, NotOurs> {
        let parts = Parts::of(token)?;
        let message = token.rsplit_once('.').map(|(message, _)| message).unwrap_or_default();
        self.check(parts, message)
    }

    /// As Graph checks its own: with the digest of the nonce where there is one.
    pub fn verify_for_graph(&self, token: &str) -> Result<Claims, NotOurs> {
        let parts = Parts::of(token)?;
        let Some(nonce) = parts.header.get("nonce").and_then(Value::as_str) else { return self.verify(token) };
        let signed = self.header_v1(Some(&graph_nonce(nonce)));
        let message = format!("{}.{}", encoded(&signed), parts.payload_text);
        self.check(parts, &message)
    }

    fn check(&self, parts: Parts<'_>, message: &str) -> Result<Claims, NotOurs> {
        let text = |name: &str| parts.header.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("alg") != "RS256" || text("kid") != self.kid {
            return Err(NotOurs::UnknownKey { kid: text("kid").to_owned() });
        }
        self.public_key.verify_sig(message.as_bytes(), &parts.signature).map_err(|_| NotOurs::BadSignature)?;
        Ok(parts.payload)
    }
}

/// A token that nobody signed yet: its parts in base64url.
pub struct Draft {
    header: String,
    /// What is signed in place of `header`.
    signed_header: Option<String>,
    payload: String,
}

impl Draft {
    fn of(header: &Value, payload: &Value) -> Self {
        Self { header: encoded(header), signed_header: None, payload: encoded(payload) }
    }
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

/// What stands under a Graph token in place of its nonce.
fn graph_nonce(nonce: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, nonce.as_bytes()))
}

/// A token taken apart, and not checked.
pub(super) struct Parts<'a> {
    pub header: Map<String, Value>,
    pub payload: Claims,
    payload_text: &'a str,
    pub signature: Vec<u8>,
}

impl<'a> Parts<'a> {
    pub fn of(token: &'a str) -> Result<Self, NotOurs> {
        let mut parts = token.split('.');
        let (Some(header), Some(payload_text), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotOurs::Malformed);
        };
        let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| NotOurs::Malformed);
        let object = |part: &str| serde_json::from_slice(&bytes(part)?).map_err(|_| NotOurs::Malformed);
        Ok(Self { header: object(header)?, payload: object(payload_text)?, payload_text, signature: bytes(signature)? })
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::KeyMaterial;

    fn signer() -> Signer {
        Signer::from_pem(&KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap().signing_key).unwrap()
    }

    #[test]
    fn what_it_signs_it_knows_again_and_nothing_else() {
        let (signer, stranger) = (signer(), signer());
        let payload = json!({ "aud": "x", "scp": "access_as_user" });
        let token = signer.sign(&signer.draft(&payload)).unwrap();
        assert_eq!(Value::Object(signer.verify(&token).unwrap()), payload);
        assert!(matches!(stranger.verify(&token), Err(NotOurs::UnknownKey { .. })));

        let (head, signature) = token.rsplit_once('.').unwrap();
        let other = signer.sign(&signer.draft(&json!({ "aud": "y" }))).unwrap();
        let swapped = format!("{}.{signature}", other.rsplit_once('.').unwrap().0);
        for (text, why) in [
            (swapped, NotOurs::BadSignature),
            (head.to_owned(), NotOurs::Malformed),
            (format!("Bearer {token}"), NotOurs::Malformed),
            (format!("{token}.x"), NotOurs::Malformed),
            (String::new(), NotOurs::Malformed),
        ] {
            assert_eq!(signer.verify(&text).unwrap_err(), why);
        }
    }

    /// Else servers that cached the key would have to learn it anew at each start.
    #[test]
    fn the_same_key_has_the_same_certificate() {
        let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
        let (one, again) = (Signer::from_pem(&keys.signing_key).unwrap(), Signer::from_pem(&keys.signing_key).unwrap());
        assert_eq!((one.certificate(), one.thumbprint()), (again.certificate(), again.thumbprint()));
        assert_eq!(one.thumbprint().len(), 27);
        assert_ne!(one.thumbprint(), signer().thumbprint());
    }

    #[test]
    fn another_algorithm_is_an_unknown_key() {
        let signer = signer();
        let token = signer.sign(&signer.draft(&json!({}))).unwrap();
        let (_, rest) = token.split_once('.').unwrap();
        let header = json!({ "alg": "none", "kid": signer.kid }).to_string();
        let forged = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header));
        assert!(matches!(signer.verify(&forged), Err(NotOurs::UnknownKey { .. })));
    }

    #[test]
    fn only_graph_can_check_a_graph_token() {
        let signer = signer();
        let token = signer.sign(&signer.draft_for_graph("nonce", &json!({ "aud": "graph" }))).unwrap();
        assert_eq!(signer.verify(&token).unwrap_err(), NotOurs::BadSignature);
        assert_eq!(signer.verify_for_graph(&token).unwrap()["aud"], "graph");
        let plain = signer.sign(&signer.draft(&json!({}))).unwrap();
        assert!(signer.verify_for_graph(&plain).is_ok());
    }
}
