//! A client that sends what it is given, byte by byte, and reads what comes back.

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::draft::{Answers, Hostile};

/// Who says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(30);

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// One of the two listeners.
#[derive(Clone)]
pub struct Door {
    /// `localhost:<port>`
    pub host: String,
    /// Over TLS.
    pub tls: Option<TlsConnector>,
}

/// Trusts this certificate authority and no other.
pub fn tls(ca_certificate: &str) -> TlsConnector {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(ca_certificate.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    // Sessions kept for later would look like growth.
    config.resumption = rustls::client::Resumption::disabled();
    TlsConnector::from(Arc::new(config))
}

pub struct Connection {
    stream: Box<dyn Stream>,
    unread: Vec<u8>,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Came {
    pub statuses: Vec<u16>,
    /// The tenant closed, or said that it will.
    pub ended: bool,
    /// What is no HTTP, or silence.
    pub fault: Option<&'static str>,
}

impl Connection {
    pub async fn open(door: &Door) -> Self {
        let (_, port) = door.host.split_once(':').unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port.parse().unwrap())).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let stream: Box<dyn Stream> = match &door.tls {
            Some(tls) => Box::new(tls.connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap()),
            None => Box::new(stream),
        };
        Self { stream, unread: Vec::new() }
    }

    /// Reads while it writes: a tenant that answers early need not read to the end.
    pub async fn ask(&mut self, hostile: &Hostile) -> Came {
        let (mut read, mut write) = tokio::io::split(&mut self.stream);
        let writing = async {
            // Whoever no longer reads has answered, or has closed; the reader sees which.
            let sent = write.write_all(&hostile.bytes).await.is_ok() && write.flush().await.is_ok();
            if sent && hostile.breaks_off {
                let _ = write.shutdown().await;
            }
            sent
        };
        let mut came = Came::default();
        let mut sent = None;
        let in_time = {
            let reading = tokio::time::timeout(PATIENCE, answers(&mut read, &mut self.unread, hostile, &mut came));
            tokio::pin!(reading, writing);
            loop {
                tokio::select! {
                    biased;
                    read = &mut reading => break read.is_ok(),
                    all = &mut writing, if sent.is_none() => sent = Some(all),
                }
            }
        };
        if !in_time {
            came.fault = Some("silence");
        }
        came.ended |= sent != Some(true) || hostile.breaks_off;
        came
    }

    /// Returns when the tenant has let go of it.
    pub async fn close(mut self) {
        let _ = self.stream.shutdown().await;
        let _ = tokio::time::timeout(PATIENCE, self.stream.read_to_end(&mut self.unread)).await;
    }
}

async fn answers(read: &mut (impl AsyncRead + Unpin), unread: &mut Vec<u8>, hostile: &Hostile, came: &mut Came) {
    loop {
        while let Some(answer) = next(unread, hostile.is_head) {
            let Ok(Answer { length, status, closes }) = answer else {
                came.fault = Some("an answer that is not HTTP");
                return;
            };
            unread.drain(..length);
            came.ended |= closes;
            // 100 is no answer: it asks for the body.
            if status >= 200 {
                came.statuses.push(status);
            }
        }
        if matches!(hostile.answers, Answers::These(count) if came.statuses.len() >= count) {
            return;
        }
        let mut buffer = [0; 8192];
        match read.read(&mut buffer).await {
            Ok(0) | Err(_) => {
                came.ended = true;
                came.fault = (!unread.is_empty()).then_some("half an answer");
                return;
            }
            Ok(count) => unread.extend_from_slice(&buffer[..count]),
        }
    }
}

struct Answer {
    /// With its body.
    length: usize,
    status: u16,
    closes: bool,
}

/// The next answer, if it is there as a whole.
fn next(unread: &[u8], is_head: bool) -> Option<Result<Answer, httparse::Error>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut answer = httparse::Response::new(&mut headers);
    let head = match answer.parse(unread) {
        Ok(httparse::Status::Complete(head)) => head,
        Ok(httparse::Status::Partial) => return None,
        Err(error) => return Some(Err(error)),
    };
    let header = |name: &str| {
        let found = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.and_then(|header| std::str::from_utf8(header.value).ok())
    };
    let body = if is_head { 0 } else { header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0) };
    let closes = header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    let length = head + body;
    (unread.len() >= length).then_some(Ok(Answer { length, status: answer.code?, closes }))
}
