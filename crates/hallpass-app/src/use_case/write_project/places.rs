//! Where templates and samples have the files that single sign-on is set up in.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::plan::Plan;

use crate::{AppError, files};

/// Who made a project, as far as its files tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Project {
    /// The template with single sign-on of `yo office`.
    YoOffice,
    /// Microsoft 365 Agents Toolkit, or Teams Toolkit before it.
    AgentsToolkit,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Environment,
    /// Of the fallback dialog.
    Script,
    Manifest,
}

pub(super) struct Place {
    pub path: PathBuf,
    /// From the project's folder, for sentences.
    pub name: String,
    pub kind: Kind,
}

pub(super) struct Found {
    pub project: Project,
    pub places: Vec<Place>,
    pub steps: Vec<String>,
}

/// Folder and names of the script of the fallback dialog, in lower case.
const SCRIPTS: [(&str, &[&str]); 3] = [
    ("src/helpers", &["fallbackauthdialog.ts", "fallbackauthdialog.js"]),
    ("public/javascripts/fallback-msal", &["authconfig.js"]),
    ("public/javascripts", &["fallbackauthdialog.js"]),
];

const MANIFESTS: [(&str, &[&str]); 3] = [
    ("", &["manifest.xml", "manifest.json"]),
    ("manifest", &["manifest_local.xml"]),
    ("appPackage", &["manifest.json"]),
];

const TOOLKIT: [&str; 4] = ["m365agents.yml", "m365agents.local.yml", "teamsapp.yml", "teamsapp.local.yml"];

pub(super) fn find(folder: &Path, plan: &Plan) -> Result<Found, AppError> {
    check_folder(folder)?;
    let mut found = Found { project: Project::Other, places: Vec::new(), steps: Vec::new() };
    let top = files::names_in(folder)?;
    for name in top.iter().filter(|name| name.eq_ignore_ascii_case(".env")) {
        found.add(folder, "", name, Kind::Environment);
    }
    if top.iter().any(|name| TOOLKIT.contains(&name.as_str())) {
        found.project = Project::AgentsToolkit;
        found.add_of_toolkit(folder, plan)?;
    }
    for (inside, names) in SCRIPTS {
        found.add_named(folder, inside, names, Kind::Script)?;
    }
    if found.project == Project::Other && found.places.iter().any(|place| place.name.starts_with("src/helpers/")) {
        found.project = Project::YoOffice;
    }
    for (inside, names) in MANIFESTS {
        found.add_named(folder, inside, names, Kind::Manifest)?;
    }
    Ok(found)
}

/// # Errors
/// `not-a-folder`, `folder-not-found`.
fn check_folder(folder: &Path) -> Result<(), AppError> {
    let shown = folder.display();
    if files::is_file(folder) {
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Err(AppError::could_not_check("not-a-folder", format!("{shown} is a file, not a folder"))
            .with_hint(format!("name the folder of the project: --into {}", above.display())));
    }
    if !files::exists(folder) {
        return Err(AppError::could_not_check("folder-not-found", format!("there is no folder {shown}"))
            .with_hint("name the folder of the project: --into . is the one you are in"));
    }
    Ok(())
}

impl Found {
    fn add(&mut self, folder: &Path, inside: &str, name: &str, kind: Kind) {
        let shown = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
        // What it leads to may lie outside of the folder, and its owner has not been asked; the same of a folder on the way.
        let (mut path, mut is_linked) = (folder.to_owned(), false);
        for part in shown.split('/') {
            path.push(part);
            is_linked |= files::is_link(&path);
        }
        match is_linked {
            true => {
                self.steps.push(format!("{shown} is a link, so it was left as it is: name the folder that it leads to"))
            }
            false => self.places.push(Place { path, name: shown, kind }),
        }
    }

    fn add_named(&mut self, folder: &Path, inside: &str, names: &[&str], kind: Kind) -> Result<(), AppError> {
        for name in files::names_in(&folder.join(inside))? {
            if names.contains(&name.to_ascii_lowercase().as_str()) {
                self.add(folder, inside, &name, kind);
            }
        }
        Ok(())
    }

    /// One of the toolkit's environments: `local` for pages on the developer's own machine, else the only other one.
    /// Secrets are in files that end in `.user`, which are never opened.
    fn add_of_toolkit(&mut self, folder: &Path, plan: &Plan) -> Result<(), AppError> {
        const FOLDER: &str = "env";
        let names: Vec<String> = files::names_in(&folder.join(FOLDER))?;
        let environments = names.iter().filter(|name| name.starts_with(".env.") && !name.ends_with(".user"));
        let (local, others): (Vec<_>, Vec<_>) = environments.partition(|name| *name == ".env.local");
        let is_local = plan.facts.domain.host() == "localhost";
        match (if is_local && !local.is_empty() { &local } else { &others }).as_slice() {
            [] => {}
            [one] => self.add(folder, FOLDER, one, Kind::Environment),
            many => {
                let many = many.iter().map(|name| format!("{FOLDER}/{name}")).collect::<Vec<_>>().join(", ");
                self.steps.push(format!(
                    "which of {many} is for {} only you know: paste there what hallpass plan --as env prints",
                    plan.facts.domain
                ));
            }
        }
        Ok(())
    }
}
