use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use crate::rig::{CONTROL_TOKEN, Rig, text};

#[tokio::test]
async fn only_the_token_opens_it_and_never_from_a_page() {
    let rig = Rig::start().await;
    for (method, action, token, origin, status) in [
        (Method::GET, "status", Some(CONTROL_TOKEN), None, 200),
        (Method::GET, "env", Some(CONTROL_TOKEN), None, 200),
        (Method::GET, "env", None, None, 401),
        (Method::GET, "env", Some("wrong"), None, 401),
        (Method::GET, "env", Some(""), None, 401),
        (Method::GET, "env", Some(CONTROL_TOKEN), Some("https://localhost:3000"), 403),
        (Method::GET, "env", Some(CONTROL_TOKEN), Some("null"), 403),
        (Method::OPTIONS, "env", None, Some("https://localhost:3000"), 403),
        (Method::POST, "env", Some(CONTROL_TOKEN), None, 405),
        (Method::GET, "stop", Some(CONTROL_TOKEN), None, 405),
        (Method::POST, "stop", None, None, 401),
        (Method::GET, "nothing", Some(CONTROL_TOKEN), None, 404),
        (Method::GET, "nothing", None, None, 401),
    ] {
        let url = rig.tenant.authority().join(&format!(".hallpass/{action}")).unwrap();
        let mut request = rig.http.request(method.clone(), url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{method} {action} {token:?} {origin:?}");
        assert!(!answer.headers().keys().any(|name| name.as_str().starts_with("access-control")), "{action}");
        let secret = rig.add_in.client_secret.expose();
        let body = answer.text().await.unwrap();
        assert_eq!(body.contains(secret), status == 200 && action == "env", "{method} {action}");
    }
}

#[tokio::test]
async fn env_is_what_a_program_needs() {
    let rig = Rig::start().await;
    let url = rig.tenant.http_authority().join(".hallpass/env").unwrap();
    let env: Value = rig.http.get(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap().json().await.unwrap();
    assert_eq!(text(&env, "authority"), rig.tenant.authority().as_str());
    assert_eq!(text(&env, "http_authority"), rig.tenant.http_authority().as_str());
    assert_eq!(text(&env, "graph"), rig.tenant.graph().as_str());
    assert_eq!(text(&env, "tenant_id"), rig.tenant.tenant_id().to_string());
    assert_eq!(text(&env, "client_id"), rig.client_id());
    assert_eq!(text(&env, "app_id_uri"), format!("api://localhost:3000/{}", rig.client_id()));
    assert_eq!(text(&env, "scope"), format!("{}/access_as_user", text(&env, "app_id_uri")));
    assert_eq!(text(&env, "user"), "AdeleV@contoso.onmicrosoft.com");
    assert!(text(&env, "started").parse::<jiff::Timestamp>().is_ok());
}

#[tokio::test]
async fn stop_is_asked_of_whoever_started_it() {
    let rig = Rig::start().await;
    let short = Duration::from_millis(50);
    assert!(tokio::time::timeout(short, rig.tenant.stopped()).await.is_err());
    let url = rig.tenant.authority().join(".hallpass/stop").unwrap();
    let answer = rig.http.post(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    tokio::time::timeout(Duration::from_secs(5), rig.tenant.stopped()).await.unwrap();
}
