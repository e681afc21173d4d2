//! The program between a WebDriver client and the window: no distribution has it, so cargo brings it.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// Pinned: the newest one that cargo would take by itself may be of another generation of Tauri.
const VERSION: &str = "2.1.0";
/// Below the project, so that nothing is put into anybody's home.
const FOLDER: &str = "target/tools";

/// Installs it where it is missing, and says so.
pub fn bring(project: &Project) -> Result<PathBuf, Failure> {
    let program = project.path(FOLDER).join("bin/tauri-driver");
    if !program.is_file() {
        println!("Missing: tauri-driver {VERSION}, which drives the window in tests; it goes to {FOLDER}");
        let words = ["install", "tauri-driver", "--version", VERSION, "--locked", "--root", FOLDER];
        if !shell::run(&mut shell::cargo(&words, project.root()))? {
            return Err(Failure::new(format!("tauri-driver {VERSION} could not be installed")));
        }
    }
    Ok(program)
}
