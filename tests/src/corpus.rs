//! The corpus of real manifests, which lies outside the repository.

use std::env;
use std::path::{Path, PathBuf};

/// The file of this name below the corpus folder.
pub fn file(name: &str) -> PathBuf {
    let path = root().join(name);
    assert!(path.is_file(), "the corpus has no file {}", path.display());
    path
}

/// A folder of the corpus, such as `xml`.
pub fn folder(name: &str) -> PathBuf {
    root().join(name)
}

fn root() -> PathBuf {
    let folder = env::var_os("HALLPASS_CORPUS")
        .filter(|folder| !folder.is_empty())
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"), PathBuf::from);
    assert!(
        folder.join("INDEX.md").is_file(),
        "this test reads the corpus of real manifests, which is not at {}: set HALLPASS_CORPUS, or leave these tests \
         out by the name `corpus::`",
        folder.display()
    );
    folder
}

/// A file of the project's own, small enough to be read by a person.
pub fn fixture(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    assert!(path.is_file(), "there is no fixture {}", path.display());
    path
}
