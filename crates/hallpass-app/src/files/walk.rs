//! Which files a path stands for: itself, what lies in a folder, or what a pattern matches.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

use super::io_error;
use crate::AppError;

/// What a path led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The path itself: a file, or nothing that is there.
    Named(PathBuf),
    /// Come upon in a folder or by a pattern.
    Walked(PathBuf),
    /// Come upon as well, and a link: the file may lie anywhere.
    Linked(PathBuf),
    /// A folder that could not be looked into, or a link that leads nowhere.
    Unreadable(PathBuf, AppError),
}

/// Packages of others: they are no part of a project even where nothing ignores them.
const PACKAGES: &str = "node_modules";

/// The files of a path, those come upon in the order of their paths.
///
/// What is there is taken by its name. A folder is walked, and so is the folder before the first part with `*`, `?`, `[`
/// or `{`: a pattern that the shell did not expand. A walk takes files whose names end in one of `endings`; it leaves out
/// what `.gitignore` and its like ignore, hidden files and folders, and [`PACKAGES`]. It follows links to files, none to
/// folders: so it ends, and comes to each file of a folder once. As Git does, it reads no `.gitignore` above the root of
/// a repository; outside of one, none above the folder.
pub fn walk(path: &Path, endings: &[&str]) -> Vec<Found> {
    if path.is_dir() {
        return found_in(path, None, endings, None);
    }
    match Pattern::of(path).filter(|_| path.symlink_metadata().is_err()) {
        Some(pattern) => found_in(&pattern.folder, Some(&pattern.matcher), endings, None),
        None => vec![Found::Named(path.to_owned())],
    }
}

/// As [`walk`] of a folder, and no deeper than so many folders below it; 1 is the folder itself.
pub fn near(folder: &Path, endings: &[&str], depth: usize) -> Vec<Found> {
    found_in(folder, None, endings, Some(depth))
}

struct Pattern {
    /// What stands before the first part with a sign of a pattern.
    folder: PathBuf,
    matcher: GlobMatcher,
}

impl Pattern {
    /// `None` for a path without such a sign, or one that is no pattern after all.
    fn of(path: &Path) -> Option<Self> {
        let is_literal =
            |part: &Component<'_>| !part.as_os_str().as_encoded_bytes().iter().any(|b| b"*?[{".contains(b));
        let folder: PathBuf = path.components().take_while(is_literal).collect();
        if folder == path {
            return None;
        }
        let glob = GlobBuilder::new(path.to_str()?).literal_separator(true).build().ok()?;
        Some(Self { folder, matcher: glob.compile_matcher() })
    }
}

fn found_in(folder: &Path, matcher: Option<&GlobMatcher>, endings: &[&str], depth: Option<usize>) -> Vec<Found> {
    let here = folder.as_os_str().is_empty();
    let root = if here { Path::new(".") } else { folder };
    let is_in_repository = is_in_repository(root);
    let walk = WalkBuilder::new(root)
        .max_depth(depth)
        // In a copy of a project that came without its `.git`, what its own files ignore stays ignored.
        .require_git(is_in_repository)
        .parents(is_in_repository)
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != PACKAGES || !is_folder(entry))
        .build();
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let path = if here { entry.path().strip_prefix(".").unwrap_or(entry.path()) } else { entry.path() };
                // A folder that the pattern matches stands for what lies in it.
                let matches = |matcher: &GlobMatcher| path.ancestors().any(|part| matcher.is_match(part));
                if has_ending(path, endings) && matcher.is_none_or(matches) {
                    found.extend(file_of(&entry, path.to_owned()));
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(folder);
                let error = match error.io_error() {
                    Some(error) => io_error("read", path, error),
                    None => AppError::could_not_check("file-not-usable", error.to_string()),
                };
                found.push(Found::Unreadable(path.to_owned(), error));
            }
        }
    }
    found.sort_by(|one, other| one.path().cmp(other.path()));
    found
}

