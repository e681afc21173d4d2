//! From Graph's JSON to the model.

use serde_json::{Map, Value};
use uuid::{Uuid, uuid};

use super::lenient::{Fields, Reading, expected, flag, guid, id, text, time, uri, version};
use super::{
    Api, AppRole, ImplicitGrantSettings, KeyCredential, OptionalClaim, OptionalClaims, PasswordCredential,
    PermissionGrant, PermissionScope, PreAuthorizedApplication, RedirectUris, Registration, RequiredResourceAccess,
    ResourceAccess, ServicePrincipal, SignInAudience, Web,
};
use crate::{ClientId, GRAPH_APP_ID, GraphPermission};

/// `application` in Graph's words.
pub(super) fn registration(reading: &mut Reading, object: Map<String, Value>) -> Registration {
    let mut all = Fields::of("", object);
    Registration {
        id: reading.value(&mut all, "id", guid),
        app_id: reading.value(&mut all, "appId", id),
        display_name: reading.value(&mut all, "displayName", text).unwrap_or_default(),
        sign_in_audience: reading.value(&mut all, "signInAudience", audience).unwrap_or_default(),
        identifier_uris: reading.values(&mut all, "identifierUris", uri),
        api: api(reading, &mut all),
        web: web(reading, &mut all),
        spa: redirect_uris(reading, &mut all, "spa"),
        public_client: redirect_uris(reading, &mut all, "publicClient"),
        is_fallback_public_client: reading.value(&mut all, "isFallbackPublicClient", flag),
        required_resource_access: reading.entries(&mut all, "requiredResourceAccess", required_resource_access),
        password_credentials: reading.entries(&mut all, "passwordCredentials", password_credential),
        key_credentials: reading.entries(&mut all, "keyCredentials", key_credential),
        app_roles: reading.entries(&mut all, "appRoles", app_role),
        optional_claims: optional_claims(reading, &mut all),
        tags: reading.values(&mut all, "tags", text),
        other: all.left(),
    }
}

/// `servicePrincipal`; none where it has no IDs.
pub(super) fn service_principal(reading: &mut Reading, object: Map<String, Value>) -> Option<ServicePrincipal> {
    let mut all = Fields::of("servicePrincipal", object);
    let (object_id, app_id) = (reading.needed(&mut all, "id", id), reading.needed(&mut all, "appId", id));
    Some(ServicePrincipal {
        id: object_id?,
        app_id: app_id?,
        account_enabled: reading.value(&mut all, "accountEnabled", flag),
        app_role_assignment_required: reading.value(&mut all, "appRoleAssignmentRequired", flag),
        app_owner_organization_id: reading.value(&mut all, "appOwnerOrganizationId", id),
        other: all.left(),
    })
}

/// `oAuth2PermissionGrant`; none where it does not say what is consented to whom.
pub(super) fn permission_grant(reading: &mut Reading, object: Map<String, Value>) -> Option<PermissionGrant> {
    let mut all = Fields::of("oauth2PermissionGrant", object);
    let (id, consent_type) = (reading.needed(&mut all, "id", text), reading.needed(&mut all, "consentType", text));
    let (client_id, resource_id) =
        (reading.needed(&mut all, "clientId", self::id), reading.needed(&mut all, "resourceId", self::id));
    Some(PermissionGrant {
        id: id?,
        client_id: client_id?,
        consent_type: consent_type?,
        principal_id: reading.value(&mut all, "principalId", guid),
        resource_id: resource_id?,
        scope: reading.value(&mut all, "scope", text).unwrap_or_default(),
    })
}

fn audience(value: &Value) -> Result<SignInAudience, String> {
    let known = SignInAudience::ALL.into_iter().find(|known| value.as_str() == Some(known.as_str()));
    known.ok_or_else(|| {
        let [others @ .., last] = SignInAudience::ALL.map(SignInAudience::as_str);
        expected(&format!("{} or {last}", others.join(", ")), value)
    })
}

fn api(reading: &mut Reading, all: &mut Fields) -> Api {
    let mut api = reading.object(all, "api");
    Api {
        requested_access_token_version: reading.value(&mut api, "requestedAccessTokenVersion", version),
        oauth2_permission_scopes: reading.entries(&mut api, "oauth2PermissionScopes", permission_scope),
        pre_authorized_applications: reading.entries(&mut api, "preAuthorizedApplications", pre_authorized),
        known_client_applications: reading.values(&mut api, "knownClientApplications", id),
        other: api.left(),
    }
}

fn permission_scope(reading: &mut Reading, entry: &mut Fields) -> Option<PermissionScope> {
    Some(PermissionScope {
        id: reading.needed(entry, "id", guid)?,
        value: reading.needed(entry, "value", text).unwrap_or_default(),
        r#type: reading.needed(entry, "type", text).unwrap_or_default(),
        is_enabled: reading.needed(entry, "isEnabled", flag).unwrap_or_default(),
        admin_consent_display_name: reading.value(entry, "adminConsentDisplayName", text).unwrap_or_default(),
        admin_consent_description: reading.value(entry, "adminConsentDescription", text).unwrap_or_default(),
        user_consent_display_name: reading.value(entry, "userConsentDisplayName", text),
        user_consent_description: reading.value(entry, "userConsentDescription", text),
        other: entry.take_left(),
    })
}

