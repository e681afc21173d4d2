use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Where the repository lies.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Cargo says at run time where this package is; the repository is the folder around it.
    pub fn find() -> Result<Self, Failure> {
        std::env::var_os("CARGO_MANIFEST_DIR")
            .as_deref()
            .map(Path::new)
            .and_then(Path::parent)
            .map(|root| Self { root: root.to_owned() })
            .ok_or_else(|| Failure::usage("start this through cargo, from the root of the repository: cargo xtask"))
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A folder for what xtask itself keeps between runs; `cargo clean` takes it away with the rest.
    pub fn scratch(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.root.join("target").join("xtask");
        fs::create_dir_all(&folder)
            .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
        Ok(folder.join(name))
    }

    pub fn read(&self, relative: &str) -> Result<String, Failure> {
        fs::read_to_string(self.path(relative))
            .map_err(|error| Failure::new(format!("cannot read {relative}: {error}")))
    }

    /// Real manifests beside the repository, or where `HALLPASS_CORPUS` says.
    pub fn corpus(&self) -> Option<PathBuf> {
        let named = std::env::var_os("HALLPASS_CORPUS").filter(|value| !value.is_empty()).map(PathBuf::from);
        named.or_else(|| Some(self.root.parent()?.join("shared").join("corpus"))).filter(|path| path.is_dir())
    }
}

/// Every file below `folder`, sorted, without the folders that `skip` names.
pub fn files_below(folder: &Path, skip: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let skipped = skip.iter().any(|skipped| OsStr::new(skipped) == name);
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !skipped => waiting.push(path),
                Ok(kind) if kind.is_file() => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
