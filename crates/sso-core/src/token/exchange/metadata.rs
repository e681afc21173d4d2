use serde_json::{Map, Value};

use super::SigningCertificate;
use crate::token::json;

/// The metadata document of an Exchange server, as far as tokens need it. Public data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeMetadata {
    /// At least one: those for signatures that hold an RSA key.
    pub certificates: Vec<SigningCertificate>,
}

/// Why an answer is no metadata document. Never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MetadataFault {
    #[error("the metadata breaks off in the middle")]
    CutOff,
    #[error("the metadata is no JSON object, or has a key twice")]
    NotJson,
    #[error("the metadata has no certificate for signatures")]
    NoCertificate,
}

impl ExchangeMetadata {
    /// The document as it came: UTF-8 JSON, read as strictly as a token. Keys for other uses, in other forms, or without
    /// an `x5t` are left out.
    pub fn read(document: &[u8]) -> Result<Self, MetadataFault> {
        let document = json::object(document).map_err(|fault| match fault {
            json::Fault::CutOff => MetadataFault::CutOff,
            _ => MetadataFault::NotJson,
        })?;
        let keys = document.get("keys").and_then(Value::as_array).into_iter().flatten();
        let certificates: Vec<_> = keys.filter_map(|key| certificate(key.as_object()?)).collect();
        match certificates.is_empty() {
            true => Err(MetadataFault::NoCertificate),
            false => Ok(Self { certificates }),
        }
    }

    /// The certificate that a token's header names.
    pub fn certificate(&self, x5t: &str) -> Option<&SigningCertificate> {
        self.certificates.iter().find(|certificate| certificate.x5t == x5t)
    }
}

fn certificate(key: &Map<String, Value>) -> Option<SigningCertificate> {
    let is = |value: Option<&Value>, wanted: &str| {
        value.and_then(Value::as_str).is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    };
    let value = key.get("keyvalue")?;
    if !is(key.get("usage"), "signing") || !is(value.get("type"), "x509Certificate") {
        return None;
    }
    SigningCertificate::read(key.get("keyinfo")?.get("x5t")?.as_str()?, value.get("value")?.as_str()?)
}
