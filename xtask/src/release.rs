//! The release build of the two programs, as packages and benches take it. One call of cargo, so that what both use is
//! compiled once.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use crate::ui;

pub struct Built {
    pub command: PathBuf,
    pub window: PathBuf,
}

/// Where cargo puts it.
pub fn folder(project: &Project) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.path("target"), PathBuf::from);
    target.join("release")
}

/// A program of that folder.
pub fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// With the pages of the window in it. `custom-protocol` is Tauri's word for a program that brings its pages itself.
pub fn build(project: &Project) -> Result<Built, Failure> {
    if !(ui::install(project)? && ui::build(project)?) {
        return Err(Failure::new("the pages of the window could not be built"));
    }
    let words = ["build", "--release", "--locked", "-p", "hallpass-cli", "-p", "hallpass-desktop", "--bins"];
    let words = [&words[..], &["--features", "tauri/custom-protocol"]].concat();
    let mut cargo = shell::cargo(&words, project.root());
    if cfg!(target_os = "macos") {
        cargo.env("MACOSX_DEPLOYMENT_TARGET", oldest_macos(&project.read("src-tauri/tauri.conf.json")?)?);
    }
    if !shell::run(&mut cargo)? {
        return Err(Failure::new("the programs could not be built"));
    }
    let folder = folder(project);
    Ok(Built { command: program(&folder, "hallpass"), window: program(&folder, "hallpass-desktop") })
}

/// What the bundle says of itself, the programs in it must keep.
fn oldest_macos(configuration: &str) -> Result<String, Failure> {
    let version = configuration.split_once("\"minimumSystemVersion\": \"").and_then(|(_, rest)| rest.split_once('"'));
    version
        .map(|(version, _)| version.to_owned())
        .ok_or_else(|| Failure::new("src-tauri/tauri.conf.json names no oldest macOS (minimumSystemVersion)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_macos_is_that_of_the_bundle() {
        let configuration = "\"macOS\": {\n  \"minimumSystemVersion\": \"12.0\",\n  \"signingIdentity\": null\n";
        assert_eq!(oldest_macos(configuration).as_deref(), Ok("12.0"));
        assert!(oldest_macos("{}").is_err());
    }
}
