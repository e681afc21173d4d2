//! The plan's values in the files of a project: of `yo office`, of the samples of the Office Add-ins documentation, of
//! Microsoft 365 Agents Toolkit. Difference first; never a secret.

mod environment;
mod manifest;
mod places;
mod script;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::plan::Plan;

use super::check_manifest::shown;
use super::edit_manifest::{difference, turn, write_kept};
use crate::dotenv::settings;
use crate::{App, AppError, files, profile};

use environment::Known;
pub use places::Project;
use places::{Kind, Place};

/// Files of a project are far smaller; this bounds memory.
const LIMIT: u64 = 10_000_000;

/// What would change in a project, or did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Output {
    pub project: Project,
    /// Those that Hallpass knows, changed or not.
    pub files: Vec<ProjectFile>,
    /// What is left to a person, a sentence each.
    pub steps: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectFile {
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// There was none before. The difference tells it too.
    #[serde(skip)]
    pub is_new: bool,
    /// Unified; empty if nothing had to change. What may be a secret is left out of it.
    pub difference: String,
    pub written: bool,
    /// Whether what stood there is kept, for `undo`. A file that may hold a secret is not copied.
    pub is_kept: bool,
    /// What follows of the change and stands in no difference, a sentence each.
    pub notes: Vec<String>,
    /// Why it was left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
}

/// What one file would be.
struct Change {
    after: Vec<u8>,
    difference: String,
    notes: Vec<String>,
    steps: Vec<String>,
    /// Of a file that holds a secret no copy is kept: it would be one more place with the secret in it.
    holds_a_secret: bool,
    /// The names whose values are not shown, because they may be secrets.
    hidden: Vec<String>,
    /// Whether anything that is known stands in it.
    is_known: bool,
}

/// Puts the plan's values where the project has placeholders or values for them. Writes only if `write`, each file whole or
/// not at all, with what stood there kept. The plan must have its client ID.
///
/// # Errors
/// `project-not-recognised` if no file in the folder is one that Hallpass knows. What goes wrong with one file stands
/// beside it, and keeps no other from being written.
pub fn write_project(app: &App, plan: &Plan, folder: &Path, write: bool) -> Result<Output, AppError> {
    let found = places::find(folder, plan)?;
    let known = known(app, plan)?;
    let mut output = Output { project: found.project, files: Vec::new(), steps: found.steps };
    for place in &found.places {
        let (file, steps) = one(app, plan, place, &known, write);
        output.files.extend(file);
        output.steps.extend(steps);
    }
    if output.files.is_empty() && output.steps.is_empty() {
        let words = format!("no project of an Office add-in was recognised in {}", folder.display());
        return Err(AppError::could_not_check("project-not-recognised", words).with_hint(
            "name the folder with the project's .env file and manifest; hallpass plan --as env prints the values to paste",
        ));
    }
    Ok(output)
}

/// What the profile knows of the plan's registration.
fn known(app: &App, plan: &Plan) -> Result<Known, AppError> {
    let profile = profile::read(app)?;
    let drawn = profile.as_ref().and_then(|profile| profile.drawn);
    let record = profile.and_then(|profile| profile.registration);
    let record = record.filter(|record| Some(record.client_id) == plan.facts.client_id);
    let made = record.as_ref().is_some_and(|record| record.made_here && record.is_complete());
    Ok(Known {
        object_id: record.map(|record| record.object_id),
        scope_id: drawn.filter(|_| made).map(|drawn| drawn.scope_id),
    })
}

/// `None` for a file in which nothing is known.
fn one(app: &App, plan: &Plan, place: &Place, known: &Known, write: bool) -> (Option<ProjectFile>, Vec<String>) {
    let mut told = ProjectFile {
        file: place.path.clone(),
        is_new: false,
        difference: String::new(),
        written: false,
        notes: Vec::new(),
        is_kept: false,
        error: None,
    };
    let worked = turn(app, &place.path, write).and_then(|turn| {
        let before = files::read(&place.path, LIMIT)?;
        let change = change(plan, place, &before, known)?;
        if write && before != change.after {
            match change.holds_a_secret {
                false => write_kept(app, &place.path, &before, &change.after)?,
                true => files::replace(&place.path, &before, &change.after)?,
            }
            told.written = true;
            told.is_kept = !change.holds_a_secret;
            if change.holds_a_secret {
                files::note_not_copied(&app.folders.state, &place.path)?;
            }
        }
        drop(turn);
        Ok(change)
    });
    match worked {
        Ok(change) if change.is_known => {
            if change.holds_a_secret && !change.difference.is_empty() {
                told.notes.push(not_kept(&change.hidden));
            }
            (
                Some(ProjectFile { difference: change.difference, notes: [told.notes, change.notes].concat(), ..told }),
                change.steps,
            )
        }
        Ok(_) => (None, Vec::new()),
        Err(error) => (Some(ProjectFile { error: Some(error), ..told }), Vec::new()),
    }
}

/// `hidden`: the names whose values are not shown.
fn not_kept(hidden: &[String]) -> String {
    let what = match hidden {
        [] => "it may hold a secret".to_owned(),
        [one] => format!("the value of {one} may be a secret"),
        [one, other] => format!("the values of {one} and {other} may be secrets"),
        [one, rest @ ..] => format!("the values of {one} and {} more may be secrets", rest.len()),
    };
    format!("{what}, so Hallpass keeps no copy of the file: the difference is what takes the change back")
}

fn change(plan: &Plan, place: &Place, before: &[u8], known: &Known) -> Result<Change, AppError> {
    if place.kind == Kind::Manifest {
        return manifest::change(plan, place, before);
    }
    let Ok(text) = std::str::from_utf8(before) else {
        let words = format!("{} is not UTF-8, so it was left as it is", place.path.display());
        return Err(AppError::failed("encoding-not-edited", words).with_hint("save it as UTF-8, then try again"));
    };
    if place.kind == Kind::Script {
        let after = script::patched(text, plan);
        let (shown_before, shown_after) = (script::shown(text), script::shown(&after));
        return Ok(Change {
            difference: difference(&place.path, shown_before.as_bytes(), shown_after.as_bytes()),
            steps: script::steps(&after, &place.name, plan),
            notes: Vec::new(),
            holds_a_secret: shown_before != text,
            hidden: Vec::new(),
            is_known: true,
            after: after.into_bytes(),
        });
    }
    let patched = environment::patched(text, &place.name, plan, known);
    let shown = |text: &str| settings::shown(text, |setting| environment::is_known(setting, plan));
    let (shown_before, shown_after) = (shown(text), shown(&patched.text));
    Ok(Change {
        difference: difference(&place.path, shown_before.as_bytes(), shown_after.as_bytes()),
        steps: patched.steps,
        notes: Vec::new(),
        holds_a_secret: shown_before != text,
        hidden: settings::hidden(&shown_before),
        is_known: patched.is_known,
        after: patched.text.into_bytes(),
    })
}
