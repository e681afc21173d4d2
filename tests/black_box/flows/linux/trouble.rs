//! Trouble of the servers on the way, after which what came before it is still told.

use std::net::TcpListener;

use axum::http::StatusCode;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::server::{obo, serve, token_path, with_metadata, write_cloud};

fn token() -> String {
    json!({ "token_type": "Bearer", "expires_in": 3599, "scope": "User.Read", "access_token": "planted" }).to_string()
}

/// Nobody is there: the exchange has worked all the same, and says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_graph_that_is_not_reached_takes_nothing_from_the_exchange() {
    let mut authority = String::new();
    let home = serve(|[own]: &[String; 1]| {
        authority.clone_from(own);
        let json = [("content-type", "application/json")];
        [with_metadata(own).route(&token_path(), post(move || async move { (json, token()) }))]
    })
    .await;
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("a port").port();
    write_cloud(&home, &authority, &format!("https://localhost:{closed}"));
    let ended = obo(&home, &["--call", "/me", "-o", "me.json", "--format", "json"]).expect_code(3);
    let answer = ended.json();
    assert_eq!((&answer["sent"], &answer["granted"]["scopes"]), (&true.into(), &json!(["User.Read"])), "{ended}");
    let reply = &answer["graph"][0];
    assert_eq!((&reply["sent"], &reply["status"]), (&true.into(), &Value::Null), "{ended}");
    assert_eq!(reply["error"]["code"], "connection-refused", "{ended}");
    assert!(!home.work().join("me.json").exists(), "there is nothing to save");
    let told = obo(&home, &["--call", "/me"]).expect_code(3);
    for words in ["exchanged: User.Read", "/v1.0/me → no answer", "nobody answers there", "hint: "] {
        assert!(told.stdout.contains(words), "{words}: {told}");
    }
}

/// The second page breaks: the first is told, and saved.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_does_not_come_takes_nothing_from_the_one_before() {
    let home = serve(|[own]: &[String; 1]| {
        let json = [("content-type", "application/json")];
        let page = json!({ "value": [1], "@odata.nextLink": format!("{own}/v1.0/broken") }).to_string();
        let router = with_metadata(own).route(&token_path(), post(move || async move { (json, token()) }));
        let router = router.route("/v1.0/me/messages", get(move || async move { (json, page) }));
        [router.route("/v1.0/broken", get(move || async move { (json, "{") }))]
    })
    .await;
    let call = ["--call", "/me/messages", "--next", "1", "-o", "pages.json", "--format", "json"];
    let ended = obo(&home, &call).expect_code(3);
    let answer = ended.json();
    assert_eq!(answer["graph"][0]["value"]["value"], json!([1]), "{ended}");
    assert_eq!(answer["graph"][1]["error"]["code"], "answer-not-json", "{ended}");
    let saved = std::fs::read(home.work().join("pages.json")).expect("the first page");
    assert_eq!(serde_json::from_slice::<Value>(&saved).expect("JSON")["value"], json!([1]));
}

/// Asked to come again later, with Entra's own words beside it: that is no verdict.
#[tokio::test(flavor = "multi_thread")]
async fn how_long_to_wait_is_said() {
    for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
        let home = serve(|[own]: &[String; 1]| {
            let body = json!({
                "error": "temporarily_unavailable", "error_codes": [90033],
                "error_description": "AADSTS90033: A transient error has occurred. Please try again.",
            });
            let headers = [("content-type", "application/json"), ("retry-after", "17")];
            let body = body.to_string();
            [with_metadata(own).route(&token_path(), post(move || async move { (status, headers, body) }))]
        })
        .await;
        let ended = obo(&home, &["--format", "json"]).expect_code(3);
        let refusal = &ended.json()["refusal"];
        let error = &refusal["error"];
        assert_eq!(refusal["retry_after"], 17, "{ended}");
        assert_eq!((&error["code"], &error["hint"]), (&"AADSTS90033".into(), &"try again in 17 s".into()), "{ended}");
    }
}
