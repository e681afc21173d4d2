use serde_json::json;
use sso_core::token::CheckId::{Issuer, Key, Signature};
use sso_core::token::Jwk;

use crate::made::*;
use crate::row::Row;
use crate::signer::{ENTRA, STRANGER};

pub fn rows() -> Vec<Row> {
    let consumers = issuer("login.microsoftonline.com", PERSONAL);
    let renamed = |kid: &str| Jwk { kid: kid.to_owned(), ..ENTRA.jwk() };
    // A key of the attacker's own, offered in the header; the name is that of a trusted one.
    let own = json!({"kty": "RSA", "n": STRANGER.jwk().n, "e": STRANGER.jwk().e});
    let forged = |name| Row::v2(name).made(|header, claims| STRANGER.sign(header, claims));
    vec![
        Row::v2("kid of nobody").header("kid", "entra-2").fails(Key, "none of the issuer's 2"),
        Row::v2("kid in capital letters").header("kid", "ENTRA-1").fails(Key, "none of the issuer's"),
        Row::v2("kid with a blank").header("kid", "entra-1 ").fails(Key, "none of the issuer's"),
        Row::v2("kid empty").header("kid", "").fails(Key, "none of the issuer's"),
        Row::v2("kid missing").without_header("kid").fails(Key, "kid is missing"),
        Row::v2("kid missing, thumbprint there")
            .without_header("kid")
            .header("x5t", "entra-1")
            .fails(Key, "kid is missing"),
        Row::v2("kid a number").header("kid", 1).fails(Key, "kid is no string"),
        Row::v2("kid a list").header("kid", json!(["entra-1"])).fails(Key, "kid is no string"),
        Row::v2("key rotated away").keys([renamed("entra-2")]).fails(Key, "none of the issuer's 1"),
        Row::v2("key rotated, the name used again")
            .keys([Jwk { kid: "entra-1".into(), ..STRANGER.jwk() }])
            .fails(Signature, "does not belong to its text and the issuer's key"),
        Row::v2("no keys at all").keys([]).fails(Key, "none of the issuer's 0"),
        Row::v2("a key that is none")
            .keys([Jwk { n: "not base64url!".into(), ..ENTRA.jwk() }])
            .fails(Signature, "the issuer's key is no RSA key"),
        forged("jwk in the header").header("jwk", own.clone()).fails(Signature, "does not belong"),
        forged("jku in the header").header("jku", "https://evil.example/keys").fails(Signature, "does not belong"),
        forged("x5u in the header").header("x5u", "https://evil.example/cert").fails(Signature, "does not belong"),
        forged("x5c in the header").header("x5c", json!(["MIIB"])).fails(Signature, "does not belong"),
        forged("jwk in the header, under its own kid")
            .header("kid", "stranger")
            .header("jwk", own)
            .fails(Key, "the key that it brings itself (jwk) is ignored"),
        Row::v2("consumer key for a work tenant")
            .keys([ENTRA.jwk_for(&consumers)])
            .fails(Issuer, "its key signs for another issuer")
            .unverified(),
        Row::v2("consumer key for a work tenant, any tenant may come")
            .keys([ENTRA.jwk_for(&consumers)])
            .expecting(any_tenant())
            .fails(Issuer, "its key signs for another issuer")
            .unverified(),
        Row::v1("consumer key for a work tenant, version 1")
            .keys([ENTRA.jwk_for(&consumers)])
            .fails(Issuer, "its key signs for another issuer")
            .unverified(),
        Row::v2("key of one other tenant")
            .keys([ENTRA.jwk_for(&issuer("login.microsoftonline.com", OTHER_TENANT))])
            .fails(Issuer, "its key signs for another issuer")
            .unverified(),
        Row::v2("key of another cloud")
            .keys([ENTRA.jwk_for(&issuer("login.microsoftonline.us", "{tenantid}"))])
            .fails(Issuer, "its key signs for another issuer")
            .unverified(),
    ]
}
