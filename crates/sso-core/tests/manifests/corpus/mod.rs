//! Over every manifest of the corpus, which is found by `HALLPASS_CORPUS` or beside the workspace.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the corpus lies on disk and is too large to embed; libxml2 judges what is healthy"
)]

mod edits;
mod findings;
mod healthy;

use std::fs;
use std::path::{Path, PathBuf};

use addin_manifest::Manifest;
use sso_core::Finding;
use sso_core::rules::manifest::check_manifest;

struct File {
    /// `xml/…` or `json/…`
    name: String,
    bytes: Vec<u8>,
    manifest: Manifest,
    findings: Vec<Finding>,
}

fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let named = std::env::var_os("HALLPASS_CORPUS").filter(|named| !named.is_empty());
    let folder = named.map_or(beside, PathBuf::from);
    assert!(
        folder.join("INDEX.md").is_file(),
        "the corpus of manifests is not at {}; name it in HALLPASS_CORPUS",
        folder.display()
    );
    folder
}

/// The files of `xml` or `json`, by name.
fn files(kind: &str) -> Vec<File> {
    let mut paths = fs::read_dir(folder().join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        let manifest = addin_manifest::read(&bytes);
        let findings = check_manifest(&manifest, &bytes, None);
        let name = format!("{kind}/{}", path.file_name().unwrap().to_str().unwrap());
        File { name, bytes, manifest, findings }
    };
    paths.into_iter().map(read).collect()
}
