//! One registration in every shape gives the same model.

use serde_json::{Map, Value, json};
use sso_core::registration::{Api, Document, ProblemKind, Registration, Shape, SignInAudience, Web, read};

macro_rules! shape {
    ($name:literal) => {
        ($name, include_str!(concat!("shapes/", $name)))
    };
}

/// The file's name and text.
pub(crate) const SHAPES: [(&str, &str); 14] = [
    shape!("graph-get.json"),
    shape!("graph-list.json"),
    shape!("graph-beta.json"),
    shape!("portal-new.json"),
    shape!("portal-new-as-documented.json"),
    shape!("portal-old.json"),
    shape!("az-show.json"),
    shape!("az-list.json"),
    shape!("terminal.txt"),
    shape!("code-block.md"),
    shape!("with-service-principal.json"),
    shape!("list-with-service-principal.json"),
    shape!("powershell.json"),
    shape!("powershell-az.json"),
];

/// The one of this name.
pub(crate) fn text(name: &str) -> &'static str {
    SHAPES.iter().find(|(known, _)| *known == name).unwrap().1
}

pub(crate) fn document(text: &str) -> Document {
    read(text.as_bytes()).unwrap()
}

/// What the model has a place for.
fn modelled(registration: Registration) -> Registration {
    let Registration { mut api, web, .. } = registration.clone();
    api.oauth2_permission_scopes.iter_mut().for_each(|scope| scope.other.clear());
    Registration {
        api: Api { other: Map::new(), ..api },
        web: Web { other: Map::new(), ..web },
        app_roles: Vec::new(),
        key_credentials: Vec::new(),
        other: Map::new(),
        ..registration
    }
}

#[test]
fn the_same_model_from_every_shape() {
    let expected = document(text("graph-get.json")).registration;
    let Registration { app_roles, key_credentials, .. } = expected.clone();
    for (name, text) in SHAPES {
        let document = document(text);
        let found = document.registration;
        assert_eq!(document.problems, [], "{name}");
        let shape = if name == "portal-old.json" { Shape::AadGraph } else { Shape::Graph };
        assert_eq!(document.shape, shape, "{name}");
        assert_eq!(modelled(found.clone()), modelled(expected.clone()), "{name}");
        assert_eq!((found.app_roles.len(), found.key_credentials.len()), (1, 1), "{name}");
        assert_eq!(found.app_roles[0].value, app_roles[0].value, "{name}");
        assert_eq!(found.key_credentials[0].end_date_time, key_credentials[0].end_date_time, "{name}");
        assert_eq!((&found.app_roles, &found.key_credentials), (&app_roles, &key_credentials), "{name}");
        for property in ["groupMembershipClaims", "info", "parentalControlSettings", "publisherDomain"] {
            assert_eq!(found.other[property], expected.other[property], "{name}: {property}");
        }
        assert_eq!(found.api.other["acceptMappedClaims"], true, "{name}");
        assert_eq!(found.web.other["homePageUrl"], "https://localhost:3000/", "{name}");
        assert_eq!(found.web.other["logoutUrl"], "https://localhost:3000/logout", "{name}");
    }
}

/// So that the shapes do not all say nothing.
#[test]
fn the_model_says_what_the_text_says() {
    let found = document(text("portal-old.json")).registration;
    assert_eq!(found.display_name, "Contoso Bücher \u{1F4D7}");
    assert_eq!(found.sign_in_audience, SignInAudience::AzureADMultipleOrgs);
    assert_eq!(found.identifier_uris, ["api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7"]);
    assert_eq!(found.api.requested_access_token_version, Some(2));
    assert_eq!(found.api.oauth2_permission_scopes[0].value, "access_as_user");
    assert_eq!(found.api.pre_authorized_applications[1].delegated_permission_ids.len(), 1);
    assert_eq!(found.api.known_client_applications.len(), 1);
    assert_eq!(found.spa.redirect_uris, ["https://localhost:3000/dialog.html", "brk-multihub://localhost:3000"]);
    assert_eq!(found.web.redirect_uris, ["https://localhost:3000/auth"]);
    assert_eq!(found.public_client.redirect_uris, ["http://localhost"]);
    assert!(found.web.implicit_grant_settings.enable_id_token_issuance);
    assert!(!found.web.implicit_grant_settings.enable_access_token_issuance);
    assert_eq!(found.is_fallback_public_client, Some(true));
    assert_eq!(found.required_resource_access[0].resource_access.len(), 3);
    assert_eq!(found.password_credentials[0].end_date_time.unwrap().to_string(), "2026-01-31T00:00:00Z");
    assert_eq!(found.optional_claims.unwrap().access_token[0].name, "idtyp");
    assert_eq!(found.tags, ["HideApp"]);
}

#[test]
fn the_service_principal_where_the_text_has_it() {
    for (name, text) in SHAPES {
        let found = document(text).service_principal;
        let there = name.contains("service-principal") || name == "terminal.txt";
        assert_eq!(found.is_some(), there, "{name}");
        if let Some(found) = found {
            assert_eq!((found.account_enabled, found.app_role_assignment_required), (Some(true), Some(false)));
            assert_eq!(found.other["servicePrincipalType"], "Application");
        }
    }
    let alone = include_str!("shapes/service-principal.json");
    let error = read(alone.as_bytes()).unwrap_err();
    assert!(error.words.contains("service principal") && error.words.contains("c6c1f32b"), "{error:?}");
    let other = alone.replace("c6c1f32b", "c6c1f32c");
    let document = document(&[text("az-show.json"), &other].concat());
    assert_eq!(document.service_principal, None);
    assert_eq!(document.problems[0].property, "servicePrincipal.appId");
}

