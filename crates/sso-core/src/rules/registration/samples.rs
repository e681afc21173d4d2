//! Registrations as the documentation prints them, and what Hallpass says about their API side.

use serde_json::{Value, json};

use super::testing::{Healthy, ID, SCOPE_ID};
use super::{RULES, check_registration};
use crate::Code;
use crate::registration::Registration;

/// Of this room alone, of a registration of which nothing else is known.
fn codes(json: Value) -> Vec<Code> {
    let registration = serde_json::from_value(json).unwrap();
    let healthy = Healthy { registration, ..Healthy::localhost().alone() };
    let codes = check_registration(&healthy.subject()).into_iter().map(|finding| finding.code);
    codes.filter(|code| RULES.iter().any(|rule| rule.words.code == *code)).collect()
}

/// As the portal exports it.
pub(super) fn exported() -> Value {
    json!({
        "id": "11111111-2222-4333-8444-555555555555", "appId": ID, "displayName": "Contoso",
        "signInAudience": "AzureADMultipleOrgs", "identifierUris": [format!("api://localhost:3000/{ID}")],
        "isFallbackPublicClient": null,
        "api": {
            "acceptMappedClaims": null, "knownClientApplications": [], "requestedAccessTokenVersion": 2,
            "oauth2PermissionScopes": [{
                "id": SCOPE_ID, "value": "access_as_user", "type": "User", "isEnabled": true,
                "adminConsentDisplayName": "Office can act as the user",
                "adminConsentDescription": "Enable Office to call the add-in's web APIs",
                "userConsentDisplayName": "Office can act as you",
                "userConsentDescription": "Enable Office to call the add-in's web APIs"
            }],
            "preAuthorizedApplications": [{
                "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "delegatedPermissionIds": [SCOPE_ID]
            }]
        },
        "web": {
            "redirectUris": [], "homePageUrl": null, "logoutUrl": null,
            "implicitGrantSettings": { "enableAccessTokenIssuance": false, "enableIdTokenIssuance": false }
        },
        "spa": { "redirectUris": ["https://localhost:3000/dialog.html"] },
        "publicClient": { "redirectUris": ["http://localhost"] },
        "requiredResourceAccess": [{
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [{ "id": "14dad69e-099b-42c9-810b-d002981feec1", "type": "Scope" }]
        }],
        "keyCredentials": [], "passwordCredentials": []
    })
}

#[test]
fn the_new_manifest_of_the_portal() {
    assert_eq!(codes(exported()), [Code::OptionalClaimIdtypMissing]);
}

/// What `POST /applications` of the documentation makes: URI and authorized clients follow in requests of their own.
#[test]
fn half_made() {
    let mut json = exported();
    json["identifierUris"] = json!([]);
    json["api"]["preAuthorizedApplications"] = json!([]);
    let expected = [Code::AppIdUriMissing, Code::OfficeNotPreAuthorized, Code::OptionalClaimIdtypMissing];
    assert_eq!(codes(json), expected);
}

/// What the portal's form alone makes, before "Expose an API" was opened.
#[test]
fn just_registered() {
    let json = json!({ "appId": ID, "displayName": "Contoso", "signInAudience": "AzureADMyOrg" });
    let expected = [
        Code::AppIdUriMissing,
        Code::AccessAsUserMissing,
        Code::OfficeNotPreAuthorized,
        Code::TokenVersion1,
        Code::OptionalClaimIdtypMissing,
    ];
    assert_eq!(codes(json), expected);
}

/// What Microsoft's tool for add-ins makes: single clients beside the one for all, one of them out of date.
#[test]
fn of_office_addin_sso() {
    let mut json = exported();
    let clients = [
        "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
        "57fb890c-0dab-4253-a5e0-7188c88b2bb4",
        "d3590ed6-52b3-4102-aeff-aad2292ab01c",
        "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e",
    ];
    let entries = clients.map(|client| json!({ "appId": client, "permissionIds": [SCOPE_ID] }));
    json["api"]["preAuthorizedApplications"] = json!(entries);
    assert_eq!(codes(json), [Code::PreAuthorizedClientNotNeeded, Code::OptionalClaimIdtypMissing]);
}

