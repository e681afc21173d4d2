//! Edits of the unified manifest. Each answers with spans of the text it was given, as its callers in `edit` do.

use super::{Edit, Markup, Refusal, RefusalKind};
use crate::Span;
use crate::source::Source;

fn not_yet() -> Refusal {
    Refusal::new(RefusalKind::NotAManifest("the file is JSON".to_owned()), None)
}

pub(super) fn set_web_application_info(_: &Source<'_>, _: &Markup<'_>) -> Result<Vec<Edit>, Refusal> {
    Err(not_yet())
}

pub(super) fn remove_web_application_info(_: &Source<'_>) -> Result<Vec<Edit>, Refusal> {
    Err(not_yet())
}

pub(super) fn require_set(_: &Source<'_>, _name: &str, _min_version: &str) -> Result<Vec<Edit>, Refusal> {
    Err(not_yet())
}

pub(super) fn add_app_domain(_: &Source<'_>, _origin: &str) -> Result<Vec<Edit>, Refusal> {
    Err(not_yet())
}

pub(super) fn bump_version(_: &Source<'_>) -> Result<Vec<Edit>, Refusal> {
    Err(not_yet())
}

/// `span` is what stands between the quotation marks.
pub(super) fn replace_text(span: Span, value: &str) -> Edit {
    Edit::replace(span, value)
}
