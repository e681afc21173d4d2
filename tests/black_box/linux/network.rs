//! Faults of the server behind TLS. On Linux the system's certificates are files, and `SSL_CERT_FILE` names others.

use std::fs;

use hallpass_tests::corpus::fixture;
use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::network::{HOST, Proxy, Request, Tunnel, answer, assert_not_checked, check};

/// Ten minutes after the token was issued.
const VALID: &str = "2026-05-28T20:36:40Z";

/// The command behind a proxy that leads to a server which is trusted, and answers so.
async fn check_against(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static, args: &[&str]) -> Ended {
    let (home, proxy) = (Home::new(), Proxy::start(Tunnel::answering(answer)).await);
    let authority = home.write("authority.pem", proxy.authority.as_bytes());
    check(&home, &proxy.address()).env("SSL_CERT_FILE", authority).args(args).run()
}

/// Metadata and keys as Entra has them.
fn entra(path: &str, date: Timestamp) -> Vec<u8> {
    let headers = format!("Date: {}\r\n", DateTimePrinter::new().timestamp_to_rfc9110_string(&date).unwrap());
    let body = match path.ends_with("/.well-known/openid-configuration") {
        true => json!({
            "issuer": format!("https://{HOST}/{{tenantid}}/v2.0"),
            "authorization_endpoint": format!("https://{HOST}/organizations/oauth2/v2.0/authorize"),
            "token_endpoint": format!("https://{HOST}/organizations/oauth2/v2.0/token"),
            "jwks_uri": format!("https://{HOST}/organizations/discovery/v2.0/keys"),
        })
        .to_string(),
        false => fs::read_to_string(fixture("token/jwks.json")).unwrap(),
    };
    answer("200 OK", &headers, &body)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_is_in_trouble() {
    const CUT: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
    for (bytes, code, words, hint) in [
        (CUT.to_vec(), "connection-reset", "the connection broke off", "a firewall or proxy may cut"),
        (answer("503 Service Unavailable", "", ""), "server-error", "a fault of its own (503)", "in a minute"),
        (answer("500 Internal Server Error", "", "<p>oh</p>"), "server-error", "(500)", "in a minute"),
        (answer("429 Too Many Requests", "Retry-After: 17\r\n", ""), "throttled", "(429)", "wait 17 s"),
        (answer("429 Too Many Requests", "", ""), "throttled", "(429)", "wait a minute"),
        (answer("302 Found", "Location: https://evil.example/\r\n", ""), "answer-is-redirect", "redirect", "captive"),
        (answer("200 OK", "", "<p>Sign in to the hotel</p>"), "answer-not-json", "no JSON", "captive portal"),
    ] {
        let run = check_against(move |_| bytes.clone(), &[]).await;
        assert_not_checked(&run, code, words, hint);
    }
}

fn lifetime(run: &Ended) -> Value {
    let answer = run.json();
    let mut checks = answer["checks"].as_array().into_iter().flatten();
    checks.find(|check| check["id"] == "lifetime").expect("a check of the lifetime").clone()
}

#[expect(clippy::disallowed_methods, reason = "the program reads the clock of this machine")]
fn in_hours(hours: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(hours)
}

/// Nothing in the token or in Entra's answers says that it is the clock but the `Date` beside them.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_two_hours_off() {
    for (hours, told) in [
        (-2, Some("this machine's clock is 2 h ahead of the server's")),
        (2, Some("this machine's clock is 2 h behind the server's")),
        (0, None),
    ] {
        let run = check_against(move |request| entra(&request.target, in_hours(hours)), &[]).await.expect_code(1);
        let check = lifetime(&run);
        let (detail, fix) = (check["detail"].as_str().unwrap(), check["fix"].as_str().unwrap());
        assert_eq!(detail.contains("clock"), told.is_some(), "{detail}");
        assert_eq!(fix.contains("turn on automatic time"), told.is_some(), "{fix}");
        assert!(detail.contains(told.unwrap_or_default()), "{detail}");
    }
    // By a time that was given, the clock does not matter.
    let run = check_against(|request| entra(&request.target, in_hours(-2)), &["--at", VALID]).await.expect_code(0);
    assert_eq!(lifetime(&run)["verdict"], "pass", "{run}");
}
