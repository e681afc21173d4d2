//! Service principals and grants have effect on sign-in and on-behalf-of.

use reqwest::Method;
use serde_json::{Value, json};
use sso_core::GRAPH_APP_ID;

use super::{ADMIN_SCOPES, MEGAN, get, graph_token, send};
use crate::rig::{Rig, text};

#[tokio::test]
async fn a_switched_off_principal_signs_nobody_in() {
    let rig = Rig::start().await;
    let token = graph_token(&rig, MEGAN, ADMIN_SCOPES).await;
    let by_app = format!("v1.0/servicePrincipals(appId='{}')", rig.client_id());
    let path = format!("v1.0/servicePrincipals/{}", text(&get(&rig, &by_app, &token).await.body, "id"));
    let patch = |body: Value| send(&rig, Method::PATCH, &path, &token, body);
    assert_eq!(patch(json!({ "accountEnabled": false })).await.status, 204);
    assert_eq!(get(&rig, &path, &token).await.body["accountEnabled"], false);
    let principal = rig.tenant.service_principal(rig.add_in.client_id).unwrap();
    assert!(!principal.account_enabled && !principal.app_role_assignment_required);
    for (body, status) in [
        (json!({ "accountEnabled": "yes" }), 400),
        (json!({ "appId": rig.client_id() }), 400),
        (json!({ "notes": "x" }), 400),
        (json!({ "accountEnabled": true, "appRoleAssignmentRequired": true }), 204),
    ] {
        assert_eq!(patch(body.clone()).await.status, status, "{body}");
    }
    assert!(rig.tenant.service_principal(rig.add_in.client_id).unwrap().app_role_assignment_required);

    let post = |app_id: String| send(&rig, Method::POST, "v1.0/servicePrincipals", &token, json!({ "appId": app_id }));
    let again = post(rig.client_id()).await;
    assert_eq!((again.status, text(&again.body["error"], "code")), (409, "Request_MultipleObjectsWithSameKeyValue"));
    let nowhere = post("00000000-0000-4000-8000-000000000000".to_owned()).await;
    assert_eq!(
        (nowhere.status, &nowhere.body["error"]["details"][0]["code"]),
        (400, &json!("NoBackingApplicationObject"))
    );
    let graph = format!("v1.0/servicePrincipals(appId='{GRAPH_APP_ID}')");
    assert_eq!(send(&rig, Method::PATCH, &graph, &token, json!({ "accountEnabled": false })).await.status, 403);
    assert_eq!(send(&rig, Method::DELETE, &path, &token, Value::Null).await.status, 204);
    assert!(rig.tenant.service_principal(rig.add_in.client_id).is_none());
}

/// Object ID of the service principal.
async fn principal(rig: &Rig, token: &str, app_id: &str) -> String {
    let answer = get(rig, &format!("v1.0/servicePrincipals(appId='{app_id}')?$select=id"), token).await;
    text(&answer.body, "id").to_owned()
}

#[tokio::test]
async fn a_grant_is_consent() {
    let rig = Rig::start().await;
    let token = graph_token(&rig, MEGAN, ADMIN_SCOPES).await;
    let client = principal(&rig, &token, &rig.client_id()).await;
    let resource = principal(&rig, &token, &GRAPH_APP_ID.to_string()).await;
    let list = format!("v1.0/oauth2PermissionGrants?$filter=clientId eq '{client}'");
    let listed = get(&rig, &list, &token).await.body;
    let granted = &listed["value"][0];
    assert_eq!((text(granted, "consentType"), text(granted, "resourceId")), ("AllPrincipals", resource.as_str()));
    let path = format!("v1.0/oauth2PermissionGrants/{}", text(granted, "id"));
    assert_eq!(get(&rig, &path, &token).await.body["scope"], granted["scope"]);

    // On-behalf-of follows each change at once.
    let assertion = text(&rig.tokens().await, "access_token").to_owned();
    let mut request = rig.on_behalf_of(&assertion);
    request.set("scope", "https://graph.microsoft.com/Mail.Read");
    let exchange = || async {
        let answer: Value = rig.token_request(&request).send().await.unwrap().json().await.unwrap();
        answer["error_codes"][0].as_u64()
    };
    assert_eq!(exchange().await, Some(65001));
    let patch = |scope: &str| send(&rig, Method::PATCH, &path, &token, json!({ "scope": scope }));
    assert_eq!(patch("openid profile User.Read mail.read").await.status, 204);
    assert_eq!(exchange().await, None);
    assert_eq!(send(&rig, Method::DELETE, &path, &token, Value::Null).await.status, 204);
    assert_eq!(exchange().await, Some(65001));

    let post = |body: Value| send(&rig, Method::POST, "v1.0/oauth2PermissionGrants", &token, body);
    let adele = rig.tenant.people()[0].id;
    let for_all =
        json!({ "clientId": client, "consentType": "AllPrincipals", "resourceId": resource, "scope": "openid" });
    let for_one = json!({
        "clientId": client, "consentType": "Principal", "principalId": adele, "resourceId": resource,
        "scope": "Mail.Read",
    });
    let with = |name: &str, value: Value| {
        let mut body = for_all.clone();
        body[name] = value;
        body
    };
    for (body, status, word) in [
        (with("clientId", rig.client_id().into()), 404, "does not exist"),
        (with("clientId", "x".into()), 400, "'clientId'"),
        (with("consentType", "Everybody".into()), 400, "'consentType'"),
        (with("consentType", "Principal".into()), 400, "'principalId'"),
        (with("scope", "x".repeat(3851).into()), 400, "'scope'"),
        (with("shoeSize", 43.into()), 400, "Invalid property 'shoeSize'."),
    ] {
        let answer = post(body).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(text(&answer.body["error"], "message").contains(word), "{}", answer.body);
    }
    assert_eq!(post(for_all.clone()).await.status, 201);
    let again = post(for_all.clone()).await;
    assert_eq!((again.status, text(&again.body["error"], "message")), (409, "Permission entry already exists."));
    assert_eq!(exchange().await, Some(65001));
    let created = post(for_one).await;
    assert_eq!((created.status, text(&created.body, "consentType")), (201, "Principal"));
    assert_eq!(exchange().await, None);
}
