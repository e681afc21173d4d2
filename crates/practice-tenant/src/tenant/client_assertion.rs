//! A client proves itself by a JWT that it signed with the key of a certificate of its registration (RFC 7523 §2.2).

use aws_lc_rs::digest;
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaParameters};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde_json::Value;
use sso_core::registration::KeyCredential;
use url::Url;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::application::Application;
use super::claims::lifetime;
use super::jwt::Parts;
use super::{Asked, Tenant};
use crate::rules::client_assertion_signature::Why;
use crate::rules::{
    Refusal, assertion_malformed, client_assertion_audience, client_assertion_client, client_assertion_lifetime,
    client_assertion_signature, client_assertion_subject,
};

/// A certificate, as far as it is looked at: nobody checks who issued it, as in Entra.
struct Certificate {
    sha1: Vec<u8>,
    sha256: Vec<u8>,
    /// RSAPublicKey, DER.
    public_key: Vec<u8>,
    not_after: i64,
}

impl Certificate {
    fn of(credential: &KeyCredential) -> Option<Self> {
        let der = STANDARD.decode(credential.key.as_deref()?).ok()?;
        let (_, certificate) = X509Certificate::from_der(&der).ok()?;
        let thumbprint = |algorithm| digest::digest(algorithm, &der).as_ref().to_vec();
        let not_after = certificate.validity().not_after.timestamp();
        let set = credential.end_date_time.map(Timestamp::as_second);
        Some(Self {
            sha1: thumbprint(&digest::SHA1_FOR_LEGACY_USE_ONLY),
            sha256: thumbprint(&digest::SHA256),
            public_key: certificate.public_key().subject_public_key.data.to_vec(),
            not_after: set.map_or(not_after, |set| set.min(not_after)),
        })
    }

    /// By a thumbprint of either length.
    fn is(&self, thumbprint: &[u8]) -> bool {
        thumbprint == self.sha1 || thumbprint == self.sha256
    }
}

impl Tenant {
    pub(super) fn check_client_assertion(
        &self,
        asked: Asked<'_>,
        application: &Application,
        assertion: &str,
    ) -> Result<(), Refusal> {
        let parts = Parts::of(assertion).map_err(|_| assertion_malformed::of_client())?;
        let header = |name: &str| parts.header.get(name).and_then(Value::as_str);
        let claim = |name: &str| parts.payload.get(name).and_then(Value::as_str).unwrap_or_default();
        client_assertion_subject::check(claim("iss"), claim("sub"))?;
        client_assertion_client::check(claim("sub"), &application.client_id.to_string())?;

        let refused = |thumbprint: &[u8], why| {
            client_assertion_signature::refusal(application.client_id, &hexadecimal(thumbprint), why)
        };
        let thumbprint = thumbprint(header("x5t#S256").or(header("x5t")), header("kid"));
        let registered = application.registration.key_credentials.iter().filter_map(Certificate::of);
        let certificate = registered.into_iter().find(|certificate| certificate.is(&thumbprint));
        let certificate = certificate.ok_or_else(|| refused(&thumbprint, Why::UnknownKey))?;
        if certificate.not_after <= self.now().as_second() {
            return Err(refused(&thumbprint, Why::Expired));
        }
        let algorithm: &'static RsaParameters = match header("alg") {
            Some("RS256") => &RSA_PKCS1_2048_8192_SHA256,
            Some("PS256") => &RSA_PSS_2048_8192_SHA256,
            _ => return Err(assertion_malformed::of_client()),
        };
        let message = assertion.rsplit_once('.').map(|(message, _)| message).unwrap_or_default();
        ParsedPublicKey::new(algorithm, &certificate.public_key)
            .ok()
            .and_then(|key| key.verify_sig(message.as_bytes(), &parts.signature).ok())
            .ok_or_else(|| refused(&thumbprint, Why::Mismatch))?;
        let audiences = match parts.payload.get("aud") {
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => vec![claim("aud")],
        };
        if !audiences.into_iter().any(|audience| self.is_audience(asked, audience)) {
            return Err(client_assertion_audience::refusal());
        }
        let (not_before, expires) = lifetime(&parts.payload);
        let not_before = if parts.payload.contains_key("nbf") { not_before } else { i64::MIN };
        client_assertion_lifetime::check(not_before, expires, self.now())
    }

    /// The token endpoint or the issuer of the tenant that is asked, whichever of its names and of this machine's is
    /// used. `common` is good only where `common` is asked.
    fn is_audience(&self, asked: Asked<'_>, audience: &str) -> bool {
        let Ok(url) = Url::parse(audience) else { return false };
        let is_here = [asked.origin, &self.graph_origin]
            .iter()
            .any(|origin| Url::parse(origin).is_ok_and(|origin| origin.origin() == url.origin()));
        let mut path = url.path_segments().into_iter().flatten();
        let segment = path.next().unwrap_or_default();
        let rest: Vec<_> = path.filter(|part| !part.is_empty()).collect();
        is_here
            && matches!(rest.as_slice(), ["oauth2", "v2.0", "token"] | ["oauth2", "token"] | ["v2.0"] | [])
            && match (self.segment(segment), self.segment(asked.segment)) {
                (Ok(named), Ok(asked)) => named == asked,
                _ => false,
            }
    }
}

/// Of the certificate that signed. `kid` may hold it in hexadecimal digits.
fn thumbprint(x5t: Option<&str>, kid: Option<&str>) -> Vec<u8> {
    if let Some(bytes) = x5t.and_then(|x5t| URL_SAFE_NO_PAD.decode(x5t.trim_end_matches('=')).ok()) {
        return bytes;
    }
    let kid = kid.unwrap_or_default().as_bytes();
    let digits: Option<Vec<u8>> =
        kid.iter().map(|digit| char::from(*digit).to_digit(16).map(|digit| digit as u8)).collect();
    digits.unwrap_or_default().chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbprint_in_each_of_its_forms() {
        let bytes = [0xAB, 0x12, 0x00];
        assert_eq!(thumbprint(Some("qxIA"), None), bytes);
        assert_eq!(thumbprint(Some("qxIA"), Some("FFFF")), bytes);
        assert_eq!(thumbprint(None, Some("ab1200")), bytes);
        assert_eq!(thumbprint(None, Some("no digits")), [0u8; 0]);
        assert_eq!(thumbprint(None, None), [0u8; 0]);
        assert_eq!(hexadecimal(&bytes), "AB1200");
    }
}
