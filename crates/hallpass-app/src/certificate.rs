//! A certificate in a file, as far as a person wants to know it: whose, and for how long. Nothing is believed because of it.

use std::path::Path;

use serde::Serialize;
use sso_core::Timestamp;
use ts_rs::TS;
use x509_parser::pem::parse_x509_pem;

use crate::{AppError, files};

const LIMIT: u64 = 100_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CertificateInFile {
    pub subject: String,
    #[ts(type = "string")]
    pub begin: Timestamp,
    #[ts(type = "string")]
    pub end: Timestamp,
}

/// The first one of a PEM file; `None` where there is no such file.
///
/// # Errors
/// `certificate-not-readable`; those of reading a file.
pub fn in_file(path: &Path) -> Result<Option<CertificateInFile>, AppError> {
    let Some(bytes) = files::read_if_there(path, LIMIT)? else { return Ok(None) };
    read(&bytes).map(Some).ok_or_else(|| {
        AppError::could_not_check("certificate-not-readable", format!("{} holds no certificate", path.display()))
            .with_hint("let the tool that made it make it anew")
    })
}

fn read(bytes: &[u8]) -> Option<CertificateInFile> {
    let (_, pem) = parse_x509_pem(bytes).ok()?;
    let certificate = pem.parse_x509().ok()?;
    let time = |time: i64| Timestamp::from_second(time).ok();
    Some(CertificateInFile {
        subject: certificate.subject().to_string(),
        begin: time(certificate.validity().not_before.timestamp())?,
        end: time(certificate.validity().not_after.timestamp())?,
    })
}
