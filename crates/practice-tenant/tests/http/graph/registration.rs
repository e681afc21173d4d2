//! Building a registration by Graph's calls, with the traps on the way.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::{ADMIN_SCOPES, Answer, MEGAN, get, graph_token, send};
use crate::rig::{Rig, text};

const SCOPE: Uuid = uuid!("5c09e000-0000-4000-8000-000000000001");
const OFFICE: &str = "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e";

fn scope(enabled: bool) -> Value {
    json!({
        "id": SCOPE, "value": "access_as_user", "type": "User", "isEnabled": enabled,
        "adminConsentDisplayName": "Office can act as the user", "adminConsentDescription": "…",
    })
}

/// An administrator with a new application.
struct Portal {
    rig: Rig,
    token: String,
    app_id: String,
    path: String,
}

impl Portal {
    async fn new() -> Self {
        let rig = Rig::start().await;
        let token = graph_token(&rig, MEGAN, ADMIN_SCOPES).await;
        let created = send(&rig, Method::POST, "v1.0/applications", &token, json!({ "displayName": "New" })).await;
        assert_eq!(created.status, 201, "{}", created.body);
        let path = format!("v1.0/applications/{}", text(&created.body, "id"));
        Self { app_id: text(&created.body, "appId").to_owned(), rig, token, path }
    }

    async fn patch(&self, body: Value) -> Answer {
        send(&self.rig, Method::PATCH, &self.path, &self.token, body).await
    }

    async fn done(&self, body: Value) {
        let answer = self.patch(body).await;
        assert_eq!((answer.status, &answer.body), (204, &Value::Null));
    }

    async fn refused(&self, body: Value, status: u16, code: &str, word: &str) {
        let before = get(&self.rig, &self.path, &self.token).await.body;
        let answer = self.patch(body).await;
        assert_eq!((answer.status, answer.body["error"]["code"].as_str()), (status, Some(code)), "{}", answer.body);
        assert!(text(&answer.body["error"], "message").contains(word), "{}", answer.body);
        assert_eq!(get(&self.rig, &self.path, &self.token).await.body, before, "nothing of it may stay");
    }

    fn uri(&self) -> String {
        format!("api://localhost:3000/{}", self.app_id)
    }
}

#[tokio::test]
async fn from_nothing_to_a_registration_that_works() {
    let portal = Portal::new().await;
    let read = get(&portal.rig, &format!("v1.0/applications(appId='{}')", portal.app_id), &portal.token).await.body;
    assert_eq!((text(&read, "displayName"), text(&read, "signInAudience")), ("New", "AzureADMyOrg"));
    assert_eq!(text(&read, "publisherDomain"), "contoso.onmicrosoft.com");
    let principal = format!("v1.0/servicePrincipals(appId='{}')", portal.app_id);
    assert_eq!(get(&portal.rig, &principal, &portal.token).await.status, 404, "Graph makes none by itself");

    portal.done(json!({ "api": { "requestedAccessTokenVersion": 2, "oauth2PermissionScopes": [scope(true)] } })).await;
    portal.done(json!({ "identifierUris": [portal.uri()] })).await;
    let pre_authorized = json!([{ "appId": OFFICE, "delegatedPermissionIds": [SCOPE] }]);
    portal.done(json!({ "api": { "preAuthorizedApplications": pre_authorized } })).await;
    portal.done(json!({ "publicClient": { "redirectUris": ["http://localhost"] }, "notes": "for tests" })).await;

    let answer =
        send(&portal.rig, Method::POST, "v1.0/servicePrincipals", &portal.token, json!({ "appId": portal.app_id }));
    assert_eq!(answer.await.status, 201);
    let list = format!("v1.0/applications?$filter=appId eq '{}'", portal.app_id);
    let read = get(&portal.rig, &list, &portal.token).await.body;
    let read = &read["value"][0];
    assert_eq!(
        (read["api"]["preAuthorizedApplications"].clone(), &read["notes"]),
        (pre_authorized, &json!("for tests"))
    );
    assert_eq!(read["api"]["oauth2PermissionScopes"][0]["value"], "access_as_user", "objects join, lists replace");

    // It is a registration like any other: a client signs in to it.
    let mut request = portal.rig.authorize();
    request.set("client_id", &portal.app_id);
    request.set("scope", format!("openid {}/access_as_user", portal.uri()));
    assert!(!portal.rig.sign_in(&request).await.get("code").is_empty());

    let deleted = send(&portal.rig, Method::DELETE, &portal.path, &portal.token, Value::Null).await;
    assert_eq!(deleted.status, 204);
    assert_eq!(get(&portal.rig, &portal.path, &portal.token).await.status, 404);
    assert_eq!(get(&portal.rig, &principal, &portal.token).await.status, 404);
    let page = portal.rig.get_authorize(&request).await.text().await.unwrap();
    assert!(page.contains("AADSTS700016"), "{page}");
}

