//! Building the window's pages with npm, only when something they are made of changed.

use crate::failure::Failure;
use crate::project::{files_below, Project};
use crate::shell;
use crate::stamp::once_changed;

pub fn install(project: &Project) -> Result<bool, Failure> {
    install_below(project, "ui")
}

/// `npm ci` in a folder of the project, unless the modules of its very lock file are there.
pub fn install_below(project: &Project, folder: &str) -> Result<bool, Failure> {
    let path = project.path(folder);
    let stamp = project.scratch(&format!("{}-modules.stamp", folder.replace('/', "-")))?;
    once_changed(&stamp, &[path.join("package-lock.json")], path.join("node_modules").is_dir(), || {
        shell::run(&mut shell::npm(&["ci", "--no-fund", "--no-audit"], &path))
    })
}

/// `vite build` into ui/dist, unless that was built of these very files.
pub fn build(project: &Project) -> Result<bool, Failure> {
    let sources = files_below(&project.path("ui"), &["node_modules", "dist"]);
    let there = project.path("ui/dist/assets").is_dir();
    once_changed(&project.scratch("ui-dist.stamp")?, &sources, there, || {
        shell::run(&mut shell::npm(&["run", "--silent", "build"], &project.path("ui")))
    })
}
