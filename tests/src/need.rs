//! What a test needs of the machine. What is missing is said with the Debian package that brings it: a test that
//! skips itself in silence proves nothing.

use std::env;
use std::path::PathBuf;

/// The path of the first of these programs that is on `PATH`.
pub fn program(names: &[&str], debian_package: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| panic!("{} is missing: apt-get install {debian_package}", names.join(" or ")))
}
