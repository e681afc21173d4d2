//! Where a property stands, in the names of the text.

use sso_core::Place;

use crate::shapes::{SHAPES, document, text};

/// What stands at a place of the text, up to the end of its line.
fn at<'a>(text: &'a str, place: &Place) -> &'a str {
    let line = text.lines().nth(place.line.unwrap() - 1).unwrap();
    let (offset, _) = line.char_indices().nth(place.column.unwrap() - 1).unwrap();
    &line[offset..]
}

#[test]
fn each_property_in_each_shape() {
    for (property, old, value) in [
        ("appId", "appId", "\"c6c1f32b-5e55-4997-881a-753cc1d563b7\""),
        ("displayName", "name", "\"Contoso Bücher \u{1F4D7}\""),
        ("signInAudience", "signInAudience", "\"AzureADMultipleOrgs\""),
        ("identifierUris[0]", "identifierUris[0]", "\"api://localhost:3000/"),
        ("api.requestedAccessTokenVersion", "accessTokenAcceptedVersion", "2"),
        ("api.acceptMappedClaims", "acceptMappedClaims", "true"),
        ("api.oauth2PermissionScopes[0].value", "oauth2Permissions[0].value", "\"access_as_user\""),
        ("api.preAuthorizedApplications[1].appId", "preAuthorizedApplications[1].appId", "\"93d53678"),
        (
            "api.preAuthorizedApplications[1].delegatedPermissionIds[0]",
            "preAuthorizedApplications[1].permissionIds[0]",
            "\"5b3a4e4a-e55e-45ba-820b-ea16efbe3d50\"",
        ),
        ("api.knownClientApplications[0]", "knownClientApplications[0]", "\"5f2b6c1e"),
        ("isFallbackPublicClient", "allowPublicClient", "true"),
        ("spa.redirectUris[0]", "replyUrlsWithType[0].url", "\"https://localhost:3000/dialog.html\""),
        ("spa.redirectUris[1]", "replyUrlsWithType[3].url", "\"brk-multihub://localhost:3000\""),
        ("web.redirectUris[0]", "replyUrlsWithType[2].url", "\"https://localhost:3000/auth\""),
        ("publicClient.redirectUris[0]", "replyUrlsWithType[1].url", "\"http://localhost\""),
        ("web.implicitGrantSettings.enableIdTokenIssuance", "oauth2AllowIdTokenImplicitFlow", "true"),
        ("web.implicitGrantSettings.enableAccessTokenIssuance", "oauth2AllowImplicitFlow", "false"),
        ("web.logoutUrl", "logoutUrl", "\"https://localhost:3000/logout\""),
        ("web.homePageUrl", "signInUrl", "\"https://localhost:3000/\""),
        ("info.privacyStatementUrl", "informationalUrls.privacy", "\"https://www.contoso.com/privacy\""),
        ("info.marketingUrl", "informationalUrls.marketing", "\"https://www.contoso.com\""),
        ("passwordCredentials[0].keyId", "passwordCredentials[0].keyId", "\"2f6c4f1e"),
        ("passwordCredentials[0].hint", "passwordCredentials[0].hint", "\"Q0x\""),
        (
            "requiredResourceAccess[0].resourceAccess[2].id",
            "requiredResourceAccess[0].resourceAccess[2].id",
            "\"e1fe6dd8",
        ),
        ("optionalClaims.accessToken[0].name", "optionalClaims.accessToken[0].name", "\"idtyp\""),
    ] {
        for (name, text) in SHAPES {
            let document = document(text);
            let place = document.place(property);
            assert!(at(text, &place).starts_with(value), "{name}: {property}: {place:?}");
            let path = place.path.as_deref().unwrap();
            match name {
                "portal-old.json" => assert_eq!(path, old),
                "powershell.json" => assert!(path.eq_ignore_ascii_case(property), "{path}"),
                // Names of lists without the last letter.
                "powershell-az.json" => {
                    let plain = |path: &str| path.to_lowercase().replace('s', "");
                    assert_eq!(plain(path), plain(property));
                }
                "portal-new-as-documented.json" if property.starts_with("api.") => assert!(path.starts_with("Api.")),
                "graph-beta.json" => assert_eq!(path.replace("permissionIds", "delegatedPermissionIds"), property),
                _ => assert_eq!(path, property, "{name}"),
            }
            // Counted in characters, in any encoding.
            let wide =
                std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            assert_eq!(sso_core::registration::read(&wide).unwrap().place(property), place, "{name}");
        }
    }
}

