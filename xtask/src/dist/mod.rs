//! `cargo xtask dist`: the package for this system, with the window, the command, its completions and its manual.
//!
//! On Debian a `.deb`; elsewhere what Tauri's bundler makes there. The bundler is Tauri's own, from npm: it is one file and
//! needs no build.

mod check;
mod debian;
mod notices;
mod parts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::failure::Failure;
use crate::host::Host;
use crate::npm_tool::NpmTool;
use crate::packages::Need;
use crate::project::{files_below, Project};
use crate::release;
use crate::setup;
use crate::shell;

/// Of the version of Tauri that Cargo.lock has.
const BUNDLER: NpmTool =
    NpmTool { folder: "tauri-cli", package: "@tauri-apps/cli", version: "2.12.5", script: "tauri.js" };
const RESULT: &str = "target/dist";
const CONFIGURATION: &str = "src-tauri/tauri.conf.json";
/// The one argument.
const CHECK: &str = "--check";

pub fn dist(project: &Project, argument: Option<&str>) -> Result<ExitCode, Failure> {
    match argument {
        None => make(project).map(|_| ExitCode::SUCCESS),
        Some(CHECK) => {
            let packages = make(project)?;
            let is_deb = |path: &&PathBuf| path.extension().map_or(false, |ending| ending == "deb");
            let package = packages.iter().find(is_deb).ok_or_else(|| Failure::usage("only a .deb can be checked"))?;
            check::check(project, package)
        }
        Some(other) => Err(Failure::usage(format!("`cargo xtask dist` takes {CHECK} and nothing else: {other}"))),
    }
}

/// The packages, beside their parts.
fn make(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let host = Host::find();
    setup::prepare(project, &host, Need::Window)?;
    let built = release::build(project)?;
    parts::gather(project, &host, &built.command)?;
    bundle(project, &host, &[&built.command, &built.window])?;
    let made = collect(project)?;
    for package in &made {
        println!("{}", package.strip_prefix(project.root()).unwrap_or(package).display());
    }
    Ok(made)
}

fn bundle(project: &Project, host: &Host, programs: &[&Path]) -> Result<(), Failure> {
    let tauri = BUNDLER.bring(project)?;
    let mut arguments = vec![tauri.to_string_lossy().into_owned(), "bundle".into(), "--ci".into()];
    // It writes the kind of package into the program, for an updater that Hallpass has not.
    arguments.push("--no-binary-patching".into());
    if host.is_linux() {
        arguments.extend(["--bundles".into(), "deb".into(), "--config".into(), debian::depends(project, programs)?]);
    }
    // A certificate of whoever builds; without one the installer is unsigned.
    if let Some(thumbprint) = std::env::var("WINDOWS_CERTIFICATE_THUMBPRINT").ok().filter(|text| !text.is_empty()) {
        if !thumbprint.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(Failure::usage("WINDOWS_CERTIFICATE_THUMBPRINT is no thumbprint"));
        }
        let signed = format!("{{\"bundle\":{{\"windows\":{{\"certificateThumbprint\":\"{thumbprint}\"}}}}}}");
        arguments.extend(["--config".into(), signed]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // Packages of an earlier version would be taken for this one's.
    let _ = fs::remove_dir_all(release::folder(project).join("bundle"));
    if shell::run(&mut shell::command("node", &arguments, project.root()))? {
        Ok(())
    } else {
        Err(Failure::new("the package could not be made"))
    }
}

/// What the bundler made.
fn collect(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let endings = ["deb", "msi", "exe", "dmg"];
    let is_package = |path: &PathBuf| {
        path.extension().and_then(|ending| ending.to_str()).map_or(false, |ending| endings.contains(&ending))
    };
    let bundles = files_below(&release::folder(project).join("bundle"), &[]);
    let made = bundles.into_iter().filter(is_package).map(|path| {
        let name = path.file_name().ok_or_else(|| Failure::new("a package without a name"))?.to_string_lossy();
        // Debian's names of packages are in lower case.
        let name = if name.ends_with(".deb") { name.to_lowercase() } else { name.into_owned() };
        let to = project.path(RESULT).join(name);
        fs::copy(&path, &to).map_err(|error| Failure::new(format!("cannot write {}: {error}", to.display())))?;
        Ok(to)
    });
    let made = made.collect::<Result<Vec<_>, Failure>>()?;
    if made.is_empty() {
        return Err(Failure::new("the bundler made no package"));
    }
    Ok(made)
}
