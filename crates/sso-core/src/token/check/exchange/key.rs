use super::Subject;
use crate::token::check::subject::{shown, unfit};
use crate::token::check::{Check, CheckId};
use crate::token::exchange::SigningCertificate;

/// The certificate of the metadata that the header names, if its name is its own thumbprint.
pub(super) fn certificate<'a>(subject: &Subject<'a>) -> Option<&'a SigningCertificate> {
    let x5t = subject.token.header.get("x5t")?.as_str()?;
    subject.metadata?.certificate(x5t).filter(|certificate| certificate.is_named_rightly())
}

/// `x5t` names a certificate of the metadata, and is the SHA-1 thumbprint of it. A certificate that the token brings
/// itself is never looked at.
pub(super) fn check(subject: &Subject) -> Check {
    let x5t = subject.token.header.get("x5t");
    let Some(name) = x5t.and_then(|x5t| x5t.as_str()) else {
        return Check::fail(CheckId::Key, unfit("x5t", x5t, "string"))
            .found(shown(x5t))
            .fix("do not trust it: Exchange names the certificate in every token");
    };
    let Some(metadata) = subject.metadata else {
        return Check::skipped(CheckId::Key, "NOT VERIFIED: the metadata document was not fetched");
    };
    match metadata.certificate(name) {
        None => Check::fail(
            CheckId::Key,
            format!("its certificate is none of the server's {}", metadata.certificates.len()),
        )
        .found(name)
        .expected(metadata.certificates.iter().map(|one| one.x5t.as_str()).collect::<Vec<_>>().join(", "))
        .fix("get a new token; if it stays so, it comes from another server, or is forged"),
        Some(certificate) if !certificate.is_named_rightly() => {
            Check::fail(CheckId::Key, "the metadata names a certificate by a thumbprint that is not its own")
                .found(name)
                .expected(&certificate.thumbprint)
                .fix("ask the administrator of this server: a document like this comes from no Exchange")
        }
        Some(_) => {
            Check::pass(CheckId::Key, "its certificate is in the metadata, and the thumbprint is its own").found(name)
        }
    }
}
