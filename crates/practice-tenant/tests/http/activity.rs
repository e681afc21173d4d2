//! What is seen of requests, what is never seen of them, and the hints that are made of it.

use std::sync::Arc;

use jiff::SignedDuration;
use practice_tenant::{Handshake, What};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value;

use crate::rig::{CONTROL_TOKEN, Rig, text};

async fn activity(rig: &Rig, since: u64) -> Value {
    let url = rig.tenant.authority().join(&format!(".hallpass/activity?since={since}")).unwrap();
    rig.http.get(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap().json().await.unwrap()
}

fn hints(rig: &Rig) -> Vec<String> {
    rig.tenant.hints().into_iter().map(|hint| hint.text).collect()
}

#[tokio::test]
async fn a_request_is_an_entry_without_anything_secret() {
    let rig = Rig::start().await;
    let tokens = rig.tokens().await;
    let before = rig.tenant.activity(0).len() as u64;
    let mut exchange = rig.on_behalf_of(text(&tokens, "access_token"));
    exchange.set("x-client-SKU", "msal.js.node");
    exchange.set("x-client-VER", "3.8.1");
    let id = "0f0f0f0f-0000-4000-8000-000000000001";
    rig.token_request(&exchange).header("client-request-id", id).send().await.unwrap();
    exchange.set("client_secret", "not-the-secret");
    rig.token_request(&exchange).send().await.unwrap();

    let answer = activity(&rig, before).await;
    let seen = answer["seen"].as_array().unwrap();
    assert_eq!(seen.len(), 2, "{answer:#}");
    for (name, value) in [
        ("listener", "https"),
        ("method", "POST"),
        ("path", rig.url("oauth2/v2.0/token").path()),
        ("client", "msal.js.node 3.8.1"),
        ("grant", "obo"),
        ("client_id", &rig.client_id()),
        ("correlation_id", id),
    ] {
        assert_eq!(text(&seen[0], name), value, "{name}");
    }
    assert_eq!((&seen[0]["status"], &seen[0]["aadsts"]), (&200.into(), &Value::Null));
    assert_eq!((&seen[1]["status"], &seen[1]["aadsts"]), (&401.into(), &7_000_215.into()));
    assert!(text(&seen[0], "time").parse::<jiff::Timestamp>().is_ok());

    // All that was ever sent or answered, and it is nowhere in the whole activity.
    let all = activity(&rig, 0).await.to_string() + &format!("{:?}", rig.tenant.activity(0));
    let secret = rig.add_in.client_secret.expose();
    for hidden in ["not-the-secret", secret, text(&tokens, "access_token"), text(&tokens, "refresh_token"), "the-state"]
    {
        assert!(!all.contains(hidden));
    }
    assert!(!all.contains("eyJ") && !all.contains(".hallpass"));
}

#[tokio::test]
async fn refusals_on_pages_and_redirects_are_seen_too() {
    let rig = Rig::start().await;
    let mut unknown = rig.authorize();
    unknown.set("redirect_uri", "https://contoso.example/elsewhere");
    rig.get_authorize(&unknown).await;
    let mut silent = rig.authorize();
    silent.set("prompt", "none");
    rig.get_authorize(&silent).await;
    let codes = rig.tenant.activity(0).into_iter().map(|seen| match seen.what {
        What::Request(request) => (request.status, request.aadsts),
        What::Handshake(_) => (0, None),
    });
    assert_eq!(codes.collect::<Vec<_>>(), [(400, Some(50011)), (302, Some(50058))]);
}

#[tokio::test]
async fn says_what_a_client_missed_that_gave_up() {
    let rig = Rig::start().await;
    let get = |path: &str| rig.http.get(rig.tenant.authority().join(path).unwrap()).send();
    for (path, has) in [
        ("v2.0/.well-known/openid-configuration", "discovery was asked for without a tenant"),
        ("common/v2.0/v2.0/.well-known/openid-configuration", "ends in /v2.0"),
        ("common/discovery/instance?api-version=1.1", "knownAuthorities"),
        ("contoso/common/oauth2/v2.0/token", "first segment"),
        ("common/oauth2/token", "version 1"),
        ("nobody.example/v2.0/.well-known/openid-configuration", "names no tenant"),
    ] {
        get(path).await.unwrap();
        let hints = hints(&rig);
        assert!(hints.last().is_some_and(|hint| hint.contains(has)), "{path}: {hints:?}");
    }
    // The last one is told only when nothing followed.
    let told = hints(&rig).len();
    get("common/v2.0/.well-known/openid-configuration").await.unwrap();
    assert_eq!(hints(&rig).len(), told);
    rig.tenant.move_time(SignedDuration::from_secs(6));
    assert!(hints(&rig).last().unwrap().contains("asked for nothing more"));
    let answer = activity(&rig, 0).await;
    assert_eq!(answer["hints"].as_array().unwrap().len(), told + 1);
}

/// As Node does, which looks at the certificate after the handshake.
async fn shake_hands_and_go(rig: &Rig) {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(rig.tenant.ca_certificate().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let port = rig.tenant.authority().port().unwrap();
    let shaken = tokio::task::spawn_blocking(move || {
        let mut tls = rustls::ClientConnection::new(config, "localhost".try_into().unwrap()).unwrap();
        let mut tcp = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        while tls.is_handshaking() {
            tls.complete_io(&mut tcp).unwrap();
        }
    });
    shaken.await.unwrap();
}

#[tokio::test]
async fn a_handshake_that_failed_says_why() {
    let rig = Rig::start().await;
    let stranger = reqwest::Client::builder().tls_certs_only([]).no_proxy().build().unwrap();
    assert!(stranger.get(rig.tenant.authority().clone()).send().await.is_err());
    let mut plain = rig.tenant.authority().clone();
    plain.set_scheme("http").unwrap();
    assert!(rig.http.get(plain).send().await.is_err());

    shake_hands_and_go(&rig).await;

    // The server's end of a handshake is later than the client's.
    let failed = async {
        loop {
            let seen = rig.tenant.activity(0);
            if seen.len() == 3 {
                break seen.into_iter().map(|seen| seen.what).collect::<Vec<_>>();
            }
            tokio::task::yield_now().await;
        }
    };
    let failed = tokio::time::timeout(std::time::Duration::from_secs(10), failed).await.unwrap();
    assert!(failed.contains(&What::Handshake(Handshake::NoRequest)), "{failed:?}");
    assert!(failed.contains(&What::Handshake(Handshake::UnknownAuthority)), "{failed:?}");
    assert!(failed.contains(&What::Handshake(Handshake::NotTls)), "{failed:?}");
    let hints = hints(&rig);
    assert!(hints.iter().any(|hint| hint.contains("REQUESTS_CA_BUNDLE")), "{hints:?}");
}

#[tokio::test]
async fn tls_at_the_port_of_http_is_seen() {
    let rig = Rig::start().await;
    let mut wrong = rig.tenant.http_authority().clone();
    wrong.set_scheme("https").unwrap();
    assert!(rig.http.get(wrong).send().await.is_err());
    let seen = rig.tenant.activity(0);
    assert!(matches!(seen[0].what, What::Handshake(Handshake::TlsAtHttp)) && seen[0].scheme == "http", "{seen:?}");
    assert!(hints(&rig).iter().any(|hint| hint.contains("spoke TLS to the port of http")), "{:?}", hints(&rig));
    // A request of http is one, and nothing else.
    rig.http.get(rig.tenant.http_authority().clone()).send().await.unwrap();
    let seen = rig.tenant.activity(seen.last().unwrap().number);
    assert!(seen.len() == 1 && matches!(seen[0].what, What::Request(_)), "{seen:?}");
}
