//! What a machine may mend in real manifests.

use std::collections::BTreeMap;

use sso_core::rules::manifest::{check_manifest, check_manifest_with_edits};
use sso_core::{Code, Finding, Severity};

use super::{File, files};

#[test]
fn mend_what_they_belong_to_and_break_nothing() {
    let mut counts = BTreeMap::<Code, usize>::new();
    for file in files("xml").iter().chain(&files("json")) {
        let findings = check_manifest_with_edits(&file.manifest, &file.bytes, None);
        for finding in findings.iter().filter(|finding| !finding.edits.is_empty()) {
            mends(file, finding);
            *counts.entry(finding.code).or_default() += 1;
        }
    }
    assert!(!counts.is_empty());
    for (code, count) in counts {
        println!("{code}: {count} findings mended");
    }
}

fn mends(file: &File, finding: &Finding) {
    let (name, code) = (&file.name, finding.code);
    let mended = addin_manifest::apply(&file.bytes, &finding.edits);
    let left = check_manifest(&addin_manifest::read(&mended), &mended, None);
    let count = |findings: &[Finding], code: Code, severity: Option<Severity>| {
        let of_code = findings.iter().filter(|other| other.code == code);
        of_code.filter(|other| severity.is_none_or(|severity| other.severity == severity)).count()
    };
    assert!(count(&left, code, None) < count(&file.findings, code, None), "{name}: {code} is still there: {left:#?}");
    for other in &left {
        let errors = |findings| count(findings, other.code, Some(Severity::Error));
        assert!(errors(&left) <= errors(&file.findings), "{name}: mending {code} breaks something: {other:#?}");
    }
}
