//! Microsoft Graph over real HTTPS.

mod app_only;
mod enterprise_application;
mod page;
mod plan;
mod registration;
mod replication;
mod rows;

use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;
use sso_core::registration::Registration;

use crate::rig::{Rig, part, text};

const MEGAN: &str = "MeganB@contoso.onmicrosoft.com";
const ADMIN_SCOPES: &str = "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All";

struct Answer {
    status: u16,
    headers: HeaderMap,
    /// Null where there is none.
    body: Value,
}

impl Answer {
    async fn of(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let text_of_body = answer.text().await.unwrap();
        let body = if text_of_body.is_empty() { Value::Null } else { serde_json::from_str(&text_of_body).unwrap() };
        if let Some(inner) = body.pointer("/error/innerError") {
            assert_eq!(text(inner, "request-id"), headers["request-id"].to_str().unwrap());
            assert!(!text(inner, "date").is_empty());
        }
        Self { status, headers, body }
    }
}

async fn get(rig: &Rig, path: &str, bearer: &str) -> Answer {
    Answer::of(rig.http.get(rig.tenant.graph().join(path).unwrap()).bearer_auth(bearer)).await
}

/// Null for no body.
async fn send(rig: &Rig, method: Method, path: &str, bearer: &str, body: Value) -> Answer {
    let request = rig.http.request(method, rig.tenant.graph().join(path).unwrap()).bearer_auth(bearer);
    Answer::of(if body.is_null() { request } else { request.json(&body) }).await
}

/// A token for Graph with these scopes and no others: of a client of its own, because what a person granted once comes
/// back in each token.
async fn graph_token(rig: &Rig, account: &str, scopes: &str) -> String {
    let mut registration = Registration { display_name: "Bare".to_owned(), ..Default::default() };
    registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
    let client_id = rig.tenant.register(registration).app_id.unwrap().to_string();
    let mut request = rig.authorize();
    request.set("client_id", &client_id);
    request.set("scope", scopes);
    let mut redemption = rig.redemption();
    redemption.set("client_id", &client_id);
    redemption.set("code", rig.sign_in_as(&request, account).await.get("code"));
    text(&rig.token(&redemption).await, "access_token").to_owned()
}

#[tokio::test]
async fn me_and_its_properties() {
    let rig = Rig::start().await;
    let token = rig.graph_token().await;
    let Answer { status, body: me, .. } = get(&rig, "v1.0/me", &token).await;
    assert_eq!(status, 200);
    assert_eq!(me["id"], part(&token, 1)["oid"]);
    assert_eq!(text(&me, "@odata.context"), "https://graph.microsoft.com/v1.0/$metadata#users/$entity");
    assert_eq!((text(&me, "givenName"), text(&me, "surname")), ("Adele", "Vance"));

    let me = get(&rig, "v1.0/me?$select=id,displayName", &token).await.body;
    let names: Vec<_> = me.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["@odata.context", "displayName", "id"]);

    let info = get(&rig, "oidc/userinfo", &token).await;
    assert_eq!((info.status, text(&info.body, "sub")), (200, text(&part(&token, 1), "sub")));
}

#[tokio::test]
async fn a_token_that_is_none() {
    let rig = Rig::start().await;
    let good = rig.graph_token().await;
    let bootstrap = text(&rig.tokens().await, "access_token").to_owned();
    let (truncated, _) = good.rsplit_once('.').unwrap();
    let (forged, undecodable) = (format!("{truncated}.AAAA"), format!("{truncated}.A"));
    for (bearer, message) in [
        ("", "Access token is empty."),
        ("opaque", "there are no dots (.)."),
        (truncated, "there must be two dots (.)"),
        (undecodable.as_str(), "CompactToken parsing failed"),
        (forged.as_str(), "Invalid signature."),
        (bootstrap.as_str(), "Invalid audience."),
    ] {
        for path in ["v1.0/me", "v1.0/applications", "oidc/userinfo"] {
            let answer = get(&rig, path, bearer).await;
            assert_eq!((answer.status, text(&answer.body["error"], "code")), (401, "InvalidAuthenticationToken"));
            assert!(text(&answer.body["error"], "message").contains(message), "{}", answer.body);
            assert!(answer.headers["www-authenticate"].to_str().unwrap().starts_with("Bearer realm"), "{message}");
        }
    }
    let without = Answer::of(rig.http.get(rig.tenant.graph().join("v1.0/me").unwrap())).await;
    assert_eq!(text(&without.body["error"], "message"), "Access token is empty.");
    rig.pass(2);
    let late = get(&rig, "v1.0/me", &good).await;
    assert_eq!((late.status, text(&late.body["error"], "code")), (401, "InvalidAuthenticationToken"));
    assert!(text(&late.body["error"], "message").contains("expired"));
}
