//! The one HTTP client, and what holds for each of its requests.

mod answer;
mod echo;
mod proxies;
mod resolve;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{AGE, DATE, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Certificate, ClientBuilder, Request, StatusCode};
use url::{Host, Url};

use crate::traffic::{Answered, Sent};
use crate::{AnswerFault, EntraError, NetworkFault, RequestFault, Watch};

pub(crate) use answer::Answer;
use echo::Secrets;
use proxies::Proxies;

const USER_AGENT: &str = concat!("hallpass/", env!("CARGO_PKG_VERSION"));
const CONNECT: Duration = Duration::from_secs(5);
/// For a request and its whole answer.
const TOTAL: Duration = Duration::from_secs(15);
/// Metadata, key sets and token responses are far below it.
const MAX_ANSWER_BYTES: usize = 1 << 20;

/// Whose certificates are trusted.
#[derive(Debug, Clone)]
pub enum Trust {
    /// The operating system's store; its proxy settings too.
    OperatingSystem,
    /// Only this authority (PEM): the practice tenant. No proxy is used.
    Only(String),
}

/// One HTTP client for all requests: redirects off, time-outs and size limits on.
#[derive(Clone)]
pub struct EntraClient {
    http: reqwest::Client,
    proxies: Proxies,
    watch: Option<Watch>,
    /// What the last server said of the time, and when.
    server_time: Arc<Mutex<Option<(Timestamp, Instant)>>>,
}

impl fmt::Debug for EntraClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntraClient(…)")
    }
}

impl EntraClient {
    /// # Errors
    /// `trust-store-not-usable` if the PEM is none, or the operating system has no certificates.
    pub fn new(trust: &Trust) -> Result<Self, EntraError> {
        Self::new_within(trust, TOTAL)
    }

    /// The same with another limit for a request and its whole answer.
    pub fn new_within(trust: &Trust, total: Duration) -> Result<Self, EntraError> {
        Self::build(builder(trust)?.timeout(total), Proxies::of(trust))
    }

    fn build(builder: ClientBuilder, proxies: Proxies) -> Result<Self, EntraError> {
        let http = builder
            .build()
            .map_err(|_| EntraError::not_sent(RequestFault::Trust, "the certificates to trust cannot be used"))?;
        Ok(Self { http, proxies, watch: None, server_time: Arc::default() })
    }

    /// The same client, which tells of each request when it is over.
    #[must_use]
    pub fn watched(self, watch: Watch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// How far this machine's clock is ahead of the server that answered last, by its `Date` header, to the second;
    /// `now` is this machine's time. `None` before any answer that says its time.
    ///
    /// A clock that is wrong makes tokens look expired or not yet valid, and no code says that it is the clock.
    pub fn clock_ahead(&self, now: Timestamp) -> Option<SignedDuration> {
        let (server, seen) = (*self.server_time.lock().unwrap_or_else(PoisonError::into_inner))?;
        let since = SignedDuration::try_from(seen.elapsed()).ok()?;
        Some(now.duration_since(server) - since)
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Sends, and reads the answer whole, without what it repeats of the request's secrets. Plain http goes to this machine
    /// only; a redirect is an error.
    pub(crate) async fn send(&self, request: Request) -> Result<Answer, EntraError> {
        let Some(watch) = &self.watch else { return self.send_unwatched(request).await.map_err(|failed| failed.error) };
        let (sent, begun) = (Sent::of(&request), Instant::now());
        let result = self.send_unwatched(request).await;
        let (answered, error) = match &result {
            Ok(Answer { status, headers, body, .. }) => (Some(Answered::of(*status, headers, body)), None),
            Err(failed) => (failed.answered.clone(), Some(failed.error.code().to_owned())),
        };
        watch(sent.over(begun.elapsed(), answered, error));
        result.map_err(|failed| failed.error)
    }

    async fn send_unwatched(&self, request: Request) -> Result<Answer, Failed> {
        let host = host(request.url());
        if !is_secure(request.url()) {
            let what = format!("the address is not https: {host}");
            return Err(EntraError::not_sent(RequestFault::Insecure, what).into());
        }
        let (method, secrets) = (request.method().clone(), Secrets::of(&request));
        let proxy = self.proxies.towards(request.url());
        let unreachable = |error: reqwest::Error| EntraError::of_reqwest(&error, &host, proxy.as_deref());
        let mut response = self.http.execute(request).await.map_err(unreachable)?;
        secrets.out_of_headers(response.headers_mut());
        let status = response.status();
        tracing::debug!(%method, host, status = status.as_u16(), "answered");
        let refused = |error: EntraError, headers: &HeaderMap| Failed {
            error,
            answered: Some(Answered::of(status, headers, &[])),
        };
        if status == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            let error = EntraError::unreachable(NetworkFault::ProxyAuthentication, &host);
            return Err(refused(error, response.headers()));
        }
        self.see_time(response.headers());
        if status.is_redirection() {
            let error = EntraError::answer(AnswerFault::Redirect, format!("{host} answered with a redirect"));
            return Err(refused(error, response.headers()));
        }
        let too_large =
            || EntraError::answer(AnswerFault::TooLarge, format!("the answer of {host} is larger than 1 MB"));
        // What says so itself is not even begun.
        if response.content_length().is_some_and(|length| length > MAX_ANSWER_BYTES as u64) {
            return Err(refused(too_large(), response.headers()));
        }
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| refused(unreachable(error), &headers))? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(refused(too_large(), &headers));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { host, status, headers, body: secrets.out_of_body(body) })
    }

    fn see_time(&self, headers: &HeaderMap) {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        // RFC 9110 §5.6.7; the two old forms are left out.
        let Some(date) = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) else { return };
        // A cache on the way keeps the date of what it kept, and says how long ago that was (RFC 9111 §5.1).
        let age = match headers.get(AGE) {
            None => Some(0),
            Some(age) => age.to_str().ok().and_then(|age| age.trim().parse::<u32>().ok()),
        };
        let Some(age) = age.map(|seconds| SignedDuration::from_secs(seconds.into())) else { return };
        let Ok(time) = date.timestamp().checked_add(age) else { return };
        *self.server_time.lock().unwrap_or_else(PoisonError::into_inner) = Some((time, Instant::now()));
    }
}

