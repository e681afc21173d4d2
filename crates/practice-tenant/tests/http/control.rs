use std::time::Duration;

use practice_tenant::Fault;
use reqwest::Method;
use serde_json::Value;
use sso_core::ClientId;
use sso_core::registration::Registration;

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
        (Method::GET, "reset", Some(CONTROL_TOKEN), None, 405),
        (Method::PUT, "faults", Some(CONTROL_TOKEN), None, 405),
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

/// Each call that changes or tells something.
const CALLS: [(Method, &str); 12] = [
    (Method::GET, "status"),
    (Method::GET, "env"),
    (Method::POST, "stop"),
    (Method::POST, "reset"),
    (Method::GET, "time"),
    (Method::POST, "time"),
    (Method::GET, "faults"),
    (Method::POST, "faults"),
    (Method::DELETE, "faults"),
    (Method::GET, "activity"),
    (Method::GET, "consent"),
    (Method::POST, "token"),
];

#[tokio::test]
async fn no_call_is_open_to_a_stranger() {
    let rig = Rig::start().await;
    rig.tenant.fault(Fault::new("50079", None, None).unwrap());
    let registration =
        Registration { display_name: "Registered since the start".to_owned(), ..Registration::default() };
    let registered = rig.tenant.register(registration).app_id.unwrap();
    let before = state(&rig, registered).await;
    assert!(before.2 && before.0.len() == 1);
    let origin = rig.tenant.http_authority().as_str().trim_end_matches('/').to_owned();
    let port = rig.tenant.http_authority().port().unwrap();
    for (method, action) in CALLS {
        let url = rig.tenant.http_authority().join(&format!(".hallpass/{action}")).unwrap();
        let call = || rig.http.request(method.clone(), url.clone()).body(r#"{"code": 50076, "kind": "id"}"#);
        for (name, status, request) in [
            ("no token", 401, call()),
            ("a wrong token", 401, call().bearer_auth("control-token-of-the-testz")),
            ("a part of the token", 401, call().bearer_auth(&CONTROL_TOKEN[..8])),
            ("another scheme", 401, call().header("Authorization", format!("Basic {CONTROL_TOKEN}"))),
            ("a page of its own origin", 403, call().bearer_auth(CONTROL_TOKEN).header("Origin", &origin)),
            ("a page elsewhere", 403, call().bearer_auth(CONTROL_TOKEN).header("Origin", "https://contoso.example")),
            ("another host", 421, call().bearer_auth(CONTROL_TOKEN).header("Host", format!("contoso.example:{port}"))),
            ("another port", 421, call().bearer_auth(CONTROL_TOKEN).header("Host", "localhost:1")),
        ] {
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), status, "{method} {action} with {name}");
            assert!(!answer.headers().keys().any(|header| header.as_str().starts_with("access-control")), "{name}");
        }
    }
    assert_eq!(state(&rig, registered).await, before, "a stranger changed something");
    assert!(tokio::time::timeout(Duration::from_millis(50), rig.tenant.stopped()).await.is_err());
}

/// What a call could have changed: the faults themselves, the time, and what a reset takes back.
async fn state(rig: &Rig, registered: ClientId) -> (Vec<Fault>, Value, bool) {
    let url = rig.tenant.http_authority().join(".hallpass/time").unwrap();
    let time: Value = rig.http.get(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap().json().await.unwrap();
    (rig.tenant.faults(), time["ahead_seconds"].clone(), rig.tenant.service_principal(registered).is_some())
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

/// Data alone: what the token endpoint makes of it is its own matter.
#[tokio::test]
async fn what_somebody_consented_to() {
    let rig = Rig::start().await;
    let tenant = rig.tenant.tenant_id().to_string();
    let administrator: Value = {
        let url = rig.tenant.http_authority().join(".hallpass/status").unwrap();
        rig.http.get(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap().json().await.unwrap()
    };
    let (client, user) = (rig.client_id(), text(&administrator, "administrator").to_owned());
    let nobody = "00000000-0000-4000-8000-00000000000f";
    for (query, status, graph) in [
        (format!("tenant={tenant}&client={client}&user={user}"), 200, Some("User.Read")),
        (format!("tenant={nobody}&client={client}&user={user}"), 200, None),
        (format!("tenant={tenant}&client={nobody}&user={user}"), 200, None),
        (format!("tenant={tenant}&client={client}&user={nobody}"), 200, None),
        (format!("tenant={tenant}&client={client}"), 400, None),
        (format!("tenant={tenant}&client={client}&user=adele"), 400, None),
    ] {
        let url = rig.tenant.http_authority().join(&format!(".hallpass/consent?{query}")).unwrap();
        let answer = rig.http.get(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap();
        assert_eq!(answer.status(), status, "{query}");
        let answer: Value = answer.json().await.unwrap();
        let names = answer["graph"].as_array().map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        assert_eq!(
            names.is_some_and(|names| graph.is_some_and(|name| names.contains(&name))),
            graph.is_some(),
            "{answer}"
        );
    }
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
