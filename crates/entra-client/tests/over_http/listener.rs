//! The listener under attack: a sign-in succeeds or fails with its reason, and nothing hangs.

use std::time::{Duration, Instant};

use entra_client::EntraError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::server::{Server, json};
use crate::sign_in::{Attempt, begin, browse, metadata, request};

/// A sign-in whose token endpoint refuses every code: that is how its end is seen.
async fn waiting() -> (Attempt, Server) {
    let server = Server::start(|_, _| json("400 Bad Request", r#"{"error":"the code arrived"}"#)).await;
    let mut request = request();
    request.time_out = Duration::from_secs(30);
    (begin(metadata(&server), request).await, server)
}

/// The attempt still waits; with the right state it ends.
async fn ends_with_the_right_state(attempt: Attempt, server: &Server) {
    assert!(!attempt.task.is_finished(), "the attack ended the sign-in");
    assert!(server.received().is_empty());
    let begun = Instant::now();
    let page = browse("127.0.0.1", attempt.port, &attempt.with_state("code=c")).await;
    assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
    let error = attempt.result().await.unwrap_err();
    assert_eq!(error.code(), "the code arrived");
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

async fn send(port: u16, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn requests_that_do_not_count() {
    let (attempt, server) = waiting().await;
    let port = attempt.port;
    let state = attempt.parameter("state");
    let head = |method: &str, target: &str, host: &str| {
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n").into_bytes()
    };
    let own = format!("localhost:{port}");
    let right = format!("/?code=c&state={state}");
    let long = format!("/?code={}&state={state}", "c".repeat(9_000));
    for (name, bytes, status) in [
        ("wrong state", head("GET", "/?code=c&state=wrong", &own), "400"),
        ("missing state", head("GET", "/?code=c", &own), "400"),
        ("an error with a wrong state", head("GET", "/?error=access_denied&state=wrong", &own), "400"),
        ("state twice", head("GET", &format!("{right}&state={state}"), &own), "400"),
        ("favicon", head("GET", "/favicon.ico", &own), "404"),
        ("another path", head("GET", &format!("/callback?code=c&state={state}"), &own), "404"),
        ("absolute target", head("GET", &format!("http://localhost:{port}{right}"), &own), "404"),
        ("wrong host", head("GET", &right, "evil.example"), "400"),
        ("address as host", head("GET", &right, &format!("127.0.0.1:{port}")), "400"),
        ("no host", format!("GET {right} HTTP/1.1\r\n\r\n").into_bytes(), "400"),
        ("HEAD", head("HEAD", &right, &own), "405"),
        ("POST", head("POST", &right, &own), "405"),
        (
            "POST with a body",
            format!("POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 20\r\n\r\ncode=c&state={}", &state[..7])
                .into_bytes(),
            "405",
        ),
        ("OPTIONS", head("OPTIONS", &right, &own), "405"),
        ("a head without an end", head("GET", &long, &own), "431"),
        (
            "100 headers",
            format!("GET {right} HTTP/1.1\r\nHost: {own}\r\n{}\r\n", "a: b\r\n".repeat(100)).into_bytes(),
            "431",
        ),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), "400"),
        ("no HTTP", b"EHLO localhost\r\n\r\n".to_vec(), "400"),
    ] {
        let answer = send(port, &bytes).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{name}: {answer:?}");
        assert!(!answer.contains(&state), "{name}: the state is not told");
        assert_eq!(answer.ends_with("\r\n\r\n"), name == "HEAD", "{name}: {answer}");
    }
    ends_with_the_right_state(attempt, &server).await;
}

#[tokio::test]
async fn the_first_with_the_right_state_ends_it() {
    let (attempt, server) = waiting().await;
    let (port, again) = (attempt.port, attempt.with_state("code=replayed"));
    ends_with_the_right_state(attempt, &server).await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "a replayed code meets nobody: {again}");
    assert_eq!(server.received().len(), 1);
    assert_eq!(server.received()[0].field("code").as_deref(), Some("c"));
}

/// A browser may take either address for localhost.
#[tokio::test]
async fn both_loopback_addresses() {
    if TcpListener::bind("[::1]:0").await.is_err() {
        // A machine without IPv6 goes on with 127.0.0.1, as all other tests here show.
        return;
    }
    let (attempt, _server) = waiting().await;
    browse("::1", attempt.port, &attempt.with_state("code=c")).await;
    assert_eq!(attempt.result().await.unwrap_err().code(), "the code arrived");
}

#[tokio::test]
async fn a_slow_sender_is_closed_after_five_seconds() {
    let (attempt, server) = waiting().await;
    let mut slow = TcpStream::connect(("127.0.0.1", attempt.port)).await.unwrap();
    let begun = Instant::now();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").await.unwrap();
    let mut answer = Vec::new();
    let _ = slow.read_to_end(&mut answer).await;
    assert!(answer.is_empty());
    let took = begun.elapsed();
    assert!(took > Duration::from_secs(4) && took < Duration::from_secs(15), "{took:?}");
    ends_with_the_right_state(attempt, &server).await;
}

#[tokio::test]
async fn five_hundred_idle_connections() {
    let (attempt, server) = waiting().await;
    let mut idle = Vec::new();
    for _ in 0..500 {
        idle.push(TcpStream::connect(("127.0.0.1", attempt.port)).await.unwrap());
    }
    // Those beyond 64 push out the oldest.
    let mut byte = [0];
    let closed = tokio::time::timeout(Duration::from_secs(3), idle[0].read(&mut byte)).await;
    assert!(matches!(closed, Ok(Ok(0) | Err(_))), "{closed:?}");
    ends_with_the_right_state(attempt, &server).await;
}

/// The browser's whole request is there before a crowd comes, all while the listener does something else: it is read before
/// anybody has to make place.
#[tokio::test]
async fn a_crowd_behind_the_browser() {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    let (attempt, server) = waiting().await;
    let connect = || TcpStream::connect(("127.0.0.1", attempt.port)).unwrap();
    let mut browser = connect();
    let target = attempt.with_state("code=c");
    write!(browser, "GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", attempt.port).unwrap();
    let crowd = (0..100).map(|_| connect()).collect::<Vec<_>>();
    assert_eq!(attempt.result().await.unwrap_err().code(), "the code arrived");
    drop((crowd, server));
    let mut page = String::new();
    browser.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
}

#[tokio::test]
async fn ten_thousand_requests_in_turn() {
    let (attempt, server) = waiting().await;
    for guess in 0..10_000 {
        let answer = browse("127.0.0.1", attempt.port, &format!("/?code=c&state={guess}")).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    ends_with_the_right_state(attempt, &server).await;
}

/// Each sends a whole request with a wrong state. Those pushed out of the 64 places get no answer; nobody gets in, and the
/// browser's own request is still answered.
#[tokio::test]
async fn five_hundred_requests_at_once() {
    let (attempt, server) = waiting().await;
    let mut guesses = tokio::task::JoinSet::new();
    for guess in 0..500 {
        let head = format!("GET /?code=c&state={guess} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", attempt.port);
        let port = attempt.port;
        guesses.spawn(async move { send(port, head.as_bytes()).await });
    }
    while let Some(answer) = guesses.join_next().await {
        let answer = answer.unwrap();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    ends_with_the_right_state(attempt, &server).await;
}

/// A code that the browser sends again, as on a reload: nothing listens any more.
#[tokio::test]
async fn a_code_that_comes_twice() {
    let (attempt, _server) = waiting().await;
    let (port, target) = (attempt.port, attempt.with_state("code=c"));
    browse("127.0.0.1", port, &target).await;
    assert_eq!(attempt.result().await.unwrap_err().code(), "the code arrived");
    let again = TcpStream::connect(("127.0.0.1", port)).await;
    assert!(again.is_err(), "the listener is still there");
}

#[tokio::test]
async fn a_port_that_is_taken() {
    let server = Server::start(|_, _| Vec::new()).await;
    for address in ["127.0.0.1:0", "[::1]:0"] {
        // Without IPv6 there is only the first.
        let Ok(taken) = TcpListener::bind(address).await else { continue };
        let mut request = request();
        request.port = taken.local_addr().unwrap().port();
        let error = crate::server::client()
            .sign_in(&metadata(&server), &request, |_| panic!("no page is opened"), || {}, &Default::default())
            .await
            .unwrap_err();
        assert_eq!(error.code(), "loopback-port-taken", "{address}: {error:?}");
        assert!(error.to_string().contains(&request.port.to_string()), "{error}");
    }
}

#[tokio::test]
async fn a_port_that_was_asked_for() {
    let server = Server::start(|_, _| Vec::new()).await;
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mut request = request();
    request.port = port;
    let attempt = begin(metadata(&server), request).await;
    assert_eq!(attempt.port, port);
}

#[tokio::test]
async fn cancelled() {
    let (attempt, _server) = waiting().await;
    let port = attempt.port;
    let begun = Instant::now();
    attempt.cancel.cancel();
    assert!(matches!(attempt.result().await, Err(EntraError::Cancelled)));
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "nothing listens any more");
}

#[tokio::test]
async fn nobody_comes() {
    let server = Server::start(|_, _| Vec::new()).await;
    let mut request = request();
    request.time_out = Duration::from_millis(300);
    let error = begin(metadata(&server), request).await.result().await.unwrap_err();
    assert_eq!(error.code(), "sign-in-timed-out");
    assert!(error.hint().is_some_and(|hint| hint.contains("50011")), "what Entra shows on its own page only is named");
}
