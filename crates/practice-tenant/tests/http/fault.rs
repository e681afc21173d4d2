//! Faults: set through the Rust API and the control endpoint, met over HTTP.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use practice_tenant::{Fault, FaultTarget};

use crate::rig::{Page, Returned, Rig, text};

async fn control(rig: &Rig, method: Method, action: &str, body: Option<Value>) -> (StatusCode, Value) {
    let url = rig.tenant.authority().join(&format!(".hallpass/{action}")).unwrap();
    let mut request = rig.http.request(method, url).bearer_auth(crate::rig::CONTROL_TOKEN);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

#[tokio::test]
async fn the_third_exchange_asks_for_a_second_factor() {
    let rig = Rig::start().await;
    let tokens = rig.tokens().await;
    let exchange = rig.on_behalf_of(text(&tokens, "access_token"));
    let fault = json!({ "code": "AADSTS50076", "on": "obo", "nth": 3 });
    let (status, answer) = control(&rig, Method::POST, "faults", Some(fault)).await;
    assert_eq!((status, &answer["faults"]), (StatusCode::OK, &json!([{ "code": 50076, "on": "obo", "nth": 3 }])));

    for n in 1..=4 {
        let answer = rig.token_request(&exchange).send().await.unwrap();
        assert_eq!(answer.status(), if n == 3 { 400 } else { 200 }, "exchange {n}");
        let body: Value = answer.json().await.unwrap();
        if n == 3 {
            assert_eq!((&body["error_codes"], text(&body, "suberror")), (&json!([50076]), "basic_action"));
            assert!(text(&body, "error_description").starts_with("AADSTS50076: Due to a configuration change"));
        }
    }
    assert_eq!(rig.tenant.faults(), []);
}

#[tokio::test]
async fn each_endpoint_can_be_struck_until_it_is_cleared() {
    let rig = Rig::start().await;
    let graph_token = rig.graph_token().await;
    let devices = || rig.http.post(rig.url("oauth2/v2.0/devicecode")).body("");
    let set = |code, on| rig.tenant.fault(Fault::new(code, Some(on), None).unwrap());
    set("90002", FaultTarget::Discovery);
    set("65004", FaultTarget::Authorize);
    set("90033", FaultTarget::Token);
    set("429", FaultTarget::Graph);

    let discovery = || rig.http.get(rig.url("v2.0/.well-known/openid-configuration")).send();
    let body: Value = discovery().await.unwrap().json().await.unwrap();
    assert_eq!(body["error_codes"], json!([90002]));
    let returned = Returned::of(&rig.get_authorize(&rig.authorize()).await);
    assert_eq!((returned.get("error"), returned.get("state")), ("access_denied", "the-state"));
    for request in [rig.token_request(&rig.redemption()), devices()] {
        assert_eq!(request.send().await.unwrap().status(), 503);
    }
    let me = || rig.http.get(rig.tenant.graph().join("v1.0/me").unwrap()).bearer_auth(&graph_token).send();
    let answer = me().await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (429, &"1".parse().unwrap()));
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["error"]["code"], "activityLimitReached");

    let (_, answer) = control(&rig, Method::DELETE, "faults", None).await;
    assert_eq!(answer["faults"], json!([]));
    assert_eq!(discovery().await.unwrap().status(), 200);
    Page::of(rig.get_authorize(&rig.authorize()).await).await;
    assert_eq!(me().await.unwrap().status(), 200);
    assert_eq!(devices().send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn what_must_not_reach_the_redirect_uri_stays_on_a_page() {
    let rig = Rig::start().await;
    rig.tenant.fault(Fault::new("50011", None, None).unwrap());
    crate::refusal::assert_page(rig.get_authorize(&rig.authorize()).await, 50011).await;
}

#[tokio::test]
async fn a_wrong_fault_is_told_with_what_was_near() {
    let rig = Rig::start().await;
    for (body, has) in [
        (json!({ "code": 50067 }), "50076"),
        (json!({ "code": "50076", "on": "obn" }), "client-credentials"),
        (json!({ "code": "50076", "on": "graph" }), "no answer of this endpoint: graph"),
        (json!({ "code": "50076", "nth": 0 }), "nth"),
        (json!({}), "code"),
        (json!([]), "JSON object"),
    ] {
        let (status, answer) = control(&rig, Method::POST, "faults", Some(body.clone())).await;
        assert_eq!(status, 400, "{body}");
        assert!(answer.to_string().contains(has), "{body}: {answer}");
    }
    assert_eq!(rig.tenant.faults(), []);
}
