//! `cargo xtask fresh`: the proof that the README's commands are enough. A new Debian in a temporary folder, the Rust
//! and the Node of this machine, a clone of what is committed; then each command, timed.

pub mod machine;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use machine::{timed, Machine};

// Places inside the new system.
const RUST: &str = "opt/rust";
const NODE: &str = "opt/node";
const CLONE: &str = "src/hallpass";
const SHARED: &str = "src/shared";
const HOME: &str = "src/developer";

pub fn fresh(project: &Project) -> Result<ExitCode, Failure> {
    let commands = commands_of_readme(&project.read("README.md")?)?;
    let sysroot = shell::output(&mut shell::command("rustc", &["--print", "sysroot"], project.root()))
        .ok_or_else(|| Failure::usage("rustc does not say where it lies"))?;
    let (machine, took) = Machine::make(project)?;
    let mut steps = vec![("mmdebstrap".to_owned(), true, took)];
    let developer = Developer { project, machine, sysroot: sysroot.into() };
    developer.copy_tools()?;
    steps.push(("git clone".to_owned(), true, developer.clone_project()?));
    for command in &commands {
        println!("\n== {command}, on the new machine");
        let (fine, took) = timed(&mut developer.command(command))?;
        steps.push((command.clone(), fine, took));
    }
    // The folder is removed here and not at the end of the scope, so that the table is the last that is seen.
    drop(developer);

    println!("\n{:<32}{:>9}  result", "on a new Debian", "seconds");
    for (name, fine, took) in &steps {
        let result = if *fine { "fine" } else { "failed" };
        println!("{name:<32}{:>9.1}  {result}", took.as_secs_f64());
    }
    Ok(if steps.iter().all(|(_, fine, _)| *fine) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The lines of the README that a person copies.
fn commands_of_readme(text: &str) -> Result<Vec<String>, Failure> {
    let lines = text.lines().filter(|line| line.starts_with("cargo xtask "));
    let commands: Vec<String> =
        lines.map(|line| line.split('#').next().unwrap_or_default().trim().to_owned()).collect();
    match commands.len() {
        2 => Ok(commands),
        count => Err(Failure::new(format!("the README has {count} lines that begin with `cargo xtask`, not two"))),
    }
}

/// Whoever comes to this project, with a new machine.
struct Developer<'a> {
    project: &'a Project,
    machine: Machine,
    sysroot: PathBuf,
}

impl Developer<'_> {
    /// What a developer has before the first command: Rust (mounted later, it is large), Node with npm.
    fn copy_tools(&self) -> Result<(), Failure> {
        let root = self.project.root();
        let node = shell::output(&mut shell::command("node", &["-p", "process.execPath"], root));
        let modules = shell::output(&mut shell::npm(&["root", "-g"], root));
        let (node, modules) = node.zip(modules).ok_or_else(|| Failure::usage("Node and npm are not here"))?;
        self.copy_tools_from(Path::new(&node), &Path::new(&modules).join("npm"))
            .map_err(|error| Failure::new(format!("cannot copy Node: {error}")))
    }

    fn copy_tools_from(&self, node: &Path, npm: &Path) -> io::Result<()> {
        let home = self.machine.path(NODE);
        for folder in [home.join("bin"), home.join("lib"), self.machine.path(HOME)] {
            fs::create_dir_all(folder)?;
        }
        fs::copy(node, home.join("bin/node"))?;
        copy_folder(npm, &home.join("lib/npm"))?;
        #[cfg(unix)]
        for name in ["npm", "npx"] {
            std::os::unix::fs::symlink(format!("../lib/npm/bin/{name}-cli.js"), home.join("bin").join(name))?;
        }
        for place in [RUST, SHARED] {
            fs::create_dir_all(self.machine.path(place))?;
        }
        Ok(())
    }

    fn clone_project(&self) -> Result<Duration, Failure> {
        let root = self.project.root();
        let uncommitted =
            shell::output(&mut shell::command("git", &["status", "--porcelain"], root)).unwrap_or_default();
        if !uncommitted.is_empty() {
            println!("What is not committed is not in the clone: {} files", uncommitted.lines().count());
        }
        let mut command = shell::command("git", &["clone", "--quiet", "--no-hardlinks", "."], root);
        match timed(command.arg(self.machine.path(CLONE)))? {
            (true, took) => Ok(took),
            (false, _) => Err(Failure::new("git clone did not work")),
        }
    }

    /// The command in the clone, seen from inside.
    fn command(&self, inside: &str) -> Command {
        let variables = format!(
            "HOME=/{HOME} \
             PATH=/{RUST}/bin:/{NODE}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        );
        let shared = self.project.root().parent().map(|parent| parent.join("shared")).filter(|path| path.is_dir());
        let mut lent = vec![(self.sysroot.as_path(), RUST)];
        lent.extend(shared.as_deref().map(|shared| (shared, SHARED)));
        self.machine.command(&lent, &variables, &format!("cd /{CLONE} && exec {inside}"))
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_those_of_the_readme() {
        let readme =
            "# Hallpass\n\n```sh\ncargo xtask run    # opens it\ncargo xtask test\n```\n\nSee `cargo xtask tidy`.\n";
        let expected = ["cargo xtask run", "cargo xtask test"].map(str::to_owned).to_vec();
        assert_eq!(commands_of_readme(readme), Ok(expected));
        assert!(commands_of_readme("cargo xtask run\n").is_err());
    }
}
