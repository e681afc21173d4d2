//! The signing key of tokens, and the certificate of https.

use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, NameConstraints, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize,
};
use secrecy::SecretString;
use time::OffsetDateTime;
use zeroize::Zeroize;

use crate::StartError;

/// The names that the leaf carries and that its authority may vouch for.
const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

const LEAF_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Everything that a start may keep for the next one. The authority's private key is not in it: it signs one leaf and
/// is dropped, because whoever held it could read every TLS connection of a machine that trusts it.
#[derive(Debug, Clone)]
pub struct KeyMaterial {
    /// RSA 2048, PKCS #8 PEM.
    pub signing_key: SecretString,
    /// PEM; name constraints allow `localhost`, 127.0.0.1 and ::1 alone.
    pub ca_certificate: String,
    /// PEM; SAN `localhost`, 127.0.0.1, ::1; 90 days.
    pub leaf_certificate: String,
    /// PKCS #8 PEM.
    pub leaf_key: SecretString,
    pub leaf_not_after: Timestamp,
}

impl KeyMaterial {
    /// Makes a signing key, an authority and one leaf. `now` begins their validity, in whole seconds.
    pub fn generate(now: Timestamp) -> Result<Self, StartError> {
        let not_before = OffsetDateTime::from_unix_timestamp(now.as_second()).map_err(StartError::keys)?;
        let leaf_not_after = now.checked_add(LEAF_LIFE).map_err(StartError::keys)?;
        let not_after = OffsetDateTime::from_unix_timestamp(leaf_not_after.as_second()).map_err(StartError::keys)?;

        let signing_key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(StartError::keys)?;

        let mut authority_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(StartError::keys)?;
        let mut authority = authority();
        (authority.not_before, authority.not_after) = (not_before, not_after);
        let ca_certificate = authority.self_signed(&authority_key).map_err(StartError::keys)?;

        let leaf_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(StartError::keys)?;
        let mut leaf = leaf()?;
        (leaf.not_before, leaf.not_after) = (not_before, not_after);
        let leaf_certificate =
            leaf.signed_by(&leaf_key, &Issuer::from_params(&authority, &authority_key)).map_err(StartError::keys)?;
        authority_key.zeroize();

        Ok(Self {
            signing_key: SecretString::from(signing_key.serialize_pem()),
            ca_certificate: ca_certificate.pem(),
            leaf_certificate: leaf_certificate.pem(),
            leaf_key: SecretString::from(leaf_key.serialize_pem()),
            leaf_not_after,
        })
    }
}

fn authority() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Hallpass practice tenant (this machine only)");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![
            GeneralSubtree::DnsName("localhost".to_owned()),
            GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 1], 32)),
            GeneralSubtree::IpAddress(CidrSubnet::from_v6_prefix(std::net::Ipv6Addr::LOCALHOST.octets(), 128)),
        ],
        excluded_subtrees: Vec::new(),
    });
    params
}

fn leaf() -> Result<CertificateParams, StartError> {
    let mut params = CertificateParams::new(LOOPBACK_NAMES.map(str::to_owned)).map_err(StartError::keys)?;
    params.distinguished_name.push(DnType::CommonName, "localhost");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    use super::*;

    #[test]
    fn only_the_leaf_and_the_signing_key_have_private_halves() {
        let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(keys.ca_certificate.matches("BEGIN ").count(), 1);
        assert!(keys.ca_certificate.starts_with("-----BEGIN CERTIFICATE-----"));
        assert_eq!(keys.leaf_not_after, Timestamp::from_second(90 * 24 * 3600).unwrap());
        assert_ne!(keys.ca_certificate, keys.leaf_certificate);
    }

    /// rustls enforces them; what the tests of HTTPS cannot show is that they are there.
    #[test]
    fn the_authority_is_bound_to_loopback() {
        let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
        let der = CertificateDer::from_pem_slice(keys.ca_certificate.as_bytes()).unwrap();
        let has = |bytes: &[u8]| der.windows(bytes.len()).any(|window| window == bytes);
        // OID 2.5.29.30 and its critical flag; the names; 127.0.0.1 with its mask.
        assert!(has(&[0x06, 0x03, 0x55, 0x1d, 0x1e, 0x01, 0x01, 0xff]));
        assert!(has(b"localhost") && has(&[127, 0, 0, 1, 255, 255, 255, 255]));
    }

    #[test]
    fn debug_shows_no_private_key() {
        let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
        assert!(!format!("{keys:?}").contains("PRIVATE KEY"));
    }
}
