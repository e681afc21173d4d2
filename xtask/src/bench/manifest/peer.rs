//! Microsoft's own tool for manifests.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::npm::{Package, FOLDER};
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

pub struct Peer {
    package: Package,
    /// Started by node itself, without npx: that would only make it slower.
    script: PathBuf,
}

impl Peer {
    pub fn bring(project: &Project) -> Result<Self, Failure> {
        let package = Package::bring(project, "office-addin-manifest")?;
        let script = project.path(FOLDER).join("node_modules").join(package.name).join("cli.js");
        if !script.is_file() {
            return Err(Failure::new(format!("{} is not where npm puts it", package.name)));
        }
        Ok(Self { package, script })
    }

    pub fn command(&self, arguments: &[&str], folder: &Path) -> Command {
        let mut command = shell::command("node", &[], folder);
        command.arg(&self.script).args(arguments);
        command
    }

    /// As the page names it.
    pub fn words(&self, subcommand: &str) -> String {
        format!("`{} {subcommand}` {}", self.package.name, self.package.version)
    }
}
