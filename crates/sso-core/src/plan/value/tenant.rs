//! Consent, and the application in the tenants whose people use the add-in.

use super::{Action, PlannedValue, Row, planned};
use crate::plan::{Plan, PortalPage};

/// On the page of the permissions, and its last value.
pub(super) fn consent(plan: &Plan) -> PlannedValue {
    let permissions = plan.permissions();
    let admin_only: Vec<_> =
        permissions.iter().filter(|permission| permission.admin_only).map(|permission| &*permission.name).collect();
    let consent = match (admin_only.is_empty(), plan.needs_secret()) {
        (false, _) => format!("only an administrator may consent to {}", admin_only.join(", ")),
        (true, true) => {
            "On-Behalf-Of shows no page: what is not consented to beforehand ends in AADSTS65001".to_owned()
        }
        (true, false) => "without it everybody is asked once, where the tenant lets people consent".to_owned(),
    };
    let row = Row {
        action: Action::Enter,
        page: Some(PortalPage::ApiPermissions),
        name: "Consent",
        value: "Grant admin consent".to_owned(),
        place: "API permissions, Grant admin consent",
        property: "oauth2PermissionGrants",
        reason: &consent,
    };
    planned(plan, row)
}

pub(super) fn values(plan: &Plan) -> Vec<PlannedValue> {
    let of_tenant = |name, value: &str, place, property, reason| Row {
        action: Action::Check,
        page: Some(PortalPage::EnterpriseApplications),
        name,
        value: value.to_owned(),
        place,
        property,
        reason,
    };
    let rows = [
        of_tenant(
            "Service principal",
            "an enterprise application of the same client ID",
            "Enterprise applications",
            "servicePrincipals",
            "the application in a tenant: the portal makes it with the registration, a script must; in each other \
             tenant consent makes it",
        ),
        of_tenant(
            "Enabled for users to sign-in",
            "Yes",
            "Enterprise applications, Properties",
            "servicePrincipal.accountEnabled",
            "with No everybody's sign-in ends in AADSTS7000112, in Office as 13007",
        ),
        of_tenant(
            "Assignment required",
            "No",
            "Enterprise applications, Properties",
            "servicePrincipal.appRoleAssignmentRequired",
            "with Yes whoever is not assigned ends in AADSTS50105",
        ),
    ];
    rows.into_iter().map(|row| planned(plan, row)).collect()
}
