//! `cargo xtask bench token`: a token taken apart and judged beside the bare verification of its signature, and one check
//! as a process beside a script with `jose`.

mod judged;
mod process;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use super::inside::{self, Inside};
use super::npm::Package;
use super::{page, verdict};
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;

const INSIDE: Inside = Inside { of: "sso-core", bench: "token" };

/// What the parts of this bench start.
struct Bench<'a> {
    project: &'a Project,
    peer: Package,
    hallpass: PathBuf,
    /// For the token and its keys, and for settings, which must not go to the home of whoever measures.
    home: PathBuf,
}

impl Bench<'_> {
    fn hallpass(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.hallpass);
        command.args(arguments).env("HALLPASS_CONFIG_DIR", &self.home);
        command
    }
}

pub fn bench(project: &Project) -> Result<ExitCode, Failure> {
    setup::prepare(project, &Host::find(), Need::Bench)?;
    let peer = Package::bring(project, "jose")?;
    inside::build_hallpass(project)?;
    INSIDE.build(project)?;
    let home = project.scratch("bench-token")?;
    fs::create_dir_all(&home).map_err(|error| Failure::new(format!("cannot make {}: {error}", home.display())))?;
    let bench = Bench { project, peer, hallpass: inside::hallpass(project), home };

    let judged = judged::measure(&bench)?;
    let verdicts = vec![judged.verdict, process::measure(&bench)?];
    let text = [verdict::table(&verdicts), judged.note].join("\n");
    page::conclude(project, "token", &text, &verdicts)
}
