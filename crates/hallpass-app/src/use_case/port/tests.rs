use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::Folders;

fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    (folder, app)
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server on 127.0.0.1 with a certificate for a host, until a year; the port.
async fn server(issuer: &CertifiedIssuer<'static, KeyPair>, host: &str, from: i32, until: i32) -> u16 {
    let mut params = CertificateParams::new([host.to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(until, 1, 1));
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, issuer).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = rustls::ServerConfig::builder_with_provider(probe::provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    port
}

fn trusts(authority: CertificateDer<'static>) -> Arc<dyn ServerCertVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add(authority).unwrap();
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), probe::provider()).build().unwrap()
}

#[tokio::test]
async fn what_a_server_shows() {
    let (_folder, app) = app();
    let (own, other) = (authority("Own"), authority("Other"));
    let verifier = trusts(own.der().clone());
    for (issuer, host, from, until, verdict, words) in [
        (&own, "localhost", 2020, 4000, PortVerdict::Trusted, "this computer trusts"),
        (&own, "localhost", 2020, 2021, PortVerdict::Expired, "ended on 202"),
        (&own, "localhost", 3999, 4000, PortVerdict::NotYetValid, "not valid yet"),
        (&own, "contoso.example", 2020, 4000, PortVerdict::AnotherHost, "is for contoso.example"),
        (&other, "localhost", 2020, 4000, PortVerdict::NotTrusted, "it is from Other"),
    ] {
        let port = server(issuer, host, from, until).await;
        let at: HostPort = format!("localhost:{port}").parse().unwrap();
        let served = probe::look("localhost", port, &verifier).await.unwrap();
        let view = judged(&app, &at, &served);
        assert_eq!(view.verdict, verdict, "{}", view.says);
        assert!(view.says.contains(words), "{}", view.says);
        assert!(view.says.ends_with("it answers at 127.0.0.1 only"), "{}", view.says);
        assert_eq!(view.certificate.map(|shown| shown.names), Some(vec![host.to_owned()]));
        assert_eq!(view.fix.is_empty(), verdict == PortVerdict::Trusted);
    }
}

#[tokio::test]
async fn what_is_no_server_of_pages() {
    let (_folder, app) = app();
    let verifier = trusts(authority("Own").der().clone());
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = plain.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = plain.accept().await {
            let _ = stream.writable().await;
            let _ = stream.try_write(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    for (port, verdict) in [(port, PortVerdict::NotTls), (free, PortVerdict::Nothing)] {
        let served = probe::look("localhost", port, &verifier).await.unwrap();
        let at: HostPort = format!("localhost:{port}").parse().unwrap();
        let view = judged(&app, &at, &served);
        assert_eq!((view.verdict, view.certificate), (verdict, None), "{}", view.says);
    }
}

#[tokio::test]
async fn only_this_computer_and_the_own_domain() {
    let (_folder, app) = app();
    for (at, code) in [
        (None, "fact-missing"),
        (Some("contoso.example:443"), "host-not-own"),
        (Some("169.254.169.254"), "host-not-own"),
        (Some("localhost.evil.example"), "host-not-own"),
        (Some("https://localhost"), "value-not-accepted"),
    ] {
        assert_eq!(port(&app, at, CancellationToken::new()).await.unwrap_err().code, code, "{at:?}");
    }
    for (host, local) in
        [("localhost", true), ("app.localhost", true), ("127.0.0.1", true), ("[::1]", true), ("192.168.0.1", false)]
    {
        assert_eq!(is_local(host), local, "{host}");
    }
}
