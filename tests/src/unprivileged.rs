//! A person without root's rights, who may not read or write everything: whoever runs the tests, or nobody.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;

use crate::home::Home;
use crate::program::{self, Invocation};

/// Of the user `nobody`.
pub const NOBODY: u32 = 65534;

/// Whose a file is that the tests make.
pub fn is_root() -> bool {
    tempfile::tempfile().and_then(|file| file.metadata()).expect("a temporary file").uid() == 0
}

/// The built program as somebody who owns the home and has no special rights.
///
/// # Panics
/// When root cannot give its rights up: `setpriv` of util-linux does it.
pub fn hallpass<S: AsRef<OsStr>>(home: &Home, args: impl IntoIterator<Item = S>) -> Invocation {
    if !is_root() {
        return home.hallpass(args);
    }
    give_away(home.root());
    home.around("setpriv".into())
        .args([&format!("--reuid={NOBODY}"), &format!("--regid={NOBODY}"), "--clear-groups"])
        .args([program::hallpass()])
        .args(args)
}

/// Folders alone: whose a file is stays a matter of the test.
fn give_away(folder: &Path) {
    chown(folder, Some(NOBODY), Some(NOBODY)).expect("root may give away");
    for entry in fs::read_dir(folder).expect("root may read").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            give_away(&entry.path());
        }
    }
}
