//! What is true of every finding that a machine may mend.

use super::check_manifest;
use crate::plan::Plan;
use crate::{Code, Finding, Severity};

/// After the edits of each finding that finding is gone, the file is well-formed, and no error is new.
pub(super) fn edits_mend(bytes: &[u8], findings: &[Finding], plan: Option<&Plan>) {
    for finding in findings.iter().filter(|finding| !finding.edits.is_empty()) {
        let code = finding.code;
        let mut spans = finding.edits.iter().map(|edit| edit.span).collect::<Vec<_>>();
        spans.sort();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{code}: edits overlap: {spans:?}");

        let mended = addin_manifest::apply(bytes, &finding.edits);
        let text = String::from_utf8_lossy(&mended);
        let left = check_manifest(&addin_manifest::read(&mended), &mended, plan);
        let of_code = findings.iter().filter(|other| other.code == code).count();
        let same = |other: &&Finding| (other.code, &other.title) == (code, &finding.title);
        let count = |findings: &[Finding]| findings.iter().filter(same).count();
        // Of more than are shown, the next one moves up.
        assert!(
            count(&left) < count(findings) || of_code > 20,
            "{code} is still there: {finding:#?}\n{left:#?}\n{text}"
        );
        let errors = |findings: &[Finding], code: Code| {
            findings.iter().filter(|other| other.code == code && other.severity == Severity::Error).count()
        };
        for other in &left {
            assert!(
                errors(&left, other.code) <= errors(findings, other.code),
                "{code}: mending it breaks something: {other:#?}\n{text}"
            );
        }
    }
}
