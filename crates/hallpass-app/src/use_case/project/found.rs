//! What of a project's files says something of single sign-on.

use std::path::{Path, PathBuf};

use sso_core::registration::{Document, read};

use super::FoundManifest;
use crate::dotenv;
use crate::dotenv::settings::settings;
use crate::files::{self, Found};
use crate::use_case::check_manifest::manifests_near;
use crate::use_case::edit_manifest::MANIFEST_LIMIT;

/// Manifests lie in the folder of a project, or a few folders below: `appPackage/manifest.json`.
const DEPTH: usize = 3;

/// A registration has at most some hundred kilobytes.
const REGISTRATION_LIMIT: u64 = 2_000_000;

/// As many are told; a project has one or two.
const MOST: usize = 20;

/// A few lines.
const ENVIRONMENT_LIMIT: u64 = 1_000_000;

/// The manifests, those that lie least deep first.
pub(crate) fn manifests(folder: &Path) -> Vec<PathBuf> {
    let mut found = manifests_near(folder, DEPTH);
    found.sort_by_key(|file| (file.components().count(), file.clone()));
    found.truncate(MOST);
    found
}

/// `None` for what is no add-in's, or is not there any more.
pub(super) fn manifest(file: &Path, below: String) -> Option<FoundManifest> {
    let bytes = files::read(file, MANIFEST_LIMIT).ok()?;
    let manifest = addin_manifest::read(&bytes);
    Some(FoundManifest {
        path: file.display().to_string(),
        file: below,
        name: manifest.display_name.map(|name| name.value),
        has_markup: !manifest.web_application_info.is_empty(),
    })
}

/// The `.env` file of the folder, in whatever case it is written.
pub(crate) fn environment_file(folder: &Path) -> Option<PathBuf> {
    let names = files::names_in(folder).ok()?;
    let name = names.iter().find(|name| name.eq_ignore_ascii_case(".env"))?;
    Some(folder.join(name)).filter(|file| files::is_file(file))
}

/// Its text; `None` where it cannot be read.
pub(crate) fn environment_text(file: &Path) -> Option<zeroize::Zeroizing<String>> {
    let bytes = zeroize::Zeroizing::new(files::read(file, ENVIRONMENT_LIMIT).ok()?);
    std::str::from_utf8(&bytes).ok().map(|text| zeroize::Zeroizing::new(text.to_owned()))
}

pub(super) fn names_of_single_sign_on(file: &Path) -> Vec<String> {
    let Some(text) = environment_text(file) else { return Vec::new() };
    let of_it = |name: &str| dotenv::is_client_secret(name) || dotenv::Meaning::of(name).is_some();
    let mut names: Vec<String> = Vec::new();
    for setting in settings(&text).into_iter().filter(|setting| !setting.is_comment && of_it(&setting.name)) {
        if !names.contains(&setting.name) {
            names.push(setting.name);
        }
    }
    names
}

/// Exports of registrations, read, those that lie least deep first.
pub(crate) fn registrations(folder: &Path) -> Vec<(PathBuf, Document)> {
    let found = files::near(folder, &["json"], DEPTH).into_iter();
    let mut all: Vec<(PathBuf, Document)> = found
        .filter_map(|found| match found {
            Found::Walked(file) => {
                let document = registration(&file)?;
                Some((file, document))
            }
            Found::Named(_) | Found::Linked(_) | Found::Unreadable(..) => None,
        })
        .collect();
    all.sort_by_key(|(file, _)| (file.components().count(), file.clone()));
    all.truncate(MOST);
    all
}

/// Most files of JSON are none, so that a search for its words comes first.
fn registration(file: &Path) -> Option<Document> {
    if files::length(file)? > REGISTRATION_LIMIT {
        return None;
    }
    let bytes = files::read(file, REGISTRATION_LIMIT).ok()?;
    let text = addin_manifest::excerpt(&bytes, addin_manifest::Span::new(0, bytes.len()));
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_like_one =
        has(&["\"appId\""]) && has(&["\"signInAudience\"", "\"identifierUris\"", "\"requiredResourceAccess\""]);
    if !is_like_one {
        return None;
    }
    read(&bytes).ok().filter(|document| document.registration.app_id.is_some())
}
