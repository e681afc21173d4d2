use super::algorithm::RS256;
use super::key::Choice;
use super::subject::Subject;
use super::{Check, CheckId, Judged};

/// RSASSA-PKCS1-v1_5 with SHA-256 over `header.payload` as received.
pub(super) fn check(subject: &Subject) -> Judged {
    let id = CheckId::Signature;
    if subject.token.header.get("alg").is_none_or(|alg| alg != RS256) {
        return Check::skipped(id, "not tried: only RS256 is").into();
    }
    let key = match subject.key {
        Choice::NoKeys => return Check::skipped(id, "NOT VERIFIED: no keys were given").into(),
        Choice::NoKid | Choice::Unknown(_) => {
            return Check::skipped(id, "NOT VERIFIED: there is no key for it").into();
        }
        Choice::Found(key) => key,
    };
    if subject.token.signature().is_empty() {
        return Check::fail(id, "its signature is missing").fix(COPY_AGAIN).into();
    }
    let Some(public_key) = key.public_key else {
        return Check::fail(id, "the issuer's key is no RSA key, so nothing could be verified")
            .found(&key.jwk.kid)
            .fix("fetch the keys again")
            .into();
    };
    if public_key.verifies(subject.token) {
        return Judged::pass(id, |_, check| check.says("the signature holds over the bytes as received"));
    }
    let check = match subject.token.header.contains_key("nonce") {
        true => Check::fail(
            id,
            "its signature does not hold, and its header has a nonce: so are tokens for Microsoft's own APIs, which \
            those alone can verify",
        )
        .fix("send your server a token for your own API, such as the one of getAccessToken"),
        false => Check::fail(id, "its signature does not belong to its text and the issuer's key").fix(COPY_AGAIN),
    };
    check.into()
}

const COPY_AGAIN: &str =
    "copy the whole token again, it may have been cut or changed; if it stays so, it is forged or comes from elsewhere";
