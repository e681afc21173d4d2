use std::error::Error;
use std::io::{self, ErrorKind};
use std::iter;

use super::EntraError;

/// Why nobody could be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NetworkFault {
    HostNotFound,
    Refused,
    /// The connection broke off, before or while the answer came.
    Reset,
    TimedOut,
    /// The certificate is signed by an authority that is not trusted.
    UnknownAuthority,
    /// Another fault of the certificate: its name, its dates.
    Certificate,
    /// No TLS came about.
    Tls,
    ProxyAuthentication,
    /// The proxy itself is not there: behind one nobody else is connected to.
    ProxyNotReached,
    Other,
}

impl NetworkFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::HostNotFound => "host-not-found",
            Self::Refused => "connection-refused",
            Self::Reset => "connection-reset",
            Self::TimedOut => "connection-timed-out",
            Self::UnknownAuthority => "tls-unknown-authority",
            Self::Certificate => "tls-certificate-not-valid",
            Self::Tls => "tls-failed",
            Self::ProxyAuthentication => "proxy-authentication-required",
            Self::ProxyNotReached => "proxy-not-reached",
            Self::Other => "not-reachable",
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::HostNotFound => "check the name and the network connection; behind a proxy, check its settings",
            Self::Refused => "check host and port, and that the server runs",
            Self::Reset => "try again; if it stays so, a firewall or proxy may cut the connection",
            Self::TimedOut => "check the network connection and the proxy settings, then try again",
            Self::UnknownAuthority => {
                "a proxy that inspects TLS signs with an authority of its own: have it added to the operating \
                system's trust store; for the practice tenant, start it again"
            }
            Self::Certificate => "check this machine's date and time, and that the address is the right one",
            Self::Tls => "check that the port speaks https",
            Self::ProxyAuthentication => {
                "write user and password into the proxy's address (HTTPS_PROXY=http://user:password@host:port), or \
                have the administrator exempt the sign-in host"
            }
            Self::ProxyNotReached => {
                "check the proxy's address in HTTPS_PROXY, ALL_PROXY or the settings of the system, and that it runs; \
                NO_PROXY names hosts that are asked without it"
            }
            Self::Other => "check the network connection and the proxy settings",
        }
    }

    fn words(self, host: &str) -> String {
        match self {
            Self::HostNotFound => format!("the name of the host could not be looked up: {host}"),
            Self::Refused => format!("nobody answers there, the connection was refused: {host}"),
            Self::Reset => format!("the connection broke off: {host}"),
            Self::TimedOut => format!("no answer in time: {host}"),
            Self::UnknownAuthority => format!(
                "the certificate is signed by an authority that is not trusted: \
                {host}"
            ),
            Self::Certificate => format!("the certificate is not valid for this host and time: {host}"),
            Self::Tls => format!("no TLS connection came about: {host}"),
            Self::ProxyAuthentication => format!(
                "the proxy wants a user and a password before it connects to \
                {host}"
            ),
            Self::ProxyNotReached => format!("the proxy on the way to {host} is not there"),
            Self::Other => format!("no connection to {host}"),
        }
    }
}

impl EntraError {
    pub(crate) fn unreachable(fault: NetworkFault, host: &str) -> Self {
        Self::Unreachable { what: fault.words(host), host: host.to_owned(), fault }
    }

    /// The words are ours: those of the libraries contain URLs. `proxy`: host and port of the one that the request goes through.
    pub(crate) fn of_reqwest(error: &reqwest::Error, host: &str, proxy: Option<&str>) -> Self {
        let fault = fault_of(error);
        // What is behind a proxy is connected to by the proxy, which answers where it cannot.
        match (fault, proxy) {
            (NetworkFault::Refused | NetworkFault::HostNotFound, Some(proxy)) => {
                let why = match fault {
                    NetworkFault::HostNotFound => "the name of the proxy could not be looked up",
                    _ => "nobody answers at the proxy's address, the connection was refused",
                };
                let what = format!("{why}: {proxy}, on the way to {host}");
                Self::Unreachable { what, host: host.to_owned(), fault: NetworkFault::ProxyNotReached }
            }
            _ => Self::unreachable(fault, host),
        }
    }
}

/// What our resolver answers, so that it is found again at the end of the chain.
#[derive(Debug, thiserror::Error)]
#[error("the name could not be looked up")]
pub(crate) struct HostNotFound(#[source] pub(crate) io::Error);

fn fault_of(error: &reqwest::Error) -> NetworkFault {
    let chain = || iter::successors(Some(error as &(dyn Error + 'static)), |error| inner(*error));
    if let Some(fault) = chain().find_map(typed_fault) {
        return fault;
    }
    // The type of this error is private to the connector; its words are the only sign.
    if chain().any(|error| error.to_string().contains("proxy authorization required")) {
        return NetworkFault::ProxyAuthentication;
    }
    match (error.is_timeout(), error.is_connect()) {
        (true, _) => NetworkFault::TimedOut,
        (false, true) => NetworkFault::Other,
        (false, false) => NetworkFault::Reset,
    }
}

/// The next error of the chain. `io::Error` leaves out the one it carries.
fn inner<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(carried) => Some(carried),
        None => error.source(),
    }
}

fn typed_fault(error: &(dyn Error + 'static)) -> Option<NetworkFault> {
    if error.is::<HostNotFound>() {
        return Some(NetworkFault::HostNotFound);
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        use rustls::{CertificateError, Error};
        return Some(match error {
            // Bad signature: the trusted authority has the same name and another key, as a practice tenant's new one.
            Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature) => {
                NetworkFault::UnknownAuthority
            }
            Error::InvalidCertificate(_) => NetworkFault::Certificate,
            _ => NetworkFault::Tls,
        });
    }
    match error.downcast_ref::<io::Error>()?.kind() {
        ErrorKind::ConnectionRefused => Some(NetworkFault::Refused),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => Some(NetworkFault::Reset),
        ErrorKind::TimedOut => Some(NetworkFault::TimedOut),
        _ => None,
    }
}
