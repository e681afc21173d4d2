//! `cargo xtask run`: from a fresh machine to Hallpass with the practice tenant.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;
use crate::shell;
use crate::ui;

pub fn run(project: &Project) -> Result<ExitCode, Failure> {
    let host = Host::find();
    if host.has_display() {
        open(project, &host)
    } else {
        rehearse(project, &host)
    }
}

fn open(project: &Project, host: &Host) -> Result<ExitCode, Failure> {
    setup::prepare(project, host, Need::Window)?;
    if !(ui::install(project)? && ui::build(project)?) {
        return Err(Failure::new("the pages of the window could not be built"));
    }
    build(project, "hallpass-desktop")?;
    start(project, &["run", "--quiet", "-p", "hallpass-desktop", "--", "--practice"])
}

/// Needs neither the window nor its libraries.
fn rehearse(project: &Project, host: &Host) -> Result<ExitCode, Failure> {
    setup::prepare(project, host, Need::Command)?;
    println!("There is no display (DISPLAY and WAYLAND_DISPLAY are not set), so the journey runs in the terminal.");
    build(project, "hallpass-cli")?;
    start(project, &["run", "--quiet", "-p", "hallpass-cli", "--", "rehearse"])
}

fn build(project: &Project, package: &str) -> Result<(), Failure> {
    if shell::run(&mut shell::cargo(&["build", "-p", package], project.root()))? {
        Ok(())
    } else {
        Err(Failure::new(format!("{package} could not be built")))
    }
}

/// Built before, so that the exit code is the program's own.
fn start(project: &Project, arguments: &[&str]) -> Result<ExitCode, Failure> {
    let status = shell::cargo(arguments, project.root())
        .status()
        .map_err(|error| Failure::new(format!("cannot start cargo: {error}")))?;
    // Without a code it was ended by a signal; of a code, 8 bits reach whoever asks.
    Ok(status.code().map_or(ExitCode::FAILURE, |code| ExitCode::from((code & 0xff) as u8)))
}
