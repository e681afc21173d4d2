//! Keys that are kept: rotation, a storm of unknown key IDs, and servers that are in trouble. The clock is handed in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use entra_client::{EntraClient, KeptKeys, KeySource, Missed, ServedKeys, Trust};
use jiff::SignedDuration;
use practice_tenant::TokenKind;
use sso_core::Timestamp;
use sso_core::token::decode;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use url::Url;

use crate::practice::{Practice, now};
use crate::server::{Received, Server, answer, authority, client, json, read};

fn source(authority: &Url) -> KeySource {
    KeySource { authority: authority.clone(), tenant: "organizations".to_owned(), app: None }
}

fn after(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_795_000_000 + seconds)
}

fn kid_of(practice: &Practice) -> String {
    let token = practice.tenant.mint(TokenKind::BootstrapV2, &[]).unwrap();
    decode(token.expose()).unwrap().header.get("kid").unwrap().as_str().unwrap().to_owned()
}

fn kids(served: &ServedKeys) -> Vec<&str> {
    served.keys.keys.iter().map(|key| key.kid.as_str()).collect()
}

/// How often the practice tenant was asked for its keys, by its own account.
fn asked(practice: &Practice) -> usize {
    let seen = practice.tenant.activity(0);
    seen.iter().filter(|seen| format!("{seen:?}").contains("discovery/v2.0/keys")).count()
}

#[tokio::test]
async fn a_key_that_changed_without_notice() {
    let practice = Practice::start().await;
    let source = source(practice.tenant.authority());
    let (mut kept, first) = (None, kid_of(&practice));
    let served = practice.client.keys_for(&source, &mut kept, Some(&first), after(0)).await.unwrap();
    assert_eq!(kids(&served), [&first]);
    assert!(served.missed.is_none() && served.issuer.ends_with("/{tenantid}/v2.0"));

    let practice = practice.with_new_signing_key().await;
    let second = kid_of(&practice);
    assert_ne!(first, second);
    // The old key is good for a day: nothing shows yet that there is a new one.
    let served = practice.client.keys_for(&source, &mut kept, Some(&first), after(3_600)).await.unwrap();
    assert_eq!((kids(&served), asked(&practice)), (vec![first.as_str()], 0));
    let served = practice.client.keys_for(&source, &mut kept, Some(&second), after(3_601)).await.unwrap();
    assert_eq!((kids(&served), asked(&practice)), (vec![second.as_str()], 1));
    assert!(served.missed.is_none());
    assert_eq!(kept.unwrap().fetched, after(3_601));
}

#[tokio::test]
async fn a_storm_of_unknown_key_ids_is_one_refresh_a_minute() {
    let practice = Practice::start().await;
    let source = source(practice.tenant.authority());
    let mut kept = None;
    practice.client.keys_for(&source, &mut kept, None, after(0)).await.unwrap();
    assert_eq!(asked(&practice), 1);
    for (second, refreshes) in [(1, 0), (59, 0), (60, 1), (61, 1), (119, 1), (120, 2), (185, 3)] {
        for n in 0..200 {
            let kid = format!("unknown-{n}");
            let served = practice.client.keys_for(&source, &mut kept, Some(&kid), after(second)).await.unwrap();
            assert!(served.missed.is_none(), "the keys are new enough to say that this one is unknown");
        }
        assert_eq!(asked(&practice), 1 + refreshes, "after {second} s");
    }
}

