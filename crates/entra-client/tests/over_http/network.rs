//! Nobody there, or not in HTTP.

use std::sync::Arc;
use std::time::{Duration, Instant};

use entra_client::{EntraClient, EntraError, Trust};
use rcgen::{CertificateParams, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, version};
use url::Url;

use crate::server::{authority, client};

async fn error_of(client: &EntraClient, authority: &str) -> EntraError {
    let authority: Url = authority.parse().unwrap();
    client.discover(&authority, "common").await.unwrap_err()
}

/// A port that nobody listens on.
async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn refused() {
    let port = free_port().await;
    let error = error_of(&client(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(error.code(), "connection-refused", "{error:?}");
    assert!(error.to_string().ends_with(&format!("127.0.0.1:{port}")), "{error}");
}

#[tokio::test]
async fn reset_in_the_middle() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 64];
        let _ = stream.read(&mut head).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").await.unwrap();
        // Closing with unread bytes resets.
        drop(stream);
    });
    let error = error_of(&client(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(error.code(), "connection-reset", "{error:?}");
}

/// The request is taken and never answered.
#[tokio::test]
async fn silence() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let begun = Instant::now();
    let error = error_of(&client(), &format!("http://127.0.0.1:{port}/")).await;
    assert_eq!(error.code(), "connection-timed-out", "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    drop(listener);
}

const AUTHORITY: &str = "Authority of this test";

/// A TLS server for `localhost`, with a certificate signed by an authority whose PEM is answered.
async fn tls_server() -> (String, u16) {
    let (pem, issuer) = authority(AUTHORITY);
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut head = [0; 1024];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(b"HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n").await;
            });
        }
    });
    (pem, port)
}

#[tokio::test]
async fn certificates() {
    let (pem, port) = tls_server().await;
    let trusting = EntraClient::new(&Trust::Only(pem)).unwrap();
    let localhost = format!("https://localhost:{port}/");
    // TLS came about: the answer is the server's.
    assert_eq!(error_of(&trusting, &localhost).await.code(), "server-error");
    // Another authority, and one that only has the same name.
    for name in ["Another authority", AUTHORITY] {
        let other = EntraClient::new(&Trust::Only(authority(name).0)).unwrap();
        let error = error_of(&other, &localhost).await;
        assert_eq!(error.code(), "tls-unknown-authority", "{name}: {error:?}");
    }
    let error = error_of(&trusting, &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(error.code(), "tls-certificate-not-valid", "{error:?}");
}

/// The operating system's store does not know the authority of a test.
#[tokio::test]
async fn the_operating_systems_store() {
    if ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].into_iter().any(|name| std::env::var_os(name).is_some())
    {
        // This machine's proxy would be asked, and it may know nothing of this machine's localhost.
        return;
    }
    let (_, port) = tls_server().await;
    let client = EntraClient::new(&Trust::OperatingSystem).unwrap();
    let error = error_of(&client, &format!("https://localhost:{port}/")).await;
    assert_eq!(error.code(), "tls-unknown-authority", "{error:?}");
}

#[tokio::test]
async fn https_to_a_port_that_speaks_http() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 4096];
        let _ = stream.read(&mut head).await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        stream.shutdown().await.unwrap();
        let _ = stream.read(&mut head).await;
    });
    let error = error_of(&client(), &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(error.code(), "tls-failed", "{error:?}");
}