/// `permissionIds` is the name in Graph's beta and in old exports.
fn pre_authorized(reading: &mut Reading, entry: &mut Fields) -> Option<PreAuthorizedApplication> {
    let app_id = reading.needed(entry, "appId", id)?;
    let mut delegated_permission_ids = reading.values(entry, "delegatedPermissionIds", guid);
    if delegated_permission_ids.is_empty() {
        delegated_permission_ids = reading.values(entry, "permissionIds", guid);
    }
    Some(PreAuthorizedApplication { app_id, delegated_permission_ids, other: entry.take_left() })
}

fn web(reading: &mut Reading, all: &mut Fields) -> Web {
    let mut web = reading.object(all, "web");
    let mut implicit = reading.object(&mut web, "implicitGrantSettings");
    let implicit_grant_settings = ImplicitGrantSettings {
        enable_access_token_issuance: reading
            .value(&mut implicit, "enableAccessTokenIssuance", flag)
            .unwrap_or_default(),
        enable_id_token_issuance: reading.value(&mut implicit, "enableIdTokenIssuance", flag).unwrap_or_default(),
    };
    web.keep("implicitGrantSettings", implicit.left());
    Web { redirect_uris: reading.values(&mut web, "redirectUris", uri), implicit_grant_settings, other: web.left() }
}

fn redirect_uris(reading: &mut Reading, all: &mut Fields, name: &str) -> RedirectUris {
    let mut platform = reading.object(all, name);
    let redirect_uris = reading.values(&mut platform, "redirectUris", uri);
    all.keep(name, platform.left());
    RedirectUris { redirect_uris }
}

fn required_resource_access(reading: &mut Reading, entry: &mut Fields) -> Option<RequiredResourceAccess> {
    let resource_app_id = reading.needed(entry, "resourceAppId", resource)?;
    let resource_access = reading.entries(entry, "resourceAccess", |reading, entry| {
        let r#type = reading.needed(entry, "type", text).unwrap_or_default();
        let delegated_of_graph = r#type == "Scope" && resource_app_id.uuid() == GRAPH_APP_ID;
        let by_name = |value: &Value| GraphPermission::by_name(value.as_str().filter(|_| delegated_of_graph)?);
        let id = reading.needed(entry, "id", |value| match by_name(value) {
            Some(known) => Ok(known.id),
            None => guid(value),
        })?;
        Some(ResourceAccess { id, r#type, other: entry.take_left() })
    });
    Some(RequiredResourceAccess { resource_app_id, resource_access, other: entry.take_left() })
}

/// Microsoft 365 Agents Toolkit has names where Graph has IDs: two for resources, and those of permissions.
fn resource(value: &Value) -> Result<ClientId, String> {
    const SHAREPOINT_ONLINE: Uuid = uuid!("00000003-0000-0ff1-ce00-000000000000");
    match value.as_str() {
        Some("Microsoft Graph") => Ok(ClientId::from_uuid(GRAPH_APP_ID)),
        Some("Office 365 SharePoint Online") => Ok(ClientId::from_uuid(SHAREPOINT_ONLINE)),
        _ => id(value),
    }
}

fn password_credential(reading: &mut Reading, entry: &mut Fields) -> Option<PasswordCredential> {
    // Blanked out before, and a problem of its own.
    entry.forget("secretText");
    Some(PasswordCredential {
        key_id: reading.needed(entry, "keyId", guid)?,
        display_name: reading.value(entry, "displayName", text),
        hint: reading.value(entry, "hint", text),
        start_date_time: reading.value(entry, "startDateTime", time),
        end_date_time: reading.value(entry, "endDateTime", time),
    })
}

fn key_credential(reading: &mut Reading, entry: &mut Fields) -> Option<KeyCredential> {
    Some(KeyCredential {
        key_id: reading.needed(entry, "keyId", guid)?,
        display_name: reading.value(entry, "displayName", text),
        start_date_time: reading.value(entry, "startDateTime", time),
        end_date_time: reading.value(entry, "endDateTime", time),
        key: reading.value(entry, "key", text),
        other: entry.take_left(),
    })
}

fn app_role(reading: &mut Reading, entry: &mut Fields) -> Option<AppRole> {
    Some(AppRole {
        id: reading.needed(entry, "id", guid)?,
        display_name: reading.value(entry, "displayName", text).unwrap_or_default(),
        value: reading.value(entry, "value", text),
        allowed_member_types: reading.values(entry, "allowedMemberTypes", text),
        is_enabled: reading.value(entry, "isEnabled", flag).unwrap_or_default(),
        other: entry.take_left(),
    })
}

fn optional_claims(reading: &mut Reading, all: &mut Fields) -> Option<OptionalClaims> {
    let mut claims = reading.object(all, "optionalClaims");
    let there = !claims.is_empty();
    let claims = OptionalClaims {
        access_token: reading.entries(&mut claims, "accessToken", optional_claim),
        id_token: reading.entries(&mut claims, "idToken", optional_claim),
        saml2_token: reading.entries(&mut claims, "saml2Token", optional_claim),
        other: claims.left(),
    };
    there.then_some(claims)
}

fn optional_claim(reading: &mut Reading, entry: &mut Fields) -> Option<OptionalClaim> {
    Some(OptionalClaim {
        name: reading.needed(entry, "name", text)?,
        source: reading.value(entry, "source", text),
        essential: reading.value(entry, "essential", flag).unwrap_or_default(),
        additional_properties: reading.values(entry, "additionalProperties", text),
        other: entry.take_left(),
    })
}
