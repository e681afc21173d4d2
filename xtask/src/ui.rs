//! Building the window's pages with npm, only when something they are made of changed.

use crate::failure::Failure;
use crate::project::{files_below, Project};
use crate::shell;
use crate::stamp::once_changed;

/// `npm ci`, unless the modules of this very lock file are there.
pub fn install(project: &Project) -> Result<bool, Failure> {
    let lock = [project.path("ui/package-lock.json")];
    let there = project.path("ui/node_modules").is_dir();
    once_changed(&project.scratch("ui-modules.stamp")?, &lock, there, || {
        shell::run(&mut shell::npm(&["ci", "--no-fund", "--no-audit"], &project.path("ui")))
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
