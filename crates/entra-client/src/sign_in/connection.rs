//! One connection to the listener: one request, one answer, and the connection is closed.

use std::sync::Arc;
use std::time::Duration;

use httparse::{Error as Malformed, Status};
use subtle::ConstantTimeEq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::page::Page;
use super::redirect::Redirect;

const MAX_HEAD_BYTES: usize = 8 << 10;
const MAX_HEADERS: usize = 64;
const READ: Duration = Duration::from_secs(5);
const WRITE: Duration = Duration::from_secs(5);

/// Decides who may come in.
pub(super) struct Gate {
    port: u16,
    state: String,
}

impl Gate {
    pub(super) fn new(port: u16, state: &str) -> Self {
        Self { port, state: state.to_owned() }
    }

    /// Only `GET /` with this listener as its host and the right state; the page says what came of it.
    fn judge(&self, head: &[u8]) -> (Page, Option<Redirect>) {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(head) {
            Ok(Status::Complete(_)) => {}
            Ok(Status::Partial) | Err(Malformed::TooManyHeaders) => return (Page::TooLarge, None),
            Err(_) => return (Page::Malformed, None),
        }
        // A name that leads here (DNS rebinding) is another host: such a page must not learn anything.
        let mut hosts = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host"));
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return (Page::WrongHost, None) };
        if !self.is_own(host.value) {
            return (Page::WrongHost, None);
        }
        match request.method {
            Some("GET") => {}
            Some("HEAD") => return (Page::HeadNotAllowed, None),
            _ => return (Page::MethodNotAllowed, None),
        }
        let (path, query) =
            request.path.unwrap_or_default().split_once('?').unwrap_or((request.path.unwrap_or_default(), ""));
        // Browsers ask for /favicon.ico by themselves.
        if path != "/" {
            return (Page::NotFound, None);
        }
        match Redirect::of_query(query) {
            Some((state, redirect)) if bool::from(state.as_bytes().ct_eq(self.state.as_bytes())) => {
                (redirect.page(), Some(redirect))
            }
            _ => (Page::WrongState, None),
        }
    }

    fn is_own(&self, host: &[u8]) -> bool {
        let own = format!("localhost:{}", self.port);
        let without_port = if self.port == 80 { "localhost" } else { own.as_str() };
        [own.as_str(), without_port].into_iter().any(|own| host.trim_ascii().eq_ignore_ascii_case(own.as_bytes()))
    }
}

/// `None` unless the request knew the state. Takes at most 5 s to read and 5 s to write.
pub(super) async fn serve(mut stream: TcpStream, gate: Arc<Gate>) -> Option<Redirect> {
    // Too slow, or gone: there is nobody to answer.
    let head = timeout(READ, head(&mut stream)).await.ok()??;
    let (page, redirect) = gate.judge(&head);
    let answer = async {
        stream.write_all(&page.response()).await?;
        stream.shutdown().await?;
        if redirect.is_none() {
            // Closing with unread bytes resets the connection, and the client might lose the answer.
            let mut rest = [0; 4096];
            for _ in 0..16 {
                if stream.read(&mut rest).await? == 0 {
                    break;
                }
            }
        }
        std::io::Result::Ok(())
    };
    // The browser that lost our page has still brought the code.
    let _ = timeout(WRITE, answer).await;
    redirect
}

/// Bytes up to the end of the head, or up to the limit where there is no end. `None`: the client left before.
async fn head(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = vec![0; MAX_HEAD_BYTES];
    let mut filled = 0;
    while filled < MAX_HEAD_BYTES {
        let read = stream.read(&mut head[filled..]).await.ok()?;
        if read == 0 {
            return None;
        }
        filled += read;
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        if !matches!(httparse::Request::new(&mut headers).parse(&head[..filled]), Ok(Status::Partial)) {
            break;
        }
    }
    head.truncate(filled);
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_come_in() {
        use Page::*;
        let gate = Gate::new(4711, "the-state");
        let get = |target: &str, host: &str| format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let own = |target: &str| get(target, "localhost:4711");
        for (head, page) in [
            (own("/?code=c&state=the-state"), Received),
            (own("/?state=the-state&code=c&session_state=s&client_info=i"), Received),
            (own("/?error=access_denied&state=the-state"), Refused),
            (own("/?state=the-state"), Refused),
            (get("/?code=c&state=the-state", "LOCALHOST:4711"), Received),
            (own("/?code=c&state=the%2Dstate"), Received),
            (own("/?code=c&state=the-statf"), WrongState),
            (own("/?code=c&state=the-stat"), WrongState),
            (own("/?code=c&state=the-state-and-more"), WrongState),
            (own("/?code=c&state="), WrongState),
            (own("/?code=c"), WrongState),
            (own("/"), WrongState),
            // Of two values, readers take different ones (RFC 6749 §3.1 forbids it).
            (own("/?code=c&state=the-state&state=the-state"), WrongState),
            (own("/?code=a&code=b&state=the-state"), WrongState),
            (own("/favicon.ico"), NotFound),
            (own("//?code=c&state=the-state"), NotFound),
            (own("/callback?code=c&state=the-state"), NotFound),
            (own("http://localhost:4711/?code=c&state=the-state"), NotFound),
            (get("/?code=c&state=the-state", "127.0.0.1:4711"), WrongHost),
            (get("/?code=c&state=the-state", "localhost"), WrongHost),
            (get("/?code=c&state=the-state", "localhost:4712"), WrongHost),
            (get("/?code=c&state=the-state", "evil.example:4711"), WrongHost),
            ("GET /?code=c&state=the-state HTTP/1.1\r\n\r\n".into(), WrongHost),
            ("GET / HTTP/1.1\r\nHost: localhost:4711\r\nHost: evil.example\r\n\r\n".into(), WrongHost),
            (own("/?code=c&state=the-state").replace("GET", "POST"), MethodNotAllowed),
            (own("/?code=c&state=the-state").replace("GET", "HEAD"), HeadNotAllowed),
            (own("/?code=c&state=the-state").replace("GET", "OPTIONS"), MethodNotAllowed),
            ("\x16\x03\x01\x02\x00\x01".into(), Malformed),
            ("GET / SMTP\r\n\r\n".into(), Malformed),
            (format!("GET / HTTP/1.1\r\nHost: localhost:4711\r\n{}\r\n", "a: b\r\n".repeat(80)), TooLarge),
        ] {
            let (got, redirect) = gate.judge(head.as_bytes());
            assert_eq!(got, page, "{head}");
            assert_eq!(redirect.is_some(), matches!(page, Received | Refused), "{head}");
        }
        let (page, _) = Gate::new(80, "s").judge(get("/?code=c&state=s", "localhost").as_bytes());
        assert_eq!(page, Received);
    }
}