/// Gone, and back again.
#[tokio::test]
async fn offline_with_stale_keys() {
    let practice = Practice::start().await;
    let (client, source) = (practice.client.clone(), source(practice.tenant.authority()));
    let (mut kept, kid) = (None, kid_of(&practice));
    client.keys_for(&source, &mut kept, Some(&kid), after(0)).await.unwrap();
    practice.tenant.stop().await;

    const DAY: i64 = 86_400;
    let served = client.keys_for(&source, &mut kept, Some(&kid), after(DAY - 1)).await.unwrap();
    assert!(served.missed.is_none());
    let served = client.keys_for(&source, &mut kept, Some(&kid), after(DAY)).await.unwrap();
    let Some(Missed::Failed(error)) = &served.missed else { panic!("{served:?}") };
    assert_eq!((error.code(), served.fetched), ("connection-refused", after(0)));
    assert_eq!(kids(&served), [&kid]);
    let served = client.keys_for(&source, &mut kept, Some(&kid), after(DAY + 1)).await.unwrap();
    assert!(matches!(served.missed, Some(Missed::JustTried)), "{served:?}");
    // Nothing kept: there is nothing to answer with.
    let error = client.keys_for(&source, &mut None, Some(&kid), after(DAY)).await.unwrap_err();
    assert_eq!(error.code(), "connection-refused");
}

const KEYS: &str = r#"{"keys":[{"kty":"RSA","kid":"one","n":"AQAB","e":"AQAB"}]}"#;

fn metadata(port: u16, jwks_uri: &str) -> String {
    let origin = format!("http://127.0.0.1:{port}");
    serde_json::json!({
        "issuer": format!("{origin}/{{tenantid}}/v2.0"),
        "authorization_endpoint": format!("{origin}/authorize"),
        "token_endpoint": format!("{origin}/token"),
        "jwks_uri": jwks_uri.replace("ORIGIN", &origin),
    })
    .to_string()
}

/// What a server on this port answers.
type Trouble = Box<dyn Fn(u16) -> Vec<u8> + Send + Sync>;

/// Good metadata and keys until `broken` says otherwise; then `trouble` in the place of one of them.
async fn server(
    broken: Arc<AtomicBool>,
    at: &'static str,
    trouble: impl Fn(u16) -> Vec<u8> + Send + Sync + 'static,
) -> Server {
    Server::start(move |request: &Received, port| {
        let is_metadata = request.target().contains("openid-configuration");
        let here = if is_metadata { "metadata" } else { "keys" };
        match (broken.load(Ordering::SeqCst) && here == at, is_metadata) {
            (true, _) => trouble(port),
            (false, true) => json("200 OK", &metadata(port, "ORIGIN/keys")),
            (false, false) => json("200 OK", KEYS),
        }
    })
    .await
}

