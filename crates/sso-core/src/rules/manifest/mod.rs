//! What single sign-on asks of a manifest.

mod client_id_differs_from_plan;
mod client_id_is_add_in_id;
mod client_id_not_a_guid;
mod client_id_placeholder;
mod mail_needs_v1_1;
mod not_a_manifest;
mod not_well_formed;
mod override_misplaced;
mod override_namespace_unknown;
mod override_type_mismatch;
mod parts;
mod placeholder;
mod resid_unresolved;
mod resource_client_id_mismatch;
mod resource_differs_from_plan;
mod resource_host_mismatch;
mod resource_not_api;
mod resource_placeholder;
mod resource_trailing;
mod resource_upper_case;
mod scope_not_a_short_name;
mod scope_profile_missing;
mod scopes_empty;
mod subject;
mod web_application_info_duplicate;
mod web_application_info_incomplete;
mod web_application_info_misplaced;
mod web_application_info_missing;
mod web_application_info_out_of_order;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod testing;

use addin_manifest::{Manifest, ProblemKind};

use super::Rule;
use crate::{Finding, plan::Plan};
use subject::Subject;

/// A rule over one manifest.
pub(super) struct ManifestRule {
    pub words: Rule,
    check: fn(&Subject<'_>, &Rule) -> Vec<Finding>,
}

/// In the order of [`crate::Code::ALL`].
pub(super) const RULES: &[ManifestRule] = &[
    not_well_formed::RULE,
    not_a_manifest::RULE,
    override_namespace_unknown::RULE,
    override_type_mismatch::RULE,
    override_misplaced::RULE,
    web_application_info_missing::RULE,
    web_application_info_misplaced::RULE,
    web_application_info_out_of_order::RULE,
    web_application_info_duplicate::RULE,
    web_application_info_incomplete::RULE,
    mail_needs_v1_1::RULE,
    client_id_not_a_guid::RULE,
    client_id_placeholder::RULE,
    client_id_is_add_in_id::RULE,
    client_id_differs_from_plan::RULE,
    resource_placeholder::RULE,
    resource_not_api::RULE,
    resource_host_mismatch::RULE,
    resource_client_id_mismatch::RULE,
    resource_trailing::RULE,
    resource_upper_case::RULE,
    resource_differs_from_plan::RULE,
    scopes_empty::RULE,
    scope_profile_missing::RULE,
    scope_not_a_short_name::RULE,
    resid_unresolved::RULE,
];

/// All findings of one manifest, the worst first, then by place; of one rule at most 20, and one more that
/// says how many there are. `bytes` are those the manifest was read from.
///
/// What is not well-formed or no manifest gets that finding alone: Office reads nothing of it, and what else seems wrong
/// may follow from it.
pub fn check_manifest(manifest: &Manifest, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    let subject = Subject::new(manifest, bytes, plan);
    let unreadable = manifest
        .problems
        .iter()
        .any(|problem| matches!(problem.kind, ProblemKind::NotWellFormed(_) | ProblemKind::NotAManifest(_)));
    let rules = if unreadable { &RULES[..2] } else { &RULES[2..] };
    let found = rules.iter().flat_map(|rule| capped((rule.check)(&subject, &rule.words), &rule.words));
    let mut findings = found.collect::<Vec<_>>();
    findings.sort_by_key(rank);
    findings
}

/// A file may break one rule in any number of places; nobody reads them all.
const SHOWN: usize = 20;

/// The first findings of a rule; the next one stands for all that follow.
fn capped(mut findings: Vec<Finding>, rule: &Rule) -> Vec<Finding> {
    findings.sort_by_key(rank);
    let more = findings.len().saturating_sub(SHOWN);
    findings.truncate(SHOWN + 1);
    if let Some(next) = findings.get_mut(SHOWN) {
        next.title = format!("and {more} more: {}", rule.summary);
    }
    findings
}

/// The worst first, then by place.
fn rank(finding: &Finding) -> impl Ord + use<> {
    let place = finding.evidence.first().map(|evidence| (evidence.place.line, evidence.place.column));
    (finding.severity, place, finding.code)
}