#[tokio::test]
async fn the_traps() {
    let portal = Portal::new().await;
    let taken = portal.rig.add_in.app_id_uri.clone();
    let nowhere = json!({ "identifierUris": ["api://addin.fabrikam.com/api"] });

    // The version before the URI …
    portal.refused(nowhere.clone(), 400, "HostNameNotOnVerifiedDomain", "verified domain").await;
    portal.done(json!({ "identifierUris": ["api://addin.contoso.onmicrosoft.com/api"] })).await;
    let strict = practice_tenant::IdentifierUriPolicy::Strict;
    portal.rig.tenant.set_identifier_uri_policy(portal.rig.tenant.tenant_id(), strict);
    let office = json!({ "identifierUris": [portal.uri()] });
    portal.refused(office.clone(), 400, "HostNameNotOnVerifiedDomain", &portal.uri()).await;
    portal.done(json!({ "api": { "requestedAccessTokenVersion": 2 } })).await;
    portal.done(office).await;
    // … and not back.
    let back = json!({ "api": { "requestedAccessTokenVersion": 1 } });
    portal.refused(back, 400, "HostNameNotOnVerifiedDomain", &portal.uri()).await;
    portal
        .refused(json!({ "identifierUris": [taken.to_uppercase()] }), 400, "Request_BadRequest", "already exists")
        .await;
    for malformed in ["api://x/", "localhost", "api://*.contoso.com/a", "api://a b"] {
        let body = json!({ "identifierUris": [malformed] });
        portal.refused(body, 400, "Request_BadRequest", "'identifierUris'").await;
    }

    // A scope and its pre-authorization are two requests.
    let pre_authorized = json!([{ "appId": OFFICE, "delegatedPermissionIds": [SCOPE] }]);
    let both =
        json!({ "api": { "oauth2PermissionScopes": [scope(true)], "preAuthorizedApplications": pre_authorized } });
    portal.refused(both, 400, "InvalidValue", "cannot be found in the AppPermissions sets").await;
    portal.done(json!({ "api": { "oauth2PermissionScopes": [scope(true)] } })).await;
    let beta = json!({ "api": { "preAuthorizedApplications": [{ "appId": OFFICE, "permissionIds": [SCOPE] }] } });
    portal.refused(beta, 400, "Request_BadRequest", "Unexpected contents in request body.").await;

    // An enabled scope stays until it is disabled.
    let none = json!({ "api": { "oauth2PermissionScopes": [] } });
    portal.refused(none.clone(), 400, "CannotDeleteOrUpdateEnabledEntitlement", "unless disabled first").await;
    let mut renamed = scope(true);
    renamed["value"] = "access".into();
    let renamed = json!({ "api": { "oauth2PermissionScopes": [renamed] } });
    portal.refused(renamed, 400, "CannotDeleteOrUpdateEnabledEntitlement", "unless disabled first").await;
    portal.done(json!({ "api": { "oauth2PermissionScopes": [scope(false)] } })).await;
    portal.done(none).await;
    let twice = json!({ "api": { "oauth2PermissionScopes": [scope(true), scope(true)] } });
    portal.refused(twice, 400, "Request_BadRequest", "duplicate values").await;

    // Personal accounts want version 2, and short names.
    portal.done(json!({ "identifierUris": [] })).await;
    portal.done(json!({ "api": { "requestedAccessTokenVersion": null } })).await;
    let personal = json!({ "signInAudience": "AzureADandPersonalMicrosoftAccount" });
    portal.refused(personal.clone(), 400, "InvalidValue", "api.requestedAccessTokenVersion").await;
    portal.done(json!({ "api": { "requestedAccessTokenVersion": 2 } })).await;
    portal.done(personal).await;
    portal.refused(json!({ "displayName": "x".repeat(91) }), 400, "Request_BadRequest", "'displayName'").await;

    for (body, word) in [
        (json!({ "appId": SCOPE }), "read-only"),
        (json!({ "passwordCredentials": [] }), "read-only"),
        (json!({ "replyUrlsWithType": [] }), "Invalid property 'replyUrlsWithType'."),
        (json!({ "signInAudience": "Everybody" }), "'signInAudience'"),
        (json!({ "web": { "redirectUris": ["http://contoso.com/"] } }), "'redirectUris'"),
        (json!({ "spa": { "redirectUris": ["https://localhost/#x"] } }), "'redirectUris'"),
        (json!({ "spa": { "redirectUris": ["https://localhost/?x=1"] } }), "'redirectUris'"),
    ] {
        portal.refused(body, 400, "Request_BadRequest", word).await;
    }
}

