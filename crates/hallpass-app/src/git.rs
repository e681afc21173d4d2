//! What git knows of a file: whether its history may hold what stands in it. Asked of `git` itself, which is found by PATH.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use serde::Serialize;
use tokio::process::Command;

/// What became of a file in git, as far as git says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GitKnows {
    /// It is in the index, or a commit has it: also one that is on no branch any more.
    Yes,
    /// It does not, and is told to ignore the file.
    Ignores,
    /// It does not yet: adding all files would add this one.
    NotYet,
    /// The file is in no repository.
    NoRepository,
    /// There is no `git`, or it does not answer.
    Unknown,
}

/// Far more than it needs.
const LIMIT: Duration = Duration::from_secs(20);

/// A name is no pattern.
const LITERAL: &str = "--literal-pathspecs";

/// What git knows of this file. Nothing is written, and no program that the repository names is started.
pub async fn knows(file: &Path) -> GitKnows {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = file.file_name().map(|name| Path::new(".").join(name)) else { return GitKnows::Unknown };
    let ask = async |question: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(folder);
        // What a hook of somebody's repository set would lead to another one.
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(variable);
        }
        // A repository may name a program to be run when its files are looked at.
        git.args(["-c", "core.fsmonitor=false"]).args(question).arg("--").arg(&name);
        git.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").stdin(Stdio::null()).kill_on_drop(true);
        tokio::time::timeout(LIMIT, git.output()).await.ok()?.ok()
    };
    let Some(tracked) = ask(&[LITERAL, "ls-files"]).await else { return GitKnows::Unknown };
    if !tracked.status.success() {
        let says = String::from_utf8_lossy(&tracked.stderr);
        return if says.contains("not a git repository") { GitKnows::NoRepository } else { GitKnows::Unknown };
    }
    let has_some = |answer: &Output| answer.status.success() && !answer.stdout.is_empty();
    if has_some(&tracked) {
        return GitKnows::Yes;
    }
    // Also what no branch has any more: a commit that was amended is still there for weeks.
    match ask(&[LITERAL, "rev-list", "--all", "--reflog", "--max-count=1"]).await {
        Some(answer) if has_some(&answer) => return GitKnows::Yes,
        Some(answer) if answer.status.success() => {}
        _ => return GitKnows::Unknown,
    }
    // This one takes names alone, and refuses to be told that they are.
    match ask(&["check-ignore", "--quiet"]).await.and_then(|answer| answer.status.code()) {
        Some(0) => GitKnows::Ignores,
        Some(1) => GitKnows::NotYet,
        _ => GitKnows::Unknown,
    }
}
