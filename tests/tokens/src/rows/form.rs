use serde_json::json;
use sso_core::token::CheckId::Form;
use sso_core::token::TokenKind::{Encrypted, Malformed, NotAToken, Opaque};

use crate::made::*;
use crate::row::Row;
use crate::signer::{ENTRA, encode};

pub fn rows() -> Vec<Row> {
    let good = ENTRA.sign(&header(), &v2());
    let twice = v2().to_string().replacen('{', &format!("{{\"aud\":\"{OFFICE}\","), 1);
    let signed = |header: &str, claims: &str| ENTRA.sign_text(header, claims);
    let fine = header().to_string();
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    let broken = |name: &str, text: String, says| Row::text(name, Malformed, text).fails(Form, says);
    let other = |name: &str, text: &str, says| Row::text(name, NotAToken, text).fails(Form, says);
    vec![
        Row::v2("extensions that Entra never uses").header("crit", json!(["exp"])).fails(Form, "extensions"),
        broken("a claim twice", signed(&fine, &twice), "the payload has the key aud twice"),
        broken("a claim twice, once escaped", signed(&fine, r#"{"aud":"a","\u0061ud":"b"}"#), "has the key aud twice"),
        broken(
            "a claim twice, deep inside",
            signed(&fine, r#"{"x":[{"b":1,"b":2}]}"#),
            "the payload has the key b twice",
        ),
        broken("alg twice", signed(r#"{"alg":"none","alg":"RS256"}"#, "{}"), "the header has the key alg twice"),
        broken("payload a list", signed(&fine, "[1]"), "the payload is JSON but not an object"),
        broken("payload a text", signed(&fine, "\"a\""), "the payload is JSON but not an object"),
        broken("payload with more behind it", signed(&fine, "{} {}"), "the payload is not JSON"),
        broken("payload nested too deeply", signed(&fine, &deep), "the payload is nested too deeply"),
        broken("payload empty", format!("{}..AAAA", encode(&fine)), "the payload is cut off"),
        broken("payload not UTF-8", format!("{}.{}.AAAA", encode(&fine), encode(b"{\"a\":\"\xff\"}")), "not UTF-8"),
        broken("cut off in the payload", good[..good.len() / 2].to_owned(), "this text has 2"),
        broken("cut off in the header", good[..20].to_owned(), "this text has 1"),
        broken("a part too many", format!("{good}.AAAA"), "this text has 4"),
        broken("plain base64", good.replacen('.', "+.", 1), "belongs to plain base64"),
        broken("a letter that is none", good.replacen('.', "ü.", 1), "is none of its letters"),
        // Two texts for one signature.
        broken("loose bits at the end", format!("{}.{}.AB", encode(&fine), encode("{}")), "loose bits"),
        Row::text("personal account's Graph token", Opaque, "EwBwA8l6BAAUAOyDv0l6PcCVu89kmzvqZmkWABkAAa")
            .fails(Form, "opaque"),
        Row::text("refresh token", Opaque, "0.AXEAv4j5cvGGr0GRqy180BHbR.AgABBAIAAADnfolhJpSnRYB1SVj.x")
            .fails(Form, "opaque"),
        Row::text("refresh token, wrapped", Opaque, "1.AXEAv4j5cvGGr0GRqy180BHbR\n1.AXEAv4j5cvGGr0GRqy180BHbR\nAgAB")
            .fails(Form, "opaque"),
        Row::text("authorization code of a personal account", Opaque, "M.C546_BAY.2.U.7f3a41c2-9a0e")
            .fails(Form, "opaque"),
        Row::text("encrypted", Encrypted, "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d").fails(Form, "an encrypted token"),
        other("words", "hello there", "text with blanks"),
        other("sentences", "Hello. This is no token. At all", "text with blanks"),
        other("a GUID", CLIENT, "this is a GUID"),
        other("an address with a code", "https://localhost:3000/?code=0.AXEA&state=1", "this is an address"),
        other("JSON without a token", r#"{"access_token":3}"#, "none of its members"),
        other("a refusal", r#"{"error":"invalid_grant","error_description":"AADSTS50013: a"}"#, "a refusal"),
        other("a payload already decoded", r#"{"aud":"a","iss":"b"}"#, "already taken apart"),
        other(
            "a certificate",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "a certificate or a key",
        ),
        other("a SAML response, as posted", "PHNhbWxwOlJlc3BvbnNlPjwvc2FtbHA6UmVzcG9uc2U+", "such as a SAML assertion"),
        other("letters that no token has", "täken", "characters that no token has"),
    ]
}
