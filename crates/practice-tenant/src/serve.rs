//! The listeners: TLS, limits, one server for each.

use std::net::SocketAddr;
use std::sync::Arc;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use secrecy::ExposeSecret;
use tokio::task::JoinHandle;

use crate::http::{Listener, Scheme, SeenConnections, SeenHandshakes, Shared, router};
use crate::ports::{Port, Ports};
use crate::{KeyMaterial, Limits, StartError};

/// The provider is named here: this crate does not depend on what a process installed.
pub fn tls(keys: &KeyMaterial) -> Result<RustlsConfig, StartError> {
    let leaf = CertificateDer::from_pem_slice(keys.leaf_certificate.as_bytes()).map_err(StartError::keys)?;
    let key = PrivateKeyDer::from_pem_slice(keys.leaf_key.expose_secret().as_bytes()).map_err(StartError::keys)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(StartError::keys)?
        .with_no_client_auth()
        .with_single_cert(vec![leaf], key)
        .map_err(StartError::keys)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}

/// Each listener, for both schemes, until `handle` is shut down.
pub fn serve(
    shared: &Arc<Shared>,
    handle: &Handle<SocketAddr>,
    ports: Ports,
    tls: &RustlsConfig,
) -> std::io::Result<Vec<JoinHandle<()>>> {
    let service = |scheme: Scheme, port: &Port| {
        router(Listener { shared: shared.clone(), scheme, port: port.number }).into_make_service()
    };
    let (http, https) = (service(Scheme::Http, &ports.http), service(Scheme::Https, &ports.https));
    let mut servers = Vec::new();
    for listener in ports.http.listeners {
        let seen = SeenConnections { shared: shared.clone() };
        let mut server = axum_server::from_tcp(listener)?.acceptor(seen).handle(handle.clone()).http1_only();
        limit(server.http_builder(), shared.limits);
        let service = http.clone();
        servers.push(tokio::spawn(async move { report(server.serve(service).await) }));
    }
    for listener in ports.https.listeners {
        let seen = |tls| SeenHandshakes { tls, shared: shared.clone() };
        let mut server =
            axum_server::from_tcp_rustls(listener, tls.clone())?.map(seen).handle(handle.clone()).http1_only();
        limit(server.http_builder(), shared.limits);
        let service = https.clone();
        servers.push(tokio::spawn(async move { report(server.serve(service).await) }));
    }
    Ok(servers)
}

/// Without a timer hyper waits for ever.
fn limit(server: &mut Builder<TokioExecutor>, limits: Limits) {
    server.http1().timer(TokioTimer::new()).header_read_timeout(limits.head);
}

fn report(ended: std::io::Result<()>) {
    if let Err(error) = ended {
        tracing::warn!(%error, "a listener of the practice tenant ended");
    }
}
