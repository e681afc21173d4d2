use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::home::Home;
use crate::program::Invocation;
use crate::wait;

/// Stands first on the search path under the name by which a Linux program hands a link to the desktop, and keeps the
/// link for the test.
pub struct XdgOpen {
    folder: PathBuf,
}

impl XdgOpen {
    pub fn in_home(home: &Home) -> Self {
        let folder = home.root().join("links");
        fs::create_dir(&folder).expect("a folder in the temporary folder");
        // Written beside and moved, so that the test never reads half a link.
        let script = home.write(
            "xdg-open",
            format!(
                "#!/bin/sh\nprintf %s \"$1\" > '{0}/link.part' && mv '{0}/link.part' '{0}/link'\n",
                folder.display()
            )
            .as_bytes(),
        );
        let stub = folder.join("xdg-open");
        fs::rename(script, &stub).expect("the same file system");
        executable(&stub);
        Self { folder }
    }

    /// The run finds this before the machine's own.
    pub fn before(&self, run: Invocation) -> Invocation {
        let machine = env::var_os("PATH").unwrap_or_default();
        let path: OsString = env::join_paths(std::iter::once(self.folder.clone()).chain(env::split_paths(&machine)))
            .expect("a search path");
        run.env("PATH", path)
    }

    /// The link that was to be opened.
    pub fn link(&self, limit: Duration) -> String {
        let link = self.folder.join("link");
        wait::until("a call of xdg-open", limit, || fs::read_to_string(&link).ok())
    }
}

#[cfg(unix)]
fn executable(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("the file is ours");
}

#[cfg(not(unix))]
fn executable(_file: &std::path::Path) {}
