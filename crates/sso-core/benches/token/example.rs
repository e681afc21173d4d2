//! A token of a table test, as Entra would sign it, with the keys that Entra would publish.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;
use sso_core::token::{Jwk, Jwks};
use token_table::made;
use token_table::signer::{ENTRA, NEXT};

use crate::{Failure, Values};

/// Like Entra's: a few keys, each for the tenants that it may sign for.
pub fn keys() -> Jwks {
    let template = "https://login.microsoftonline.com/{tenantid}/v2.0".to_owned();
    let of_any_tenant = |key: Jwk| Jwk { issuer: Some(template.clone()), ..key };
    Jwks { keys: vec![of_any_tenant(NEXT.jwk()), of_any_tenant(ENTRA.jwk())] }
}

pub fn token(claims: &Value) -> String {
    ENTRA.sign(&made::header(), claims)
}

/// The three pieces that a bare verification needs: key, message, signature.
pub struct Bare {
    pub modulus: Vec<u8>,
    pub exponent: Vec<u8>,
    pub message: String,
    pub signature: Vec<u8>,
}

impl Bare {
    pub fn of(token: &str) -> Result<Self, Failure> {
        let (message, signature) = token.rsplit_once('.').ok_or("a token has three parts")?;
        let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text);
        let key = ENTRA.jwk();
        Ok(Self {
            modulus: bytes(&key.n)?,
            exponent: bytes(&key.e)?,
            message: message.to_owned(),
            signature: bytes(signature)?,
        })
    }
}

/// Writes `token`, `jwks.json`, and says for which time they are.
pub fn write(folder: &Path) -> Result<Values, Failure> {
    let token = token(&made::v2());
    std::fs::write(folder.join("token"), &token)?;
    std::fs::write(folder.join("jwks.json"), serde_json::to_string(&keys())?)?;
    Ok(vec![("now", u128::try_from(made::NOW)?), ("token_bytes", token.len() as u128)])
}
