use jsonwebtoken::{Algorithm, DecodingKey, crypto};

use super::{Subject, key};
use crate::token::check::{Check, CheckId};

/// RSASSA-PKCS1-v1_5 with SHA-256 over `header.payload` as received, with the key of the certificate.
pub(super) fn check(subject: &Subject) -> Check {
    if subject.token.header.get("alg").is_none_or(|alg| alg != "RS256") {
        return Check::skipped(CheckId::Signature, "not tried: only RS256 is");
    }
    let Some(certificate) = key::certificate(subject) else {
        return Check::skipped(CheckId::Signature, "NOT VERIFIED: there is no certificate for it");
    };
    let key = DecodingKey::from_rsa_der(&certificate.rsa_public_key);
    let message = subject.token.signing_input().as_bytes();
    match crypto::verify(subject.token.signature(), message, &key, Algorithm::RS256) {
        Ok(true) => Check::pass(CheckId::Signature, "the signature holds over the bytes as received"),
        Ok(false) | Err(_) => {
            Check::fail(CheckId::Signature, "its signature does not belong to its text and the server's certificate")
                .fix(
                    "copy the whole token again, it may have been cut or changed; if it stays so, it is forged or \
                    comes from elsewhere",
                )
        }
    }
}
