//! Findings of registrations as people have them, offline: exported files, Graph's answers, what stands on standard input.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};
use sso_core::registration::{Document, read};
use sso_core::rules::registration::{check_document, not_a_registration};
use sso_core::{Finding, Severity};

use super::check_manifest::shown;
use super::plan::{self, Compared, Comparison, LeftOut};
use crate::{App, AppError, files};

/// A registration has at most some hundred kilobytes; this bounds memory.
pub const LIMIT: u64 = 20_000_000;

/// The files in the order they were named.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checked {
    pub files: Vec<CheckedRegistration>,
}

/// One text with what was found in it, the worst first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedRegistration {
    /// `-` for standard input.
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    pub findings: Vec<Finding>,
    /// Whether it was compared with a plan.
    pub compared: bool,
    /// Properties that say something and that no rule looks at, in Graph's words.
    pub not_looked_at: Vec<String>,
    /// Why it could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
    /// What a reader should know, a sentence each.
    pub notes: Vec<String>,
}

impl Checked {
    pub fn count(&self, severity: Severity) -> usize {
        self.files.iter().flat_map(|file| &file.findings).filter(|finding| finding.severity == severity).count()
    }

    pub fn could_not_check(&self) -> usize {
        self.files.iter().filter(|file| file.error.is_some()).count()
    }
}

/// Checks each file; `stdin` is what stands on standard input, for `-`. With facts, given or of the profile, each is
/// compared with the plan too. What could not be read keeps no other from being checked.
///
/// # Errors
/// Those of facts and of the profile: then nothing was checked.
pub fn check_registrations(
    app: &App,
    paths: &[PathBuf],
    stdin: &[u8],
    facts: &plan::Input,
) -> Result<Checked, AppError> {
    let comparison = Comparison::new(app, facts)?;
    let files = paths.iter().map(|path| {
        let is_stdin = path.as_os_str() == "-";
        match if is_stdin { Ok(stdin.to_owned()) } else { files::read(path, LIMIT) } {
            Ok(bytes) => check(app, path, &bytes, &comparison),
            Err(error) => Ok(CheckedRegistration { error: Some(error), ..empty(path) }),
        }
    });
    Ok(Checked { files: files.collect::<Result<_, _>>()? })
}

fn empty(path: &Path) -> CheckedRegistration {
    CheckedRegistration {
        file: path.to_owned(),
        findings: Vec::new(),
        compared: false,
        not_looked_at: Vec::new(),
        error: None,
        notes: Vec::new(),
    }
}

fn check(app: &App, path: &Path, bytes: &[u8], comparison: &Comparison) -> Result<CheckedRegistration, AppError> {
    let document = match read(bytes) {
        Ok(document) => document,
        Err(why) => return Ok(CheckedRegistration { findings: vec![not_a_registration(&why)], ..empty(path) }),
    };
    let compared = comparison.with(document.registration.app_id, None)?;
    let Compared { plan, left_out, .. } = &compared;
    let mut notes = Vec::new();
    if let Some(LeftOut { what, app }) = left_out {
        notes.push(format!("{what} is of another app ({app}) and was left out"));
    }
    if plan.is_none() {
        notes.push(NO_PLAN.to_owned());
    }
    let mut findings = check_document(&document, plan.as_ref(), app.now());
    compared.complete(&mut findings);
    Ok(CheckedRegistration {
        findings,
        compared: plan.is_some(),
        not_looked_at: not_looked_at(&document),
        notes,
        ..empty(path)
    })
}

const NO_PLAN: &str = "compared with no plan: add --domain HOST[:PORT] to compare host, redirect URIs and permissions";

/// Names of what was kept and is not modelled, but for what is empty.
pub(super) fn not_looked_at(document: &Document) -> Vec<String> {
    let registration = &document.registration;
    let mut names = Vec::new();
    let mut add = |before: String, other: &Map<String, Value>| {
        let says = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            Value::Bool(_) | Value::Number(_) => true,
        };
        names.extend(other.iter().filter(|(_, value)| says(value)).map(|(name, _)| format!("{before}{name}")));
    };
    registration.others().into_iter().for_each(|(before, other)| add(before, other));
    if let Some(service_principal) = &document.service_principal {
        add("servicePrincipal.".to_owned(), &service_principal.other);
    }
    names
}
