//! The body of a request that writes a registration: which properties there are, and how they join what is there.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sso_core::registration::Registration;
use uuid::Uuid;

use super::GraphRefusal;

/// What a client may write: `application` resource type, v1.0.
pub(super) const NAMES: [&str; 30] = [
    "addIns",
    "api",
    "appRoles",
    "authenticationBehaviors",
    "certification",
    "defaultRedirectUri",
    "description",
    "displayName",
    "groupMembershipClaims",
    "identifierUris",
    "info",
    "isDeviceOnlyAuthSupported",
    "isFallbackPublicClient",
    "keyCredentials",
    "nativeAuthenticationApisEnabled",
    "notes",
    "oauth2RequirePostResponse",
    "optionalClaims",
    "parentalControlSettings",
    "publicClient",
    "requestSignatureVerification",
    "requiredResourceAccess",
    "samlMetadataUrl",
    "serviceManagementReference",
    "servicePrincipalLockConfiguration",
    "signInAudience",
    "spa",
    "tags",
    "uniqueName",
    "web",
];

const READ_ONLY: [&str; 10] = [
    "id",
    "appId",
    "applicationTemplateId",
    "createdDateTime",
    "deletedDateTime",
    "disabledByMicrosoftStatus",
    "passwordCredentials",
    "publisherDomain",
    "tokenEncryptionKeyId",
    "verifiedPublisher",
];

/// The properties inside those that are modelled. A dot leads inwards, also into each entry of a list.
const INNER: [(&str, &[&str]); 9] = [
    (
        "api",
        &[
            "acceptMappedClaims",
            "knownClientApplications",
            "oauth2PermissionScopes",
            "preAuthorizedApplications",
            "requestedAccessTokenVersion",
        ],
    ),
    (
        "api.oauth2PermissionScopes",
        &[
            "adminConsentDescription",
            "adminConsentDisplayName",
            "id",
            "isEnabled",
            "type",
            "userConsentDescription",
            "userConsentDisplayName",
            "value",
        ],
    ),
    // `permissionIds` is beta's name.
    ("api.preAuthorizedApplications", &["appId", "delegatedPermissionIds"]),
    ("web", &["homePageUrl", "implicitGrantSettings", "logoutUrl", "redirectUriSettings", "redirectUris"]),
    ("web.implicitGrantSettings", &["enableAccessTokenIssuance", "enableIdTokenIssuance"]),
    ("spa", &["redirectUris"]),
    ("publicClient", &["redirectUris"]),
    ("requiredResourceAccess", &["resourceAccess", "resourceAppId"]),
    ("requiredResourceAccess.resourceAccess", &["id", "type"]),
];

/// `before` with what the body says. Lists are replaced whole, objects property by property.
pub(super) fn merge(
    before: &Registration,
    body: Map<String, Value>,
    draw: impl Fn() -> Uuid,
) -> Result<Registration, GraphRefusal> {
    let invalid = |name: &str| GraphRefusal::invalid_value(name, "Application");
    let mut merged = serde_json::to_value(before).map_err(|_| invalid("application"))?;
    let answered = &merged.clone();
    for (name, mut value) in body.into_iter().filter(|(name, _)| !name.starts_with('@')) {
        check_name(&name)?;
        check_inner(answered, &name, &value)?;
        if name == "keyCredentials" {
            complete(&mut value, before, &draw)?;
        }
        join(&mut merged, &name, value);
        // Alone, so that the refusal can say which property it was.
        let alone = Map::from_iter(merged.get(&name).map(|value| (name.clone(), value.clone())));
        serde_json::from_value::<Registration>(Value::Object(alone)).map_err(|_| invalid(&name))?;
    }
    serde_json::from_value(merged).map_err(|_| invalid("application"))
}

