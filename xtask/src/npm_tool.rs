//! Programs from npm that few people here need: each in a folder of its own, not with the packages of the window.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use crate::stamp::once_changed;

pub struct NpmTool {
    /// Of the folder in `target/tools`.
    pub folder: &'static str,
    pub package: &'static str,
    pub version: &'static str,
    /// In the package.
    pub script: &'static str,
}

impl NpmTool {
    /// Brought once; the script is for `node`.
    pub fn bring(&self, project: &Project) -> Result<PathBuf, Failure> {
        let Self { folder: name, package, version, script } = self;
        let folder = project.path("target/tools").join(name);
        let exact = format!("{package}@{version}");
        let brought =
            once_changed(&project.scratch(&format!("{name}-{version}.stamp"))?, &[], folder.is_dir(), || {
                fs::create_dir_all(&folder)
                    .map_err(|error| Failure::new(format!("cannot write {}: {error}", folder.display())))?;
                let prefix = folder.to_string_lossy();
                shell::run(&mut shell::npm(
                    &["install", "--no-fund", "--no-audit", "--prefix", &prefix, &exact],
                    project.root(),
                ))
            })?;
        if brought {
            Ok(folder.join("node_modules").join(package).join(script))
        } else {
            Err(Failure::new(format!("{exact} could not be installed")))
        }
    }
}
