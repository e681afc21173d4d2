//! What Graph answers and no rule knows: it goes back with the list that it stands in.

use serde_json::json;

use super::*;

const SCOPE_OF_THEIRS: &str = "99999999-0000-4000-8000-000000000001";

#[tokio::test]
async fn what_nobody_knows_goes_back_with_its_list() {
    let rig = Rig::start().await;
    let registration = json!({
        "displayName": NAME, "signInAudience": "AzureADMyOrg",
        "api": {
            "requestedAccessTokenVersion": 1,
            "oauth2PermissionScopes": [
                // The practice tenant refuses an origin that is sent, as Graph does.
                { "id": SCOPE_OF_THEIRS, "value": "Invoices.Read", "type": "User", "isEnabled": true,
                  "adminConsentDisplayName": "a", "adminConsentDescription": "b", "origin": "Application",
                  "future": { "scope": 1 } },
            ],
            "preAuthorizedApplications": [
                { "appId": "d3590ed6-52b3-4102-aeff-aad2292ab01c", "delegatedPermissionIds": [SCOPE_OF_THEIRS],
                  "future": { "client": 2 } },
            ],
        },
        "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000", "future": { "resource": 3 },
            "resourceAccess": [{ "id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope", "future": { "access": 4 } }],
        }],
        "optionalClaims": {
            "future": { "claims": 5 },
            "accessToken": [{ "name": "upn", "essential": false, "additionalProperties": [], "future": { "claim": 6 } }],
        },
    });
    let kept = rig.tenant().register(serde_json::from_value(registration).unwrap());
    let client_id = kept.app_id.unwrap();
    let outcome = rig.update(client_id).await.unwrap();
    assert_eq!(outcome.left, []);

    let after = rig.get(&format!("applications(appId='{client_id}')")).await;
    for (path, future) in [
        ("/api/oauth2PermissionScopes/0", json!({ "scope": 1 })),
        ("/api/preAuthorizedApplications/0", json!({ "client": 2 })),
        ("/requiredResourceAccess/0", json!({ "resource": 3 })),
        ("/requiredResourceAccess/0/resourceAccess/0", json!({ "access": 4 })),
        ("/optionalClaims", json!({ "claims": 5 })),
        ("/optionalClaims/accessToken/0", json!({ "claim": 6 })),
    ] {
        let entry = after.pointer(path).unwrap();
        assert_eq!(entry["future"], future, "{path}: {entry}");
    }
    // To each list something was added: so each was sent. User.Read was there, and is not there twice.
    for (list, length) in [
        ("/api/oauth2PermissionScopes", 2),
        ("/api/preAuthorizedApplications", 2),
        ("/optionalClaims/accessToken", 2),
        ("/requiredResourceAccess/0/resourceAccess", 4),
    ] {
        assert_eq!(after.pointer(list).unwrap().as_array().unwrap().len(), length, "{list}: {after}");
    }
    let undone = rig.undo(Target { app_id: Some(client_id), not_made_here: true }).await.unwrap();
    assert!(!undone.application_deleted);
    let before = rig.get(&format!("applications(appId='{client_id}')")).await;
    assert_eq!(before["api"]["oauth2PermissionScopes"][0]["future"], json!({ "scope": 1 }));
    assert_eq!(before["api"]["oauth2PermissionScopes"].as_array().unwrap().len(), 1);
}
