//! `cargo xtask codegen`: the window's types, written by the ts-rs tests of the crates that derive them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::project::{files_below, Project};
use crate::shell;

const BINDINGS: &str = "ui/src/ipc/bindings";

pub fn codegen(project: &Project) -> Result<ExitCode, Failure> {
    let fresh = project.scratch("bindings")?;
    generate(project, &fresh)?;
    // Only now: a build that fails must not cost the types that are there.
    replace(&project.path(BINDINGS), &fresh)
        .map_err(|error| Failure::new(format!("cannot write {BINDINGS}: {error}")))?;
    println!("wrote {BINDINGS}");
    Ok(ExitCode::SUCCESS)
}

/// Is what stands in the repository what Rust would write today? Says each file that differs.
pub fn check(project: &Project) -> Result<bool, Failure> {
    let fresh = project.scratch("bindings")?;
    generate(project, &fresh)?;
    let differing = differing(&contents(&project.path(BINDINGS)), &contents(&fresh));
    for line in &differing {
        println!("{line}");
    }
    if !differing.is_empty() {
        println!("write them anew: cargo xtask codegen");
    }
    Ok(differing.is_empty())
}

/// Empties `into` first: a type that is gone must leave no file.
fn generate(project: &Project, into: &Path) -> Result<(), Failure> {
    if into.exists() {
        fs::remove_dir_all(into).map_err(|error| Failure::new(format!("cannot empty {}: {error}", into.display())))?;
    }
    // Of the whole workspace, though few crates have types: so cargo takes what the other tests have compiled.
    let mut command = shell::cargo(&["test", "--workspace", "--lib", "--bins", "export_bindings"], project.root());
    // Wins over the folder that .cargo/config.toml names.
    if !shell::run_quietly(command.env("TS_RS_EXPORT_DIR", into))? || !into.is_dir() {
        return Err(Failure::new("the types could not be written"));
    }
    Ok(())
}

fn replace(folder: &Path, by: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (name, text) in contents(by) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn contents(folder: &Path) -> BTreeMap<String, String> {
    files_below(folder, &[])
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            // A checkout on Windows may have turned the line ends.
            (name, fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n"))
        })
        .collect()
}

fn differing(kept: &BTreeMap<String, String>, fresh: &BTreeMap<String, String>) -> Vec<String> {
    let mut lines: Vec<String> = fresh
        .iter()
        .filter_map(|(name, text)| match kept.get(name) {
            Some(before) if before == text => None,
            Some(_) => Some(format!("{BINDINGS}/{name} is out of date")),
            None => Some(format!("{BINDINGS}/{name} is missing")),
        })
        .collect();
    lines.extend(
        kept.keys()
            .filter(|name| !fresh.contains_key(*name))
            .map(|name| format!("{BINDINGS}/{name} belongs to no type any more")),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_difference_is_said() {
        let folder = |files: &[(&str, &str)]| {
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let kept = folder(&[("Same.ts", "1"), ("Old.ts", "1"), ("Gone.ts", "1")]);
        let fresh = folder(&[("Same.ts", "1"), ("Old.ts", "2"), ("New.ts", "1")]);
        assert_eq!(
            differing(&kept, &fresh),
            [
                "ui/src/ipc/bindings/New.ts is missing",
                "ui/src/ipc/bindings/Old.ts is out of date",
                "ui/src/ipc/bindings/Gone.ts belongs to no type any more",
            ]
        );
        assert!(differing(&kept, &kept.clone()).is_empty());
    }
}
