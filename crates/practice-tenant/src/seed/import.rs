//! A registration as the portal and Graph write it: Graph's `application`, or the older manifest of the portal, which
//! names some properties otherwise.

use serde_json::{Map, Value, json};
use sso_core::registration::Registration;

/// From JSON text. The error says what could not be read, without the file's name.
pub fn registration(text: &str) -> Result<Registration, String> {
    // Windows editors begin with a byte order mark.
    let mut value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    drop_nulls(&mut value);
    let Value::Object(properties) = value else { return Err("it is no JSON object".to_owned()) };
    let properties = if is_older(&properties) { of_older(properties) } else { properties };
    // With the path of what is wrong: api.oauth2PermissionScopes[0].
    let registration: Registration =
        serde_path_to_error::deserialize(Value::Object(properties)).map_err(|error| error.to_string())?;
    match registration.app_id {
        Some(_) => Ok(registration),
        None => Err("it has no appId: this is no app registration".to_owned()),
    }
}

/// Graph and the portal write null for what is not set.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            properties.retain(|_, value| !value.is_null());
            properties.values_mut().for_each(drop_nulls);
        }
        Value::Array(values) => values.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

fn is_older(properties: &Map<String, Value>) -> bool {
    ["oauth2Permissions", "replyUrlsWithType", "accessTokenAcceptedVersion"]
        .iter()
        .any(|name| properties.contains_key(*name))
}

/// In Graph's words.
fn of_older(mut old: Map<String, Value>) -> Map<String, Value> {
    let mut take = |name: &str| old.remove(name).unwrap_or(Value::Null);
    let replies = take("replyUrlsWithType");
    let of_type = |kind: &str| -> Vec<Value> {
        let replies = replies.as_array().into_iter().flatten();
        replies.filter(|reply| reply["type"] == kind).map(|reply| reply["url"].clone()).collect()
    };
    let mut api = json!({
        "requestedAccessTokenVersion": take("accessTokenAcceptedVersion"),
        "oauth2PermissionScopes": take("oauth2Permissions"),
        "preAuthorizedApplications": take("preAuthorizedApplications"),
        "knownClientApplications": take("knownClientApplications"),
    });
    drop_nulls(&mut api);
    let mut new = json!({
        "displayName": take("name"),
        "isFallbackPublicClient": take("allowPublicClient"),
        "spa": { "redirectUris": of_type("Spa") },
        "publicClient": { "redirectUris": of_type("InstalledClient") },
        "web": {
            "redirectUris": of_type("Web"),
            "implicitGrantSettings": {
                "enableIdTokenIssuance": take("oauth2AllowIdTokenImplicitFlow") == true,
                "enableAccessTokenIssuance": take("oauth2AllowImplicitFlow") == true,
            },
        },
    });
    drop_nulls(&mut new);
    new["api"] = api;
    for name in [
        "id",
        "appId",
        "signInAudience",
        "identifierUris",
        "requiredResourceAccess",
        "appRoles",
        "tags",
        "optionalClaims",
        "groupMembershipClaims",
    ] {
        let value = take(name);
        if !value.is_null() {
            new[name] = value;
        }
    }
    match new {
        Value::Object(new) => new,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graph_and_the_older_portal_say_the_same() {
        let graph = r#"{
            "id": "add10000-0000-4000-8000-000000000002", "appId": "add10000-0000-4000-8000-000000000001",
            "displayName": "My add-in", "signInAudience": "AzureADMyOrg", "isFallbackPublicClient": null,
            "identifierUris": ["api://localhost:3000/add10000-0000-4000-8000-000000000001"],
            "api": { "requestedAccessTokenVersion": 2, "knownClientApplications": [], "oauth2PermissionScopes": [
                { "id": "add10000-0000-4000-8000-000000000003", "value": "access_as_user", "type": "User",
                  "isEnabled": true, "userConsentDisplayName": null }] },
            "spa": { "redirectUris": ["https://localhost:3000/dialog.html"] },
            "web": { "redirectUris": ["https://localhost:3000/auth"], "homePageUrl": null }
        }"#;
        let older = r#"{
            "id": "add10000-0000-4000-8000-000000000002", "appId": "add10000-0000-4000-8000-000000000001",
            "name": "My add-in", "signInAudience": "AzureADMyOrg", "allowPublicClient": null,
            "identifierUris": ["api://localhost:3000/add10000-0000-4000-8000-000000000001"],
            "accessTokenAcceptedVersion": 2, "oauth2Permissions": [
                { "id": "add10000-0000-4000-8000-000000000003", "value": "access_as_user", "type": "User",
                  "isEnabled": true }],
            "replyUrlsWithType": [{ "url": "https://localhost:3000/dialog.html", "type": "Spa" },
                                  { "url": "https://localhost:3000/auth", "type": "Web" }]
        }"#;
        let (graph, older) = (registration(graph).unwrap(), registration(older).unwrap());
        assert_eq!(graph, older);
        assert_eq!(older.api.requested_access_token_version, Some(2));
        assert_eq!(older.spa.redirect_uris, ["https://localhost:3000/dialog.html"]);
    }

    #[test]
    fn what_is_no_registration_is_said() {
        for (text, why) in [
            ("", "EOF"),
            ("[]", "no JSON object"),
            ("{}", "no appId"),
            (r#"{"appId": "not a GUID"}"#, "the client ID is not a GUID"),
            (r#"{"appId": "add10000-0000-4000-8000-000000000001", "signInAudience": "Everybody"}"#, "Everybody"),
            (
                r#"{"spa": {}, "api": {"oauth2PermissionScopes": [{"value": "x"}]}}"#,
                "oauth2PermissionScopes[0]: missing",
            ),
        ] {
            let error = registration(text).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