impl Found {
    pub fn path(&self) -> &Path {
        match self {
            Self::Named(path) | Self::Walked(path) | Self::Linked(path) | Self::Unreadable(path, _) => path,
        }
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    ending.is_some_and(|ending| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// `None` for a folder, and for a pipe or device, which a read could wait for.
fn file_of(entry: &DirEntry, path: PathBuf) -> Option<Found> {
    let kind = entry.file_type()?;
    if !kind.is_symlink() {
        return kind.is_file().then_some(Found::Walked(path));
    }
    match entry.path().metadata() {
        Ok(target) => target.is_file().then_some(Found::Linked(path)),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            let error = io_error("read", &path, &error);
            Some(Found::Unreadable(path, error))
        }
        Err(_) => {
            let error =
                AppError::could_not_check("link-leads-nowhere", format!("{}: the link leads nowhere", path.display()))
                    .with_hint("mend the link, or take it away");
            Some(Found::Unreadable(path, error))
        }
    }
}

/// Whether a `.git` is here or above; in a work tree it is a file.
fn is_in_repository(folder: &Path) -> bool {
    folder.canonicalize().is_ok_and(|real| real.ancestors().any(|folder| folder.join(".git").exists()))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A project: what lies in it, and which of it a walk comes to.
    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "b/manifest.xml",
            "a/MANIFEST.XML",
            "a.json",
            "a/readme.md",
            "a/deep/er/m.json",
            "dist/manifest.xml",
            "a/generated.xml",
            ".hidden/manifest.xml",
            "node_modules/other/manifest.xml",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        fs::create_dir(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join(".gitignore"), "dist/\ngenerated.xml\n").unwrap();
        folder
    }

    fn names(root: &Path, path: &str) -> Vec<String> {
        let walked = walk(&root.join(path), &["xml", "json"]);
        let name = |found: &Found| {
            assert!(matches!(found, Found::Walked(_)), "{found:?}");
            found.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
        };
        walked.iter().map(name).collect()
    }

    #[test]
    fn a_folder_and_patterns() {
        let project = project();
        for (path, expected) in [
            ("", &["a/MANIFEST.XML", "a/deep/er/m.json", "a.json", "b/manifest.xml"][..]),
            ("a", &["a/MANIFEST.XML", "a/deep/er/m.json"]),
            ("*.json", &["a.json"]),
            ("**/*.json", &["a/deep/er/m.json", "a.json"]),
            ("[ab]", &["a/MANIFEST.XML", "a/deep/er/m.json", "b/manifest.xml"]),
            ("{a,b}/*", &["a/MANIFEST.XML", "a/deep/er/m.json", "b/manifest.xml"]),
            ("a/*/*/?.json", &["a/deep/er/m.json"]),
            ("*.html", &[]),
            // Named, so nothing of it is left out.
            ("dist", &["dist/manifest.xml"]),
            ("node_modules", &["node_modules/other/manifest.xml"]),
        ] {
            assert_eq!(names(project.path(), path), expected, "{path}");
        }
    }

    #[test]
    fn what_is_there_is_taken_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("[odd]*.txt");
        fs::write(&odd, "").unwrap();
        let missing = folder.path().join("missing.xml");
        for path in [odd, missing] {
            assert_eq!(walk(&path, &["xml"]), [Found::Named(path.clone())]);
        }
    }

    #[test]
    fn of_what_git_ignores() {
        // The repositories, the folder that is walked, and what is come upon. `/.gitignore` ignores manifest.xml.
        for (repositories, walked, expected) in [
            (&["outer/inner"][..], "outer/inner", &["deep/manifest.xml", "manifest.xml", "other.xml"][..]),
            (&["outer/inner"], "outer/inner/deep", &["manifest.xml"]),
            (&["outer"], "outer/inner", &["other.xml"]),
            (&["outer", "outer/inner"], "outer", &["inner/deep/manifest.xml", "inner/manifest.xml", "inner/other.xml"]),
            // A copy without its `.git`.
            (&[], "outer", &["inner/other.xml"]),
            (&[], "outer/inner", &["deep/manifest.xml", "manifest.xml", "other.xml"]),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            fs::create_dir_all(root.join("outer/inner/deep")).unwrap();
            fs::write(root.join("outer/.gitignore"), "manifest.xml\n").unwrap();
            for file in ["manifest.xml", "inner/manifest.xml", "inner/other.xml", "inner/deep/manifest.xml"] {
                fs::write(root.join("outer").join(file), "").unwrap();
            }
            for repository in repositories {
                fs::create_dir(root.join(repository).join(".git")).unwrap();
            }
            let found = names(&root.join(walked), "");
            assert_eq!(found, expected, "{repositories:?} {walked}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_end() {
        use std::os::unix::fs::symlink;
        let project = project();
        let root = project.path();
        symlink("..", root.join("a/up")).unwrap();
        symlink("round", root.join("a/round")).unwrap();
        assert_eq!(names(root, "a"), ["a/MANIFEST.XML", "a/deep/er/m.json"]);
        symlink("../a.json", root.join("b/link.json")).unwrap();
        symlink("nowhere", root.join("b/a.xml")).unwrap();
        symlink("b.xml", root.join("b/b.xml")).unwrap();
        let walked = walk(&root.join("b"), &["xml", "json"]);
        let nowhere =
            |found: &Found| matches!(found, Found::Unreadable(_, error) if error.code == "link-leads-nowhere");
        assert!(
            matches!(&walked[..], [one, other, Found::Linked(_), Found::Walked(_)] if nowhere(one) && nowhere(other)),
            "{walked:?}"
        );
    }
}
