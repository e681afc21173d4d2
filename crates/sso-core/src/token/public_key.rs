use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::{Decoded, Jwk, Jwks};

/// An RSA key that is ready to verify: reading it takes as long as a good part of a verification, so it is read once.
pub(super) struct PublicKey(ParsedPublicKey);

impl PublicKey {
    /// `None` where modulus and exponent of the key are none.
    fn of_jwk(key: &Jwk) -> Option<Self> {
        let [n, e] = [&key.n, &key.e].map(|part| BASE64_URL_SAFE_NO_PAD.decode(part).ok());
        let components = RsaPublicKeyComponents { n: n?, e: e? };
        components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok().map(Self)
    }

    /// `der`: `RSAPublicKey` of PKCS #1. `None` where it is none.
    pub(super) fn of_der(der: &[u8]) -> Option<Self> {
        ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).ok().map(Self)
    }

    /// Whether the token's signature is RSASSA-PKCS1-v1_5 with SHA-256 over its header and claims as received, by this
    /// key. Never with a key below 2048 bits.
    pub(super) fn verifies(&self, token: &Decoded) -> bool {
        self.0.verify_sig(token.signing_input().as_bytes(), token.signature()).is_ok()
    }
}

/// A key set to judge tokens by, as many as there are: its keys are read once. One that cannot be read is in it, too.
pub struct KeySet<'a>(Vec<(&'a Jwk, Option<PublicKey>)>);

impl<'a> KeySet<'a> {
    pub fn of(keys: &'a Jwks) -> Self {
        Self(keys.keys.iter().map(|key| (key, PublicKey::of_jwk(key))).collect())
    }

    pub(super) fn keys(&self) -> impl ExactSizeIterator<Item = &'a Jwk> {
        self.0.iter().map(|(key, _)| *key)
    }

    pub(super) fn named(&self, kid: &str) -> Option<NamedKey<'_>> {
        let (jwk, public_key) = self.0.iter().find(|(key, _)| key.kid == kid)?;
        Some(NamedKey { jwk, public_key: public_key.as_ref() })
    }
}

/// The key of a set that a token names.
#[derive(Clone, Copy)]
pub(super) struct NamedKey<'a> {
    pub(super) jwk: &'a Jwk,
    /// `None` where it cannot be read as an RSA key.
    pub(super) public_key: Option<&'a PublicKey>,
}
