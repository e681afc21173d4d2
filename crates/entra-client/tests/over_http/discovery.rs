use entra_client::{AnswerFault, EntraError, Metadata};

use crate::server::{Received, Server, answer, client, json};

const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";

/// Metadata of this server, with one member changed.
fn metadata(port: u16, changed: Option<(&str, &str)>) -> String {
    let origin = format!("http://127.0.0.1:{port}");
    let mut value = serde_json::json!({
        "issuer": format!("{origin}/{TENANT}/v2.0"),
        "authorization_endpoint": format!("{origin}/{TENANT}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{origin}/{TENANT}/oauth2/v2.0/token"),
        "jwks_uri": format!("{origin}/{TENANT}/discovery/v2.0/keys"),
        "device_authorization_endpoint": format!("{origin}/{TENANT}/oauth2/v2.0/devicecode"),
        "something_new": [1],
    });
    if let Some((name, text)) = changed {
        value[name] = text.replace("ORIGIN", &origin).into();
    }
    value.to_string()
}

async fn discover(
    tenant: &str,
    answer: impl Fn(&Received, u16) -> Vec<u8> + Send + Sync + 'static,
) -> (Result<Metadata, EntraError>, Server) {
    let server = Server::start(answer).await;
    (client().discover(&server.origin(), tenant).await, server)
}

#[tokio::test]
async fn metadata_of_a_tenant() {
    let (found, server) = discover(TENANT, |_, port| json("200 OK", &metadata(port, None))).await;
    let found = found.unwrap();
    assert_eq!(found.issuer, format!("{}{TENANT}/v2.0", server.origin()));
    assert_eq!(found.token_endpoint.path(), format!("/{TENANT}/oauth2/v2.0/token"));
    let request = &server.received()[0];
    assert_eq!(request.target(), format!("/{TENANT}/v2.0/.well-known/openid-configuration"));
    assert_eq!(request.header("user-agent"), Some(concat!("hallpass/", env!("CARGO_PKG_VERSION"))));
}

#[tokio::test]
async fn a_template_for_any_tenant() {
    for tenant in ["common", "organizations"] {
        let template = "ORIGIN/{tenantid}/v2.0";
        let (found, _) =
            discover(tenant, move |_, port| json("200 OK", &metadata(port, Some(("issuer", template))))).await;
        assert!(found.unwrap().issuer.ends_with("/{tenantid}/v2.0"), "{tenant}");
    }
}

/// A domain stands for one tenant, which its metadata names.
#[tokio::test]
async fn metadata_of_a_domain() {
    let (found, _) = discover("contoso.com", |_, port| json("200 OK", &metadata(port, None))).await;
    assert!(found.unwrap().issuer.ends_with(&format!("/{TENANT}/v2.0")));
}

/// An issuer may be on the right host and still be another one than was asked for.
#[tokio::test]
async fn issuers_of_other_tenants() {
    for (tenant, issuer) in [
        ("common", "ORIGIN/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0"),
        ("organizations", "ORIGIN/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"),
        ("organizations", "ORIGIN/{tenantid}/"),
        ("organizations", "ORIGIN/evil/{tenantid}/v2.0"),
        ("consumers", "ORIGIN/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0"),
        ("consumers", "ORIGIN/{tenantid}/v2.0"),
        ("contoso.com", "ORIGIN/{tenantid}/v2.0"),
        ("contoso.com", "ORIGIN/contoso.com/v2.0"),
        ("contoso.com", "ORIGIN/evil/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0"),
    ] {
        let (found, _) =
            discover(tenant, move |_, port| json("200 OK", &metadata(port, Some(("issuer", issuer))))).await;
        assert_eq!(found.unwrap_err().code(), "metadata-issuer-mismatch", "{tenant} {issuer}");
    }
}

