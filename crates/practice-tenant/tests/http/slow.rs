//! A client that trickles: it is cut off, and nobody else waits for it.

use std::time::Duration;

use practice_tenant::{Limits, Seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::rig::Rig;

fn seed() -> Seed {
    Seed::contoso_with_add_in("localhost:3000".parse().unwrap())
}

const SHORT: Duration = Duration::from_millis(200);
/// Far longer than the limit, and far shorter than the ones outside of tests.
const PATIENCE: Duration = Duration::from_secs(5);

/// What comes back, until the server ends the connection, while a byte is sent now and then.
async fn trickle(rig: &Rig, beginning: &str) -> String {
    let port = rig.tenant.http_authority().port().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let host = format!("localhost:{port}");
    stream.write_all(beginning.replace("HOST", &host).as_bytes()).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    let dripping = tokio::spawn(async move {
        let mut drip = tokio::time::interval(Duration::from_millis(20));
        loop {
            drip.tick().await;
            if write.write_all(b"x").await.is_err() {
                return;
            }
        }
    });
    let mut answer = Vec::new();
    // A reset is as good an end as any.
    let ended = tokio::time::timeout(PATIENCE, read.read_to_end(&mut answer)).await;
    dripping.abort();
    assert!(ended.is_ok(), "still open: {beginning:?}");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_trickles_is_cut() {
    let rig = Rig::start_within(seed(), Limits { head: SHORT, ..Limits::default() }).await;
    for beginning in ["G", "GET /common/v2.0/.well-known/openid-configuration HTTP/1.1\r\nHost: HOST\r\nX-Slow: "] {
        let answer = trickle(&rig, beginning).await;
        assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_trickles_is_cut() {
    let rig = Rig::start_within(seed(), Limits { body: SHORT, ..Limits::default() }).await;
    for path in ["common/oauth2/v2.0/token", "common/oauth2/v2.0/authorize", "v1.0/me", "common/oauth2/deviceauth"] {
        let head = format!(
            "POST /{path} HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 60000\r\n\r\n"
        );
        let answer = trickle(&rig, &head).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{path}: {answer}");
    }
}
