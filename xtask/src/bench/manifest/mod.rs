//! `cargo xtask bench manifest`: one check as a process, throughput over real manifests, the cost of large ones, and the
//! lines that a change of one GUID touches.

mod large;
mod one_change;
mod peer;
mod process;
mod throughput;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::{page, verdict};
use crate::failure::Failure;
use crate::host::Host;
use crate::packages::Need;
use crate::project::Project;
use crate::setup;
use crate::shell;
use peer::Peer;

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
    for words in [
        &["build", "--release", "-p", "hallpass-cli"][..],
        &["bench", "-p", "sso-core", "--bench", "manifest", "--no-run"],
    ] {
        if !shell::run(&mut shell::cargo(words, project.root()))? {
            return Err(Failure::new("what is measured could not be built"));
        }
    }
    let bench = Bench {
        project,
        peer,
        hallpass: release(project, "hallpass"),
        corpus,
        config: project.scratch("bench-config")?,
    };

    let mut verdicts = vec![process::measure(&bench)?];
    let throughput = throughput::measure(&bench)?;
    verdicts.push(throughput.verdict);
    let large = large::measure(&bench)?;
    verdicts.extend(large.verdicts);
    let one_change = one_change::measure(&bench)?;
    verdicts.push(one_change.verdict);

    let text = [verdict::table(&verdicts), throughput.note, large.table, one_change.table].join("\n");
    println!("\n{text}");
    page::write(project, "manifest", &text)?;
    println!("wrote {}", page::PAGE);
    let broken = verdict::broken(&verdicts);
    for sentence in &broken {
        println!("does not hold: {sentence}");
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn release(project: &Project, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.path("target"), PathBuf::from);
    target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Runs the part of the bench that is inside of one process, and reads its lines of `name=value`.
fn inside(project: &Project, words: &[&str]) -> Result<Vec<(String, u64)>, Failure> {
    let arguments = ["bench", "--quiet", "-p", "sso-core", "--bench", "manifest", "--"];
    let arguments: Vec<&str> = arguments.iter().chain(words).copied().collect();
    let (fine, text) = shell::tee(&mut shell::cargo(&arguments, project.root()))?;
    let values: Vec<_> = text.lines().filter_map(value).collect();
    if fine && !values.is_empty() {
        Ok(values)
    } else {
        Err(Failure::new(format!("the bench of sso-core did not measure: {}", words.join(" "))))
    }
}

fn value(line: &str) -> Option<(String, u64)> {
    let (name, value) = line.split_once('=')?;
    Some((name.to_owned(), value.parse().ok()?))
}

fn of(values: &[(String, u64)], name: &str) -> Result<u64, Failure> {
    let found = values.iter().find(|(of, _)| of == name);
    found.map(|(_, value)| *value).ok_or_else(|| Failure::new(format!("the bench of sso-core did not say {name}")))
}

/// As a program takes it; the paths here are ours or those of the corpus, so nothing is lost.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_values_are_read() {
        let values: Vec<_> = "files=196\nwarning: a=b\nbytes=12\n".lines().filter_map(value).collect();
        assert_eq!((of(&values, "bytes"), values.len()), (Ok(12), 2));
        assert!(of(&values, "seconds").is_err());
    }
}