/// The keys of an API that has its own.
#[tokio::test]
async fn an_app_with_signing_keys_of_its_own() {
    const APP: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
    let server = Server::start(|request, port| {
        let own = format!("ORIGIN/{TENANT}/discovery/v2.0/keys?appid={APP}");
        match request.target().contains("openid-configuration") {
            true => json("200 OK", &metadata(port, Some(("jwks_uri", &own)))),
            false => json("200 OK", r#"{"keys":[{"kty":"RSA","kid":"own","n":"AQAB","e":"AQAB"}]}"#),
        }
    })
    .await;
    let found = client().discover_for(&server.origin(), TENANT, Some(APP.parse().unwrap())).await.unwrap();
    assert_eq!(client().keys(&found).await.unwrap().keys[0].kid, "own");
    let targets: Vec<_> = server.received().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(
        targets,
        [
            format!("/{TENANT}/v2.0/.well-known/openid-configuration?appid={APP}"),
            format!("/{TENANT}/discovery/v2.0/keys?appid={APP}"),
        ]
    );
}

/// Whoever decides the endpoints gets codes, secrets and assertions.
#[tokio::test]
async fn metadata_that_leads_elsewhere() {
    use AnswerFault::{ForeignEndpoint, Issuer};
    for (name, text, fault, says) in [
        ("issuer", "https://evil.example/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0", Issuer, "evil.example"),
        ("issuer", "ORIGIN/0b0a1c2d-1111-4222-8333-444455556666/v2.0", Issuer, "another issuer"),
        ("issuer", "ORIGIN/{tenantid}/v2.0", Issuer, "another issuer"),
        ("issuer", "none", Issuer, "another issuer: none"),
        ("jwks_uri", "https://evil.example/keys?a=secret", ForeignEndpoint, "jwks_uri on another host: evil.example"),
        ("jwks_uri", "http://127.0.0.1:1/keys", ForeignEndpoint, "another host: 127.0.0.1:1"),
        ("token_endpoint", "https://evil.example/token", ForeignEndpoint, "token_endpoint"),
        ("authorization_endpoint", "https://evil.example/authorize", ForeignEndpoint, "authorization_endpoint"),
        ("device_authorization_endpoint", "https://evil.example/", ForeignEndpoint, "device_authorization_endpoint"),
        // The same host, but not encrypted as asked, or encrypted where it is not.
        ("token_endpoint", "https://127.0.0.1/token", ForeignEndpoint, "token_endpoint"),
    ] {
        let (found, _) = discover(TENANT, move |_, port| json("200 OK", &metadata(port, Some((name, text))))).await;
        let Err(EntraError::BadAnswer { what, fault: got }) = found else { panic!("{name} {text}: {found:?}") };
        assert_eq!(got, fault, "{name} {text}");
        assert!(what.contains(says) && !what.contains("secret"), "{what}");
    }
}

#[tokio::test]
async fn answers_that_are_none() {
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(5_000_000));
    let endless = {
        let mut bytes = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        bytes.extend(format!("10000\r\n{}\r\n", "x".repeat(0x10000)).repeat(80).into_bytes());
        bytes
    };
    let half = |port| {
        let text = metadata(port, None);
        json("200 OK", &text[..text.len() / 2])
    };
    let half = half(1);
    for (name, bytes, code, says) in [
        ("500", answer("500 Internal Server Error", "", "oops"), "server-error", "(500)"),
        ("503", answer("503 Service Unavailable", "Retry-After: 7\r\n", ""), "server-error", "(503)"),
        ("429", answer("429 Too Many Requests", "Retry-After: 7\r\n", ""), "throttled", "(429)"),
        ("404", answer("404 Not Found", "", "<html>"), "unexpected-status", "404"),
        (
            "302",
            answer("302 Found", "Location: https://evil.example/?secret\r\n", ""),
            "answer-is-redirect",
            "redirect",
        ),
        ("307", answer("307 Temporary Redirect", "Location: /elsewhere\r\n", ""), "answer-is-redirect", "redirect"),
        ("half JSON", half, "answer-not-json", "breaks off in the middle"),
        ("HTML", answer("200 OK", "Content-Type: text/html\r\n", "<html>"), "answer-not-json", "no JSON"),
        ("other JSON", json("200 OK", "{}"), "answer-not-json", "JSON that is no metadata"),
        ("5 MB", json("200 OK", &large), "answer-too-large", "larger than 1 MB"),
        ("5 MB without a length", endless, "answer-too-large", "larger than 1 MB"),
        ("no HTTP", b"220 mail.contoso.com ESMTP\r\n".to_vec(), "connection-reset", "broke off"),
        ("nothing", Vec::new(), "connection-reset", "broke off"),
        ("cut off", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec(), "connection-reset", "broke off"),
    ] {
        let (found, server) = discover(TENANT, move |_, _| bytes.clone()).await;
        let error = found.unwrap_err();
        assert_eq!(error.code(), code, "{name}: {error:?}");
        assert!(error.to_string().contains(says), "{name}: {error}");
        assert!(error.hint().is_some() && !format!("{error:?}").contains("secret"), "{name}: {error:?}");
        assert_eq!(server.received().len(), 1, "{name}: nothing is followed or repeated");
    }
}

