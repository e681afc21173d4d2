//! What single sign-on asks of a registration: API permissions, the service principal and who may sign in.

mod application_permission;
mod assignment_required;
mod azure_ad_graph_retired;
mod graph_permissions_missing;
mod permission_admin_only;
mod permission_duplicate;
mod permission_kind_mismatch;
mod permission_of_plan_missing;
mod permission_openid_missing;
mod permission_profile_missing;
mod permission_type_unknown;
mod permission_unknown;
pub(in crate::rules) mod permissions;
mod public_client_flows_enabled;
mod service_principal_disabled;

use super::registration::RegistrationRule;

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[RegistrationRule] = &[
    graph_permissions_missing::RULE,
    permission_profile_missing::RULE,
    permission_openid_missing::RULE,
    permission_of_plan_missing::RULE,
    permission_unknown::RULE,
    permission_kind_mismatch::RULE,
    permission_type_unknown::RULE,
    permission_admin_only::RULE,
    application_permission::RULE,
    permission_duplicate::RULE,
    azure_ad_graph_retired::RULE,
    service_principal_disabled::RULE,
    assignment_required::RULE,
    public_client_flows_enabled::RULE,
];
