//! Three libraries that check signatures accept what the tenant issues, and refuse it with one thing changed.

use std::collections::BTreeMap;

use hallpass_tests::program::Invocation;
use jiff::Timestamp;
use practice_tenant::KeyMaterial;
use serde_json::{Map, Value, json};

use crate::script;
use crate::tenant::Tenant;
use crate::token::Forger;
use hallpass_tests::sign_in::{NONCE, tokens};

/// A token, and what each library says of it: nothing where it accepts.
struct Case {
    name: &'static str,
    token: fn(&Forger) -> String,
    jose: &'static str,
    pyjwt: &'static str,
    /// It judges ID tokens only.
    openid_client: &'static str,
}

const CASES: &[Case] = &[
    Case { name: "as issued", token: Forger::genuine, jose: "", pyjwt: "", openid_client: "" },
    Case {
        name: "signed again, nothing changed",
        token: |forger| forger.with_claims(|_| {}),
        jose: "",
        pyjwt: "",
        openid_client: "",
    },
    Case {
        name: "a bit of the signature",
        token: Forger::with_a_bit_of_the_signature,
        jose: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
        pyjwt: "InvalidSignatureError",
        openid_client: "JWT signature verification failed",
    },
    Case {
        name: "claims that were not signed",
        token: Forger::with_claims_not_signed,
        jose: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
        pyjwt: "InvalidSignatureError",
        openid_client: "JWT signature verification failed",
    },
    Case {
        name: "alg none",
        token: Forger::with_algorithm_none,
        jose: "ERR_JOSE_NOT_SUPPORTED",
        pyjwt: "InvalidAlgorithmError",
        openid_client: "alg",
    },
    Case {
        name: "alg HS256 with the public key as secret",
        token: Forger::with_the_public_key_as_secret,
        jose: "ERR_JOSE_NOT_SUPPORTED",
        pyjwt: "InvalidAlgorithmError",
        openid_client: "alg",
    },
    Case {
        name: "another kid",
        token: Forger::with_another_kid,
        jose: "ERR_JWKS_NO_MATCHING_KEY",
        pyjwt: "PyJWKClientError",
        openid_client: "OAUTH_KEY_SELECTION_FAILED",
    },
    Case {
        name: "the key of another tenant",
        token: Forger::with_another_key,
        jose: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
        pyjwt: "InvalidSignatureError",
        openid_client: "JWT signature verification failed",
    },
    Case {
        name: "another audience",
        token: |forger| forger.with_claims(|claims| set(claims, "aud", "00000003-0000-0000-c000-000000000000")),
        jose: "ERR_JWT_CLAIM_VALIDATION_FAILED aud",
        pyjwt: "InvalidAudienceError",
        openid_client: "\"aud\"",
    },
    Case {
        name: "another issuer",
        token: |forger| forger.with_claims(|claims| set(claims, "iss", "https://login.example.com/v2.0")),
        jose: "ERR_JWT_CLAIM_VALIDATION_FAILED iss",
        pyjwt: "InvalidIssuerError",
        openid_client: "\"iss\"",
    },
    Case {
        name: "expired",
        token: |forger| forger.with_claims(|claims| move_lifetime(claims, -2)),
        jose: "ERR_JWT_EXPIRED exp",
        pyjwt: "ExpiredSignatureError",
        openid_client: "\"exp\"",
    },
    Case {
        name: "not valid yet",
        token: |forger| forger.with_claims(|claims| move_lifetime(claims, 2)),
        jose: "ERR_JWT_CLAIM_VALIDATION_FAILED nbf",
        pyjwt: "ImmatureSignatureError",
        openid_client: "\"nbf\"",
    },
];

fn set(claims: &mut Map<String, Value>, name: &str, value: &str) {
    claims.insert(name.to_owned(), value.into());
}

/// A token lives for an hour and a half at most.
fn move_lifetime(claims: &mut Map<String, Value>, hours: i64) {
    for name in ["iat", "nbf", "exp"] {
        let at = claims[name].as_i64().expect("a time");
        claims.insert(name.to_owned(), (at + hours * 3600).into());
    }
}

/// Runs the library over tokens made of this genuine one, and compares what it says of each.
async fn hold(tenant: &Tenant, genuine: &str, library: Invocation, expected: fn(&Case) -> &'static str) {
    let others = KeyMaterial::generate(Timestamp::UNIX_EPOCH).expect("keys");
    let forger = Forger::of(genuine, &tenant.keys, &others);
    let tokens = CASES.iter().map(|case| json!({ "name": case.name, "token": (case.token)(&forger) }));
    let authority = tenant.authority();
    let mut settings = tenant.settings();
    settings["jwks_uri"] = format!("{authority}/discovery/v2.0/keys").into();
    settings["issuer"] = format!("{authority}/v2.0").into();
    settings["nonce"] = NONCE.into();
    settings["tokens"] = tokens.collect();
    let lines = script::run(library, &settings, &tenant.person()).await;
    let said: BTreeMap<&str, &Value> = lines.iter().filter_map(|line| Some((line["token"].as_str()?, line))).collect();
    let mut faults: Vec<String> =
        lines.iter().filter_map(|line| Some(line["broke_off"].as_str()?.to_owned())).collect();
    for case in CASES {
        let Some(verdict) = said.get(case.name) else {
            faults.push(format!("{}: no verdict", case.name));
            continue;
        };
        let (accepted, why) = (verdict["accepted"] == true, verdict["why"].as_str().unwrap_or_default());
        let expected = expected(case);
        if accepted != expected.is_empty() || !why.contains(expected) {
            faults.push(format!("{}: expected {expected:?}, accepted: {accepted}, {why:?}", case.name));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

async fn hold_tokens(names: &[&str], start: fn(&Tenant) -> Invocation, expected: fn(&Case) -> &'static str) {
    let tenant = Tenant::start("localhost:3000").await;
    let tokens = tokens(&tenant.person(), &tenant.settings()).await;
    for name in names {
        hold(&tenant, tokens[name].as_str().expect("a token"), start(&tenant), expected).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_jose() {
    let start = |tenant: &Tenant| script::node(&tenant.home, "jose.mjs", &tenant.ca_file());
    hold_tokens(&["access_token", "id_token"], start, |case| case.jose).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_pyjwt() {
    let start = |tenant: &Tenant| script::python(&tenant.home, "pyjwt.py", &tenant.ca_file());
    hold_tokens(&["access_token", "id_token"], start, |case| case.pyjwt).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_openid_client() {
    let start = |tenant: &Tenant| script::node(&tenant.home, "openid-client-verdicts.mjs", &tenant.ca_file());
    hold_tokens(&["id_token"], start, |case| case.openid_client).await;
}
