//! A Graph that wants the token elsewhere: a next page on another host, a redirect. Neither gets one.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::RawQuery;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum_server::tls_rustls::RustlsConfig;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use rcgen::generate_simple_self_signed;
use serde_json::{Value, json};

const TENANT: &str = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";
const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const TOKEN: &str = "the-planted-graph-token-of-this-test";

struct Hostile {
    home: Home,
    /// Each request that carried the token: the listener and the path.
    carried: Arc<Mutex<Vec<String>>>,
}

/// Two servers with one certificate: one is Entra and Graph, the other is nobody's.
async fn start() -> Hostile {
    let certified = generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let home = Home::new();
    home.write("ca.pem", certified.cert.pem().as_bytes());
    let key = certified.signing_key.serialize_pem();
    let tls = RustlsConfig::from_pem(certified.cert.pem().into_bytes(), key.into_bytes()).await.expect("a certificate");
    let listeners = [0, 1].map(|_| TcpListener::bind("127.0.0.1:0").expect("a port"));
    let [own, elsewhere] = [0, 1].map(|at| format!("https://localhost:{}", listeners[at].local_addr().unwrap().port()));
    let carried = Arc::new(Mutex::new(Vec::new()));
    let cloud = format!("name = \"Hostile\"\nauthority = \"{own}\"\ngraph = \"{own}\"\n");
    home.write("cloud.toml", cloud.as_bytes());
    for (name, listener) in ["own", "elsewhere"].into_iter().zip(listeners) {
        listener.set_nonblocking(true).expect("a listener");
        let server = axum_server::from_tcp_rustls(listener, tls.clone()).expect("a listener");
        let app = router(name, &own, &elsewhere, Arc::clone(&carried));
        tokio::spawn(server.serve(app.into_make_service()));
    }
    Hostile { home, carried }
}

const LINKS: usize = 6;

/// Addresses that lead elsewhere, some to one reader and not to another, or over a line that anybody reads.
fn next_links(own: &str, elsewhere: &str) -> [String; LINKS] {
    let [own_host, host] = [own, elsewhere].map(|origin| origin.trim_start_matches("https://"));
    [
        format!("{elsewhere}/v1.0/next"),
        format!("{own}@{host}/v1.0/next"),
        format!("{own}\\@{host}/v1.0/next"),
        format!("//{host}/v1.0/next"),
        format!("http://{own_host}/v1.0/next"),
        format!("https://{own_host}.evil.example/v1.0/next"),
    ]
}