#[test]
fn the_same_from_every_encoding() {
    for (name, text) in SHAPES {
        let expected = document(text);
        let wide = |units: fn(u16) -> [u8; 2]| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(units).collect::<Vec<_>>()
        };
        for bytes in [["\u{FEFF}", text].concat().into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            assert_eq!(read(&bytes).as_ref(), Ok(&expected), "{name}");
        }
    }
}

/// Unknown properties come back as they were, wherever the model has a place for them; and what was read is what Graph
/// would be told.
#[test]
fn unknown_properties_are_kept() {
    let sent = json!({
        "appId": "c6c1f32b-5e55-4997-881a-753cc1d563b7", "displayName": "Contoso",
        "futureOfEntra": { "list": [1, "a", { "b": true }] },
        "api": { "futureOfApi": 1, "requestedAccessTokenVersion": 2,
            "oauth2PermissionScopes": [{ "id": "5b3a4e4a-e55e-45ba-820b-ea16efbe3d50", "value": "a", "type": "User",
                "isEnabled": true, "futureOfScopes": { "Tag": [{ "Own": 4 }] } }],
            "preAuthorizedApplications": [{ "appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e",
                "delegatedPermissionIds": [], "futureOfClients": 5 }] },
        "requiredResourceAccess": [{ "resourceAppId": "00000003-0000-0000-c000-000000000000", "futureOfResources": 6,
            "resourceAccess": [{ "id": "5b3a4e4a-e55e-45ba-820b-ea16efbe3d51", "type": "Scope", "futureOfAccess": 7 }] }],
        "web": { "futureOfWeb": [] },
        "appRoles": [{ "id": "7d3c0f6a-0f2b-4e0c-9f6e-0a4f7a3d2e10", "futureOfRoles": "x" }],
        "optionalClaims": { "futureOfClaims": 2, "idToken": [{ "name": "email", "futureOfClaim": 3 }] }
    });
    let document = document(&sent.to_string());
    assert_eq!(document.problems, []);
    let written = serde_json::to_value(&document.registration).unwrap();
    let again = document_of(&written);
    assert_eq!(again.registration, document.registration);
    for path in [
        "/futureOfEntra",
        "/api/futureOfApi",
        "/web/futureOfWeb",
        "/api/oauth2PermissionScopes/0/futureOfScopes",
        "/api/preAuthorizedApplications/0/futureOfClients",
        "/requiredResourceAccess/0/futureOfResources",
        "/requiredResourceAccess/0/resourceAccess/0/futureOfAccess",
        "/appRoles/0/futureOfRoles",
        "/optionalClaims/futureOfClaims",
        "/optionalClaims/idToken/0/futureOfClaim",
    ] {
        assert!(sent.pointer(path).is_some(), "{path}");
        assert_eq!(written.pointer(path), sent.pointer(path), "{path}");
    }
    // Where the model has none, by the path from the object around it.
    let text = r#"{"appId": null, "spa": {"future": 1}, "web": {"implicitGrantSettings": {"future": 2}}}"#;
    let found = self::document(text).registration;
    assert_eq!((&found.other["spa.future"], &found.web.other["implicitGrantSettings.future"]), (&json!(1), &json!(2)));
}

/// As PowerShell cuts it off, nothing can be told of the registration; and there is a time that .NET has for "never".
#[test]
fn what_powershell_and_dotnet_make_of_it() {
    let whole: Value = serde_json::from_str(text("powershell.json")).unwrap();
    for (cut, value) in [
        ("/Api/Oauth2PermissionScopes/0", json!("Microsoft.Graph.PowerShell.Models.MicrosoftGraphPermissionScope")),
        ("/RequiredResourceAccess/0/ResourceAccess", json!("System.Object[]")),
        ("/OptionalClaims/AccessToken/0", json!("@{AdditionalProperties=System.Object[]; Name=idtyp}")),
        ("/PasswordCredentials/0", json!("@{KeyId=x; SecretText=planted}")),
    ] {
        let mut text = whole.clone();
        *text.pointer_mut(cut).unwrap() = value;
        let error = read(text.to_string().as_bytes()).unwrap_err();
        let property = cut.trim_start_matches('/').replace("/0", "[0]").replace('/', ".");
        assert!(error.words.contains(&format!("PowerShell has cut the JSON off: of {property} ")), "{error:?}");
        assert!(error.hint.contains("-Depth 10") && !error.words.contains("planted"), "{error:?}");
    }
    let noted = text("az-show.json").replace("\"notes\": null", "\"notes\": \"@{a=b}\"");
    assert_eq!(document(&noted).registration.other["notes"], "@{a=b}");
    let end = "9999-12-31T23:59:59.9999999Z";
    let never = text("graph-get.json").replace("2026-01-31T00:00:00Z", end);
    let found = document(&never);
    assert_eq!(found.problems, []);
    assert_eq!(found.registration.password_credentials[0].end_date_time, Some(sso_core::Timestamp::MAX));
    let never = text("powershell.json").replace("/Date(1769817600000)/", "/Date(253402300799999)/");
    assert_eq!(document(&never).problems, []);
    let local = document(&text("graph-get.json").replace("2026-01-31T00:00:00Z", "1/31/2026 12:00:00 AM"));
    assert!(local.problems.iter().all(|problem| problem.kind == ProblemKind::Unread), "{:?}", local.problems);
    assert!(local.problems[0].words.contains("1/31/2026 12:00:00 AM"));
}

fn document_of(value: &Value) -> Document {
    document(&value.to_string())
}

/// All registrations that are written are read as they were.
#[test]
fn what_is_written_is_read_again() {
    for (name, text) in SHAPES {
        let registration = document(text).registration;
        let written = serde_json::to_string(&registration).unwrap();
        assert_eq!(document(&written).registration, registration, "{name}");
    }
}
