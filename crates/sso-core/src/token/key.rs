use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A key of `jwks_uri`, as far as Entra's RS256 keys need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    pub kid: String,
    pub kty: String,
    pub n: String,
    pub e: String,
    /// Literal, or a template with `{tenantid}`: the issuers this key may sign for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

/// The keys that can have signed a token. Read from a JWK Set (RFC 7517 §5), it holds the RSA keys alone that are for
/// signatures and have a `kid`: other keys are no error, as the RFC demands, and could never be used here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Jwks {
    pub keys: Vec<Jwk>,
}

impl<'de> Deserialize<'de> for Jwks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<Value>,
        }
        let usable = |key: &Value| {
            key.get("kty").is_some_and(|kty| kty == "RSA") && key.get("use").is_none_or(|purpose| purpose == "sig")
        };
        let keys = Set::deserialize(deserializer)?
            .keys
            .into_iter()
            .filter(usable)
            .filter_map(|key| serde_json::from_value(key).ok())
            .collect();
        Ok(Self { keys })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn other_keys_are_left_out() {
        let rsa = |kid: &str| json!({"kty": "RSA", "kid": kid, "n": "AQAB", "e": "AQAB"});
        let with = |mut key: Value, name: &str, value: Value| {
            key[name] = value;
            key
        };
        let set = json!({"keys": [
            {"kty": "EC", "kid": "ec", "crv": "P-256", "x": "AA", "y": "AA"},
            with(rsa("encrypts"), "use", json!("enc")),
            with(rsa("signs"), "use", json!("sig")),
            with(rsa("Entra's"), "x5c", json!(["MII"])),
            {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
            {"kty": "RSA", "kid": 7, "n": "AQAB", "e": "AQAB"},
            "no key at all",
        ], "more": true});
        let keys: Jwks = serde_json::from_value(set).unwrap();
        let kids: Vec<_> = keys.keys.iter().map(|key| key.kid.as_str()).collect();
        assert_eq!(kids, ["signs", "Entra's"]);
        assert!(serde_json::from_str::<Jwks>(r#"{"error": "none"}"#).is_err());
    }
}
