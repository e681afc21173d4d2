//! What a port serves over TLS. Nothing is asked of it and nothing is sent but the handshake.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use crate::AppError;

/// For connection and handshake of one address.
const WITHIN: Duration = Duration::from_secs(3);
/// A name may have many.
const ADDRESSES: usize = 4;

/// What one address answered.
pub(crate) struct Served {
    pub address: IpAddr,
    pub answer: Answer,
    /// The one that was shown, trusted or not.
    pub certificate: Option<Certificate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The handshake came to its end.
    Trusted,
    Expired,
    NotYetValid,
    /// Its certificate is for another host.
    AnotherHost,
    /// Nobody whom this computer trusts has signed it.
    NotTrusted,
    /// Something listens, and does not speak TLS.
    NotTls,
    /// Nobody listens.
    Nothing,
    TimedOut,
}

/// What a person needs of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Certificate {
    pub names: Vec<String>,
    pub issuer: String,
    pub is_self_signed: bool,
    pub begins: Option<Timestamp>,
    pub ends: Option<Timestamp>,
}

/// Judges as the operating system does.
///
/// # Errors
/// `trust-store-not-usable`
pub(crate) fn of_operating_system() -> Result<Arc<dyn ServerCertVerifier>, AppError> {
    let verifier = rustls_platform_verifier::Verifier::new(provider()).map_err(|error| {
        AppError::could_not_check(
            "trust-store-not-usable",
            format!("the certificates that this computer trusts cannot be read: {error}"),
        )
        .with_hint("install the package ca-certificates, or look at the port with a browser")
    })?;
    Ok(Arc::new(verifier))
}

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// Each address of the host, one after the other; `localhost` has two, and browsers try both.
///
/// # Errors
/// `host-not-found`
pub(crate) async fn look(
    host: &str,
    port: u16,
    verifier: &Arc<dyn ServerCertVerifier>,
) -> Result<Vec<Served>, AppError> {
    let not_found = || {
        AppError::could_not_check("host-not-found", format!("there is no host {host}"))
            .with_hint("check the name, and the network")
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let addresses: Vec<IpAddr> = match host {
        "localhost" => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        _ => {
            let looked = tokio::time::timeout(WITHIN, tokio::net::lookup_host((bare.as_str(), port))).await;
            let found = looked.ok().and_then(Result::ok).ok_or_else(not_found)?;
            found.map(|address| address.ip()).take(ADDRESSES).collect()
        }
    };
    let name = ServerName::try_from(bare).map_err(|_| not_found())?;
    let mut all = Vec::new();
    for address in addresses {
        all.push(look_at(SocketAddr::new(address, port), &name, verifier).await);
    }
    Ok(all)
}

async fn look_at(address: SocketAddr, name: &ServerName<'static>, verifier: &Arc<dyn ServerCertVerifier>) -> Served {
    let shown = Arc::new(Mutex::new(None));
    let attempt = tokio::time::timeout(WITHIN, handshake(address, name, verifier, &shown)).await;
    let certificate = shown.lock().unwrap_or_else(PoisonError::into_inner).take();
    Served { address: address.ip(), answer: attempt.unwrap_or(Answer::TimedOut), certificate }
}

async fn handshake(
    address: SocketAddr,
    name: &ServerName<'static>,
    verifier: &Arc<dyn ServerCertVerifier>,
    shown: &Arc<Mutex<Option<Certificate>>>,
) -> Answer {
    // Any other failure (no such address family, unreachable) is as good as nobody who listens.
    let Ok(stream) = TcpStream::connect(address).await else { return Answer::Nothing };
    let noted = Noted { verifier: verifier.clone(), shown: shown.clone() };
    let Ok(builder) = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions() else {
        return Answer::NotTls;
    };
    // Not weaker than the verifier that it asks: it notes what is shown and hands every question on.
    let config = builder.dangerous().with_custom_certificate_verifier(Arc::new(noted)).with_no_client_auth();
    match TlsConnector::from(Arc::new(config)).connect(name.clone(), stream).await {
        Ok(_) => Answer::Trusted,
        Err(error) => answer_of(&error),
    }
}

fn answer_of(error: &io::Error) -> Answer {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let Some(rustls::Error::InvalidCertificate(why)) = tls else { return Answer::NotTls };
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Answer::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Answer::NotYetValid,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Answer::AnotherHost,
        _ => Answer::NotTrusted,
    }
}

/// Notes the certificate that a server shows, and asks another verifier whether it is trusted.
#[derive(Debug)]
struct Noted {
    verifier: Arc<dyn ServerCertVerifier>,
    shown: Arc<Mutex<Option<Certificate>>>,
}

impl ServerCertVerifier for Noted {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = certificate(end_entity);
        self.verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

fn certificate(der: &CertificateDer<'_>) -> Option<Certificate> {
    let (_, read) = X509Certificate::from_der(der).ok()?;
    let name = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes).ok().map(|bytes| IpAddr::from(bytes).to_string()),
            _ => <[u8; 16]>::try_from(*bytes).ok().map(|bytes| IpAddr::from(bytes).to_string()),
        },
        _ => None,
    };
    let alternative = read.subject_alternative_name().ok().flatten();
    let names = alternative.map(|names| names.value.general_names.iter().filter_map(name).collect());
    let issuer = read.issuer();
    let common = issuer.iter_common_name().next().and_then(|name| name.as_str().ok()).map(str::to_owned);
    Some(Certificate {
        names: names.unwrap_or_default(),
        issuer: common.unwrap_or_else(|| issuer.to_string()),
        is_self_signed: read.issuer() == read.subject(),
        begins: Timestamp::from_second(read.validity().not_before.timestamp()).ok(),
        ends: Timestamp::from_second(read.validity().not_after.timestamp()).ok(),
    })
}
