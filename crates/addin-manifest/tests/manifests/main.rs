//! Reading and editing of whole files, through the crate's public face only.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in what it calls")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "whole files lie on disk; xmllint is the judge"
)]

mod corpus;
mod damaged;
mod editing;
mod generated;
mod hostile;
mod law;
mod making;
mod model;
mod other_edits;
mod reading;
mod templates_corpus;
mod unified;
mod unified_corpus;
mod unified_editing;
mod unified_generated;
mod unified_law;
mod utf16_edits;
mod well_formed;

use std::path::{Path, PathBuf};

use addin_manifest::{AppType, OverridesKind};

/// One of our own small manifests.
fn fixture(name: &str) -> Vec<u8> {
    let path = fixtures().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Every XML fixture, by name.
fn xml_fixtures() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(fixtures()).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
    names.retain(|name| name.ends_with(".xml"));
    names.sort();
    names.into_iter().map(|name| (name.clone(), fixture(&name))).collect()
}

fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\n', "\r\n").into_bytes()
}

/// The same text in UTF-16, little-endian, with a byte order mark.
fn in_utf16(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).into_owned();
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Where Office reads the element in an add-in of this type.
fn read_in(app_type: AppType) -> OverridesKind {
    match app_type {
        AppType::TaskPane => OverridesKind::TaskPane1_0,
        AppType::Content => OverridesKind::Content1_0,
        AppType::Mail => OverridesKind::Mail1_1,
    }
}