fn check_name(name: &str) -> Result<(), GraphRefusal> {
    if READ_ONLY.contains(&name) {
        return Err(GraphRefusal::bad_request(format!("Property '{name}' is read-only and cannot be set.")));
    }
    match NAMES.contains(&name) {
        true => Ok(()),
        false => Err(GraphRefusal::bad_request(format!("Invalid property '{name}'."))),
    }
}

/// What was answered of an entry may be sent back, whether it is listed here or not: who leaves it out deletes it.
fn check_inner(before: &Value, path: &str, value: &Value) -> Result<(), GraphRefusal> {
    let known = INNER.iter().find(|(known, _)| *known == path).map(|(_, names)| *names);
    match value {
        Value::Array(entries) => entries.iter().try_for_each(|entry| check_inner(before, path, entry)),
        Value::Object(object) => object.iter().try_for_each(|(name, value)| {
            let inner = format!("{path}.{name}");
            let is_listed = known.is_none_or(|known| name.starts_with('@') || known.contains(&name.as_str()));
            match is_listed || (inner != ORIGIN && was_answered(before, &inner)) {
                true => check_inner(before, &inner, value),
                false => Err(GraphRefusal::bad_request("Unexpected contents in request body.")),
            }
        }),
        _ => Ok(()),
    }
}

/// Graph's own: it answers it, and refuses it in a request.
const ORIGIN: &str = "api.oauth2PermissionScopes.origin";

fn was_answered(before: &Value, path: &str) -> bool {
    let mut there = vec![before];
    for name in path.split('.') {
        let inside = there.into_iter().filter_map(|object| object.get(name));
        there = inside.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)).collect();
    }
    !there.is_empty()
}

/// null takes a property away, which gives it its default.
fn join(into: &mut Value, name: &str, value: Value) {
    let Some(object) = into.as_object_mut() else { return };
    match (value, object.get_mut(name)) {
        (Value::Null, _) => {
            object.remove(name);
        }
        (Value::Object(inner), Some(known)) if known.is_object() => {
            inner.into_iter().for_each(|(name, value)| join(known, &name, value));
        }
        (value, _) => {
            object.insert(name.to_owned(), value);
        }
    }
}

