//! What Debian wants to know of a package and Tauri's bundler does not find out by itself.

use std::fs;
use std::path::Path;

use super::CONFIGURATION;
use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

/// Without it a program with a tray does not start. It is loaded at run time, so that the tool does not see it, and the
/// bundler looks for Tauri's feature of that name where ours does not stand.
const TRAY: &str = "libayatana-appindicator3-1";

/// The libraries that the programs were linked with, in the versions whose symbols they use, as Debian's own tool finds
/// them, and the tray's; as configuration for the bundler.
pub fn depends(project: &Project, programs: &[&Path]) -> Result<String, Failure> {
    let folder = project.scratch("shlibdeps")?;
    fs::create_dir_all(folder.join("debian"))
        .and_then(|()| {
            fs::write(folder.join("debian/control"), "Source: hallpass\n\nPackage: hallpass\nArchitecture: any\n")
        })
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", folder.display())))?;
    let mut command = shell::command("dpkg-shlibdeps", &["-O"], &folder);
    let found = shell::output(command.args(programs)).ok_or_else(|| {
        Failure::new("dpkg-shlibdeps does not say what the programs are linked with (package dpkg-dev)")
    })?;
    let depends = named(&found).ok_or_else(|| Failure::new(format!("dpkg-shlibdeps says something else: {found}")))?;
    let depends = depends.iter().chain(&[TRAY]);
    let depends: Vec<String> = depends.map(|package| format!("\"{package}\"")).collect();
    Ok(format!("{{\"bundle\":{{\"linux\":{{\"deb\":{{\"depends\":[{}]}}}}}}}}", depends.join(",")))
}

/// `shlibs:Depends=libc6 (>= 2.34), libgtk-3-0 (>= 3.22)`.
fn named(found: &str) -> Option<Vec<&str>> {
    let line = found.lines().find_map(|line| line.strip_prefix("shlibs:Depends="))?;
    Some(line.split(", ").collect())
}

/// In Debian's format 1.0: <https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/>.
pub fn copyright(project: &Project) -> Result<String, Failure> {
    let mit = project.read("LICENSE-MIT")?;
    let (holder, text) = mit.split_once("\n\n").ok_or_else(|| Failure::new("LICENSE-MIT names no holder"))?;
    let holder = holder.lines().last().unwrap_or_default();
    let holder = holder.strip_prefix("Copyright (c) ").unwrap_or(holder);
    Ok(format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
         Upstream-Name: Hallpass\n\
         Comment: Libraries and fonts of others are in the programs; their licences stand in\n \
         /usr/share/doc/hallpass/third-party.txt.gz.\n\n\
         Files: *\nCopyright: {holder}\nLicense: Expat or Apache-2.0\n\n\
         License: Expat\n{}\n\
         License: Apache-2.0\n \
         On Debian systems the whole text is in /usr/share/common-licenses/Apache-2.0.\n",
        indented(text)
    ))
}

/// As a field of several lines has them.
fn indented(text: &str) -> String {
    let line = |line: &str| if line.trim().is_empty() { " .\n".to_owned() } else { format!(" {line}\n") };
    text.trim().lines().map(line).collect()
}

/// Debian's own, of this one version.
pub fn changelog(project: &Project) -> Result<String, Failure> {
    let version = quoted_after(&project.read("Cargo.toml")?, "\nversion = ", "Cargo.toml")?;
    let maintainer = quoted_after(&project.read(CONFIGURATION)?, "\"publisher\": ", CONFIGURATION)?;
    let date = shell::output(&mut shell::command("git", &["log", "-1", "--format=%cD"], project.root()))
        .filter(|date| !date.is_empty())
        .ok_or_else(|| Failure::new("git does not say when the last change was"))?;
    Ok(format!(
        "hallpass ({version}) unstable; urgency=medium\n\n  \
         * What changed: /usr/share/doc/hallpass/CHANGELOG.md.gz\n\n -- {maintainer} <>  {date}\n"
    ))
}

fn quoted_after(text: &str, before: &str, file: &str) -> Result<String, Failure> {
    let value = text.split_once(before).and_then(|(_, rest)| rest.split('"').nth(1));
    value.map(str::to_owned).ok_or_else(|| Failure::new(format!("{file} has no {}", before.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_read() {
        let found = "shlibs:Depends=libc6 (>= 2.34), libgtk-3-0 (>= 3.22)\n";
        assert_eq!(named(found), Some(vec!["libc6 (>= 2.34)", "libgtk-3-0 (>= 3.22)"]));
        assert_eq!(named("dpkg-shlibdeps: warning\n"), None);
    }

    #[test]
    fn a_text_is_a_field() {
        assert_eq!(indented("\none\n\n  two\n"), " one\n .\n   two\n");
        assert_eq!(quoted_after("[w]\nversion = \"0.1.0\"\n", "\nversion = ", "x").as_deref(), Ok("0.1.0"));
        assert!(quoted_after("", "\nversion = ", "x").is_err());
    }
}
