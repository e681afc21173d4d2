use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;
use sso_core::{ClientId, TenantId, Timestamp};

use super::{not_found, of};
use crate::profile::{self, ChosenBy, Known, Profile, ProfileName};
use crate::use_case::check_manifest::shown;
use crate::use_case::plan::{Input, Layer};
use crate::vault::SecretKind;
use crate::{App, AppError};

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FactSource {
    #[serde(rename = "flag")]
    Flag,
    /// The project's file.
    #[serde(rename = "hallpass.toml")]
    Project,
    #[serde(rename = "profile")]
    Profile,
    #[serde(rename = "default")]
    Default,
}

impl FactSource {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Project => profile::project::FILE_NAME,
            Self::Profile => "profile",
            Self::Default => "default",
        }
    }
}

/// A fact as a plan would take it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourcedFact {
    /// As in a profile's file.
    pub fact: &'static str,
    /// `None`: nobody has said it, and there is no default.
    pub value: Option<Value>,
    pub source: Option<FactSource>,
}

/// What a profile keeps of a registration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownRegistration {
    pub client_id: ClientId,
    pub tenant_id: TenantId,
    /// Hallpass made it.
    pub made_here: bool,
    /// The last run came to its end.
    pub complete: bool,
    /// How many runs can be taken back.
    pub runs: usize,
    /// A client secret of it was put into the keyring.
    pub has_secret: bool,
    pub secret_end: Option<Timestamp>,
}

/// What is known of an add-in, and from where.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownProfile {
    pub profile: ProfileName,
    pub chosen_by: ChosenBy,
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// Whether there is such a file yet.
    pub there: bool,
    /// The `hallpass.toml` whose facts win.
    #[serde(serialize_with = "shown_if_any")]
    pub project_file: Option<PathBuf>,
    pub facts: Vec<SourcedFact>,
    pub registration: Option<ShownRegistration>,
    /// What a person should know, a sentence each.
    pub notes: Vec<String>,
}

pub(crate) fn shown_if_any<S: serde::Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    match path {
        Some(path) => shown(path, serializer),
        None => serializer.serialize_none(),
    }
}

impl ShownProfile {
    /// The value of a fact.
    pub fn value(&self, fact: &str) -> Option<&Value> {
        self.facts.iter().find(|one| one.fact == fact).and_then(|one| one.value.as_ref())
    }

    /// The same of a fact that is a text.
    pub fn text(&self, fact: &str) -> Option<&str> {
        self.value(fact)?.as_str()
    }
}

/// Each fact as a plan would take it with these flags, and where it comes from. `name`: of another profile than the chosen
/// one.
///
/// # Errors
/// `profile-not-found` where it was named and is not there; those of reading the profile and the project's file.
pub fn show(app: &App, name: Option<&str>, given: &Input) -> Result<ShownProfile, AppError> {
    let app = of(app, name)?;
    let known = profile::known(&app)?;
    let there = known.profile.is_some();
    if name.is_some() && !there && *app.profile.name() != ProfileName::default() {
        return Err(not_found(&app, app.profile.name())?);
    }
    let facts = sourced(given, &known);
    Ok(ShownProfile {
        profile: app.profile.name().clone(),
        chosen_by: app.profile.by(),
        file: profile::path(&app),
        there,
        notes: notes(given, &known),
        facts,
        registration: known.profile.as_ref().and_then(registration),
        project_file: known.project.map(|project| project.file),
    })
}

/// Each layer adds what those before it do not say, in the way that a plan takes them.
fn sourced(given: &Input, known: &Known) -> Vec<SourcedFact> {
    let in_project = given.with_project(known.project.as_ref());
    let in_profile = in_project.with_profile(known.profile.as_ref());
    let layers = [
        (FactSource::Flag, given.shown()),
        (FactSource::Project, in_project.shown()),
        (FactSource::Profile, in_profile.shown()),
        (FactSource::Default, in_profile.with_defaults().shown()),
    ];
    let names = layers[0].1.iter().map(|(fact, _)| *fact).enumerate();
    names
        .map(|(place, fact)| {
            let found = layers.iter().find_map(|(source, facts)| Some((*source, facts[place].1.clone()?)));
            let (source, value) = found.map_or((None, None), |(source, value)| (Some(source), Some(value)));
            SourcedFact { fact, value, source }
        })
        .collect()
}

fn notes(given: &Input, known: &Known) -> Vec<String> {
    let mut notes = Vec::new();
    let of_project = known.project.as_ref().and_then(|project| given.app_of_another(&Layer::of_project(project)));
    if let Some(other) = of_project {
        notes.push(format!("{} is of another app ({other}) and was left out", profile::project::FILE_NAME));
    }
    let given = given.with_project(known.project.as_ref());
    if let Some(other) = known.profile.as_ref().and_then(|profile| given.app_of_another(&Layer::of(profile))) {
        notes.push(format!("the profile is of another app ({other}) and was left out"));
    }
    notes
}

fn registration(profile: &Profile) -> Option<ShownRegistration> {
    let record = profile.registration.as_ref()?;
    let secret = profile.credential(SecretKind::ClientSecret, record.client_id);
    Some(ShownRegistration {
        client_id: record.client_id,
        tenant_id: record.tenant_id,
        made_here: record.made_here,
        complete: record.is_complete(),
        runs: record.runs.len(),
        has_secret: secret.is_some(),
        secret_end: secret.and_then(|secret| secret.end),
    })
}