/// Why there is no answer, with what of one had come.
struct Failed {
    error: EntraError,
    answered: Option<Answered>,
}

impl From<EntraError> for Failed {
    fn from(error: EntraError) -> Self {
        Self { error, answered: None }
    }
}

fn builder(trust: &Trust) -> Result<ClientBuilder, EntraError> {
    let builder = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(CONNECT)
        .dns_resolver(Arc::new(resolve::OperatingSystem));
    match trust {
        Trust::OperatingSystem => Ok(builder),
        Trust::Only(pem) => {
            let no_certificate =
                || EntraError::not_sent(RequestFault::Trust, "the certificate to trust is not readable PEM");
            let certificates = Certificate::from_pem_bundle(pem.as_bytes()).map_err(|_| no_certificate())?;
            if certificates.is_empty() {
                return Err(no_certificate());
            }
            Ok(builder.tls_certs_only(certificates).no_proxy())
        }
    }
}

/// Host, and port unless it is the scheme's own: all that an error says of an address.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// https, or http to this very machine.
pub(crate) fn is_secure(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn secure_addresses() {
        for (url, secure) in [
            ("https://login.microsoftonline.com/", true),
            ("http://localhost:47080/", true),
            ("http://127.0.0.1:1/", true),
            ("http://[::1]:1/", true),
            ("http://login.microsoftonline.com/", false),
            ("http://localhost.evil.example/", false),
            ("http://192.168.0.1/", false),
            ("ftp://localhost/", false),
        ] {
            assert_eq!(is_secure(&url.parse().unwrap()), secure, "{url}");
        }
    }

    /// A proxy that demands a password before it opens a tunnel, as in companies.
    #[tokio::test]
    async fn a_proxy_that_wants_a_password() {
        let proxy = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = proxy.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = proxy.accept().await.unwrap();
            let mut head = [0; 1024];
            let read = stream.read(&mut head).await.unwrap();
            assert!(head[..read].starts_with(b"CONNECT login.contoso.com:443 "));
            stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await.unwrap();
        });
        let builder = builder(&Trust::OperatingSystem).unwrap();
        let client = EntraClient::build(
            builder.proxy(reqwest::Proxy::all(format!("http://{address}")).unwrap()),
            Proxies::default(),
        )
        .unwrap();
        let authority = "https://login.contoso.com/".parse().unwrap();
        let error = client.discover(&authority, "common").await.unwrap_err();
        assert_eq!(error.code(), "proxy-authentication-required", "{error:?}");
        assert!(error.hint().is_some_and(|hint| hint.contains("HTTPS_PROXY")));
    }

    #[test]
    fn certificates_that_are_none() {
        for pem in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let error = EntraClient::new(&Trust::Only(pem.to_owned())).unwrap_err();
            assert_eq!(error.code(), "trust-store-not-usable", "{pem}");
        }
    }
}