#[test]
fn times_are_named_as_the_text_names_them() {
    for (list, old) in [("passwordCredentials", "endDate"), ("keyCredentials", "endDate")] {
        let property = format!("{list}[0].endDateTime");
        let place = document(text("portal-old.json")).place(&property);
        assert_eq!(place.path, Some(format!("{list}[0].{old}")));
        assert!(at(text("portal-old.json"), &place).starts_with("\"202"));
    }
}

#[test]
fn what_is_missing_is_at_the_object_that_would_have_it() {
    let graph =
        "{\n  \"appId\": null,\n  \"api\": {},\n  \"spa\": { \"redirectUris\": [\n    5, \"a\", {}, \"b\" ] }\n}";
    let old = "{ \"appId\": null, \"replyUrlsWithType\": [\n  { \"url\": \"a\", \"type\": \"Other\" },\n  { \"url\": 5, \"type\": \"Spa\" },\n  { \"url\": \"b\", \"type\": \"Spa\" } ],\n  \"preAuthorizedApplications\": [\n    { \"appId\": \"c6c1f32b-5e55-4997-881a-753cc1d563b7\" }] }";
    for (text, property, path, line, column) in [
        (graph, "api.requestedAccessTokenVersion", "api.requestedAccessTokenVersion", 3, 10),
        (graph, "web.redirectUris", "web.redirectUris", 1, 1),
        (graph, "signInAudience", "signInAudience", 1, 1),
        (graph, "", "", 1, 1),
        // Entries that could not be read are none of the model's.
        (graph, "spa.redirectUris[0]", "spa.redirectUris[1]", 5, 8),
        (graph, "spa.redirectUris[1]", "spa.redirectUris[3]", 5, 17),
        (graph, "spa.redirectUris[2]", "spa.redirectUris[4]", 4, 10),
        (old, "api.requestedAccessTokenVersion", "accessTokenAcceptedVersion", 1, 1),
        (old, "spa.redirectUris[0]", "replyUrlsWithType[2].url", 4, 12),
        (old, "web.redirectUris", "replyUrlsWithType", 1, 39),
        (
            old,
            "api.preAuthorizedApplications[0].delegatedPermissionIds",
            "preAuthorizedApplications[0].permissionIds",
            6,
            5,
        ),
    ] {
        let place = document(text).place(property);
        let expected = Place { path: Some(path.to_owned()), line: Some(line), column: Some(column) };
        assert_eq!(place, expected, "{property}");
    }
    assert_eq!(document(graph).registration.spa.redirect_uris, ["a", "b"]);
    assert_eq!(document(old).registration.spa.redirect_uris, ["b"]);
}

#[test]
fn the_service_principal_has_places_of_its_own() {
    for name in ["terminal.txt", "with-service-principal.json", "list-with-service-principal.json"] {
        let place = document(text(name)).place("servicePrincipal.accountEnabled");
        assert_eq!(place.path.as_deref(), Some("servicePrincipal.accountEnabled"));
        assert!(at(text(name), &place).starts_with("true"), "{name}: {place:?}");
    }
    let nowhere = document(text("az-show.json")).place("servicePrincipal.accountEnabled");
    assert_eq!((nowhere.line, nowhere.path.as_deref()), (None, Some("servicePrincipal.accountEnabled")));
}
