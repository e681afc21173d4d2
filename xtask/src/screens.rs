//! Every page and state of the window as a picture, in both themes and at two sizes, and what axe-core finds there. The
//! scenarios are in `ui/screens/scenarios/`, a file a page; Chromium shows them, with answers of Rust's that they name.
//! Some of them are in documents, too: those that `ui/screens/pictures.ts` names.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;
use crate::shell;
use crate::ui;

/// `cargo xtask screenshots`: into `target/screens/pictures`.
pub fn screenshots(project: &Project, name: Option<&str>) -> Result<ExitCode, Failure> {
    prepare(project)?;
    let fine = shell::run(&mut take(project, name)?)?;
    println!("the pictures are in {}", folder(project).display());
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `cargo xtask pictures`: into `docs/pictures`.
pub fn pictures(project: &Project) -> Result<ExitCode, Failure> {
    prepare(project)?;
    let fine = shell::run(&mut in_chromium(project, "screens/keep.mjs")?)?;
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What takes them, of the scenarios whose names begin so; its last line is `N passed, N failed`.
pub fn take(project: &Project, name: Option<&str>) -> Result<Command, Failure> {
    let mut take = in_chromium(project, "screens/take.mjs")?;
    take.arg(folder(project)).args(name);
    Ok(take)
}

fn prepare(project: &Project) -> Result<(), Failure> {
    setup::prepare(project, &Host::find(), Need::Test)?;
    if !ui::install(project)? {
        return Err(Failure::new("the packages of the window could not be installed"));
    }
    Ok(())
}

/// The script, with the scenarios as they are now.
fn in_chromium(project: &Project, script: &str) -> Result<Command, Failure> {
    let page = project.path("ui");
    if !shell::run(&mut shell::npm(&["run", "--silent", "screens", "--", "--logLevel", "warn"], &page))? {
        return Err(Failure::new("the scenarios could not be built"));
    }
    let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| shell::found(name));
    let chromium = chromium.ok_or_else(|| Failure::usage("the pictures are taken by Chromium, which is not here"))?;
    let mut command = shell::command("node", &[script], &page);
    command.env("HALLPASS_CHROMIUM", chromium);
    Ok(command)
}

fn folder(project: &Project) -> PathBuf {
    project.path("target/screens/pictures")
}
