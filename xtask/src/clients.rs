//! The real clients that the tests hold against the practice tenant: packages of npm and PyPI, pinned.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;
use crate::stamp::once_changed;

const NPM: &str = "tests/clients/npm";
const REQUIREMENTS: &str = "tests/clients/python/requirements.txt";
/// Where the tests look for it: a virtual environment, because Debian's own Python takes no packages of others.
const PYTHON: &str = "target/clients-python";
/// Below it the pinned packages ask for one that is not in the list.
const LEAST_PYTHON: (u32, u32) = (3, 11);

/// `npm ci`, unless the packages of this very lock file are there.
pub fn install_npm(project: &Project) -> Result<bool, Failure> {
    let lock = [project.path(NPM).join("package-lock.json")];
    let there = project.path(NPM).join("node_modules").is_dir();
    once_changed(&project.scratch("clients-npm.stamp")?, &lock, there, || {
        shell::run(&mut shell::npm(&["ci", "--no-fund", "--no-audit"], &project.path(NPM)))
    })
}

/// A virtual environment with the packages, unless the one of this very list is there.
pub fn install_python(project: &Project) -> Result<bool, Failure> {
    let root = project.root();
    let list = [project.path(REQUIREMENTS)];
    let python = project.path(PYTHON).join(in_environment());
    let there = python.is_file();
    once_changed(&project.scratch("clients-python.stamp")?, &list, there, || {
        let system = system_python(root)?;
        // `--clear`: packages that are no longer in the list must not stay.
        if !shell::run(&mut shell::command(system, &["-m", "venv", "--clear", PYTHON], root))? {
            return Ok(false);
        }
        let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"];
        shell::run(shell::command(&python.to_string_lossy(), &words, root).arg(REQUIREMENTS))
    })
}

fn in_environment() -> PathBuf {
    if cfg!(windows) {
        Path::new("Scripts").join("python.exe")
    } else {
        Path::new("bin").join("python")
    }
}

/// The first of the usual names behind which a Python is that is new enough.
fn system_python(root: &Path) -> Result<&'static str, Failure> {
    let mut found = None;
    for name in ["python3", "python"] {
        let version = shell::output(&mut shell::command(name, &["--version"], root));
        if version.as_deref().and_then(crate::toolchain::version).map_or(false, |version| version >= LEAST_PYTHON) {
            return Ok(name);
        }
        found = found.or(version);
    }
    let (major, minor) = LEAST_PYTHON;
    Err(Failure::usage(format!(
        "the tests with MSAL Python need Python {major}.{minor} or newer with its module venv (here: {}; https://python.org)",
        found.as_deref().unwrap_or("not found")
    )))
}
