//! What single sign-on asks of a manifest.
//!
//! Not asked: that `IdentityAPI` is required (Microsoft's own samples ask for it at run time instead), and what two
//! manifests have to agree on, such as one resource for each environment: a rule looks at one file.

mod add_in_id_not_a_guid;
mod app_domain_localhost_missing;
mod app_domain_not_an_origin;
mod app_domains_empty;
mod app_domains_too_many;
mod authorizations_obsolete;
mod client_id_differs_from_plan;
mod client_id_is_add_in_id;
mod client_id_not_a_guid;
mod client_id_placeholder;
mod edits;
mod element_out_of_order;
mod element_repeated;
mod encoding_mismatch;
mod found;
mod host_not_of_app_type;
mod host_without_sso;
mod hosts;
mod identity_api_in_outlook;
mod identity_api_version;
mod mail_needs_v1_1;
mod mail_override_incomplete;
mod msa_id_obsolete;
mod nested_app_auth_incomplete;
mod nested_app_auth_redirect;
mod nested_app_auth_version;
mod not_a_manifest;
mod not_well_formed;
mod office_app_type_unknown;
mod override_misplaced;
mod override_namespace_unknown;
mod override_type_mismatch;
mod overrides_only_for_sso;
mod parts;
mod placeholder;
mod requirement_set_namespace;
mod resid_too_long;
mod resid_unresolved;
mod resource_client_id_mismatch;
mod resource_differs_from_plan;
mod resource_host_mismatch;
mod resource_not_api;
mod resource_placeholder;
mod resource_too_long;
mod resource_trailing;
mod resource_upper_case;
mod scope_duplicate;
mod scope_not_a_short_name;
mod scope_openid_missing;
mod scope_profile_missing;
mod scopes_empty;
mod subject;
mod url_not_https;
mod web_application_info_duplicate;
mod web_application_info_incomplete;
mod web_application_info_misplaced;
mod web_application_info_missing;
mod web_application_info_out_of_order;
mod web_application_info_unknown_property;

#[cfg(test)]
mod law;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod testing;

pub use hosts::{all_without_sso, hosts_without_sso};

use addin_manifest::{Manifest, ProblemKind};

use super::Rule;
use crate::{Finding, plan::Plan};
use found::{Found, Ranked};
use subject::Subject;

/// A rule over one manifest.
pub(super) struct ManifestRule {
    pub words: Rule,
    check: fn(&Subject<'_>, &mut Found<'_>),
}

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[ManifestRule] = &[
    not_well_formed::RULE,
    not_a_manifest::RULE,
    encoding_mismatch::RULE,
    office_app_type_unknown::RULE,
    add_in_id_not_a_guid::RULE,
    element_out_of_order::RULE,
    element_repeated::RULE,
    override_namespace_unknown::RULE,
    override_type_mismatch::RULE,
    override_misplaced::RULE,
    overrides_only_for_sso::RULE,
    web_application_info_missing::RULE,
    web_application_info_misplaced::RULE,
    web_application_info_out_of_order::RULE,
    web_application_info_duplicate::RULE,
    web_application_info_incomplete::RULE,
    web_application_info_unknown_property::RULE,
    mail_needs_v1_1::RULE,
    mail_override_incomplete::RULE,
    client_id_not_a_guid::RULE,
    client_id_placeholder::RULE,
    client_id_is_add_in_id::RULE,
    client_id_differs_from_plan::RULE,
    msa_id_obsolete::RULE,
    authorizations_obsolete::RULE,
    resource_placeholder::RULE,
    resource_not_api::RULE,
    resource_host_mismatch::RULE,
    resource_client_id_mismatch::RULE,
    resource_trailing::RULE,
    resource_upper_case::RULE,
    resource_too_long::RULE,
    resource_differs_from_plan::RULE,
    scopes_empty::RULE,
    scope_profile_missing::RULE,
    scope_openid_missing::RULE,
    scope_not_a_short_name::RULE,
    scope_duplicate::RULE,
    nested_app_auth_incomplete::RULE,
    nested_app_auth_redirect::RULE,
    nested_app_auth_version::RULE,
    host_without_sso::RULE,
    host_not_of_app_type::RULE,
    requirement_set_namespace::RULE,
    identity_api_version::RULE,
    identity_api_in_outlook::RULE,
    resid_unresolved::RULE,
    resid_too_long::RULE,
    url_not_https::RULE,
    app_domains_empty::RULE,
    app_domains_too_many::RULE,
    app_domain_not_an_origin::RULE,
    app_domain_localhost_missing::RULE,
];

/// As many of them say why a file is not read; the others speak of what was read.
const OF_FILES: usize = 2;

/// All findings of one manifest, the worst first, then by place; of one rule at most 20, and one more that
/// says how many there are. `bytes` are those the manifest was read from.
///
/// What is not well-formed or no manifest gets that finding alone: Office reads nothing of it, and what else seems wrong
/// may follow from it.
pub fn check_manifest(manifest: &Manifest, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    check(&Subject::new(manifest, bytes, plan, false))
}

/// As [`check_manifest`] does; and each finding carries the edits that mend it, where a machine may apply them. That costs
/// some reads of the file for each, so it is only for who means to apply them.
pub fn check_manifest_with_edits(manifest: &Manifest, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    check(&Subject::new(manifest, bytes, plan, true))
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unreadable = subject
        .manifest
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, ProblemKind::NotWellFormed(_) | ProblemKind::NotAManifest(_)));
    let (of_files, of_content) = RULES.split_at(OF_FILES);
    let mut findings = Vec::new();
    for rule in if unreadable { of_files } else { of_content } {
        let mut found = Found::new(&rule.words);
        (rule.check)(subject, &mut found);
        findings.extend(found.finish());
    }
    findings.sort_by_key(Ranked::rank);
    findings.into_iter().map(|ranked| ranked.finding).collect()
}
