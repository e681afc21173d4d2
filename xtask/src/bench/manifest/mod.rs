//! `cargo xtask bench manifest`: one check as a process, throughput over real manifests, the cost of large ones, and the
//! lines that a change of one GUID touches.

mod large;
mod one_change;
mod peer;
mod process;
mod throughput;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::inside::{self, Inside};
use super::{page, verdict};
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;
use peer::Peer;

const INSIDE: Inside = Inside { of: "sso-core", bench: "manifest" };

/// What the parts of this bench start and read.
struct Bench<'a> {
    project: &'a Project,
    peer: Peer,
    hallpass: PathBuf,
    corpus: PathBuf,
    /// For settings and kept copies, which must not go to the home of whoever measures.
    config: PathBuf,
}

impl Bench<'_> {
    fn hallpass(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.hallpass);
        command.args(arguments).env("HALLPASS_CONFIG_DIR", &self.config);
        command
    }
}

pub fn bench(project: &Project) -> Result<ExitCode, Failure> {
    let corpus =
        project.corpus().map(|corpus| corpus.join("xml")).filter(|folder| folder.is_dir()).ok_or_else(|| {
            Failure::usage(
            "this bench needs real manifests, and there is neither ../shared/corpus nor HALLPASS_CORPUS: two of its \
             four measurements are over them, and a page without those would be half a page",
        )
        })?;
    setup::prepare(project, &Host::find(), Need::Bench)?;
    let peer = Peer::bring(project)?;
    inside::build_hallpass(project)?;
    INSIDE.build(project)?;
    let bench =
        Bench { project, peer, hallpass: inside::hallpass(project), corpus, config: project.scratch("bench-config")? };

    let mut verdicts = vec![process::measure(&bench)?];
    let throughput = throughput::measure(&bench)?;
    verdicts.push(throughput.verdict);
    let large = large::measure(&bench)?;
    verdicts.extend(large.verdicts);
    let one_change = one_change::measure(&bench)?;
    verdicts.push(one_change.verdict);

    let text = [verdict::table(&verdicts), throughput.note, large.table, one_change.table].join("\n");
    page::conclude(project, "manifest", &text, &verdicts)
}

/// As a program takes it; the paths here are ours or those of the corpus, so nothing is lost.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
