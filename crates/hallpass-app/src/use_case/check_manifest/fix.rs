//! The fixes that a machine may apply, until none is left.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use addin_manifest::{Edit, Span};
use sso_core::{Code, Finding};

use super::check_bytes_with_edits;

/// A fix may bring another to light, as an `Id` that is put right brings the end of `Resource`; and of many mistakes of
/// one kind a round sees the first 20. So many rounds mend thousands, and bound what a file made for it can take.
const ROUNDS: usize = 250;

/// A file after its fixes.
pub(crate) struct Mended {
    pub bytes: Vec<u8>,
    /// Codes of what was mended, each once.
    pub fixed: Vec<Code>,
    /// What is still found. One with edits was not come to; one without is left to be done by hand.
    pub findings: Vec<Finding>,
}

/// Applies the edits of all findings that do not get in each other's way, checks again, and so on until nothing changes.
/// A round after which more is wrong than before does not count, and neither does one that brings back what was there
/// already: what it would mend is left to a person.
pub(crate) fn mended(file: &Path, bytes: &[u8]) -> Mended {
    let mut mended =
        Mended { bytes: bytes.to_owned(), fixed: Vec::new(), findings: check_bytes_with_edits(file, bytes) };
    let mut seen = HashSet::from([hash(bytes)]);
    for _ in 0..ROUNDS {
        let (codes, edits) = compatible(&mended.findings);
        let after = addin_manifest::apply(&mended.bytes, &edits);
        let findings = seen.insert(hash(&after)).then(|| check_bytes_with_edits(file, &after));
        let Some(findings) = findings.filter(|findings| worst(findings) <= worst(&mended.findings)) else {
            mended.findings.iter_mut().for_each(|finding| finding.edits.clear());
            return mended;
        };
        let new: Vec<Code> = codes.into_iter().filter(|code| !mended.fixed.contains(code)).collect();
        mended.fixed.extend(new);
        mended.bytes = after;
        mended.findings = findings;
    }
    mended
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// The edits of findings, the worst first: all of a finding's, or none where one comes near an edit of another finding.
/// What is left out comes in the next round.
fn compatible(findings: &[Finding]) -> (Vec<Code>, Vec<Edit>) {
    let mut codes = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    for finding in findings.iter().filter(|finding| !finding.edits.is_empty()) {
        let is_free = |edit: &Edit| edits.iter().all(|other| !touch(edit.span, other.span));
        if finding.edits.iter().all(is_free) {
            edits.extend(finding.edits.iter().cloned());
            if !codes.contains(&finding.code) {
                codes.push(finding.code);
            }
        }
    }
    (codes, edits)
}

/// Two inserts at one place touch as well: which comes first would be chance.
fn touch(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// A file that can no longer be read is worse than any number of errors in it.
fn worst(findings: &[Finding]) -> (bool, usize) {
    let unreadable = findings.iter().any(|finding| matches!(finding.code, Code::NotWellFormed | Code::NotAManifest));
    let errors = findings.iter().filter(|finding| finding.severity == sso_core::Severity::Error).count();
    (unreadable, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(code: Code, edits: &[(usize, usize, &str)]) -> Finding {
        let rule = sso_core::rules::of(code).unwrap();
        let edit = |&(start, end, new): &(usize, usize, &str)| Edit {
            span: Span::new(start, end),
            replacement: new.as_bytes().to_owned(),
        };
        Finding::of(rule, "t", "d").with_edits(edits.iter().map(edit).collect())
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let findings = [
            finding(Code::ResourceNotApi, &[(0, 2, "AB"), (6, 7, "G")]),
            finding(Code::ResourceTrailing, &[(3, 4, "d"), (5, 6, "F")]),
            finding(Code::ScopesEmpty, &[(4, 4, "-")]),
            finding(Code::ResourceUpperCase, &[(4, 4, "+")]),
            finding(Code::ScopeProfileMissing, &[]),
        ];
        let (codes, edits) = compatible(&findings);
        assert_eq!(codes, [Code::ResourceNotApi, Code::ScopesEmpty]);
        assert_eq!(addin_manifest::apply(b"abcdefgh", &edits), b"ABcd-efGh");
    }
}
