//! `cargo xtask fresh`: the proof that the README's commands are enough. A new Debian in a temporary folder, the Rust
//! and the Node of this machine, a clone of what is committed; then each command, timed.
//!
//! Everything is mounted in a mount namespace of its own, so that nothing has to be unmounted and the folder that is
//! removed at the end never holds a mount.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::host::Host;
use crate::project::Project;
use crate::shell;

const RELEASE: &str = "bookworm";
// Places inside the new system.
const RUST: &str = "opt/rust";
const NODE: &str = "opt/node";
const CERTIFICATES: &str = "opt/certificates.crt";
const CLONE: &str = "src/hallpass";
const SHARED: &str = "src/shared";
const HOME: &str = "src/developer";

pub fn fresh(project: &Project) -> Result<ExitCode, Failure> {
    let commands = commands_of_readme(&project.read("README.md")?)?;
    let machine = Machine::new(project)?;
    let mut steps = vec![("mmdebstrap".to_owned(), true, machine.install()?)];
    machine.copy_tools()?;
    steps.push(("git clone".to_owned(), true, machine.clone_project()?));
    for command in &commands {
        println!("\n== {command}, on the new machine");
        let (fine, took) = timed(&mut machine.command(command))?;
        steps.push((command.clone(), fine, took));
    }
    // The folder is removed here and not at the end of the scope, so that the table is the last that is seen.
    drop(machine);

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

/// A Debian in a temporary folder, removed with this.
struct Machine<'a> {
    project: &'a Project,
    folder: PathBuf,
    sysroot: PathBuf,
}

impl<'a> Machine<'a> {
    fn new(project: &'a Project) -> Result<Self, Failure> {
        let root = project.root();
        let is_root = shell::output(&mut shell::command("id", &["-u"], root)).as_deref() == Some("0");
        if !Host::find().is_linux() || !is_root {
            return Err(Failure::usage("a new Debian can be made only by root on Linux"));
        }
        for (program, package) in [("mmdebstrap", "mmdebstrap"), ("unshare", "util-linux"), ("git", "git")] {
            if !shell::on_path(program) {
                return Err(Failure::usage(format!("{program} is not here: apt-get install {package}")));
            }
        }
        let sysroot = shell::output(&mut shell::command("rustc", &["--print", "sysroot"], root))
            .ok_or_else(|| Failure::usage("rustc does not say where it lies"))?;
        let folder = std::env::temp_dir().join(format!("hallpass-fresh-{}", std::process::id()));
        Ok(Self { project, folder, sysroot: sysroot.into() })
    }

    fn install(&self) -> Result<Duration, Failure> {
        println!("A new Debian {RELEASE} in {}", self.folder.display());
        let mut command = shell::command("mmdebstrap", &["--quiet", "--variant=minbase", RELEASE], self.project.root());
        match timed(command.arg(&self.folder))? {
            (true, took) => Ok(took),
            (false, _) => Err(Failure::new("mmdebstrap did not work")),
        }
    }

    /// What a developer has before the first command: Rust (mounted later, it is large), Node with npm, a network.
    fn copy_tools(&self) -> Result<(), Failure> {
        let root = self.project.root();
        let node = shell::output(&mut shell::command("node", &["-p", "process.execPath"], root));
        let modules = shell::output(&mut shell::npm(&["root", "-g"], root));
        let (node, modules) = node.zip(modules).ok_or_else(|| Failure::usage("Node and npm are not here"))?;
        self.copy_tools_from(Path::new(&node), &Path::new(&modules).join("npm"))
            .map_err(|error| Failure::new(format!("cannot copy Node or the network's settings: {error}")))
    }

    fn copy_tools_from(&self, node: &Path, npm: &Path) -> io::Result<()> {
        let home = self.folder.join(NODE);
        for folder in [home.join("bin"), home.join("lib"), self.folder.join(HOME)] {
            fs::create_dir_all(folder)?;
        }
        fs::copy(node, home.join("bin/node"))?;
        copy_folder(npm, &home.join("lib/npm"))?;
        #[cfg(unix)]
        for name in ["npm", "npx"] {
            std::os::unix::fs::symlink(format!("../lib/npm/bin/{name}-cli.js"), home.join("bin").join(name))?;
        }
        for name in ["resolv.conf", "hosts"] {
            fs::copy(Path::new("/etc").join(name), self.folder.join("etc").join(name))?;
        }
        // Not where the package ca-certificates would write over it: this machine may trust a proxy of its own.
        fs::copy(certificates(), self.folder.join(CERTIFICATES))?;
        for place in [RUST, SHARED] {
            fs::create_dir_all(self.folder.join(place))?;
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
        match timed(command.arg(self.folder.join(CLONE)))? {
            (true, took) => Ok(took),
            (false, _) => Err(Failure::new("git clone did not work")),
        }
    }

    /// The command in the clone, seen from inside: no variable of this machine but what a network asks for.
    fn command(&self, inside: &str) -> Command {
        let mut environment = format!(
            "HOME=/{HOME} LANG=C.UTF-8 \
             PATH=/{RUST}/bin:/{NODE}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
             SSL_CERT_FILE=/{CERTIFICATES} CARGO_HTTP_CAINFO=/{CERTIFICATES} NODE_EXTRA_CA_CERTS=/{CERTIFICATES} \
             PIP_CERT=/{CERTIFICATES}"
        );
        for name in ["http_proxy", "https_proxy", "no_proxy"] {
            if let Ok(value) = std::env::var(name) {
                environment.push_str(&format!(" {name}={}", quoted(&value)));
            }
        }
        let shared = self.project.root().parent().map(|parent| parent.join("shared")).filter(|path| path.is_dir());
        let read_only = |from: &Path, to: &str| {
            let (from, to) = (quoted(&from.to_string_lossy()), quoted(&self.folder.join(to).to_string_lossy()));
            format!("mount --bind {from} {to} && mount -o remount,bind,ro {to}")
        };
        let inner = format!("cd /{CLONE} && exec {inside}");
        let folder = quoted(&self.folder.to_string_lossy());
        let script: Vec<String> = [
            Some(format!("mount -t proc proc {folder}/proc")),
            Some(format!("mount --rbind /dev {folder}/dev")),
            Some(read_only(&self.sysroot, RUST)),
            shared.map(|shared| read_only(&shared, SHARED)),
            Some(format!("exec chroot {folder} /usr/bin/env -i {environment} /bin/sh -c {}", quoted(&inner))),
        ]
        .into_iter()
        .flatten()
        .collect();
        // A process namespace too: whatever a command leaves running ends with it.
        let namespaces = ["--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-ec"];
        let mut command = shell::command("unshare", &namespaces, self.project.root());
        command.arg(script.join("\n"));
        command
    }
}

impl Drop for Machine<'_> {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            if error.kind() != io::ErrorKind::NotFound {
                eprintln!("warning: {} could not be removed: {error}", self.folder.display());
            }
        }
    }
}

fn timed(command: &mut Command) -> Result<(bool, Duration), Failure> {
    let start = Instant::now();
    let status = command
        .status()
        .map_err(|error| Failure::new(format!("cannot start {}: {error}", command.get_program().to_string_lossy())))?;
    Ok((status.success(), start.elapsed()))
}

/// The certificates that this machine trusts.
fn certificates() -> PathBuf {
    let named = std::env::var_os("SSL_CERT_FILE").map(PathBuf::from).filter(|path| path.is_file());
    named.unwrap_or_else(|| PathBuf::from("/etc/ssl/certs/ca-certificates.crt"))
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

/// For a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
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

    #[test]
    fn a_word_is_quoted_for_the_shell() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
    }
}