#[tokio::test]
async fn how_long_to_wait() {
    let (found, _) = discover(TENANT, |_, _| answer("429 Too Many Requests", "Retry-After: 7\r\n", "")).await;
    assert_eq!(found.unwrap_err().hint().as_deref(), Some("wait 7 s, then try again"));
}

/// 400 with Entra's own error: the tenant is not known.
#[tokio::test]
async fn an_unknown_tenant() {
    let body = r#"{"error":"invalid_tenant",
        "error_description":"AADSTS90002: Tenant 'nowhere.example' not found.\r\nTrace ID: t",
        "error_codes":[90002],"timestamp":"2026-01-01 00:00:00Z","trace_id":"t","correlation_id":"c"}"#;
    let (found, _) = discover("nowhere.example", move |_, _| json("400 Bad Request", body)).await;
    let Err(EntraError::OAuth(error)) = found else { panic!("{found:?}") };
    assert_eq!((error.error.as_str(), error.error_codes.as_slice()), ("invalid_tenant", &[90_002][..]));
    assert_eq!(error.to_string(), "invalid_tenant: AADSTS90002: Tenant 'nowhere.example' not found");
}

#[tokio::test]
async fn nothing_goes_unencrypted_to_other_hosts() {
    let error = client().discover(&"http://login.contoso.com/".parse().unwrap(), "common").await.unwrap_err();
    assert_eq!(error.code(), "address-not-https");
    let error = client().discover(&"https://localhost/".parse().unwrap(), "..").await.unwrap_err();
    assert_eq!(error.code(), "tenant-not-accepted");
}

async fn keys_of(body: &'static str) -> Result<usize, EntraError> {
    let server = Server::start(move |request, port| {
        json("200 OK", if request.target().ends_with("keys") { body.to_owned() } else { metadata(port, None) }.as_str())
    })
    .await;
    let metadata = client().discover(&server.origin(), TENANT).await.unwrap();
    client().keys(&metadata).await.map(|keys| keys.keys.len())
}

#[tokio::test]
async fn keys() {
    let rsa =
        r#"{"keys":[{"kty":"EC","kid":"a"},{"kty":"RSA","use":"sig","kid":"b","n":"AQAB","e":"AQAB","x5c":["M"]}]}"#;
    assert_eq!(keys_of(rsa).await.unwrap(), 1);
    assert_eq!(keys_of(r#"{"keys":[{"kty":"EC","kid":"a"}]}"#).await.unwrap_err().code(), "no-signing-keys");
    assert_eq!(keys_of(r#"{"keys":[]}"#).await.unwrap_err().code(), "no-signing-keys");
    assert_eq!(keys_of("[]").await.unwrap_err().code(), "answer-not-json");
    assert_eq!(keys_of(r#"{"keys":[{"kty":"RSA","#).await.unwrap_err().code(), "answer-not-json");
}

/// Metadata that was kept and changed on the way.
#[tokio::test]
async fn keys_on_another_host() {
    let server = Server::start(|_, _| json("200 OK", r#"{"keys":[]}"#)).await;
    let metadata = Metadata {
        issuer: format!("https://login.contoso.com/{TENANT}/v2.0"),
        authorization_endpoint: server.origin(),
        token_endpoint: server.origin(),
        jwks_uri: server.origin(),
        device_authorization_endpoint: None,
        authorization_response_iss_parameter_supported: false,
    };
    assert_eq!(client().keys(&metadata).await.unwrap_err().code(), "metadata-foreign-endpoint");
    assert!(server.received().is_empty());
}
