use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{DEFAULT_VERSIONS, ServerConfig};

/// Whom the command asks.
pub const HOST: &str = "login.microsoftonline.com";

/// Of a path, all that is sent back.
type Answer = dyn Fn(&str) -> Vec<u8> + Send + Sync;

/// What becomes of the way to Entra.
#[derive(Clone)]
pub enum Tunnel {
    /// 407.
    Refused,
    /// Opened, and broken off at the first byte.
    Reset,
    /// Opened, to something that does not speak TLS.
    NoTls,
    /// TLS, and to the path of each request these bytes; less than what the answer promises breaks off in its middle.
    Answering(Arc<Answer>),
}

impl Tunnel {
    pub fn answering(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::Answering(Arc::new(answer))
    }
}

/// A proxy on this machine that leads to no other.
pub struct Proxy {
    port: u16,
    /// Of the authority that signed the certificate behind the tunnel, PEM.
    pub authority: String,
}

impl Proxy {
    pub async fn start(tunnel: Tunnel) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (authority, acceptor) = certified();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // A client may leave in the middle.
                tokio::spawn(serve(stream, tunnel.clone(), acceptor.clone()));
            }
        });
        Self { port, authority }
    }

    /// As `HTTPS_PROXY` names it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

async fn serve(mut stream: TcpStream, tunnel: Tunnel, acceptor: TlsAcceptor) -> Option<()> {
    let target = head(&mut stream).await?;
    assert_eq!(target, format!("{HOST}:443"), "the command asks nobody else");
    if matches!(tunnel, Tunnel::Refused) {
        return stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await.ok();
    }
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    let answer = match tunnel {
        Tunnel::Answering(answer) => answer,
        Tunnel::NoTls => {
            let _ = stream.read(&mut [0; 4096]).await;
            return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
        }
        // Closing with unread bytes resets.
        Tunnel::Reset | Tunnel::Refused => return stream.readable().await.ok(),
    };
    let mut stream = acceptor.accept(stream).await.ok()?;
    let path = head(&mut stream).await?;
    stream.write_all(&answer(&path)).await.ok()?;
    stream.shutdown().await.ok()
}

/// The target of a request, which has no body.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(bytes).ok()?.split(' ').nth(1).map(str::to_owned)
}

fn certified() -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.distinguished_name.push(DnType::CommonName, "Authority of this test");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![HOST.to_owned()])
        .unwrap()
        .signed_by(&key, &Issuer::new(authority, authority_key))
        .unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(DEFAULT_VERSIONS)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    (pem, TlsAcceptor::from(Arc::new(config)))
}