/// What the templates of Microsoft 365 Agents Toolkit for a Teams app make: URI without a host, clients of Teams.
#[test]
fn of_a_teams_app() {
    let mut json = exported();
    json["identifierUris"] = json!([format!("api://{ID}")]);
    json["optionalClaims"] = json!({ "idToken": [], "accessToken": [{ "name": "idtyp" }], "saml2Token": [] });
    let entries = ["1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"]
        .map(|client| json!({ "appId": client, "delegatedPermissionIds": [SCOPE_ID] }));
    json["api"]["preAuthorizedApplications"] = json!(entries);
    assert_eq!(codes(json), [Code::AppIdUriWithoutHost, Code::PreAuthorizedPlatformsLeftOut]);
}

/// As in Microsoft's sample of nested app authentication: an API of the add-in's own, for which the add-in itself asks.
fn with_nested_app_authentication() -> Value {
    let mut json = exported();
    json["identifierUris"] = json!([format!("api://{ID}")]);
    json["api"]["preAuthorizedApplications"] = json!([{ "appId": ID, "delegatedPermissionIds": [SCOPE_ID] }]);
    json["spa"]["redirectUris"] = json!(["https://localhost:3000/taskpane.html", "brk-multihub://localhost:3000"]);
    json["requiredResourceAccess"][0]["resourceAccess"] =
        json!([{ "id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope" }]);
    json
}

/// Of all rooms.
fn all_codes(json: Value) -> Vec<Code> {
    let registration: Registration = serde_json::from_value(json).unwrap();
    Healthy { registration, ..Healthy::localhost().alone() }.codes()
}

#[test]
fn an_api_of_the_add_ins_own() {
    assert_eq!(all_codes(with_nested_app_authentication()), []);
    let mut json = with_nested_app_authentication();
    json["api"]["oauth2PermissionScopes"][0]["value"] = json!("Orders.Read");
    assert_eq!(all_codes(json), []);
}

/// A broker's URI in capital letters or under another platform is a mistake; the API is no less the add-in's own.
#[test]
fn a_broker_uri_that_is_not_quite_right() {
    let mut json = with_nested_app_authentication();
    json["spa"]["redirectUris"][1] = json!("BRK-multihub://localhost:3000");
    assert_eq!(all_codes(json), [Code::BrokerRedirectUriForm]);
    let mut json = with_nested_app_authentication();
    json["spa"]["redirectUris"] = json!(["https://localhost:3000/taskpane.html"]);
    json["web"]["redirectUris"] = json!(["brk-multihub://localhost:3000"]);
    assert_eq!(all_codes(json), [Code::BrokerRedirectUriPlatform]);
}

/// What only Office needs shows that it asks for the token too.
#[test]
fn beside_what_office_asks_for() {
    let mut json = with_nested_app_authentication();
    json["identifierUris"] = json!([format!("api://localhost:3000/{ID}")]);
    let expected = [Code::OfficeNotPreAuthorized, Code::PermissionProfileMissing];
    assert_eq!(all_codes(json)[..2], expected);
    let mut json = with_nested_app_authentication();
    json["api"]["preAuthorizedApplications"] =
        json!([{ "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "delegatedPermissionIds": [SCOPE_ID] }]);
    let expected = [Code::AppIdUriWithoutHost, Code::PermissionProfileMissing];
    assert_eq!(all_codes(json)[..2], expected);
}

/// Entra refuses the account types as long as these stand in their way: they are said before.
#[test]
fn before_personal_accounts_are_added() {
    let mut healthy = Healthy::production();
    healthy.plan = Healthy::personal().plan;
    let before = healthy.codes();
    healthy.registration.display_name = "n".repeat(91);
    healthy.registration.spa.redirect_uris.push("https://addin.contoso.com/dialog.html?lang=en".to_owned());
    let secret = healthy.registration.password_credentials[0].clone();
    healthy.registration.password_credentials.extend([secret.clone(), secret]);
    let findings = healthy.findings();
    let new = findings.iter().filter(|finding| !before.contains(&finding.code)).collect::<Vec<_>>();
    let codes = new.iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(codes, [Code::NameTooLong, Code::RedirectUriQuery, Code::ClientSecretsTooMany]);
    assert!(new.iter().all(|finding| finding.detail.contains("before the account types change")), "{new:#?}");
}
