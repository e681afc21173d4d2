//! Microsoft's own tool for manifests, of the version that the lock file names.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use crate::ui;

const FOLDER: &str = "xtask/bench";
const NAME: &str = "office-addin-manifest";

pub struct Peer {
    /// Started by node itself, without npx: that would only make it slower.
    script: PathBuf,
    pub version: String,
}

impl Peer {
    pub fn bring(project: &Project) -> Result<Self, Failure> {
        if !ui::install_below(project, FOLDER)? {
            return Err(Failure::new(format!("{NAME} could not be installed")));
        }
        let package = project.path(FOLDER).join("node_modules").join(NAME);
        let script = package.join("cli.js");
        let version =
            version(&project.read(&format!("{FOLDER}/package.json"))?).filter(|_| script.is_file()).ok_or_else(
                || Failure::new(format!("{NAME} is not where npm puts it, or {FOLDER}/package.json lacks it")),
            )?;
        Ok(Self { script, version })
    }

    pub fn command(&self, arguments: &[&str], folder: &Path) -> Command {
        let mut command = shell::command("node", &[], folder);
        command.arg(&self.script).args(arguments);
        command
    }

    /// As the page names it.
    pub fn words(&self, subcommand: &str) -> String {
        format!("`{NAME} {subcommand}` {}", self.version)
    }
}

/// The exact version in package.json.
fn version(package: &str) -> Option<String> {
    let line = package.lines().find(|line| line.contains(&format!("\"{NAME}\"")))?;
    let version = line.split('"').nth(3)?;
    version.starts_with(|c: char| c.is_ascii_digit()).then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_exact_version_counts() {
        let package = |version: &str| format!("{{\n  \"dependencies\": {{\n    \"{NAME}\": \"{version}\"\n  }}\n}}\n");
        assert_eq!(version(&package("3.0.0")).as_deref(), Some("3.0.0"));
        assert_eq!(version(&package("^3.0.0")), None);
    }
}
