//! Which planned values a registration that was read has already.

use jiff::Timestamp;

use super::Plan;
use super::value::{Action, PlannedValue};
use crate::registration::{PermissionScope, Registration, ServicePrincipal};
use crate::{ClientId, GRAPH_APP_ID, ScopeName};

impl Plan {
    /// Whether `there` has this value of the plan, more or other values beside it aside. Words that people read on the consent
    /// page are in place where there are any: those of somebody else may stay.
    ///
    /// `None`: a registration says nothing of it, as of consent and of the manifest; or `service_principal` would and was not
    /// read. `now`: a secret that ended is in nobody's place.
    pub fn is_in_place(
        &self,
        value: &PlannedValue,
        there: &Registration,
        service_principal: Option<&ServicePrincipal>,
        now: Timestamp,
    ) -> Option<bool> {
        if value.action == Action::Omit {
            return None;
        }
        let text = &value.value;
        let of_scope = |is: fn(&PermissionScope) -> bool| Some(own_scope(there).is_some_and(is));
        match value.property.as_str() {
            "displayName" => Some(there.display_name == *text),
            "signInAudience" => Some(there.sign_in_audience == self.sign_in_audience()),
            "appId" => self.facts.client_id.map(|client_id| there.app_id == Some(client_id)),
            "id" => there.id.map(|_| true),
            "tenant" => {
                let home = service_principal?.app_owner_organization_id?;
                self.facts.tenant_id.map(|tenant| tenant == home)
            }
            "spa.redirectUris" => Some(there.spa.redirect_uris.contains(text)),
            "publicClient.redirectUris" => Some(there.public_client.redirect_uris.contains(text)),
            "web.implicitGrantSettings" => {
                let settings = &there.web.implicit_grant_settings;
                Some(!settings.enable_access_token_issuance && !settings.enable_id_token_issuance)
            }
            "isFallbackPublicClient" => Some(there.is_fallback_public_client != Some(true)),
            "passwordCredentials" => Some(has_credential(there, now)),
            "optionalClaims.accessToken" => {
                let claims = there.optional_claims.as_ref();
                Some(claims.is_some_and(|claims| claims.access_token.iter().any(|claim| claim.name == *text)))
            }
            "requiredResourceAccess" => Some(self.has_permissions(there)),
            "api.requestedAccessTokenVersion" => Some(there.api.requested_access_token_version == Some(2)),
            "identifierUris" => self.app_id_uri().map(|uri| there.identifier_uris.contains(&uri.to_string())),
            "api.oauth2PermissionScopes" => of_scope(|_| true),
            "api.oauth2PermissionScopes.type" => of_scope(|scope| scope.r#type == "User"),
            "api.oauth2PermissionScopes.isEnabled" => of_scope(|scope| scope.is_enabled),
            "api.oauth2PermissionScopes.adminConsentDisplayName" => {
                of_scope(|scope| !scope.admin_consent_display_name.is_empty())
            }
            "api.oauth2PermissionScopes.adminConsentDescription" => {
                of_scope(|scope| !scope.admin_consent_description.is_empty())
            }
            "api.oauth2PermissionScopes.userConsentDisplayName" => {
                of_scope(|scope| scope.user_consent_display_name.as_ref().is_some_and(|text| !text.is_empty()))
            }
            "api.oauth2PermissionScopes.userConsentDescription" => {
                of_scope(|scope| scope.user_consent_description.as_ref().is_some_and(|text| !text.is_empty()))
            }
            "api.preAuthorizedApplications" => Some(is_authorized(there, text)),
            "servicePrincipals" => service_principal.map(|_| true),
            "servicePrincipal.accountEnabled" => service_principal?.account_enabled,
            "servicePrincipal.appRoleAssignmentRequired" => {
                service_principal?.app_role_assignment_required.map(|required| !required)
            }
            _ => None,
        }
    }

    fn has_permissions(&self, there: &Registration) -> bool {
        let graph = ClientId::from_uuid(GRAPH_APP_ID);
        let of_graph = || there.required_resource_access.iter().filter(|resource| resource.resource_app_id == graph);
        let has = |id| of_graph().flat_map(|of| &of.resource_access).any(|one| one.id == id && one.r#type == "Scope");
        self.permissions().iter().all(|permission| has(permission.id))
    }
}

fn own_scope(there: &Registration) -> Option<&PermissionScope> {
    let name = ScopeName::access_as_user().to_string();
    there.api.oauth2_permission_scopes.iter().find(|scope| scope.value == name)
}

/// Office's client, for the scope that Office asks for.
fn is_authorized(there: &Registration, client: &str) -> bool {
    own_scope(there).is_some_and(|scope| {
        let mut clients = there.api.pre_authorized_applications.iter();
        clients.any(|one| one.app_id.to_string() == client && one.delegated_permission_ids.contains(&scope.id))
    })
}

fn has_credential(there: &Registration, now: Timestamp) -> bool {
    let is_good = |end: Option<Timestamp>| end.is_none_or(|end| end > now);
    there.password_credentials.iter().any(|one| is_good(one.end_date_time))
        || there.key_credentials.iter().any(|one| is_good(one.end_date_time))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::generated;
    use super::super::tests::{drawn, facts};
    use super::*;
    use crate::registration::PasswordCredential;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn secret(end: &str) -> PasswordCredential {
        let key_id = uuid::uuid!("5b3a4e4a-e55e-45ba-820b-ea16efbe3d51");
        PasswordCredential {
            key_id,
            display_name: None,
            hint: None,
            start_date_time: None,
            end_date_time: end.parse().ok(),
        }
    }

    /// What of the plan such a registration lacks.
    fn lacking(change: impl FnOnce(&mut Registration)) -> Vec<String> {
        let plan = Plan::new(facts(), drawn());
        let mut there = plan.registration();
        there.password_credentials = vec![secret("2027-01-01T00:00:00Z")];
        change(&mut there);
        let values = plan.values().into_iter();
        values
            .filter(|value| plan.is_in_place(value, &there, None, now()) == Some(false))
            .map(|value| value.property)
            .collect()
    }

    #[test]
    fn what_a_registration_lacks() {
        type Row = (fn(&mut Registration), &'static [&'static str]);
        let rows: [Row; 13] = [
            (|_| {}, &[]),
            (|there| there.display_name = "Other".to_owned(), &["displayName"]),
            (|there| there.app_id = None, &["appId"]),
            (|there| there.api.requested_access_token_version = None, &["api.requestedAccessTokenVersion"]),
            (
                |there| there.api.oauth2_permission_scopes[0].r#type = "Admin".to_owned(),
                &["api.oauth2PermissionScopes.type"],
            ),
            (
                |there| there.api.oauth2_permission_scopes[0].user_consent_display_name = None,
                &["api.oauth2PermissionScopes.userConsentDisplayName"],
            ),
            (|there| there.api.oauth2_permission_scopes[0].id = uuid::Uuid::nil(), &["api.preAuthorizedApplications"]),
            (
                |there| there.spa.redirect_uris = vec!["https://localhost:3001/dialog.html".to_owned()],
                &["spa.redirectUris"],
            ),
            (|there| there.identifier_uris = vec!["api://localhost:3000".to_owned()], &["identifierUris"]),
            (|there| there.password_credentials = vec![secret("2026-11-22T12:00:00Z")], &["passwordCredentials"]),
            (|there| drop(there.required_resource_access[0].resource_access.pop()), &["requiredResourceAccess"]),
            (|there| there.is_fallback_public_client = Some(true), &["isFallbackPublicClient"]),
            (|there| there.optional_claims = None, &["optionalClaims.accessToken"]),
        ];
        for (change, expected) in rows {
            assert_eq!(lacking(change), expected);
        }
    }

    #[test]
    fn of_what_was_not_read_nothing_is_said() {
        let plan = Plan::new(facts(), drawn());
        let there = plan.registration();
        let of = |property: &str| {
            let value = plan.values().into_iter().find(|value| value.property == property).unwrap();
            plan.is_in_place(&value, &there, None, now())
        };
        for property in ["servicePrincipals", "servicePrincipal.accountEnabled", "oauth2PermissionGrants", "tenant"] {
            assert_eq!(of(property), None, "{property}");
        }
        assert_eq!(of("WebApplicationInfo/Id"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What is registered as planned lacks nothing, whatever was planned; and each property of a value is known here.
        #[test]
        fn what_is_planned_is_in_place(plan in generated::plan()) {
            let mut there = plan.registration();
            there.password_credentials = vec![secret("2027-01-01T00:00:00Z")];
            for value in plan.values() {
                let told = plan.is_in_place(&value, &there, None, now());
                prop_assert_ne!(told, Some(false), "{}", value.name);
                let unread = ["tenant", "id", "oauth2PermissionGrants"].contains(&value.property.as_str())
                    || value.property.starts_with("servicePrincipal") || value.property.starts_with("WebApp")
                    || value.action == Action::Omit || plan.facts.client_id.is_none();
                prop_assert!(unread || told == Some(true), "{}", value.name);
            }
        }
    }
}