/// With nothing kept each is an error of its own; with keys that are kept, these serve on, or the error stands where it
/// may not be hidden.
#[tokio::test]
async fn a_server_in_trouble() {
    let half = &KEYS[..KEYS.len() / 2];
    let cases: [(&str, &'static str, Trouble, &str, bool); 12] = [
        ("500", "keys", Box::new(|_| answer("500 Internal Server Error", "", "")), "server-error", true),
        ("503", "metadata", Box::new(|_| answer("503 Service Unavailable", "", "")), "server-error", true),
        ("429", "keys", Box::new(|_| answer("429 Too Many Requests", "Retry-After: 9\r\n", "")), "throttled", true),
        ("404", "keys", Box::new(|_| answer("404 Not Found", "", "")), "unexpected-status", true),
        ("half", "keys", Box::new(move |_| json("200 OK", half)), "answer-not-json", true),
        ("a captive portal", "metadata", Box::new(|_| answer("200 OK", "", "<html>")), "answer-not-json", true),
        ("no key", "keys", Box::new(|_| json("200 OK", r#"{"keys":[]}"#)), "no-signing-keys", true),
        (
            "broken off",
            "keys",
            Box::new(|_| b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".to_vec()),
            "connection-reset",
            true,
        ),
        (
            "a redirect to another host",
            "keys",
            Box::new(|_| answer("302 Found", "Location: https://evil.example/keys\r\n", "")),
            "answer-is-redirect",
            true,
        ),
        (
            "keys on another host",
            "metadata",
            Box::new(|port| json("200 OK", &metadata(port, "https://evil.example/keys"))),
            "metadata-foreign-endpoint",
            false,
        ),
        (
            "another issuer",
            "metadata",
            Box::new(|port| json("200 OK", &metadata(port, "ORIGIN/keys").replace("{tenantid}", "evil"))),
            "metadata-issuer-mismatch",
            false,
        ),
        (
            "a refusal",
            "metadata",
            Box::new(|_| json("400 Bad Request", r#"{"error":"invalid_tenant","error_description":"AADSTS90002: x"}"#)),
            "invalid_tenant",
            false,
        ),
    ];
    for (name, at, trouble, code, serves_on) in cases {
        let broken = Arc::new(AtomicBool::new(false));
        let server = server(Arc::clone(&broken), at, trouble).await;
        let (client, source) = (client(), source(&server.origin()));
        let mut kept = None;
        client.keys_for(&source, &mut kept, Some("one"), after(0)).await.unwrap();
        broken.store(true, Ordering::SeqCst);

        let error = client.keys_for(&source, &mut None, Some("one"), after(0)).await.unwrap_err();
        assert_eq!(error.code(), code, "{name}");
        let asked = server.received().len();
        let result = client.keys_for(&source, &mut kept, Some("two"), after(60)).await;
        match (&result, serves_on) {
            (Ok(ServedKeys { missed: Some(Missed::Failed(error)), .. }), true) => {
                assert_eq!(error.code(), code, "{name}")
            }
            (Err(error), false) => assert_eq!(error.code(), code, "{name}"),
            _ => panic!("{name}: {result:?}"),
        }
        // What failed counts as an attempt, and what is kept is what it was.
        let there = kept.clone().unwrap();
        assert_eq!(
            (there.fetched, there.tried, there.keys.keys[0].kid.as_str()),
            (after(0), after(60), "one"),
            "{name}"
        );
        let after_one = server.received().len();
        assert!(after_one > asked, "{name}");
        client.keys_for(&source, &mut kept, Some("two"), after(61)).await.unwrap();
        assert_eq!(server.received().len(), after_one, "{name}: asked again within the minute");
    }
}

/// The request is taken and never answered; then the answer comes and does not end.
#[tokio::test]
async fn time_outs() {
    let trust = Trust::Only(authority("Authority of nobody").0);
    let client = EntraClient::new_within(&trust, Duration::from_millis(300)).unwrap();
    for begins in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            read(&mut stream).await.unwrap();
            if begins {
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{").await.unwrap();
            }
            // Until the client gives up.
            read(&mut stream).await
        });
        let there = KeptKeys {
            issuer: format!("{origin}{{tenantid}}/v2.0"),
            keys: serde_json::from_str(KEYS).unwrap(),
            fetched: after(0),
            tried: after(0),
        };
        let mut kept = Some(there);
        let served = client.keys_for(&source(&origin), &mut kept, Some("two"), after(60)).await.unwrap();
        let Some(Missed::Failed(error)) = served.missed else { panic!("begins: {begins}") };
        assert_eq!(error.code(), "connection-timed-out", "begins: {begins}");
        assert!(server.await.unwrap().is_none());
    }
}

/// 50 MB, with the length said before and without: the first is not begun, the second cut off after the first.
#[tokio::test]
async fn a_body_of_50_mb_is_cut_off() {
    const CHUNK: usize = 0x1_0000;
    const CHUNKS: usize = 800;
    for head in [
        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", CHUNK * CHUNKS),
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned(),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin: Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        let (sent, said) = (Arc::new(AtomicUsize::new(0)), head.clone());
        let counted = Arc::clone(&sent);
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            read(&mut stream).await.unwrap();
            stream.write_all(head.as_bytes()).await.unwrap();
            for _ in 0..CHUNKS {
                if stream.write_all(&[b' '; CHUNK]).await.is_err() {
                    return;
                }
                counted.fetch_add(CHUNK, Ordering::SeqCst);
            }
        });
        let error = client().keys_for(&source(&origin), &mut None, None, now()).await.unwrap_err();
        assert_eq!(error.code(), "answer-too-large", "{said}");
        server.await.unwrap();
        // What the sockets of both sides hold beyond what was read.
        assert!(sent.load(Ordering::SeqCst) < CHUNK * CHUNKS / 2, "{said}: {sent:?} bytes were taken");
    }
}
