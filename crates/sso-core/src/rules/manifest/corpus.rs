//! Over every real manifest of the corpus, which is found by `HALLPASS_CORPUS` or beside the workspace.
#![allow(clippy::disallowed_methods, reason = "the corpus lies on disk and is too large to embed")]

use std::path::{Path, PathBuf};

use super::check_manifest;
use crate::{Code, Finding, Severity};

fn findings(folder: &str) -> Vec<(String, Vec<Finding>)> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let named = std::env::var_os("HALLPASS_CORPUS").filter(|named| !named.is_empty());
    let path = named.map_or(beside, PathBuf::from).join(folder);
    let entries = std::fs::read_dir(&path)
        .unwrap_or_else(|_| panic!("the corpus of manifests is not at {}; name it in HALLPASS_CORPUS", path.display()));
    let mut files = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let findings = check_manifest(&addin_manifest::read(&bytes), &bytes, None);
            (path.file_name().unwrap().to_str().unwrap().to_owned(), findings)
        })
        .collect::<Vec<_>>();
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    files
}

/// The errors by file and line. What is not well-formed is counted by `addin-manifest`.
fn errors(files: &[(String, Vec<Finding>)]) -> Vec<(&str, Option<usize>, Code)> {
    let errors = files.iter().flat_map(|(name, findings)| {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| (name.as_str(), finding.evidence[0].place.line, finding.code))
    });
    errors.filter(|(_, _, code)| *code != Code::NotWellFormed).collect()
}

fn count(files: &[(String, Vec<Finding>)], code: Code) -> usize {
    files.iter().flat_map(|(_, findings)| findings).filter(|finding| finding.code == code).count()
}

/// Each was read against its manifest. No other file gets an error, so no healthy one does.
#[test]
fn only_what_is_wrong_gets_an_error() {
    let files = findings("xml");
    // mail 1.1 alone, without a type
    let smart_alerts = "CCDanC__outlook-smart-alerts-attachments__manifest_manifest@db662e4.xml";
    // <Resource> holds the client ID alone
    let asp_net = "OfficeDev__Office-Add-in-samples__auth_Office-Add-in-ASPNET-SSO_Office-Add-in-ASPNET-SSOManifest_\
                   Office-Add-in-ASPNET-SSO@7fc770e.xml";
    // V1_1 nested in V1_0 without a namespace of its own
    let project = "OfficeDev__Office-Addin-Scripts__office-addin-project_test_test-manifest.xml";
    let expected = [
        (smart_alerts, Some(40), Code::OverrideTypeMismatch),
        (smart_alerts, Some(40), Code::OverrideMisplaced),
        (asp_net, Some(253), Code::ResourceNotApi),
        (project, Some(163), Code::OverrideMisplaced),
        (project, Some(163), Code::OverrideTypeMismatch),
    ];
    assert_eq!(errors(&files), expected);
    let counts =
        [Code::NotWellFormed, Code::WebApplicationInfoMissing, Code::ClientIdPlaceholder, Code::ScopeProfileMissing]
            .map(|code| count(&files, code));
    assert_eq!(counts, [17, 130, 39, 4]);
    let clean = files.iter().filter(|(_, findings)| findings.is_empty()).count();
    println!("{} XML files: {clean} with the markup and without a finding", files.len());
}

#[test]
fn forms_of_teams_and_sharepoint_are_not_misjudged() {
    let files = findings("json");
    assert_eq!(errors(&files), []);
    assert_eq!(
        (files.len(), count(&files, Code::NotWellFormed), count(&files, Code::WebApplicationInfoMissing)),
        (59, 1, 29)
    );
}
