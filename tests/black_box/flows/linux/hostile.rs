//! A Graph that wants the token elsewhere: a next page on another host, a redirect. Neither gets one.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::RawQuery;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use hallpass_tests::home::Home;
use serde_json::json;

use super::server::{obo, serve, token_path, with_metadata};

const TOKEN: &str = "the-planted-graph-token-of-this-test";

struct Hostile {
    home: Home,
    /// Each request that carried the token: the server and the path.
    carried: Arc<Mutex<Vec<String>>>,
}

/// Two servers: one is Entra and Graph, the other is nobody's.
async fn start() -> Hostile {
    let carried = Arc::new(Mutex::new(Vec::new()));
    let home =
        serve(|[own, elsewhere]| ["own", "elsewhere"].map(|name| router(name, own, elsewhere, Arc::clone(&carried))))
            .await;
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
    let token = json!({ "token_type": "Bearer", "expires_in": 3599, "scope": "User.Read", "access_token": TOKEN });
    let see = move |headers: &HeaderMap, path: &str| {
        if headers.get("authorization").is_some_and(|value| value.to_str().is_ok_and(|text| text.contains(TOKEN))) {
            carried.lock().expect("nobody panics with it").push(format!("{name} {path}"));
        }
    };
    let (nexts, away) = (next_links(own, elsewhere), format!("{elsewhere}/v1.0/away"));
    let (seen_me, seen_redirect, seen_rest) = (see.clone(), see.clone(), see);
    with_metadata(own)
        .route(&token_path(), post(move || async move { ([("content-type", "application/json")], token.to_string()) }))
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

#[tokio::test(flavor = "multi_thread")]
async fn a_next_page_and_a_redirect_elsewhere_get_no_token() {
    let server = start().await;
    let obo = |args: &[&str]| {
        let run = obo(&server.home, &[args, &["--format", "json"]].concat());
        assert!(!run.all().contains(TOKEN), "the token is told");
        run
    };
    for number in 0..LINKS {
        let call = format!("/me/messages?$skip={number}");
        let ended = obo(&["--call", &call, "--next", "3"]).expect_code(1);
        let answer = ended.json();
        let pages = answer["graph"].as_array().expect("pages");
        assert_eq!((pages.len(), &pages[0]["status"]), (2, &200.into()), "{ended}");
        assert_eq!(pages[1]["error"]["code"], "graph-path-not-accepted", "{ended}");
    }

    let ended = obo(&["--call", "/me/drive"]).expect_code(1);
    let reply = &ended.json()["graph"][0];
    assert_eq!((&reply["error"]["code"], &reply["sent"]), (&"answer-is-redirect".into(), &true.into()), "{ended}");
    assert!(reply["error"]["hint"].as_str().is_some_and(|hint| hint.contains("downloadUrl")), "{ended}");

    // No hostility: Graph asks for more, and the way on is told.
    let ended = obo(&["--call", "/me"]).expect_code(1);
    let reply = &ended.json()["graph"][0];
    assert!(reply["claims"].as_str().is_some_and(|claims| claims.contains("acrs")), "{ended}");
    let hint = reply["error"]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("hallpass sign-in --client-id") && hint.contains("--claims '{"), "{hint}");

    let carried = server.carried.lock().expect("nobody panics with it").clone();
    assert_eq!(carried, [&["own /v1.0/me/messages"; LINKS][..], &["own /v1.0/me/drive"]].concat());
}
