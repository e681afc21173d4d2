//! Findings of manifests, offline.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::plan::Plan;
use sso_core::{Finding, Severity};

use super::edit_manifest::MANIFEST_LIMIT;
use crate::{AppError, files};

/// One file with what was found in it, the worst first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedFile {
    pub file: PathBuf,
    pub findings: Vec<Finding>,
}

impl CheckedFile {
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Findings of one manifest, with the file's name in each place.
///
/// # Errors
/// Only if the file cannot be read; whatever it holds is a finding.
pub fn check_manifest(file: &Path, plan: Option<&Plan>) -> Result<CheckedFile, AppError> {
    let bytes = files::read(file, MANIFEST_LIMIT)?;
    Ok(CheckedFile { file: file.to_owned(), findings: check_bytes(file, &bytes, plan) })
}

/// Findings of what a file holds or would hold, with its name in each place.
pub(crate) fn check_bytes(file: &Path, bytes: &[u8], plan: Option<&Plan>) -> Vec<Finding> {
    let manifest = addin_manifest::read(bytes);
    let mut findings = sso_core::rules::manifest::check_manifest(&manifest, bytes, plan);
    for evidence in findings.iter_mut().flat_map(|finding| &mut finding.evidence) {
        evidence.place.path.get_or_insert_with(|| file.display().to_string());
    }
    findings
}
