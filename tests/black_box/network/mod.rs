//! What goes wrong between here and Entra, over real sockets: each fault has a sentence and a step, and none of them is a
//! verdict on the token. The command asks `login.microsoftonline.com`, and a proxy of the test answers in its place.

mod proxy;

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::{Ended, Invocation};

use crate::edit::CLIENT_ID;
pub use proxy::{GRAPH, HOST, Proxy, Request, Tunnel};

/// `hallpass token check` of a token of Entra, with all that goes outwards through this proxy.
pub fn check(home: &Home, proxy: &str) -> Invocation {
    let token = fs::read(fixture("token/api-access-token-v2.jwt")).unwrap();
    let args = ["token", "check", "--format", "json", "--audience", CLIENT_ID];
    home.hallpass(args).env("HTTPS_PROXY", proxy).input(&token)
}

/// A whole answer; the server closes the connection behind it.
pub fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}").into_bytes()
}

/// Could not check: exit 3, this code, a sentence with these words, and a hint with those.
#[track_caller]
pub fn assert_not_checked(run: &Ended, code: &str, words: &str, hint: &str) {
    let answer: serde_json::Value = serde_json::from_str(&run.stderr).unwrap_or_else(|_| run.json());
    let error = answer.get("error").unwrap_or(&answer);
    let text = |name: &str| error[name].as_str().unwrap_or_default();
    assert_eq!((run.code, text("code")), (Some(3), code), "{run}");
    let (message, told) = (text("message"), text("hint"));
    assert!(message.starts_with("the keys were not fetched, so the token was not checked: "), "{message}");
    assert!(message.contains(words) && message.contains(HOST), "{code}: {message}");
    assert!(told.starts_with("that says nothing of your token: ") && told.contains(hint), "{code}: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let run = check(&Home::new(), &format!("http://{closed}")).run();
    assert_not_checked(&run, "proxy-not-reached", "nobody answers at the proxy's address", "HTTPS_PROXY");
    assert!(run.all().contains(&closed.to_string()), "the proxy is not named: {run}");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_way() {
    for (tunnel, code, words, hint) in [
        (Tunnel::Refused, "proxy-authentication-required", "the proxy wants a user and a password", "HTTPS_PROXY"),
        (Tunnel::Reset, "connection-reset", "the connection broke off", "try again"),
        (Tunnel::NoTls, "tls-failed", "no TLS connection", "speaks https"),
        // The certificate is right but for who signed it.
        (Tunnel::answering(|_| Vec::new()), "tls-unknown-authority", "an authority that is not trusted", "trust store"),
    ] {
        let proxy = Proxy::start(tunnel).await;
        let run = check(&Home::new(), &proxy.address()).run();
        assert_not_checked(&run, code, words, hint);
    }
}
