//! Single values: null, what is missing, what is of another type.

use serde_json::json;
use sso_core::registration::{Shape, SignInAudience};

use crate::shapes::document;

const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

#[test]
fn null_and_missing_are_what_entra_takes_them_for() {
    let nulls = format!(
        r#"{{"appId": "{ID}", "api": {{"requestedAccessTokenVersion": null, "preAuthorizedApplications": null}},
            "spa": null, "web": {{"implicitGrantSettings": null, "redirectUris": null}}, "identifierUris": null,
            "isFallbackPublicClient": null, "optionalClaims": null, "notes": null}}"#
    );
    let old = format!(r#"{{"appId": "{ID}", "accessTokenAcceptedVersion": null, "replyUrlsWithType": null}}"#);
    let missing = document(&format!(r#"{{"appId": "{ID}"}}"#)).registration;
    for text in [nulls, old] {
        let document = document(&text);
        assert_eq!(document.problems, []);
        assert_eq!(document.registration, missing);
    }
    assert_eq!(missing.api.requested_access_token_version, None);
    assert_eq!(missing.sign_in_audience, SignInAudience::AzureADMyOrg);
}

#[test]
fn what_is_of_another_type_is_a_problem_and_kept() {
    for (text, property, words, kept) in [
        (r#""displayName": 5"#, "displayName", "is the number 5 where a text belongs", "/other/displayName"),
        (
            r#""signInAudience": "All""#,
            "signInAudience",
            "is the text All where AzureADMyOrg, AzureAD",
            "/other/signInAudience",
        ),
        (
            r#""identifierUris": "api://x""#,
            "identifierUris",
            "is the text api://x where a list belongs",
            "/other/identifierUris",
        ),
        (
            r#""identifierUris": ["a", 1]"#,
            "identifierUris[1]",
            "is the number 1 where a text belongs",
            "/other/identifierUris[1]",
        ),
        (r#""api": []"#, "api", "is a list where an object belongs", "/other/api"),
        (
            r#""api": {"requestedAccessTokenVersion": 2.5}"#,
            "api.requestedAccessTokenVersion",
            "is the number 2.5 where the number 1 or 2 belongs",
            "/api/requestedAccessTokenVersion",
        ),
        (
            r#""api": {"oauth2PermissionScopes": [{"value": "a", "type": "User", "isEnabled": true}]}"#,
            "api.oauth2PermissionScopes[0].id",
            "is missing",
            "/api/oauth2PermissionScopes[0]",
        ),
        (
            r#""api": {"preAuthorizedApplications": [{"appId": "${{ID}}"}]}"#,
            "api.preAuthorizedApplications[0].appId",
            "cannot be read: the client ID is not a GUID: ${{ID}}",
            "/api/preAuthorizedApplications[0]",
        ),
        (
            r#""spa": {"redirectUris": {}}"#,
            "spa.redirectUris",
            "is an object where a list belongs",
            "/other/spa.redirectUris",
        ),
        (
            r#""spa": {"redirectUris": [null]}"#,
            "spa.redirectUris[0]",
            "is null where a text belongs",
            "/other/spa.redirectUris[0]",
        ),
        (
            r#""passwordCredentials": [{"keyId": "c6c1f32b-5e55-4997-881a-753cc1d563b7", "endDateTime": "soon"}]"#,
            "passwordCredentials[0].endDateTime",
            "is the text soon where a time such as 2026-01-31T00:00:00Z belongs",
            "/other/passwordCredentials[0].endDateTime",
        ),
        (
            r#""requiredResourceAccess": [{"resourceAppId": "c6c1f32b-5e55-4997-881a-753cc1d563b7", "resourceAccess": [{"id": "", "type": "Scope"}]}]"#,
            "requiredResourceAccess[0].resourceAccess[0].id",
            "is empty where a GUID belongs",
            "/resource/resourceAccess[0]",
        ),
    ] {
        let document = document(&format!(r#"{{"appId": "{ID}", {text}, "tags": ["kept"]}}"#));
        assert_eq!(document.problems.len(), 1, "{:?}", document.problems);
        let problem = &document.problems[0];
        assert_eq!(problem.property, property);
        assert!(problem.words.starts_with(words), "{}", problem.words);
        assert_eq!(document.registration.tags, ["kept"]);
        let registration = &document.registration;
        let resource = registration.required_resource_access.first().map(|resource| &resource.other);
        let others = json!({ "other": registration.other, "api": registration.api.other, "resource": resource });
        assert!(others.pointer(kept).is_some(), "{kept}: {others}");
    }
}

#[test]
fn old_names_in_a_new_text_are_told() {
    let text = format!(r#"{{"appId": "{ID}", "api": {{}}, "accessTokenAcceptedVersion": 2, "replyUrlsWithType": []}}"#);
    let document = document(&text);
    assert_eq!(document.shape, Shape::Graph);
    assert_eq!(document.registration.api.requested_access_token_version, None);
    let problems = document.problems.iter().map(|problem| problem.property.as_str()).collect::<Vec<_>>();
    assert_eq!(problems, ["accessTokenAcceptedVersion", "replyUrlsWithType"]);
    assert!(document.problems[0].words.contains("api.requestedAccessTokenVersion"));
}

#[test]
fn replies_of_no_platform_are_told() {
    let text = format!(
        r#"{{"appId": "{ID}", "replyUrlsWithType": [{{"url": "https://a", "type": "Other"}}, {{"type": "Web"}}, 5,
            {{"url": "https://b", "type": "web"}}]}}"#
    );
    let document = document(&text);
    let problems = document.problems.iter().map(|problem| problem.property.as_str()).collect::<Vec<_>>();
    assert_eq!(problems, ["replyUrlsWithType[0].type", "replyUrlsWithType[1].url", "replyUrlsWithType[2].type"]);
    assert_eq!(document.registration.web.redirect_uris, ["https://b"]);
    assert_eq!(document.registration.other["replyUrlsWithType[2]"], 5);
}

/// `az ad app show` before version 2.37.
#[test]
fn of_an_old_azure_cli() {
    for (others, audience) in [
        ("true", SignInAudience::AzureADMultipleOrgs),
        ("false", SignInAudience::AzureADMyOrg),
        ("null", Default::default()),
    ] {
        let text = format!(
            r#"{{"appId": "{ID}", "availableToOtherTenants": {others}, "oauth2Permissions": [],
            "replyUrls": ["https://a", "https://b"]}}"#
        );
        let document = document(&text);
        assert_eq!((document.shape, &document.problems[..]), (Shape::AadGraph, &[][..]));
        assert_eq!(document.registration.sign_in_audience, audience);
        assert_eq!(document.registration.web.redirect_uris, ["https://a", "https://b"]);
        assert_eq!(document.place("web.redirectUris[1]").path.as_deref(), Some("replyUrls[1]"));
    }
    let document = document(&format!(r#"{{"appId": "{ID}", "availableToOtherTenants": "yes", "replyUrls": []}}"#));
    assert_eq!(document.problems[0].property, "availableToOtherTenants");
}

/// As Microsoft 365 Agents Toolkit keeps it in a project, before it fills in what the placeholders stand for.
#[test]
fn a_template_of_agents_toolkit() {
    let document = document(include_str!("shapes/agents-toolkit.json"));
    let registration = &document.registration;
    assert_eq!(document.shape, Shape::AadGraph);
    assert_eq!(registration.app_id, None);
    assert_eq!(registration.api.requested_access_token_version, Some(2));
    assert_eq!(registration.optional_claims.as_ref().unwrap().access_token[0].name, "idtyp");
    let graph = &registration.required_resource_access[0];
    assert_eq!(graph.resource_app_id.to_string(), "00000003-0000-0000-c000-000000000000");
    // The name of an application permission is not that of a delegated one: it has another GUID.
    let ids = graph.resource_access.iter().map(|access| access.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids, ["e1fe6dd8-ba31-4d61-89e7-88639da4683d"]);
    assert_eq!(registration.api.pre_authorized_applications.len(), 1);
    let problems = document.problems.iter().map(|problem| problem.property.as_str()).collect::<Vec<_>>();
    assert_eq!(
        problems,
        [
            "id",
            "appId",
            "identifierUris[0]",
            "api.oauth2PermissionScopes[0].id",
            "api.preAuthorizedApplications[0].delegatedPermissionIds[0]",
            "web.redirectUris[0]",
            "requiredResourceAccess[0].resourceAccess[1].id",
        ]
    );
    let place = document.place_of(&document.problems[4]);
    assert_eq!(place.path.as_deref(), Some("preAuthorizedApplications[0].permissionIds[0]"));
}
