//! The manifest: the templates' placeholders, then the markup as `manifest apply` puts it in.

use sso_core::Severity;
use sso_core::plan::Plan;

use super::Change;
use super::places::Place;
use crate::AppError;
use crate::use_case::check_manifest::check_bytes;
use crate::use_case::edit_manifest::{NAA_WITHOUT_MARKUP, Scopes, difference_with_note, scopes_added, with_markup_of};

/// In the manifests of the toolkit: filled from `env/.env.*` when the package is built.
const BUILD_TOKEN: &[u8] = b"${{AAD_APP_";

pub(super) fn change(plan: &Plan, place: &Place, before: &[u8]) -> Result<Change, AppError> {
    let file = &*place.path;
    if before.windows(BUILD_TOKEN.len()).any(|window| window == BUILD_TOKEN) {
        let notes = vec!["it takes its values from env when the package is built, so it stays as it is".to_owned()];
        return Ok(changed(before.to_owned(), String::new(), notes));
    }
    let filled = filled(before, plan);
    let scopes = if plan.facts.permissions.is_empty() { Scopes::Keep } else { Scopes::OfPlan };
    let after = with_markup_of(file, &filled, plan, scopes, plan.facts.auth)?;
    let added = scopes_added(&addin_manifest::read(before), &addin_manifest::read(&after));
    let difference = difference_with_note(file, before, &after, added.as_deref());
    let without_markup = after == filled && plan.facts.auth == sso_core::plan::Auth::Naa;
    let notes = without_markup.then(|| NAA_WITHOUT_MARKUP.to_owned()).into_iter().collect();
    // As `manifest apply` tells them; values of a plan are compared only where they were written.
    let findings = check_bytes(file, &after, (!without_markup).then_some(plan));
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let when = if after == before { "in this file" } else { "after this change" };
    let steps = errors.map(|finding| {
        let causes = finding.would_cause.join(", ");
        let causes = if causes.is_empty() { causes } else { format!(" ({causes})") };
        format!("{}: {when}: error: {}{causes}", place.name, finding.title)
    });
    Ok(Change { steps: steps.collect(), ..changed(after, difference, notes) })
}

fn changed(after: Vec<u8>, difference: String, notes: Vec<String>) -> Change {
    let (steps, hidden) = (Vec::new(), Vec::new());
    Change { after, difference, notes, steps, holds_a_secret: false, hidden, is_known: true }
}

/// `localhost:{PORT}` is the domain, in every URL of the template.
fn filled(bytes: &[u8], plan: &Plan) -> Vec<u8> {
    let client_id = plan.facts.client_id.map(|id| id.to_string()).unwrap_or_default();
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_owned() };
    let text = text.replace("localhost:{PORT}", &plan.facts.domain.to_string());
    text.replace("{application GUID here}", &client_id).into_bytes()
}
