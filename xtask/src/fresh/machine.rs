//! A new Debian in a temporary folder.
//!
//! Everything is mounted in a mount namespace of its own, so that nothing has to be unmounted and the folder that is
//! removed at the end never holds a mount.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::host::Host;
use crate::project::Project;
use crate::shell;

const RELEASE: &str = "bookworm";
/// Inside: what the machine trusts that made it.
const CERTIFICATES: &str = "opt/certificates.crt";

/// Removed with this.
pub struct Machine {
    folder: PathBuf,
    root: PathBuf,
}

impl Machine {
    /// The smallest Debian there is, and how long it took.
    pub fn make(project: &Project) -> Result<(Self, Duration), Failure> {
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
        let folder = std::env::temp_dir().join(format!("hallpass-fresh-{}", std::process::id()));
        let machine = Self { folder, root: root.to_owned() };
        println!("A new Debian {RELEASE} in {}", machine.folder.display());
        let mut command = shell::command("mmdebstrap", &["--quiet", "--variant=minbase", RELEASE], root);
        let (fine, took) = timed(command.arg(&machine.folder))?;
        if !fine {
            return Err(Failure::new("mmdebstrap did not work"));
        }
        machine.copy_network().map_err(|error| Failure::new(format!("cannot copy the network's settings: {error}")))?;
        Ok((machine, took))
    }

    /// A place inside, from outside.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.join(inside)
    }

    fn copy_network(&self) -> io::Result<()> {
        for name in ["resolv.conf", "hosts"] {
            fs::copy(Path::new("/etc").join(name), self.folder.join("etc").join(name))?;
        }
        // Not where the package ca-certificates would write over it: this machine may trust a proxy of its own.
        fs::copy(certificates(), self.folder.join(CERTIFICATES))?;
        Ok(())
    }

    /// A line for its shell, with no variable of this machine but what a network asks for. `lent` is read there and not
    /// written: folders of this machine, each with its place inside.
    pub fn command(&self, lent: &[(&Path, &str)], variables: &str, line: &str) -> Command {
        let mut environment = format!(
            "LANG=C.UTF-8 SSL_CERT_FILE=/{CERTIFICATES} CARGO_HTTP_CAINFO=/{CERTIFICATES} \
             NODE_EXTRA_CA_CERTS=/{CERTIFICATES} PIP_CERT=/{CERTIFICATES} {variables}"
        );
        for name in ["http_proxy", "https_proxy", "no_proxy"] {
            if let Ok(value) = std::env::var(name) {
                environment.push_str(&format!(" {name}={}", quoted(&value)));
            }
        }
        let folder = quoted(&self.folder.to_string_lossy());
        let mut script = vec![
            format!("mount -t proc proc {folder}/proc"),
            // Tests and window need `/dev/shm` and `/dev/pts`.
            format!("mount --rbind /dev {folder}/dev"),
        ];
        script.extend(lent.iter().map(|(from, to)| {
            let (from, to) = (quoted(&from.to_string_lossy()), quoted(&self.folder.join(to).to_string_lossy()));
            format!("mount --bind {from} {to} && mount -o remount,bind,ro {to}")
        }));
        script.push(format!("exec chroot {folder} /usr/bin/env -i {environment} /bin/sh -c {}", quoted(line)));
        // A process namespace too: whatever a command leaves running ends with it.
        let namespaces = ["--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-ec"];
        let mut command = shell::command("unshare", &namespaces, &self.root);
        command.arg(script.join("\n"));
        command
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            if error.kind() != io::ErrorKind::NotFound {
                eprintln!("warning: {} could not be removed: {error}", self.folder.display());
            }
        }
    }
}

pub fn timed(command: &mut Command) -> Result<(bool, Duration), Failure> {
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

/// For a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_for_the_shell() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
    }
}
