use std::path::Path;

use super::super::view::{FindingAt, RankedFinding};
use crate::App;
use crate::use_case::preview_manifest::{ChangeKind, Wanted, preview_manifest};

/// Which findings of the manifest are gone after the change that its page shows. Where none can be shown, none is.
pub(super) fn mark(app: &App, file: &Path, all: &mut [RankedFinding]) {
    if !all.iter().any(|one| one.at == FindingAt::Manifest) {
        return;
    }
    let Ok(preview) = preview_manifest(app, file, &Wanted::default()) else { return };
    let (change, findings) = (&preview.view.change, &preview.view.findings);
    for one in all.iter_mut().filter(|one| one.at == FindingAt::Manifest) {
        let is_it = |other: &crate::use_case::finding_view::FindingView| {
            (&other.code, &other.title) == (&one.finding.code, &one.finding.title)
        };
        one.has_change = match findings.iter().find(|found| is_it(&found.finding)) {
            Some(found) => found.mended,
            // A value that differs is the plan's to set; a page that mends but findings leaves it.
            None => change.kind == ChangeKind::Plan && change.count > 0,
        };
    }
}
