//! Facts as a `hallpass.toml`, out of a profile and into one.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::Cloud;

use super::change::{Changed, changed};
use super::not_found;
use super::show::shown_if_any;
use crate::profile::{self, KnownFacts, ProfileName};
use crate::{App, AppError, files};

/// A `hallpass.toml`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exported {
    pub facts: KnownFacts,
    /// TOML, as it stands in the file.
    #[serde(skip)]
    pub text: String,
    #[serde(serialize_with = "shown_if_any", skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// What a person should know, a sentence each.
    pub notes: Vec<String>,
}

/// As much as a few lines need, and a profile with its runs.
const LIMIT: u64 = 10_000_000;

/// The chosen profile's facts, as a project shares them.
///
/// # Errors
/// `profile-not-found`; `fact-missing` where it has none, as an import says of such a file; those of reading the profile.
pub fn export(app: &App) -> Result<Exported, AppError> {
    let Some(profile) = profile::read(app)? else {
        let name: &ProfileName = app.profile.name();
        return Err(not_found(app, name)?);
    };
    let mut facts = KnownFacts { client_id: profile.client_id(), tenant_id: profile.tenant_id(), ..profile.facts };
    let mut notes = Vec::new();
    if facts.cloud == Some(Cloud::Practice) {
        // On another machine they name nothing.
        facts = KnownFacts { cloud: None, client_id: None, tenant_id: None, ..facts };
        notes.push(
            "cloud, client ID and tenant ID were left out: they are of the practice tenant on this machine".to_owned(),
        );
    }
    if let Some(Cloud::Custom(cloud)) = &facts.cloud {
        notes.push(format!(
            "the cloud {} was left out: addresses of its own are not taken from a project; --cloud FILE names it",
            cloud.name
        ));
        facts.cloud = None;
    }
    if facts.is_empty() {
        let words = match notes.first() {
            Some(note) => format!("the profile {} has no facts to share: {note}", app.profile.name()),
            None => format!("the profile {} has no facts yet", app.profile.name()),
        };
        return Err(AppError::usage("fact-missing", words)
            .with_hint("give it some first: hallpass profile set --domain HOST[:PORT]"));
    }
    Ok(Exported { text: profile::project::written(&facts)?, facts, file: None, notes })
}

/// The same into a new file.
///
/// # Errors
/// `file-exists`; those of [`export`] and of writing.
pub fn export_to(app: &App, file: &Path) -> Result<Exported, AppError> {
    let exported = export(app)?;
    files::create_new(file, exported.text.as_bytes())?;
    Ok(Exported { file: Some(file.to_owned()), ..exported })
}

/// Takes the facts of a `hallpass.toml`, or of another profile's file, into the chosen profile; a fact that is not in it stays.
/// `stdin`: what stands on standard input, for `-`.
///
/// # Errors
/// `import-not-readable`, with the line; `fact-missing` where it holds none; otherwise as of setting facts.
pub fn import(app: &App, file: &Path, stdin: Option<&[u8]>) -> Result<Changed, AppError> {
    let bytes = match stdin {
        Some(bytes) => bytes.to_owned(),
        None => files::read(file, LIMIT)?,
    };
    let name = if stdin.is_some() { "standard input".to_owned() } else { file.display().to_string() };
    let facts = profile::project::parse_any(&bytes).map_err(|why| {
        AppError::could_not_check("import-not-readable", format!("could not read {name}: {why}"))
            .with_hint("give a hallpass.toml, as hallpass profile export writes it, or the file of a profile")
    })?;
    if facts.is_empty() {
        return Err(AppError::usage("fact-missing", format!("{name} holds no facts"))
            .with_hint("write them under [facts], such as domain = \"localhost:3000\""));
    }
    changed(app, |profile| profile.facts.take_over(facts))
}
