//! The add-in as an API of its own: what Office asks for.

use super::{Action, PlannedValue, Row, app_id_uri, none, planned};
use crate::OfficeClient;
use crate::plan::{Plan, PortalPage};

const ADD_A_SCOPE: &str = "Expose an API, Add a scope";

pub(super) fn values(plan: &Plan) -> Vec<PlannedValue> {
    let mut rows = vec![Row {
        action: Action::Enter,
        page: Some(PortalPage::Manifest),
        name: "Access token version",
        value: "2".to_owned(),
        place: "Manifest",
        property: "api.requestedAccessTokenVersion",
        reason: match plan.facts.auth.has_legacy_sso() {
            true => {
                "set it before the Application ID URI: under a stricter tenant policy Entra refuses this form of URI for \
                 version 1 tokens"
            }
            false => "personal accounts ask for it, and an API that is added later finds it",
        },
    }];
    rows.extend(if plan.facts.auth.has_legacy_sso() { api(plan) } else { no_api() });
    rows.into_iter().map(|row| planned(plan, row)).collect()
}

fn api(plan: &Plan) -> Vec<Row<'static>> {
    let scope = plan.access_as_user();
    let row = |name, value: String, place, property, reason| Row {
        action: Action::Enter,
        page: Some(PortalPage::ExposeAnApi),
        name,
        value,
        place,
        property,
        reason,
    };
    let of_scope = |name, value, property, reason| row(name, value, ADD_A_SCOPE, property, reason);
    vec![
        row(
            "Application ID URI",
            app_id_uri(plan),
            "Expose an API",
            "identifierUris",
            "Office compares its host and port with those of the add-in's pages",
        ),
        of_scope("Scope name", scope.value, "api.oauth2PermissionScopes", "Office asks for this name only"),
        of_scope(
            "Who can consent",
            "Admins and users".to_owned(),
            "api.oauth2PermissionScopes.type",
            "with Admins only the fallback dialog ends in AADSTS90094 for everybody else",
        ),
        of_scope(
            "Admin consent display name",
            scope.admin_consent_display_name,
            "api.oauth2PermissionScopes.adminConsentDisplayName",
            "the portal asks for it; administrators read it on the consent page",
        ),
        of_scope(
            "Admin consent description",
            scope.admin_consent_description,
            "api.oauth2PermissionScopes.adminConsentDescription",
            "the portal asks for it; administrators read it on the consent page",
        ),
        of_scope(
            "User consent display name",
            scope.user_consent_display_name.unwrap_or_default(),
            "api.oauth2PermissionScopes.userConsentDisplayName",
            "people read it on the consent page",
        ),
        of_scope(
            "User consent description",
            scope.user_consent_description.unwrap_or_default(),
            "api.oauth2PermissionScopes.userConsentDescription",
            "people read it on the consent page",
        ),
        of_scope(
            "State",
            "Enabled".to_owned(),
            "api.oauth2PermissionScopes.isEnabled",
            "while it is disabled Entra answers AADSTS650053: for those who ask, it does not exist",
        ),
        row(
            "Authorized client application",
            OfficeClient::ALL.id.to_string(),
            "Expose an API, Add a client application",
            "api.preAuthorizedApplications",
            "stands for all Office clients; without it Office answers 13005. Under Authorized scopes tick `access_as_user`",
        ),
    ]
}

fn no_api() -> Vec<Row<'static>> {
    let row = |name, place, property, reason| Row {
        action: Action::Omit,
        page: Some(PortalPage::ExposeAnApi),
        name,
        value: none(),
        place,
        property,
        reason,
    };
    vec![
        row(
            "Application ID URI",
            "Expose an API",
            "identifierUris",
            "the add-in asks for its tokens itself; only an API of its own needs one, and one that is there may stay",
        ),
        row(
            "Scope name",
            ADD_A_SCOPE,
            "api.oauth2PermissionScopes",
            "Office asks for none; only an API of its own needs one, and one that is there may stay",
        ),
        row(
            "Authorized client application",
            "Expose an API, Add a client application",
            "api.preAuthorizedApplications",
            "Office asks for nothing in its own name",
        ),
    ]
}
