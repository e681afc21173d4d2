use aws_lc_rs::hmac;
use sso_core::token::CheckId::Algorithm;

use crate::row::Row;
use crate::signer::{ENTRA, encode};

pub fn rows() -> Vec<Row> {
    vec![
        Row::v2("alg none, signed").header("alg", "none").fails(Algorithm, "not signed"),
        Row::v2("alg none, no signature").header("alg", "none").made(unsigned).fails(Algorithm, "not signed"),
        Row::v1("alg none, version 1").header("alg", "none").made(unsigned).fails(Algorithm, "not signed"),
        Row::v2("alg None").header("alg", "None").made(unsigned).fails(Algorithm, "not signed"),
        Row::v2("alg nOnE").header("alg", "nOnE").made(unsigned).fails(Algorithm, "not signed"),
        // The classic: a server that lets the header choose takes the public key for a shared secret.
        Row::v2("HS256 with the public key")
            .header("alg", "HS256")
            .made(by_public_key)
            .fails(Algorithm, "shared secret"),
        Row::v2("alg HS512").header("alg", "HS512").fails(Algorithm, "shared secret"),
        Row::v2("alg RS512").header("alg", "RS512").fails(Algorithm, "not RS256"),
        Row::v2("alg PS256").header("alg", "PS256").fails(Algorithm, "not RS256"),
        Row::v2("alg ES256").header("alg", "ES256").fails(Algorithm, "not RS256"),
        Row::v2("alg rs256").header("alg", "rs256").fails(Algorithm, "not RS256"),
        Row::v2("alg empty").header("alg", "").fails(Algorithm, "not RS256"),
        Row::v2("alg missing").without_header("alg").fails(Algorithm, "alg is missing"),
        Row::v2("alg a number").header("alg", 256).fails(Algorithm, "alg is no string"),
    ]
}

fn unsigned(header: &serde_json::Value, claims: &serde_json::Value) -> String {
    format!("{}.{}.", encode(header.to_string()), encode(claims.to_string()))
}

fn by_public_key(header: &serde_json::Value, claims: &serde_json::Value) -> String {
    let message = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, &ENTRA.public_der());
    let signature = encode(hmac::sign(&key, message.as_bytes()));
    format!("{message}.{signature}")
}
