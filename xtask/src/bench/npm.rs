//! What is measured against comes from npm, in the versions that `xtask/bench` pins.

use crate::failure::Failure;
use crate::project::Project;
use crate::ui;

pub const FOLDER: &str = "xtask/bench";

/// A package of that folder, installed.
pub struct Package {
    pub name: &'static str,
    pub version: String,
}

impl Package {
    pub fn bring(project: &Project, name: &'static str) -> Result<Self, Failure> {
        if !ui::install_below(project, FOLDER)? {
            return Err(Failure::new(format!("{name} could not be installed")));
        }
        let version = version(&project.read(&format!("{FOLDER}/package.json"))?, name);
        let version =
            version.ok_or_else(|| Failure::new(format!("{FOLDER}/package.json pins no version of {name}")))?;
        Ok(Self { name, version })
    }
}

/// The exact version in package.json.
fn version(package: &str, name: &str) -> Option<String> {
    let line = package.lines().find(|line| line.contains(&format!("\"{name}\"")))?;
    let version = line.split('"').nth(3)?;
    version.starts_with(|c: char| c.is_ascii_digit()).then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_exact_version_counts() {
        let package = |version: &str| format!("{{\n  \"dependencies\": {{\n    \"x\": \"{version}\"\n  }}\n}}\n");
        assert_eq!(version(&package("3.0.0"), "x").as_deref(), Some("3.0.0"));
        assert_eq!(version(&package("^3.0.0"), "x"), None);
        assert_eq!(version(&package("3.0.0"), "y"), None);
    }
}
