//! Metadata and keys as servers meet them: from a stand-in that has those of the practice tenant, and changes one thing.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::Workshop;
use super::servers::{Kind, NODE, PYTHON, Server};

#[derive(Clone)]
struct StandIn {
    issuer: String,
    address: String,
    /// `None`: the answer is an error.
    keys: Arc<Mutex<Option<Value>>>,
}

async fn metadata(State(stand_in): State<StandIn>) -> Json<Value> {
    let StandIn { issuer, address, .. } = stand_in;
    Json(json!({ "issuer": issuer, "jwks_uri": format!("{address}/keys") }))
}

async fn keys(State(stand_in): State<StandIn>) -> Result<Json<Value>, StatusCode> {
    let keys = stand_in.keys.lock().expect("nobody panics with it").clone();
    keys.map(Json).ok_or(StatusCode::INTERNAL_SERVER_ERROR)
}

async fn start<'a>(workshop: &'a Workshop, kind: Kind, keys_now: Option<Value>) -> (Server<'a>, StandIn) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://localhost:{}", listener.local_addr().expect("a port").port());
    let tenant = workshop.setting("tenant_id");
    let authority = workshop.setting("authority").replace(tenant, "{tenantid}");
    let issuer = format!("{authority}/v2.0");
    let stand_in = StandIn { issuer, address: address.clone(), keys: Arc::new(Mutex::new(keys_now)) };
    let router = Router::new().route("/any/v2.0/.well-known/openid-configuration", get(metadata));
    let router = router.route("/keys", get(keys)).with_state(stand_in.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let authority = format!("{address}/any");
    (Server::start(workshop, kind, &FACTS, &[("AUTHORITY", &authority)]), stand_in)
}

async fn keys_of_tenant(workshop: &Workshop) -> Value {
    let address = format!("{}/discovery/v2.0/keys", workshop.setting("authority"));
    let answer = workshop.person().http().get(address).send().await.expect("keys");
    answer.json().await.expect("JSON")
}

fn with_issuer(keys: &Value, issuer: &str) -> Value {
    let mut keys = keys.clone();
    for key in keys["keys"].as_array_mut().expect("keys") {
        key["issuer"] = issuer.into();
    }
    keys
}

const FACTS: [&str; 6] =
    ["--cloud", "practice", "--permission", "User.Read", "--account-types", "multi-tenant-and-personal"];

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_for_its_issuer_alone_on_node() {
    a_key_is_for_its_issuer_alone(NODE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_for_its_issuer_alone_in_python() {
    a_key_is_for_its_issuer_alone(PYTHON).await;
}

/// Of several keys none is tried for a token that names none; that says nothing of Entra's keys.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_names_no_key_is_refused_on_node() {
    a_token_that_names_no_key_is_refused(NODE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_names_no_key_is_refused_in_python() {
    a_token_that_names_no_key_is_refused(PYTHON).await;
}

async fn a_token_that_names_no_key_is_refused(kind: Kind) {
    let workshop = Workshop::open();
    let (token, mut keys) = (workshop.token(&["bootstrap-v2"]), keys_of_tenant(&workshop).await);
    let keys_there = keys["keys"].as_array_mut().expect("keys");
    let mut second = keys_there[0].clone();
    second["kid"] = "the next one".into();
    keys_there.push(second);
    let (server, _) = start(&workshop, kind, Some(keys)).await;
    let (_, rest) = token.split_once('.').expect("three parts");
    for header in [json!({ "typ": "JWT", "alg": "RS256" }), json!({ "typ": "JWT", "alg": "RS256", "kid": null })] {
        let nameless = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()));
        let answer = server.ask(Some(&nameless)).await;
        assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{header}: {answer:?}");
    }
    drop(server);
    workshop.close();
}

async fn a_key_is_for_its_issuer_alone(kind: Kind) {
    let workshop = Workshop::open();
    let (token, keys) = (workshop.token(&["bootstrap-v2"]), keys_of_tenant(&workshop).await);
    let issuer = |tenant: &str| workshop.setting("authority").replace(workshop.setting("tenant_id"), tenant) + "/v2.0";
    for (issuer, is_taken) in [
        (issuer("{tenantid}"), true),
        (issuer("{TenantId}"), true),
        (issuer(workshop.setting("tenant_id")), true),
        // The key of personal accounts, under a token of an organization.
        (issuer("9188040d-6c67-4c5b-b112-36a304b66dad"), false),
    ] {
        let (server, _) = start(&workshop, kind, Some(with_issuer(&keys, &issuer))).await;
        let answer = server.ask(Some(&token)).await;
        // What comes after the check fails: the stand-in exchanges nothing.
        assert_eq!(answer.code() != "token_refused", is_taken, "{issuer}: {answer:?}");
        drop(server);
    }
    workshop.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_cannot_be_fetched_say_nothing_about_a_token() {
    let workshop = Workshop::open();
    let (token, keys) = (workshop.token(&["bootstrap-v2"]), keys_of_tenant(&workshop).await);
    let (server, stand_in) = start(&workshop, NODE, None).await;
    let answer = server.ask(Some(&token)).await;
    assert_eq!((answer.status, answer.code()), (503, "unavailable"), "{answer:?}");
    *stand_in.keys.lock().expect("nobody panics with it") = Some(keys);
    let answer = server.ask(Some(&token)).await;
    assert_ne!(answer.code(), "unavailable", "the failure is kept: {answer:?}");
    assert!(!answer.code().starts_with("token"), "{answer:?}");
    drop(server);
    workshop.close();
}
