//! Each request seen, for the activity: see [`crate::activity`] for what is kept of it.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_server::accept::Accept;
use axum_server::tls_rustls::RustlsAcceptor;
use rustls::{AlertDescription, Error as TlsError};
use url::form_urlencoded;
use uuid::Uuid;

use super::connection::Connection;
use super::{Listener, Scheme, Shared};
use crate::activity::{Activity, Handshake, SeenRequest, What, shown_client, shown_path};
use crate::{FaultTarget, page};

/// What is known of a request so far; whoever answers it adds to it.
#[derive(Debug, Clone, Default)]
pub struct Note(Arc<Mutex<SeenRequest>>);

impl Note {
    fn request(&self) -> MutexGuard<'_, SeenRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From query or body: who asks, and for which grant.
    pub fn read_form(&self, text: &[u8]) {
        let mut request = self.request();
        let (mut name, mut version) = (None, None);
        for (key, value) in form_urlencoded::parse(text).take(64) {
            match key.as_ref() {
                "client_id" => request.client_id = Uuid::try_parse(&value).ok().or(request.client_id),
                "grant_type" => request.grant = Some(FaultTarget::of_grant(&value).as_str()),
                "x-client-SKU" => name = Some(value),
                "x-client-Ver" | "x-client-VER" => version = Some(value),
                _ => {}
            }
        }
        if let Some(client) = name.and_then(|name| shown_client(&name, version.as_deref())) {
            request.client = Some(client);
        }
    }

    fn read_headers(&self, headers: &HeaderMap) {
        self.request().is_of_page = headers.contains_key(header::ORIGIN);
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(name) = text("x-client-sku") {
            self.request().client = shown_client(name, text("x-client-ver"));
        }
    }

    pub fn correlate(&self, correlation_id: Uuid) {
        self.request().correlation_id = Some(correlation_id);
    }

    /// It was refused with this number behind `AADSTS`.
    pub fn refused(&self, code: u32) {
        self.request().aadsts = Some(code);
    }
}

/// The outermost layer: also what no handler answers is seen. The control endpoint and the style sheet are not.
pub async fn observe(State(listener): State<Listener>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/.hallpass/") || path == page::STYLESHEET_PATH {
        return next.run(request).await;
    }
    let note = Note::default();
    note.read_headers(request.headers());
    note.read_form(request.uri().query().unwrap_or_default().as_bytes());
    {
        let mut seen = note.request();
        seen.path = shown_path(path);
        seen.method = request.method().as_str().chars().take(10).collect();
    }
    request.extensions_mut().insert(note.clone());
    let response = next.run(request).await;
    let mut seen = note.request().clone();
    seen.status = response.status().as_u16();
    listener.shared.record(listener.scheme, What::Request(Box::new(seen)));
    response
}

impl Shared {
    pub fn activity(&self) -> MutexGuard<'_, Activity> {
        self.activity.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn record(&self, scheme: Scheme, what: What) {
        let now = (self.clock)();
        self.activity().record(now, scheme.as_str(), what);
    }
}

/// TLS as axum-server does it, but a handshake that fails or leads to nothing is seen: of a client that does not trust the
/// certificate nothing else ever arrives.
#[derive(Clone)]
pub struct SeenHandshakes {
    pub tls: RustlsAcceptor,
    pub shared: Arc<Shared>,
}

impl<I, S> Accept<I, S> for SeenHandshakes
where
    RustlsAcceptor: Accept<I, S>,
    <RustlsAcceptor as Accept<I, S>>::Future: Send + 'static,
{
    type Stream = Connection<<RustlsAcceptor as Accept<I, S>>::Stream>;
    type Service = <RustlsAcceptor as Accept<I, S>>::Service;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let handshake = self.tls.accept(stream, service);
        let shared = self.shared.clone();
        Box::pin(async move {
            match handshake.await {
                Ok((stream, service)) => Ok((Connection::new(stream, shared, Scheme::Https), service)),
                Err(error) => {
                    shared.record(Scheme::Https, What::Handshake(why(&error)));
                    Err(error)
                }
            }
        })
    }
}

/// Connections of the http listener, watched for a client that speaks TLS there.
#[derive(Clone)]
pub struct SeenConnections {
    pub shared: Arc<Shared>,
}

impl<I: Send + 'static, S: Send + 'static> Accept<I, S> for SeenConnections {
    type Stream = Connection<I>;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        std::future::ready(Ok((Connection::new(stream, self.shared.clone(), Scheme::Http), service)))
    }
}

fn why(error: &io::Error) -> Handshake {
    let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>());
    match of_tls {
        Some(TlsError::AlertReceived(AlertDescription::UnknownCA)) => Handshake::UnknownAuthority,
        Some(TlsError::AlertReceived(AlertDescription::BadCertificate | AlertDescription::CertificateUnknown)) => {
            Handshake::NotTrusted
        }
        Some(TlsError::InvalidMessage(_)) => Handshake::NotTls,
        Some(_) => Handshake::Other,
        None => Handshake::BrokenOff,
    }
}