fn router(name: &'static str, own: &str, elsewhere: &str, carried: Arc<Mutex<Vec<String>>>) -> Router {
    let of_tenant = format!("{own}/{TENANT}");
    let metadata = json!({
        "issuer": format!("{of_tenant}/v2.0"),
        "authorization_endpoint": format!("{of_tenant}/oauth2/v2.0/authorize"),
        "token_endpoint": format!("{of_tenant}/oauth2/v2.0/token"),
        "jwks_uri": format!("{of_tenant}/discovery/v2.0/keys"),
    });
    let token = json!({ "token_type": "Bearer", "expires_in": 3599, "scope": "User.Read", "access_token": TOKEN });
    let see = move |headers: &HeaderMap, path: &str| {
        if headers.get("authorization").is_some_and(|value| value.to_str().is_ok_and(|text| text.contains(TOKEN))) {
            carried.lock().expect("nobody panics with it").push(format!("{name} {path}"));
        }
    };
    let (nexts, away) = (next_links(own, elsewhere), format!("{elsewhere}/v1.0/away"));
    let (seen_me, seen_redirect, seen_rest) = (see.clone(), see.clone(), see);
    Router::new()
        .route(
            &format!("/{TENANT}/v2.0/.well-known/openid-configuration"),
            get(move || async move { metadata.to_string() }),
        )
        .route(
            &format!("/{TENANT}/oauth2/v2.0/token"),
            post(move || async move { ([("content-type", "application/json")], token.to_string()) }),
        )
        .route(
            "/v1.0/me/messages",
            get(move |RawQuery(query): RawQuery, headers: HeaderMap| async move {
                seen_me(&headers, "/v1.0/me/messages");
                let asked = query.unwrap_or_default().rsplit('=').next().and_then(|number| number.parse().ok());
                let next = &nexts[asked.unwrap_or(0_usize)];
                let body = json!({ "value": [], "@odata.nextLink": next }).to_string();
                ([("content-type", "application/json")], body)
            }),
        )
        .route(
            "/v1.0/me/drive",
            get(move |headers: HeaderMap| async move {
                seen_redirect(&headers, "/v1.0/me/drive");
                (StatusCode::FOUND, [(LOCATION, away)]).into_response()
            }),
        )
        .route(
            "/v1.0/me",
            get(|| async {
                // {"access_token":{"acrs":{"essential":true,"value":"c1"}}}
                let claims = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19";
                let challenge = format!("Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"");
                let error = json!({ "error": { "code": "InvalidAuthenticationToken", "message": "More is needed." } });
                let headers = [("www-authenticate", challenge), ("content-type", "application/json".to_owned())];
                (StatusCode::UNAUTHORIZED, headers, error.to_string())
            }),
        )
        .fallback(move |headers: HeaderMap| async move {
            seen_rest(&headers, "another path");
            StatusCode::NOT_FOUND
        })
}

/// Nobody signed it; the server takes anything.
fn assertion() -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(&json!({ "alg": "RS256", "typ": "JWT", "kid": "k" }));
    let claims =
        json!({ "aud": CLIENT, "tid": TENANT, "ver": "2.0", "scp": "access_as_user", "exp": 4_000_000_000_i64 });
    format!("{head}.{}.{}", part(&claims), URL_SAFE_NO_PAD.encode("no signature of anybody's"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_next_page_and_a_redirect_elsewhere_get_no_token() {
    let server = start().await;
    let obo = |args: &[&str]| {
        let facts = ["--cloud", "cloud.toml", "--client-id", CLIENT, "--tenant-id", TENANT];
        let how = ["--assertion", "-", "--secret-from-env", "SECRET", "--send-anyway", "--format", "json"];
        let run = server.home.hallpass(["obo"]).args(facts).args(how).args(args).env("SECRET", "a-secret-of-nobody");
        let run = run.env("SSL_CERT_FILE", server.home.work().join("ca.pem")).input(assertion().as_bytes()).run();
        assert!(!run.all().contains(TOKEN), "the token is told");
        run
    };
    for number in 0..LINKS {
        let call = format!("/me/messages?$skip={number}");
        let ended = tokio::task::block_in_place(|| obo(&["--call", &call, "--next", "3"])).expect_code(1);
        let answer = ended.json();
        let pages = answer["graph"].as_array().expect("pages");
        assert_eq!((pages.len(), &pages[0]["status"]), (2, &200.into()), "{ended}");
        assert_eq!(pages[1]["error"]["code"], "graph-path-not-accepted", "{ended}");
    }

    let ended = tokio::task::block_in_place(|| obo(&["--call", "/me/drive"])).expect_code(1);
    assert_eq!(ended.json()["graph"][0]["error"]["code"], "answer-is-redirect", "{ended}");

    // No hostility: Graph asks for more, and the way on is told.
    let ended = tokio::task::block_in_place(|| obo(&["--call", "/me"])).expect_code(1);
    let reply = &ended.json()["graph"][0];
    assert!(reply["claims"].as_str().is_some_and(|claims| claims.contains("acrs")), "{ended}");
    let hint = reply["error"]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("hallpass sign-in --client-id") && hint.contains("--claims '{"), "{hint}");

    let carried = server.carried.lock().expect("nobody panics with it").clone();
    assert_eq!(carried, [&["own /v1.0/me/messages"; LINKS][..], &["own /v1.0/me/drive"]].concat());
}
