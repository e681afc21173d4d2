//! Tokens made with keys of the test's own, drawn when it runs: good ones, and each fault by itself.

mod decoder;
mod explained;
mod faults;
mod good;
mod pasted;

use std::sync::LazyLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::crypto::aws_lc;
use serde_json::{Value, json};

use super::{CheckId, Expected, Jwk, Jwks, TokenReport, Verdict, check};
use crate::{AppIdUri, ClientId, ScopeName, TenantId};

const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const OTHER_TENANT: &str = "0b0a1c2d-1111-4222-8333-444455556666";
const OFFICE: &str = "d3590ed6-52b3-4102-aeff-aad2292ab01c";
const URI: &str = "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";
const NOW: i64 = 1_795_000_000;
const SKEW: i64 = 300;

/// A signing key with the name that tokens and key set give it.
struct Signer {
    kid: &'static str,
    pair: KeyPair,
}

impl Signer {
    fn new(kid: &'static str) -> Self {
        Self { kid, pair: KeyPair::generate(KeySize::Rsa2048).unwrap() }
    }

    fn jwk(&self) -> Jwk {
        let components = aws_lc::DEFAULT_PROVIDER.key_utils.rsa_pub_components_from_public_key;
        let (n, e) = components(self.pair.public_key().as_ref()).unwrap();
        let encode = |bytes: Vec<u8>| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        Jwk { kid: self.kid.to_owned(), kty: "RSA".to_owned(), n: encode(n), e: encode(e), issuer: None }
    }

    fn public_der(&self) -> Vec<u8> {
        AsDer::<aws_lc_rs::encoding::PublicKeyX509Der>::as_der(self.pair.public_key()).unwrap().as_ref().to_vec()
    }

    fn signature(&self, message: &str) -> String {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = aws_lc_rs::rand::SystemRandom::new();
        self.pair.sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature).unwrap();
        BASE64_URL_SAFE_NO_PAD.encode(signature)
    }

    /// The exact texts of header and payload, signed.
    fn sign_text(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", BASE64_URL_SAFE_NO_PAD.encode(header), BASE64_URL_SAFE_NO_PAD.encode(claims));
        let signature = self.signature(&message);
        format!("{message}.{signature}")
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        self.sign_text(&header.to_string(), &claims.to_string())
    }
}

/// The key of the tenant, and one that nobody trusts.
static ENTRA: LazyLock<Signer> = LazyLock::new(|| Signer::new("entra-1"));
static STRANGER: LazyLock<Signer> = LazyLock::new(|| Signer::new("stranger"));

fn header() -> Value {
    json!({"typ": "JWT", "alg": "RS256", "kid": "entra-1"})
}

fn v2() -> Value {
    json!({
        "aud": CLIENT, "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        "iat": NOW - 60, "nbf": NOW - 60, "exp": NOW + 3_600,
        "azp": OFFICE, "azpacr": "0", "name": "Adele Vance", "oid": "a1b2c3d4-0000-4000-8000-000000000001",
        "preferred_username": "adele@contoso.com", "scp": "access_as_user", "sub": "pairwise", "tid": TENANT,
        "uti": "u", "ver": "2.0",
    })
}

fn v1() -> Value {
    let mut claims = v2();
    for name in ["azp", "azpacr", "preferred_username"] {
        claims.as_object_mut().unwrap().remove(name);
    }
    for (name, value) in [
        ("aud", URI.to_owned()),
        ("iss", format!("https://sts.windows.net/{TENANT}/")),
        ("appid", OFFICE.to_owned()),
        ("appidacr", "0".to_owned()),
        ("ver", "1.0".to_owned()),
    ] {
        claims[name] = value.into();
    }
    claims
}

fn id_token() -> Value {
    let mut claims = v2();
    for name in ["scp", "azp", "azpacr"] {
        claims.as_object_mut().unwrap().remove(name);
    }
    claims["nonce"] = "n".into();
    claims
}

fn expected() -> Expected {
    Expected {
        client_id: CLIENT.parse::<ClientId>().unwrap(),
        app_id_uris: vec![URI.parse::<AppIdUri>().unwrap()],
        issuer: format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        tenants: vec![TENANT.parse::<TenantId>().unwrap()],
        scope: ScopeName::access_as_user(),
        skew: SignedDuration::from_secs(SKEW),
    }
}

/// Any tenant may come, as with a multi-tenant app.
fn any_tenant() -> Expected {
    Expected {
        issuer: "https://login.microsoftonline.com/{tenantid}/v2.0".to_owned(),
        tenants: Vec::new(),
        ..expected()
    }
}

fn keys() -> Jwks {
    Jwks { keys: vec![ENTRA.jwk()] }
}

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn report(token: &str, expected: &Expected) -> TokenReport {
    check(token, Some(&keys()), expected, now()).unwrap()
}

/// The checks that neither passed nor were skipped.
fn remarks(report: &TokenReport) -> Vec<(CheckId, Verdict)> {
    report
        .checks
        .iter()
        .filter(|check| matches!(check.verdict, Verdict::Fail | Verdict::Warn))
        .map(|check| (check.id, check.verdict))
        .collect()
}
