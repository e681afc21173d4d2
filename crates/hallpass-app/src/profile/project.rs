//! `hallpass.toml`: the facts of a project, shared in its repository. No secret, nothing of one machine, no record of runs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sso_core::Cloud;

use super::{KnownFacts, VERSION};
use crate::toml_text::{checked_version, what_is_wrong};
use crate::{App, AppError, files};

/// How it is called in a project's folder.
pub const FILE_NAME: &str = "hallpass.toml";

/// A few lines.
const LIMIT: u64 = 1_000_000;

/// What a project says of its add-in.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    pub file: PathBuf,
    pub facts: KnownFacts,
}

/// The file, which has the form of a profile's without what a profile keeps beside the facts.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    facts: KnownFacts,
}

/// The project's facts, where a person stands in a project that has such a file.
///
/// # Errors
/// `project-not-readable`, with the line; those of reading a file.
pub fn read(app: &App) -> Result<Option<Project>, AppError> {
    let Some(folder) = &app.profile.project_folder else { return Ok(None) };
    let home = etcetera::home_dir().ok();
    let found = folders(folder, home.as_deref()).map(|folder| folder.join(FILE_NAME)).find(|file| files::exists(file));
    let Some(file) = found else { return Ok(None) };
    let bytes = files::read(&file, LIMIT)?;
    let facts = parse(&bytes).and_then(shareable).map_err(|why| {
        AppError::could_not_check("project-not-readable", format!("could not read {}: {why}", file.display()))
            .with_hint("mend that line, or take it out; hallpass profile export shows what such a file may say")
    })?;
    Ok(Some(Project { file, facts }))
}

/// The folder itself; and those above it as far as they are one person's: up to the root of the repository, or to the home
/// folder, without it. Whoever may write in a folder above, such as the one for temporary files, says nothing here.
fn folders<'a>(folder: &'a Path, home: Option<&'a Path>) -> impl Iterator<Item = &'a Path> {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists());
    let is_below_home = home.is_some_and(|home| folder.starts_with(home) && folder != home);
    let mut last = false;
    folder.ancestors().take_while(move |one| {
        let is_in = *one == folder || root.is_some() || (is_below_home && Some(*one) != home);
        let taken = is_in && !last;
        last = root == Some(*one);
        taken
    })
}

/// The facts of such a file, or of a profile's, of which nothing else is taken.
///
/// # Errors
/// A sentence that begins with the line.
pub(crate) fn parse_any(bytes: &[u8]) -> Result<KnownFacts, String> {
    match text(bytes)
        .and_then(|text| toml::from_str::<super::Profile>(text).map_err(|error| what_is_wrong(&error, text)))
    {
        Ok(profile) => Ok(profile.facts),
        Err(_) => parse(bytes),
    }
}

/// A project comes from others, and a cloud's addresses are where codes, tokens and the client secret are sent: those of
/// nobody but Microsoft are taken from it.
fn shareable(facts: KnownFacts) -> Result<KnownFacts, String> {
    match facts.cloud {
        Some(Cloud::Custom(_)) => {
            Err("its cloud has addresses of its own, and secrets would be sent there: name it by --cloud FILE"
                .to_owned())
        }
        _ => Ok(facts),
    }
}

fn parse(bytes: &[u8]) -> Result<KnownFacts, String> {
    let text = text(bytes)?;
    let written: Written = toml::from_str(text).map_err(|error| what_is_wrong(&error, text))?;
    Ok(written.facts)
}

/// As text, of a version that is known here.
fn text(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    checked_version(text, VERSION)?;
    Ok(text)
}

