//! A certificate for https that somebody else made, such as the one that a developer's browser already trusts.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use secrecy::{ExposeSecret, SecretString};

use crate::{KeyMaterial, StartError};

/// Less is left: it would end under a running test.
const SHORTEST_REST: SignedDuration = SignedDuration::from_hours(24);

/// A program may ask for either; ::1 is left out, because makers of such certificates leave it out.
const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];

impl KeyMaterial {
    /// The same signing key, and for https this certificate, all PEM. `now`: it must hold from then on for a day.
    ///
    /// # Errors
    /// It is not for `localhost` and 127.0.0.1, not in time, not signed by the authority, or the key is of another one.
    pub fn with_certificate(
        self,
        ca_certificate: String,
        leaf_certificate: String,
        leaf_key: SecretString,
        now: Timestamp,
    ) -> Result<Self, StartError> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let leaf = CertificateDer::from_pem_slice(leaf_certificate.as_bytes()).map_err(StartError::keys)?;
        let key = PrivateKeyDer::from_pem_slice(leaf_key.expose_secret().as_bytes()).map_err(StartError::keys)?;
        // Compares the two halves of the key.
        CertifiedKey::from_der(vec![leaf.clone()], key, &provider).map_err(StartError::keys)?;

        let mut roots = RootCertStore::empty();
        let authority = CertificateDer::from_pem_slice(ca_certificate.as_bytes()).map_err(StartError::keys)?;
        roots.add(authority).map_err(StartError::keys)?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
        let verifier = verifier.build().map_err(StartError::keys)?;
        let rest = now.checked_add(SHORTEST_REST).map_err(StartError::keys)?;
        for at in [now, rest] {
            let seconds = u64::try_from(at.as_second()).map_err(StartError::keys)?;
            let at = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
            for name in NAMES {
                let name = ServerName::try_from(name).map_err(StartError::keys)?;
                verifier.verify_server_cert(&leaf, &[], &name, &[], at).map_err(StartError::keys)?;
            }
        }
        Ok(Self { ca_certificate, leaf_certificate, leaf_key, leaf_not_after: rest, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hours * 3600).unwrap()
    }

    #[test]
    fn a_whole_one_is_taken_and_every_flaw_is_refused() {
        let (ours, theirs, strangers) = (
            KeyMaterial::generate(at(0)).unwrap(),
            KeyMaterial::generate(at(0)).unwrap(),
            KeyMaterial::generate(at(0)).unwrap(),
        );
        let take = |ca: &KeyMaterial, leaf: &KeyMaterial, key: &KeyMaterial, hours: i64| {
            let (ca, leaf) = (ca.ca_certificate.clone(), leaf.leaf_certificate.clone());
            ours.clone().with_certificate(ca, leaf, key.leaf_key.clone(), at(hours))
        };
        let taken = take(&theirs, &theirs, &theirs, 1).unwrap();
        assert_eq!(taken.leaf_certificate, theirs.leaf_certificate);
        assert_eq!(taken.signing_key.expose_secret(), ours.signing_key.expose_secret());
        for (what, result) in [
            ("the key of another", take(&theirs, &theirs, &strangers, 1)),
            ("the authority of another", take(&strangers, &theirs, &theirs, 1)),
            ("before its time", take(&theirs, &theirs, &theirs, -1)),
            ("on its last day", take(&theirs, &theirs, &theirs, 90 * 24 - 12)),
        ] {
            assert!(result.is_err(), "{what}");
        }
    }

    #[test]
    fn another_name_is_refused() {
        let ours = KeyMaterial::generate(at(0)).unwrap();
        let mut authority = rcgen::CertificateParams::default();
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let (ca_key, key) = (rcgen::KeyPair::generate().unwrap(), rcgen::KeyPair::generate().unwrap());
        let ca = authority.self_signed(&ca_key).unwrap();
        let issuer = rcgen::Issuer::from_params(&authority, &ca_key);
        for (names, fits) in
            [(vec!["localhost", "127.0.0.1"], true), (vec!["localhost"], false), (vec!["addin"], false)]
        {
            let names = names.into_iter().map(str::to_owned).collect::<Vec<_>>();
            let leaf = rcgen::CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
            let taken = ours.clone().with_certificate(ca.pem(), leaf.pem(), key.serialize_pem().into(), at(0));
            assert_eq!(taken.is_ok(), fits, "{:?}", taken.err());
        }
    }
}
