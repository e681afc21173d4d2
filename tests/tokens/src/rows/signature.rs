use serde_json::Value;
use sso_core::token::CheckId::Signature;

use crate::row::Row;
use crate::signer::{ENTRA, STRANGER};

pub fn rows() -> Vec<Row> {
    let row = |name, change: fn(&str, &str) -> String| {
        Row::v2(name).made(move |header: &Value, claims: &Value| {
            let token = ENTRA.sign(header, claims);
            let (message, signature) = token.rsplit_once('.').unwrap();
            change(message, signature)
        })
    };
    const OF_OTHERS: &str = "does not belong to its text and the issuer's key";
    vec![
        row("signature of another text", |message, _| format!("{message}.{}", ENTRA.signature("a.b")))
            .fails(Signature, OF_OTHERS),
        row("one character of it changed", |message, signature| format!("{message}.{}", flipped(signature, 10)))
            .fails(Signature, OF_OTHERS),
        row("signature cut off", |message, signature| format!("{message}.{}", &signature[..40]))
            .fails(Signature, OF_OTHERS),
        row("signature missing", |message, _| format!("{message}.")).fails(Signature, "its signature is missing"),
        row("signature too long", |message, signature| format!("{message}.{signature}AAAA"))
            .fails(Signature, OF_OTHERS),
        row("signature of zeros", |message, signature| format!("{message}.{}", "A".repeat(signature.len())))
            .fails(Signature, OF_OTHERS),
        Row::v2("signed by a stranger")
            .made(|header, claims| STRANGER.sign(header, claims))
            .fails(Signature, OF_OTHERS),
        Row::v1("signed by a stranger, version 1")
            .made(|header, claims| STRANGER.sign(header, claims))
            .fails(Signature, OF_OTHERS),
        Row::v2("another name under a genuine signature")
            .made(|header, claims| {
                let token = ENTRA.sign(header, claims);
                let (_, signature) = token.rsplit_once('.').unwrap();
                let mut claims = claims.clone();
                claims["name"] = "Megan Bowen".into();
                let other = ENTRA.sign(header, &claims);
                format!("{}.{signature}", other.rsplit_once('.').unwrap().0)
            })
            .fails(Signature, OF_OTHERS),
        Row::v2("nonce in the header, as Microsoft's own APIs have it")
            .with("aud", "https://management.azure.com")
            .header("nonce", "n")
            .made(|header, claims| STRANGER.sign(header, claims))
            .fails(Signature, "Microsoft's own APIs")
            .and(sso_core::token::CheckId::Audience),
    ]
}

fn flipped(signature: &str, at: usize) -> String {
    let other = if signature.as_bytes()[at] == b'A' { "B" } else { "A" };
    format!("{}{other}{}", &signature[..at], &signature[at + 1..])
}
