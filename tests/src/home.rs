//! A home of its own for each test: no run meets another's files, the user's settings or the desktop's session.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::program::{self, Invocation};

/// Home, configuration, temporary and run-time folder under one root, removed at the end.
pub struct Home {
    root: TempDir,
}

impl Home {
    #[expect(clippy::new_without_default, reason = "it makes folders on the disk")]
    pub fn new() -> Self {
        let root = tempfile::Builder::new().prefix("hallpass-test-").tempdir().expect("a temporary folder");
        let home = Self { root };
        for folder in ["home", "config", "tmp", "run", "work"] {
            std::fs::create_dir(home.root().join(folder)).expect("a folder in the temporary folder");
        }
        // D-Bus and the keyring refuse a run-time folder that others can read.
        private(&home.root().join("run"));
        home
    }

    /// Everything that a run may write lies below.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// What `HALLPASS_CONFIG_DIR` names: configuration, state and cache.
    pub fn config(&self) -> PathBuf {
        self.root().join("config")
    }

    /// A copy to work on, under the same file name.
    pub fn copy(&self, file: &Path) -> PathBuf {
        self.write(
            file.file_name().and_then(|name| name.to_str()).expect("a file name"),
            &std::fs::read(file).expect("the file is readable"),
        )
    }

    /// Where every run starts.
    pub fn work(&self) -> PathBuf {
        self.root().join("work")
    }

    /// A file in the working folder, or in a folder below, which is made.
    pub fn write(&self, name: impl AsRef<Path>, content: &[u8]) -> PathBuf {
        let path = self.work().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the working folder is writable");
        std::fs::write(&path, content).expect("the working folder is writable");
        path
    }

    /// The built program, shut off: only the search path of the machine's environment reaches it.
    pub fn hallpass<S: AsRef<std::ffi::OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Invocation {
        self.around(program::hallpass()).args(args)
    }

    /// Any program, shut off in the same way.
    pub fn around(&self, program: PathBuf) -> Invocation {
        let root = self.root();
        let mut run = Invocation::new(program);
        for name in ["PATH", "SystemRoot", "SystemDrive", "windir"] {
            if let Some(value) = std::env::var_os(name) {
                run = run.env(name, value);
            }
        }
        for name in ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"] {
            run = run.env(name, root.join("home"));
        }
        for name in ["TMPDIR", "TMP", "TEMP"] {
            run = run.env(name, root.join("tmp"));
        }
        run.env("XDG_RUNTIME_DIR", root.join("run"))
            .env("HALLPASS_CONFIG_DIR", root.join("config"))
            .env("NO_COLOR", "1")
            .folder(&root.join("work"))
    }
}

#[cfg(unix)]
fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("the folder is ours");
}

#[cfg(not(unix))]
fn private(_folder: &Path) {}
