use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{DEFAULT_VERSIONS, ServerConfig};

/// Whom the command asks.
pub const HOST: &str = "login.microsoftonline.com";
/// And with a token of its.
pub const GRAPH: &str = "graph.microsoft.com";

/// A request behind the tunnel.
pub struct Request {
    pub host: String,
    /// Path and query.
    pub target: String,
    /// Request line and headers.
    pub head: String,
    pub body: String,
}

impl Request {
    /// A field of the body, which is a form.
    pub fn field(&self, name: &str) -> Option<String> {
        let mut fields = url::form_urlencoded::parse(self.body.as_bytes());
        fields.find_map(|(found, value)| (found == name).then(|| value.into_owned()))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Of a request, all that is sent back.
type Answer = dyn Fn(&Request) -> Vec<u8> + Send + Sync;

/// What becomes of one way to Entra or Graph.
#[derive(Clone)]
pub enum Tunnel {
    /// Nobody listens at the proxy's address any more.
    Gone,
    /// 407.
    Refused,
    /// Opened, and broken off at the first byte.
    Reset,
    /// Opened, to something that does not speak TLS.
    NoTls,
    /// TLS, by an authority that is not [`Proxy::authority`].
    OfAnotherAuthority,
    /// TLS, and to each request these bytes; less than what the answer promises breaks off in its middle.
    Answering(Arc<Answer>),
}

impl Tunnel {
    pub fn answering(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::Answering(Arc::new(answer))
    }
}

/// A proxy on this machine that leads to no other. One request goes through each tunnel.
pub struct Proxy {
    port: u16,
    /// Of the authority that signed the certificate behind the tunnel, PEM.
    pub authority: String,
    /// Whom else the command asked: nobody, if all is well.
    strangers: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    pub async fn start(tunnel: Tunnel) -> Self {
        Self::with(move |_| tunnel.clone()).await
    }

    /// `way`: what becomes of each tunnel, by its number from 0 on.
    pub async fn with(way: impl Fn(usize) -> Tunnel + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let ((authority, acceptor), (_, other)) = (certified(), certified());
        let strangers = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&strangers);
        // Before anybody is told its address: a connection that waits at a listener which goes is reset, not refused.
        let mut listener = Some(listener).filter(|_| !matches!(way(0), Tunnel::Gone));
        tokio::spawn(async move {
            let mut number = 0;
            while let Some(open) = listener.take() {
                let (stream, _) = open.accept().await.unwrap();
                // Whoever is answered finds nobody listening any more, not somebody who is about to leave.
                listener = Some(open).filter(|_| !matches!(way(number + 1), Tunnel::Gone));
                // A client may leave in the middle.
                tokio::spawn(serve(stream, way(number), acceptor.clone(), other.clone(), Arc::clone(&seen)));
                number += 1;
            }
        });
        Self { port, authority, strangers }
    }

    /// As `HTTPS_PROXY` names it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let strangers = self.strangers.lock().unwrap();
        assert!(std::thread::panicking() || strangers.is_empty(), "others were asked: {strangers:?}");
    }
}

async fn serve(
    mut stream: TcpStream,
    tunnel: Tunnel,
    acceptor: TlsAcceptor,
    other: TlsAcceptor,
    strangers: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let (head, _) = message(&mut stream).await?;
    let target = target_of(&head);
    let Some(host) = [HOST, GRAPH].into_iter().find(|host| target == format!("{host}:443")) else {
        strangers.lock().unwrap().push(target);
        return None;
    };
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
        Tunnel::OfAnotherAuthority => {
            return other.accept(stream).await.ok().map(drop);
        }
        // Closing with unread bytes resets.
        Tunnel::Reset | Tunnel::Refused | Tunnel::Gone => return stream.readable().await.ok(),
    };
    let mut stream = acceptor.accept(stream).await.ok()?;
    let (head, body) = message(&mut stream).await?;
    let request = Request { host: host.to_owned(), target: target_of(&head), head, body };
    stream.write_all(&answer(&request)).await.ok()?;
    stream.shutdown().await.ok()
}

fn target_of(head: &str) -> String {
    head.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// Head and body of a request.
async fn message(stream: &mut (impl AsyncRead + Unpin)) -> Option<(String, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some((head, String::from_utf8(body).ok()?))
}

fn certified() -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.distinguished_name.push(DnType::CommonName, "Authority of this test");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([HOST, GRAPH].map(str::to_owned))
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
