//! Code for a developer's stack: to be shown, or in a folder, difference first.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::code::{Code, CodeError, CodeFile, Variable};

use super::edit_manifest::{difference, turn, write_kept};
use super::plan::{self, CLIENT_ID, TENANT_ID, missing_facts, plan_of_a_local_server};
use super::write_project::ProjectFile;
use crate::{App, AppError, files};

pub use sso_core::code::Stack;

/// The code of this stack for the plan of these facts; what was left out is the profile's.
///
/// # Errors
/// Those of a plan; `fact-missing` where the code runs in a page, in which the fact stands.
pub fn code(app: &App, facts: &plan::Input, stack: Stack) -> Result<Code, AppError> {
    let (plan, note) = plan_of_a_local_server(app, facts)?;
    let code = sso_core::code::render(&plan, stack).map_err(refused)?;
    Ok(Code { notes: note.into_iter().chain(code.notes).collect(), ..code })
}

fn refused(error: CodeError) -> AppError {
    match error {
        CodeError::ClientIdUnknown => missing_facts(&[CLIENT_ID]),
        CodeError::TenantIdUnknown => {
            let missing = missing_facts(&[TENANT_ID]);
            let hint = missing.hint.clone().unwrap_or_default();
            missing.with_hint(format!("{hint}, or --account-types multi-tenant if people of any tenant may sign in"))
        }
        CodeError::AuthorityUnknown(cloud) => {
            let words = format!("a page must name the authority, and that of the cloud is not known: {cloud}");
            AppError::usage("authority-unknown", words).with_hint(
                "give --cloud FILE, a TOML file with name, authority and graph, each as hallpass practice env prints it",
            )
        }
        CodeError::Template(words) => AppError::could_not_check("code-template", words)
            .with_hint("this is a fault of Hallpass, not of your facts; report it with the command that you gave"),
    }
}

/// What would change in a folder, or did, and what the code needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Output {
    #[serde(rename = "for")]
    pub stack: Stack,
    pub files: Vec<ProjectFile>,
    pub install: Option<String>,
    pub environment: Vec<Variable>,
    pub notes: Vec<String>,
}

/// Puts the code into a folder. Writes only if `write`, each file whole or not at all; what stood in the place of one is kept.
/// What goes wrong with one file stands beside it, and keeps no other from being written.
///
/// # Errors
/// As those of [`code`]; `file-not-found` if there is no such folder, `not-a-folder` if it is a file.
pub fn write_code(
    app: &App,
    facts: &plan::Input,
    stack: Stack,
    folder: &Path,
    write: bool,
) -> Result<Output, AppError> {
    let Code { stack, files, install, environment, notes, .. } = code(app, facts, stack)?;
    if files::is_file(folder) {
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Err(AppError::could_not_check("not-a-folder", format!("{} is a file, not a folder", folder.display()))
            .with_hint(format!("name the folder of the project: {}", above.display())));
    }
    if !files::exists(folder) {
        let words = format!("could not write into {}: there is no such folder", folder.display());
        return Err(
            AppError::could_not_check("file-not-found", words).with_hint("make the folder, or name another one")
        );
    }
    let files = files.iter().map(|file| one(app, folder, file, write)).collect();
    Ok(Output { stack, files, install, environment, notes })
}

/// Code of a person is far smaller; this bounds memory.
const LIMIT: u64 = 10_000_000;

fn one(app: &App, folder: &Path, file: &CodeFile, write: bool) -> ProjectFile {
    let path = folder.join(file.path.split('/').collect::<PathBuf>());
    let after = file.text.as_bytes();
    let mut told = ProjectFile {
        file: path.clone(),
        is_new: false,
        difference: String::new(),
        written: false,
        is_kept: false,
        notes: Vec::new(),
        error: None,
    };
    let worked = (|| {
        not_by_a_link(folder, &file.path)?;
        let Some(before) = files::read_if_there(&path, LIMIT)? else {
            told.is_new = true;
            told.difference = difference(&path, b"", after);
            if write {
                path.parent().map_or(Ok(()), files::create_folder)?;
                files::create_new(&path, after)?;
                told.written = true;
                told.is_kept = files::keep_created(&app.folders.state, &path, after).is_ok();
            }
            return Ok(());
        };
        let turn = turn(app, &path, write)?;
        told.difference = difference(&path, &before, after);
        if write && before != after {
            write_kept(app, &path, &before, after)?;
            (told.written, told.is_kept) = (true, true);
        }
        drop(turn);
        Ok(())
    })();
    told.error = worked.err();
    told
}

/// What a link leads to may lie outside of the folder, and its owner has not been asked.
fn not_by_a_link(folder: &Path, path: &str) -> Result<(), AppError> {
    let mut place = folder.to_owned();
    for part in path.split('/') {
        place.push(part);
        if files::is_link(&place) {
            let words = format!("{} is a link, so it was left as it is", place.display());
            return Err(AppError::failed("file-is-a-link", words).with_hint("name the folder that it leads to"));
        }
    }
    Ok(())
}
