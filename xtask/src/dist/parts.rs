//! What goes into the package beside the window: the command, its completions and its manual, licences, changes.

use std::fs;
use std::path::Path;

use super::{debian, notices};
use crate::failure::Failure;
use crate::host::Host;
use crate::project::{files_below, Project};
use crate::release;
use crate::shell;

/// What `bundle.linux.deb.files` of tauri.conf.json takes from.
const FOLDER: &str = "target/dist/parts";
/// Of the window; that of the command it writes itself.
const WINDOW_PAGE: &str = "src-tauri/hallpass-desktop.1";

const SHELLS: [(&str, &str); 3] = [("bash", "hallpass.bash"), ("zsh", "_hallpass"), ("fish", "hallpass.fish")];

pub fn gather(project: &Project, host: &Host, command: &Path) -> Result<(), Failure> {
    let folder = project.path(FOLDER);
    let failed = |error: std::io::Error| Failure::new(format!("cannot write {FOLDER}: {error}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    for part in ["completions", "man", "doc"] {
        fs::create_dir_all(folder.join(part)).map_err(failed)?;
    }
    fs::copy(command, release::program(&folder, "hallpass")).map_err(failed)?;
    let ours = |arguments: &[&str]| {
        let mut ours = shell::command(&command.to_string_lossy(), arguments, project.root());
        // It reads no profile of whoever builds.
        ours.env("HALLPASS_CONFIG_DIR", project.path("target/dist/no-profile"));
        ours
    };
    for (shell_name, file) in SHELLS {
        let script = shell::output(&mut ours(&["completions", shell_name]))
            .ok_or_else(|| Failure::new(format!("no completions for {shell_name}")))?;
        fs::write(folder.join("completions").join(file), script + "\n").map_err(failed)?;
    }
    let man = folder.join("man");
    if !shell::run_quietly(&mut ours(&["man", &man.to_string_lossy()]))? {
        return Err(Failure::new("no manual pages"));
    }
    if host.is_linux() {
        fs::copy(project.path(WINDOW_PAGE), man.join("hallpass-desktop.1")).map_err(failed)?;
        let doc = folder.join("doc");
        fs::write(doc.join("copyright"), debian::copyright(project)?).map_err(failed)?;
        fs::write(doc.join("changelog"), debian::changelog(project)?).map_err(failed)?;
        fs::copy(project.path("CHANGELOG.md"), doc.join("CHANGELOG.md")).map_err(failed)?;
        fs::write(doc.join("third-party.txt"), notices::notices(project)?).map_err(failed)?;
        // As Debian has them.
        let is_compressed = |path: &&std::path::PathBuf| !path.ends_with("copyright");
        for file in [files_below(&man, &[]), files_below(&doc, &[])].concat().iter().filter(is_compressed) {
            let gzip = &mut shell::command("gzip", &["-9n", &file.to_string_lossy()], project.root());
            let status = gzip.status().map_err(|error| Failure::new(format!("cannot start gzip: {error}")))?;
            if !status.success() {
                return Err(Failure::new(format!("gzip did not compress {}", file.display())));
            }
        }
    }
    Ok(())
}