/// Such a file.
///
/// # Errors
/// `profile-not-writable`
pub(crate) fn written(facts: &KnownFacts) -> Result<String, AppError> {
    let text = toml::to_string(&Written { version: VERSION, facts: facts.clone() }).map_err(|error| {
        AppError::failed("profile-not-writable", format!("the facts could not be written: {error}"))
            .with_hint("report this as a bug of Hallpass")
    })?;
    Ok(format!("# What hallpass knows of this add-in, for everybody who works on it. It holds no secret.\n{text}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn as_far_up_as_the_folders_are_ones_own() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        fs::create_dir_all(root.join("home/work/repository/.git")).unwrap();
        fs::create_dir_all(root.join("home/work/repository/a/b")).unwrap();
        let repository = ["home/work/repository/a/b", "home/work/repository/a", "home/work/repository"];
        for (folder, home, expected) in [
            ("home/work/repository/a/b", Some("home"), &repository[..]),
            ("home/work/repository/a/b", None, &repository),
            ("home/work/repository", Some("home"), &repository[2..]),
            ("home/work", Some("home"), &["home/work"]),
            ("home/work", None, &["home/work"]),
            ("home/work/x/y", Some("home"), &["home/work/x/y", "home/work/x", "home/work"]),
            ("home", Some("home"), &["home"]),
            ("tmp/x", Some("home"), &["tmp/x"]),
        ] {
            let home = home.map(|home| root.join(home));
            let folder = root.join(folder);
            let found: Vec<_> = folders(&folder, home.as_deref()).collect();
            let expected: Vec<_> = expected.iter().map(|folder| root.join(folder)).collect();
            assert_eq!(found, expected, "{}", folder.display());
        }
    }

    #[test]
    fn facts_and_nothing_else() {
        const ID: &str = "8f2c5d11-6a3e-4b0e-9d57-2f4a7c1e9b30";
        for (text, error) in [
            ("version = 1\n[facts]\ndomain = \"localhost:3000\"\n".to_owned(), None),
            ("\u{FEFF}version = 1\n".to_owned(), None),
            ("version = 1\n[facts]\ndomian = \"localhost:3000\"\n".to_owned(), Some("line 3: unknown field `domian`")),
            ("version = 1\n[facts]\ndomain = \"https://x\"\n".to_owned(), Some("line 3: ")),
            (format!("version = 1\nid = \"{ID}\"\n"), Some("line 2: unknown field `id`")),
            ("version = 1\n[secret]\nvalue = \"x\"\n".to_owned(), Some("unknown field `secret`")),
            ("version = 2\n[other]\n".to_owned(), Some("newer Hallpass")),
            ("[facts]\n".to_owned(), Some("missing field `version`")),
        ] {
            let parsed = parse(text.as_bytes());
            match (error, &parsed) {
                (None, Ok(_)) => {}
                (Some(words), Err(why)) if why.contains(words) => {}
                _ => panic!("{text:?}: {parsed:?}"),
            }
        }
        // Of a profile only the facts are taken.
        let profile = format!("version = 1\nid = \"{ID}\"\n[facts]\nname = \"Budget\"\n");
        assert_eq!(parse_any(profile.as_bytes()).unwrap().name.as_deref(), Some("Budget"));
        assert!(parse_any(b"version = 1\n[facts]\nnam = \"Budget\"\n").unwrap_err().contains("line 3"));
    }

    /// Whoever clones a repository has not chosen to send a secret to its author's server.
    #[test]
    fn a_cloud_of_own_addresses_is_not_taken_from_a_project() {
        let of = |cloud: &str| parse(format!("version = 1\n[facts]\n{cloud}\n").as_bytes()).and_then(shareable);
        let custom = "[facts.cloud.custom]\nname = \"x\"\nauthority = \"https://evil.example\"\n\
                      graph = \"https://graph.evil.example\"";
        assert!(of(custom).unwrap_err().contains("--cloud FILE"));
        assert_eq!(of("cloud = \"us-gov\"").unwrap().cloud, Some(Cloud::UsGov));
    }

    #[test]
    fn what_is_written_is_read() {
        let facts = KnownFacts { name: Some("Budget \"2\"".to_owned()), ..KnownFacts::default() };
        assert_eq!(parse(written(&facts).unwrap().as_bytes()).unwrap(), facts);
    }
}