/// What Graph adds to certificates: an ID, and the thumbprint.
fn complete(list: &mut Value, before: &Registration, draw: impl Fn() -> Uuid) -> Result<(), GraphRefusal> {
    let invalid = || GraphRefusal::invalid_value("keyCredentials", "Application");
    let known = serde_json::to_value(&before.key_credentials).unwrap_or_default();
    for one in list.as_array_mut().into_iter().flatten() {
        let one = one.as_object_mut().ok_or_else(invalid)?;
        let text = |name: &str| one.get(name).and_then(Value::as_str);
        if text("usage") != Some("Verify") || text("type") != Some("AsymmetricX509Cert") {
            return Err(invalid());
        }
        // Whoever sends a list back as it was read has no keys in it: those that are known stay.
        let earlier = known.as_array().into_iter().flatten().find(|known| known.get("keyId") == one.get("keyId"));
        let key = text("key").or_else(|| earlier?.get("key")?.as_str()).ok_or_else(invalid)?.to_owned();
        let der = STANDARD.decode(&key).map_err(|_| invalid())?;
        let thumbprint = STANDARD.encode(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &der));
        one.insert("key".to_owned(), key.into());
        if one.get("keyId").is_none_or(Value::is_null) {
            one.insert("keyId".to_owned(), draw().to_string().into());
        }
        if one.get("customKeyIdentifier").is_none_or(Value::is_null) {
            one.insert("customKeyIdentifier".to_owned(), thumbprint.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CLIENT: Uuid = uuid::uuid!("add10000-0000-4000-8000-000000000001");

    fn merged(before: &Registration, body: Value) -> Result<Registration, GraphRefusal> {
        merge(before, body.as_object().cloned().unwrap(), Uuid::nil)
    }

    fn contoso() -> Registration {
        let api = json!({ "requestedAccessTokenVersion": 2, "knownClientApplications": [CLIENT] });
        merged(&Registration::default(), json!({ "displayName": "Contoso", "tags": ["a"], "api": api })).unwrap()
    }

    #[test]
    fn objects_join_and_lists_replace() {
        let after =
            merged(&contoso(), json!({ "api": { "requestedAccessTokenVersion": null }, "tags": ["b"] })).unwrap();
        assert_eq!(after.api.requested_access_token_version, None);
        assert_eq!((after.api.known_client_applications.len(), after.tags), (1, vec!["b".to_owned()]));
        let after = merged(&contoso(), json!({ "api": null, "notes": "n" })).unwrap();
        assert_eq!((after.api.known_client_applications.len(), &after.other["notes"]), (0, &json!("n")));
    }

    #[test]
    fn names_the_property_that_is_wrong() {
        for (body, message) in [
            (json!({ "appId": CLIENT }), "Property 'appId' is read-only and cannot be set."),
            (json!({ "passwordCredentials": [] }), "Property 'passwordCredentials' is read-only and cannot be set."),
            (json!({ "replyUrlsWithType": [] }), "Invalid property 'replyUrlsWithType'."),
            (json!({ "signInAudience": "Everybody" }), "Invalid value specified for property 'signInAudience'"),
            (json!({ "web": { "redirectUris": "https://localhost" } }), "Invalid value specified for property 'web'"),
            (json!({ "api": { "oauth2Permissions": [] } }), "Unexpected contents in request body."),
            (json!({ "spa": { "redirectUri": [] } }), "Unexpected contents in request body."),
            (
                json!({ "api": { "preAuthorizedApplications": [{ "appId": CLIENT, "permissionIds": [] }] } }),
                "Unexpected contents in request body.",
            ),
            (
                json!({ "keyCredentials": [{ "type": "AsymmetricX509Cert", "usage": "Sign", "key": "AAAA" }] }),
                "Invalid value specified for property 'keyCredentials'",
            ),
        ] {
            let refusal = merged(&contoso(), body).unwrap_err();
            assert!(refusal.message.starts_with(message), "{}", refusal.message);
        }
    }

    #[test]
    fn what_was_answered_may_be_sent_back_but_for_the_origin() {
        let scope = |more: Value| {
            let mut scope = json!({ "id": CLIENT, "value": "access_as_user", "type": "User", "isEnabled": true });
            scope.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
            json!({ "api": { "oauth2PermissionScopes": [scope] } })
        };
        let before = scope(json!({ "future": { "a": 1 }, "origin": "Application" }));
        let before: Registration = serde_json::from_value(before).unwrap();
        assert_eq!(before.api.oauth2_permission_scopes[0].other["future"]["a"], 1);
        let after = merged(&before, scope(json!({ "future": { "a": 1 } }))).unwrap();
        assert_eq!(after.api.oauth2_permission_scopes[0].other["future"]["a"], 1);
        for body in [scope(json!({ "origin": "Application" })), scope(json!({ "futures": 1 }))] {
            let refusal = merged(&before, body).unwrap_err();
            assert_eq!(refusal.message, "Unexpected contents in request body.");
        }
    }

    #[test]
    fn a_certificate_keeps_its_key_when_the_list_is_sent_back() {
        let key = STANDARD.encode(b"a certificate");
        let sent = json!([{ "type": "AsymmetricX509Cert", "usage": "Verify", "key": key }]);
        let with_key = merged(&contoso(), json!({ "keyCredentials": sent })).unwrap();
        let mut list = serde_json::to_value(&with_key.key_credentials).unwrap();
        assert_eq!(list[0]["customKeyIdentifier"].as_str().unwrap().len(), 28);
        list[0]["key"] = Value::Null;
        assert_eq!(merged(&with_key, json!({ "keyCredentials": list })).unwrap(), with_key);
        list[0]["keyId"] = Uuid::max().to_string().into();
        assert!(merged(&with_key, json!({ "keyCredentials": list })).is_err());
    }
}