#[tokio::test]
async fn what_is_no_registration_is_not_created() {
    let portal = Portal::new().await;
    for (body, word) in [
        (json!({}), "'displayName'"),
        (json!({ "displayName": "x", "id": SCOPE }), "read-only"),
        (json!({ "displayName": "x", "identifierUris": [portal.rig.add_in.app_id_uri] }), "verified domain"),
        (json!({ "displayName": "x".repeat(121) }), "'displayName'"),
        (
            json!({ "displayName": "x".repeat(91), "signInAudience": "AzureADandPersonalMicrosoftAccount",
                    "api": { "requestedAccessTokenVersion": 2 } }),
            "'displayName'",
        ),
        (json!([]), "Unable to read JSON"),
    ] {
        let answer = send(&portal.rig, Method::POST, "v1.0/applications", &portal.token, body).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(text(&answer.body["error"], "message").contains(word), "{}", answer.body);
    }
    // One POST may hold both, because nothing was there before.
    let body = json!({
        "displayName": "Both",
        "api": {
            "oauth2PermissionScopes": [scope(true)],
            "preAuthorizedApplications": [{ "appId": OFFICE, "delegatedPermissionIds": [SCOPE] }],
        },
    });
    assert_eq!(send(&portal.rig, Method::POST, "v1.0/applications", &portal.token, body).await.status, 201);
    let url = portal.rig.tenant.graph().join("v1.0/applications").unwrap();
    let no_type = portal.rig.http.post(url.clone()).bearer_auth(&portal.token).body("{}").send().await.unwrap();
    assert!(no_type.text().await.unwrap().contains("Content-Type header"));
    let put = portal.rig.http.put(url).bearer_auth(&portal.token).json(&json!({})).send().await.unwrap();
    assert_eq!(put.status(), 405);
    // Writing is an administrator's right, whatever the scope.
    let adele = graph_token(&portal.rig, "AdeleV@contoso.onmicrosoft.com", "User.Read").await;
    assert_eq!(send(&portal.rig, Method::DELETE, &portal.path, &adele, Value::Null).await.status, 403);
}

#[tokio::test]
async fn a_secret_is_shown_once_and_ends_when_it_is_told_to() {
    let portal = Portal::new().await;
    let path = format!("{}/addPassword", portal.path);
    let add = |body: Value| send(&portal.rig, Method::POST, &path, &portal.token, body);
    let end = "2030-01-31T00:00:00Z";
    let issued = add(json!({ "passwordCredential": { "displayName": "dev", "endDateTime": end } })).await;
    assert_eq!((issued.status, text(&issued.body, "endDateTime")), (200, end));
    let secret = text(&issued.body, "secretText").to_owned();
    assert!(secret.starts_with(text(&issued.body, "hint")));
    let read = get(&portal.rig, &portal.path, &portal.token).await.body;
    assert_eq!(read["passwordCredentials"][0]["secretText"], Value::Null);
    assert_eq!(read["passwordCredentials"][0]["keyId"], issued.body["keyId"]);
    assert!(!read.to_string().contains(&secret));
    let long = json!({ "passwordCredential": { "displayName": "x".repeat(91) } });
    assert_eq!(add(long).await.status, 400);
    let backwards = json!({ "passwordCredential": { "startDateTime": end, "endDateTime": "2029-01-01T00:00:00Z" } });
    assert_eq!(add(backwards).await.status, 400);

    let remove = format!("{}/removePassword", portal.path);
    let body = json!({ "keyId": issued.body["keyId"] });
    assert_eq!(send(&portal.rig, Method::POST, &remove, &portal.token, body.clone()).await.status, 204);
    assert_eq!(send(&portal.rig, Method::POST, &remove, &portal.token, body).await.status, 400);
    let add_key = format!("{}/addKey", portal.path);
    assert_eq!(send(&portal.rig, Method::POST, &add_key, &portal.token, json!({})).await.status, 400);

    // Two are the limit where personal accounts may sign in.
    portal.done(json!({ "api": { "requestedAccessTokenVersion": 2 } })).await;
    portal.done(json!({ "signInAudience": "AzureADandPersonalMicrosoftAccount" })).await;
    assert_eq!(add(json!({})).await.status, 200);
    assert_eq!(add(json!({})).await.status, 200);
    assert_eq!(add(json!({})).await.status, 400);
}

/// No number of calls makes a registration grow for ever.
#[tokio::test]
async fn a_registration_and_its_secrets_have_a_limit() {
    let portal = Portal::new().await;
    let long = "x".repeat(50_000);
    for (name, status) in [("notes", 204), ("description", 204), ("samlMetadataUrl", 400)] {
        let body = json!({ name: long });
        assert_eq!(send(&portal.rig, Method::PATCH, &portal.path, &portal.token, body).await.status, status, "{name}");
    }
    let path = format!("{}/addPassword", portal.path);
    let mut added = 0;
    while send(&portal.rig, Method::POST, &path, &portal.token, json!({})).await.status == 200 {
        added += 1;
        assert!(added <= 100);
    }
    assert_eq!(added, 100);
}
