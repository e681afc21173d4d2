//! What else changes when one GUID does.

use std::fs;
use std::path::{Path, PathBuf};

use super::{text, Bench};
use crate::bench::sample::median;
use crate::bench::verdict::Verdict;
use crate::failure::Failure;
use crate::project::files_below;
use crate::shell;

const BEFORE: &str = "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11";
const AFTER: &str = "7d1f0c52-6c1e-4b0e-8a44-2f6a1b9d3e75";
/// The client ID stands in `Id` and at the end of `Resource`.
const LINES_OF_A_CLIENT_ID: u32 = 2;

pub struct OneChange {
    pub verdict: Verdict,
    pub table: String,
}

/// Of one tool, a number for each file that it changed.
#[derive(Default)]
struct Tally {
    lines: Vec<u32>,
    with_comments: usize,
    comments_kept: usize,
    failed: usize,
}

/// Each real manifest that can carry the markup gets it first; then both tools change one GUID in a copy of that same
/// file: Hallpass the client ID, the other tool the add-in's own, which is the one that it can change.
pub fn measure(bench: &Bench<'_>) -> Result<OneChange, Failure> {
    let manifests: Vec<PathBuf> = files_below(&bench.corpus, &[]).into_iter().filter(|file| has_markup(file)).collect();
    println!("\n== one GUID in each of {} real manifests that have the markup", manifests.len());
    let folder = bench.project.scratch("bench-one-change")?;
    fs::create_dir_all(&folder).map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let (mut ours, mut theirs) = (Tally::default(), Tally::default());
    let mut refused = 0;
    for manifest in &manifests {
        let before = copy(manifest, &folder.join("before.xml"))?;
        if !apply(bench, &before, BEFORE) {
            // Not well-formed, or without a place for the markup.
            refused += 1;
            continue;
        }
        let after = copy(&before, &folder.join("hallpass.xml"))?;
        let changed = apply(bench, &after, AFTER);
        ours.count(&before, &after, changed)?;

        let after = copy(&before, &folder.join("other.xml"))?;
        let changed = shell::output(&mut bench.peer.command(&["modify", "--guid", AFTER, &text(&after)], &folder));
        theirs.count(&before, &after, changed.is_some())?;
    }
    println!("{refused} were refused: not well-formed, or no place for the markup");
    Ok(judged(bench, &ours, &theirs))
}

fn judged(bench: &Bench<'_>, ours: &Tally, theirs: &Tally) -> OneChange {
    let most = ours.lines.iter().max().copied().unwrap_or_default();
    let kept = ours.comments_kept == ours.with_comments && ours.failed == 0;
    let verdict = Verdict {
        what: format!("lines changed with one GUID, the most of {} real manifests", ours.lines.len()),
        against: format!("{}: {} in the median file", bench.peer.words("modify"), median(&theirs.lines)),
        found: most.to_string(),
        wanted: format!("{LINES_OF_A_CLIENT_ID}: `Id` and `Resource`"),
        holds: !ours.lines.is_empty() && most == LINES_OF_A_CLIENT_ID && kept,
    };
    let mut table = "| Changes one GUID | Lines changed: least | median | most | Kept all comments | Could not |\n\
        |---|---|---|---|---|---|\n"
        .to_owned();
    table.push_str(&ours.row("`hallpass manifest apply`, the client ID"));
    table.push_str(&theirs.row(&format!("{}, the add-in's ID", bench.peer.words("modify --guid"))));
    OneChange { verdict, table }
}

impl Tally {
    fn count(&mut self, before: &Path, after: &Path, changed: bool) -> Result<(), Failure> {
        if !changed {
            self.failed += 1;
            return Ok(());
        }
        self.lines.push(lines_changed(before, after)?);
        let (before, after) = (comments(before), comments(after));
        self.with_comments += usize::from(before > 0);
        self.comments_kept += usize::from(before > 0 && before == after);
        Ok(())
    }

    fn row(&self, name: &str) -> String {
        let of = |value: Option<&u32>| value.copied().unwrap_or_default();
        format!(
            "| {name} | {} | {} | {} | {} of {} files with comments | {} |\n",
            of(self.lines.iter().min()),
            median(&self.lines),
            of(self.lines.iter().max()),
            self.comments_kept,
            self.with_comments,
            self.failed,
        )
    }
}

fn apply(bench: &Bench<'_>, manifest: &Path, client_id: &str) -> bool {
    let file = text(manifest);
    let markup = ["--client-id", client_id, "--domain", "localhost:3000", "--write"];
    let words: Vec<&str> = ["manifest", "apply", &file].iter().chain(&markup).copied().collect();
    shell::output(&mut bench.hallpass(&words)).is_some()
}

fn has_markup(file: &Path) -> bool {
    fs::read(file).map_or(false, |bytes| String::from_utf8_lossy(&bytes).contains("WebApplicationInfo>"))
}

fn comments(file: &Path) -> usize {
    fs::read(file).map_or(0, |bytes| String::from_utf8_lossy(&bytes).matches("<!--").count())
}

/// The corpus may be read-only, and so would a copy of its file be.
fn copy(from: &Path, to: &Path) -> Result<PathBuf, Failure> {
    let copied = fs::read(from).and_then(|bytes| fs::write(to, bytes));
    copied.map_err(|error| Failure::new(format!("cannot copy {}: {error}", from.display())))?;
    Ok(to.to_owned())
}

/// The larger of lines added and lines removed: a line that changed is both.
fn lines_changed(before: &Path, after: &Path) -> Result<u32, Failure> {
    let folder = before.parent().unwrap_or_else(|| Path::new("."));
    let words = ["-c", "core.autocrlf=false", "diff", "--no-index", "--no-renames", "--numstat", "--text", "--"];
    let mut git = shell::command("git", &words, folder);
    // Ends with 1 when the files differ.
    let output =
        git.arg(before).arg(after).output().map_err(|error| Failure::new(format!("cannot start git: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    if output.status.success() && text.is_empty() {
        return Ok(0);
    }
    numstat(&text).ok_or_else(|| Failure::new(format!("git diff --numstat said nothing of {}", after.display())))
}

fn numstat(text: &str) -> Option<u32> {
    let mut numbers = text.lines().next()?.split('\t').map(str::parse::<u32>);
    let (added, removed) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some(added.max(removed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_counts_once() {
        assert_eq!(numstat("2\t2\tbefore.xml => after.xml\n"), Some(2));
        assert_eq!(numstat("94\t103\ta => b\n"), Some(103));
        assert_eq!(numstat("-\t-\ta => b\n"), None);
        assert_eq!(numstat(""), None);
    }

    #[test]
    fn a_tally_tells_the_least_the_middle_and_the_most() {
        let tally = Tally { lines: vec![5, 1, 9], with_comments: 3, comments_kept: 1, failed: 2 };
        assert_eq!(tally.row("x"), "| x | 1 | 5 | 9 | 1 of 3 files with comments | 2 |\n");
    }
}
