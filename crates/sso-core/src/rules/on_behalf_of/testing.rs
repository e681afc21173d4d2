//! An attempt in which nothing is wrong, and tokens made of claims. No rule looks at a signature, so theirs are none.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{CredentialFacts, OnBehalfOfAttempt, SecretShape, preflight};
use crate::token::AccessToken;
use crate::{Cloud, Code, Finding, Timestamp};

pub(super) const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub(super) const TENANT: &str = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";

pub(super) fn now() -> Timestamp {
    "2026-01-15T00:00:00Z".parse().unwrap()
}

/// Claims of a bootstrap token of version 2.
pub(super) fn claims() -> Value {
    let now = now().as_second();
    json!({
        "aud": ID, "iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0"), "iat": now - 60, "nbf": now - 60,
        "exp": now + 3600, "azp": "d3590ed6-52b3-4102-aeff-aad2292ab01c", "azpacr": "0", "name": "Adele Vance",
        "oid": "11111111-2222-4333-8444-555555555555", "preferred_username": "adele@contoso.com",
        "scp": "access_as_user", "sub": "s", "tid": TENANT, "ver": "2.0"
    })
}

/// [`claims`] with others in their place; `null` takes one out.
pub(super) fn with(changes: Value) -> AccessToken {
    let mut claims = claims();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    token(&claims)
}

pub(super) fn token(claims: &Value) -> AccessToken {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    AccessToken::new(format!("{}.{}.c2ln", part(&json!({"alg": "RS256", "kid": "k", "typ": "JWT"})), part(claims)))
}

pub(super) fn healthy() -> OnBehalfOfAttempt {
    OnBehalfOfAttempt {
        assertion: token(&claims()),
        client_id: ID.parse().unwrap(),
        app_id_uris: vec![format!("api://localhost:3000/{ID}").parse().unwrap()],
        credential: CredentialFacts::Secret { shape: SecretShape::Value, end: None },
        scopes: vec!["User.Read".to_owned()],
        consented: Some(vec!["User.Read".to_owned(), "openid".to_owned(), "profile".to_owned()]),
        cloud: Cloud::Public,
        graph: "https://graph.microsoft.com".to_owned(),
        now: now(),
    }
}

/// The only finding of a healthy attempt broken in one place.
pub(super) fn broken(breaking: impl FnOnce(&mut OnBehalfOfAttempt)) -> Finding {
    let mut attempt = healthy();
    breaking(&mut attempt);
    let mut findings = preflight(&attempt);
    let codes = findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(findings.len(), 1, "{codes:?}");
    findings.remove(0)
}

pub(super) fn silent(changing: impl FnOnce(&mut OnBehalfOfAttempt)) {
    let mut attempt = healthy();
    changing(&mut attempt);
    assert_eq!(preflight(&attempt), []);
}

/// What decides which refusal is foretold.
pub(super) fn told(finding: &Finding) -> (Code, &str) {
    (finding.code, finding.would_cause.first().map_or("", String::as_str))
}

#[test]
fn nothing_is_wrong_with_a_healthy_attempt() {
    silent(|_| {});
}
