use jsonwebtoken::{Algorithm, DecodingKey, crypto};

use super::algorithm::RS256;
use super::key::Choice;
use super::subject::Subject;
use super::{Check, CheckId};

/// RSASSA-PKCS1-v1_5 with SHA-256 over `header.payload` as received.
///
/// The crate's own `decode` is not used: it reads the system clock, takes the last of duplicate keys and parses twice.
pub(super) fn check(subject: &Subject) -> Check {
    if subject.token.header.get("alg").is_none_or(|alg| alg != RS256) {
        return Check::skipped(CheckId::Signature, "not tried: only RS256 is");
    }
    let key = match &subject.key {
        Choice::NoKeys => return Check::skipped(CheckId::Signature, "NOT VERIFIED: no keys were given"),
        Choice::NoKid | Choice::Unknown(_) => {
            return Check::skipped(CheckId::Signature, "NOT VERIFIED: there is no key for it");
        }
        Choice::Found(key) => key,
    };
    if subject.token.signature().is_empty() {
        return Check::fail(CheckId::Signature, "its signature is missing").fix(COPY_AGAIN);
    }
    let Ok(decoding_key) = DecodingKey::from_rsa_components(&key.n, &key.e) else {
        return Check::fail(CheckId::Signature, "the issuer's key is no RSA key, so nothing could be verified")
            .found(&key.kid)
            .fix("fetch the keys again");
    };
    let message = subject.token.signing_input().as_bytes();
    match crypto::verify(subject.token.signature(), message, &decoding_key, Algorithm::RS256) {
        Ok(true) => Check::pass(CheckId::Signature, "the signature holds over the bytes as received"),
        // Keys below 2048 bits end here, too: aws-lc refuses them.
        Ok(false) | Err(_) if subject.token.header.contains_key("nonce") => Check::fail(
            CheckId::Signature,
            "its signature does not hold, and its header has a nonce: so are tokens for Microsoft's own APIs, which \
            those alone can verify",
        )
        .fix("send your server a token for your own API, such as the one of getAccessToken"),
        Ok(false) | Err(_) => {
            Check::fail(CheckId::Signature, "its signature does not belong to its text and the issuer's key")
                .fix(COPY_AGAIN)
        }
    }
}

const COPY_AGAIN: &str =
    "copy the whole token again, it may have been cut or changed; if it stays so, it is forged or comes from elsewhere";
