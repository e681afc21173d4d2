//! What several paths lead to, each file once however it is named.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::walk::{Found, walk};

/// What one of the paths leads to.
pub struct Reached<'a> {
    pub path: &'a Path,
    pub found: Vec<Found>,
    /// Some of it is told at another place: of a path that stands there twice, the first is the one.
    pub is_elsewhere: bool,
}

/// Links that are named stand for themselves; one come upon that leads to a file which is looked at anyway is left out.
pub fn reach<'a>(paths: &'a [PathBuf], endings: &[&str]) -> Vec<Reached<'a>> {
    let mut places = Places::default();
    let walked: Vec<Vec<Found>> = paths.iter().map(|path| walk(path, endings)).collect();
    let named: HashSet<PathBuf> =
        walked.iter().flatten().filter(|one| matches!(one, Found::Named(_))).map(|one| places.of(one.path())).collect();
    let mut seen = HashSet::new();
    let mut reached = Vec::new();
    for (path, found) in paths.iter().zip(walked) {
        let all = found.len();
        let mut new = Vec::with_capacity(all);
        for one in found {
            let place = places.of(one.path());
            let is_named = named.contains(&place);
            if seen.insert(place) {
                new.push(match one {
                    Found::Walked(path) | Found::Linked(path) if is_named => Found::Named(path),
                    other => other,
                });
            }
        }
        reached.push(Reached { path, is_elsewhere: new.len() < all, found: new });
    }
    for Reached { found, is_elsewhere, .. } in &mut reached {
        let all = found.len();
        let leads_to_another = |path: &Path| fs::canonicalize(path).is_ok_and(|real| seen.contains(&real));
        found.retain(|one| !matches!(one, Found::Linked(path) if leads_to_another(path)));
        *is_elsewhere |= found.len() < all;
    }
    reached
}

/// Where files lie, whatever way a path takes there; a link lies where itself is.
#[derive(Default)]
struct Places(HashMap<PathBuf, PathBuf>);

impl Places {
    fn of(&mut self, path: &Path) -> PathBuf {
        let (Some(name), Some(folder)) = (path.file_name(), path.parent()) else { return path.to_owned() };
        let real = self.0.entry(folder.to_owned()).or_insert_with(|| {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
        });
        real.join(name)
    }
}
