//! `cargo xtask dist`: the package for this system, with the window, the command, its completions and its manual.
//!
//! On Debian a `.deb`; elsewhere what Tauri's bundler makes there. The bundler is Tauri's own, from npm: it is one file and
//! needs no build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::{files_below, Project};
use crate::setup;
use crate::shell;
use crate::stamp::once_changed;
use crate::ui;

/// Of the version of Tauri that Cargo.lock has.
const BUNDLER: &str = "2.12.5";
/// What `bundle.linux.deb.files` of tauri.conf.json takes from.
const PARTS: &str = "target/dist/parts";
const RESULT: &str = "target/dist";

const SHELLS: [(&str, &str); 3] = [("bash", "hallpass.bash"), ("zsh", "_hallpass"), ("fish", "hallpass.fish")];

pub fn dist(project: &Project) -> Result<ExitCode, Failure> {
    let host = Host::find();
    setup::prepare(project, &host, Need::Window)?;
    if !(ui::install(project)? && ui::build(project)?) {
        return Err(Failure::new("the pages of the window could not be built"));
    }
    if !shell::run(&mut shell::cargo(&["build", "--release", "--locked", "-p", "hallpass-cli"], project.root()))? {
        return Err(Failure::new("the command could not be built"));
    }
    parts(project, &host)?;
    bundle(project, &host)?;
    let made = collect(project)?;
    for package in &made {
        println!("{}", package.strip_prefix(project.root()).unwrap_or(package).display());
    }
    Ok(ExitCode::SUCCESS)
}

/// The command, its completions and its manual, where the bundler looks for them.
fn parts(project: &Project, host: &Host) -> Result<(), Failure> {
    let folder = project.path(PARTS);
    let failed = |error: std::io::Error| Failure::new(format!("cannot write {PARTS}: {error}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    for part in ["completions", "man"] {
        fs::create_dir_all(folder.join(part)).map_err(failed)?;
    }
    let name = if cfg!(windows) { "hallpass.exe" } else { "hallpass" };
    let command = project.path("target/release").join(name);
    fs::copy(&command, folder.join(name)).map_err(failed)?;
    let ours = |arguments: &[&str]| {
        let mut ours = shell::command(&command.to_string_lossy(), arguments, project.root());
        // It reads no profile of whoever builds.
        ours.env("HALLPASS_CONFIG_DIR", project.path("target/dist/no-profile"));
        ours
    };
    for (shell_name, file) in SHELLS {
        let script = shell::output(&mut ours(&["completions", shell_name]))
            .ok_or_else(|| Failure::new(format!("no completions for {shell_name}")))?;
        fs::write(folder.join("completions").join(file), script + "\n").map_err(failed)?;
    }
    let man = folder.join("man");
    if !shell::run_quietly(&mut ours(&["man", &man.to_string_lossy()]))? {
        return Err(Failure::new("no manual pages"));
    }
    if host.is_linux() {
        // As Debian has them.
        for page in files_below(&man, &[]) {
            shell::run(&mut shell::command("gzip", &["-9n", &page.to_string_lossy()], project.root()))?;
        }
    }
    Ok(())
}

fn bundle(project: &Project, host: &Host) -> Result<(), Failure> {
    let tauri = bundler(project)?;
    let mut arguments = vec![tauri.to_string_lossy().into_owned(), "build".into(), "--ci".into()];
    if host.is_linux() {
        arguments.extend(["--bundles".into(), "deb".into()]);
    }
    // A certificate of whoever builds; without one the installer is unsigned.
    if let Some(thumbprint) = std::env::var("WINDOWS_CERTIFICATE_THUMBPRINT").ok().filter(|text| !text.is_empty()) {
        if !thumbprint.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(Failure::usage("WINDOWS_CERTIFICATE_THUMBPRINT is no thumbprint"));
        }
        let signed = format!("{{\"bundle\":{{\"windows\":{{\"certificateThumbprint\":\"{thumbprint}\"}}}}}}");
        arguments.extend(["--config".into(), signed]);
    }
    // Cargo's own arguments.
    arguments.extend(["--".into(), "--locked".into()]);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if shell::run(&mut shell::command("node", &arguments, project.root()))? {
        Ok(())
    } else {
        Err(Failure::new("the package could not be made"))
    }
}

/// Brought once, and not with the packages of the window: whoever tests has no need of it.
fn bundler(project: &Project) -> Result<PathBuf, Failure> {
    let folder = project.path("target/tools/tauri-cli");
    let package = format!("@tauri-apps/cli@{BUNDLER}");
    let brought = once_changed(&project.scratch(&format!("tauri-cli-{BUNDLER}.stamp"))?, &[], folder.is_dir(), || {
        fs::create_dir_all(&folder)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", folder.display())))?;
        let prefix = folder.to_string_lossy();
        shell::run(&mut shell::npm(
            &["install", "--no-fund", "--no-audit", "--prefix", &prefix, &package],
            project.root(),
        ))
    })?;
    if brought {
        Ok(folder.join("node_modules/@tauri-apps/cli/tauri.js"))
    } else {
        Err(Failure::new(format!("{package} could not be installed")))
    }
}

/// What the bundler made, beside the parts.
fn collect(project: &Project) -> Result<Vec<PathBuf>, Failure> {
    let endings = ["deb", "msi", "exe", "dmg"];
    let is_package = |path: &Path| {
        path.extension().and_then(|ending| ending.to_str()).map_or(false, |ending| endings.contains(&ending))
    };
    let bundles = files_below(&project.path("target/release/bundle"), &[]);
    let made = bundles.into_iter().filter(|path| is_package(path)).map(|path| {
        let name = path.file_name().ok_or_else(|| Failure::new("a package without a name"))?;
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
