//! What is new is not known at once.

use reqwest::Method;
use serde_json::json;

use super::{ADMIN_SCOPES, MEGAN, get, graph_token, send};
use crate::rig::{Rig, text};

#[tokio::test]
async fn a_new_application_is_missing_for_some_calls() {
    let rig = Rig::start().await;
    let token = graph_token(&rig, MEGAN, ADMIN_SCOPES).await;
    rig.tenant.set_replication_lag(2);
    let body = json!({ "displayName": "New", "tags": ["a:b"] });
    let created = send(&rig, Method::POST, "v1.0/applications", &token, body).await;
    assert_eq!(created.status, 201);
    let (id, client_id) = (text(&created.body, "id"), text(&created.body, "appId"));
    let by_tag = "v1.0/applications?$filter=tags/any(t:t%20eq%20'a:b')";
    assert_eq!(get(&rig, by_tag, &token).await.body["value"], json!([]));
    let principal = json!({ "appId": client_id });
    let refused = send(&rig, Method::POST, "v1.0/servicePrincipals", &token, principal.clone()).await;
    assert_eq!(refused.body["error"]["details"][0]["code"], "NoBackingApplicationObject");
    assert_eq!(get(&rig, by_tag, &token).await.body["value"][0]["id"], id);

    let made = send(&rig, Method::POST, "v1.0/servicePrincipals", &token, principal).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let path = format!("v1.0/servicePrincipals(appId='{client_id}')");
    let statuses = [get(&rig, &path, &token).await.status, get(&rig, &path, &token).await.status];
    assert_eq!((statuses, get(&rig, &path, &token).await.status), ([404, 404], 200));
    // What was there before is not concerned, and without a lag nothing is.
    assert_eq!(get(&rig, &format!("v1.0/applications(appId='{}')", rig.client_id()), &token).await.status, 200);
    rig.tenant.set_replication_lag(0);
    let created = send(&rig, Method::POST, "v1.0/applications", &token, json!({ "displayName": "Next" })).await;
    assert_eq!(get(&rig, &format!("v1.0/applications/{}", text(&created.body, "id")), &token).await.status, 200);
}
