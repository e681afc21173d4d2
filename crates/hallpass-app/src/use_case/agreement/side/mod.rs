//! What each side says of the facts, and what its rules find.

mod code;
mod manifest;
mod registration;
mod token;

pub(super) use code::CodeSide;
pub(super) use manifest::ManifestSide;
pub(super) use registration::RegistrationSide;
pub(super) use token::TokenSide;

use std::path::Path;

use sso_core::{AppIdUri, Finding};

/// A file as a person knows it: below the project's folder where it lies in there.
pub(super) fn below(file: &Path, folder: Option<&Path>) -> String {
    folder.and_then(|folder| file.strip_prefix(folder).ok()).unwrap_or(file).display().to_string()
}

/// Where each piece of evidence stands: `manifest.xml line 97`. `file` stands in for a path that is that of the file.
pub(super) fn places(finding: &Finding, file: &str) -> Vec<String> {
    let of = |line: Option<usize>, path: Option<&str>| match (path, line) {
        (Some(path), Some(line)) => format!("{path} line {line}"),
        (Some(path), None) => path.to_owned(),
        (None, Some(line)) => format!("{file} line {line}"),
        (None, None) => file.to_owned(),
    };
    finding.evidence.iter().map(|evidence| of(evidence.place.line, evidence.place.path.as_deref())).collect()
}

/// Host and client ID of a text with the form of an Application ID URI.
fn app_id_uri(text: &str) -> Option<AppIdUri> {
    text.trim().trim_end_matches('/').parse().ok()
}

/// What a template has in the place of a value says nothing yet.
fn is_open(text: &str) -> bool {
    text.trim().is_empty() || text.contains(['{', '<', '$'])
}
