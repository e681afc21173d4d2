//! What git knows of a file: whether its history may hold what stands in it. Asked of `git` itself, which is found by PATH.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde::Serialize;
use tokio::process::Command;
use zeroize::Zeroizing;

/// What became of a file in git, as far as git says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GitKnows {
    /// A commit has the file with the secret in it: also one that is on no branch any more.
    CommittedSecret,
    /// Commits have the file, and the secret stands in it in none of them.
    Committed,
    /// It is in the index, and no commit has it.
    Staged,
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

/// What a hook or an alias of somebody's repository sets: git would look into that one. As `git rev-parse --local-env-vars`
/// lists them, with those of older versions.
const OF_A_REPOSITORY: [&str; 16] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// How it takes names; two of them at once it refuses.
const OF_PATTERNS: [&str; 4] =
    ["GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS"];

/// A name is no pattern.
const LITERAL: &str = "--literal-pathspecs";

/// As many versions of a file are looked into; where there are more, the secret counts as among them.
const VERSIONS: usize = 1_000;

/// What git knows of this file, and of the secret in it, which is compared here and told to no program. Nothing is written,
/// and no program that the repository names is started.
pub async fn knows(file: &Path, secret: &str) -> GitKnows {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = file.file_name().map(|name| Path::new(".").join(name)) else { return GitKnows::Unknown };
    let git = async |question: &[&OsStr]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(folder);
        for variable in OF_A_REPOSITORY.iter().chain(&OF_PATTERNS) {
            git.env_remove(variable);
        }
        // A repository may name a program to be run when its files are looked at.
        git.args(["-c", "core.fsmonitor=false"]).args(question);
        // What was left out of a partial clone is not fetched to answer: that would start a program and ask a server.
        git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        git.stdin(Stdio::null()).kill_on_drop(true);
        tokio::time::timeout(LIMIT, git.output()).await.ok()?.ok()
    };
    let ask = async |question: &[&str]| {
        let question = question.iter().map(OsStr::new).chain([OsStr::new("--"), name.as_os_str()]);
        git(&question.collect::<Vec<_>>()).await
    };
    let Some(listed) = ask(&[LITERAL, "ls-files"]).await else { return GitKnows::Unknown };
    if !listed.status.success() {
        let says = String::from_utf8_lossy(&listed.stderr);
        return if says.contains("not a git repository") { GitKnows::NoRepository } else { GitKnows::Unknown };
    }
    let tracked = !listed.stdout.is_empty();
    // Also what no branch has any more: a commit that was amended is still there for weeks.
    let versions = match ask(&[LITERAL, "rev-list", "--objects", "--full-history", "--all", "--reflog"]).await {
        Some(answer) if answer.status.success() => versions(&answer.stdout, &name),
        _ => return GitKnows::Unknown,
    };
    for version in versions.iter().take(VERSIONS) {
        match git(&["cat-file", "blob", version].map(OsStr::new)).await {
            Some(blob) if blob.status.success() => {
                if String::from_utf8_lossy(&Zeroizing::new(blob.stdout)).contains(secret) {
                    return GitKnows::CommittedSecret;
                }
            }
            _ => return GitKnows::Unknown,
        }
    }
    match (versions.len(), tracked) {
        (0, true) => return GitKnows::Staged,
        (0, false) => {}
        (1..=VERSIONS, _) => return GitKnows::Committed,
        _ => return GitKnows::CommittedSecret,
    }
    // This one takes names alone, and refuses to be told that they are.
    match ask(&["check-ignore", "--quiet"]).await.and_then(|answer| answer.status.code()) {
        Some(0) => GitKnows::Ignores,
        Some(1) => GitKnows::NotYet,
        _ => GitKnows::Unknown,
    }
}

/// The objects that hold a version of the file. A line is a commit's ID, or an object's with its path behind a blank; folders
/// are among them.
fn versions(lines: &[u8], name: &Path) -> Vec<String> {
    let lines = String::from_utf8_lossy(lines);
    let objects = lines.lines().filter_map(|line| line.split_once(' '));
    objects.filter(|(_, path)| Path::new(path).file_name() == name.file_name()).map(|(id, _)| id.to_owned()).collect()
}
