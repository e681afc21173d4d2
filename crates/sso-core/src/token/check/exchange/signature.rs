use super::{Subject, key};
use crate::token::check::{Check, CheckId};
use crate::token::public_key::PublicKey;

/// RSASSA-PKCS1-v1_5 with SHA-256 over `header.payload` as received, with the key of the certificate.
pub(super) fn check(subject: &Subject) -> Check {
    if subject.token.header.get("alg").is_none_or(|alg| alg != "RS256") {
        return Check::skipped(CheckId::Signature, "not tried: only RS256 is");
    }
    let Some(certificate) = key::certificate(subject) else {
        return Check::skipped(CheckId::Signature, "NOT VERIFIED: there is no certificate for it");
    };
    match PublicKey::of_der(&certificate.rsa_public_key).is_some_and(|key| key.verifies(subject.token)) {
        true => Check::pass(CheckId::Signature, "the signature holds over the bytes as received"),
        false => {
            Check::fail(CheckId::Signature, "its signature does not belong to its text and the server's certificate")
                .fix(
                    "copy the whole token again, it may have been cut or changed; if it stays so, it is forged or \
                    comes from elsewhere",
                )
        }
    }
}
