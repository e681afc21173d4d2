//! The licences of what is in the programs: crates, packages of the window's pages, its fonts. Each text once, with
//! everything that it is of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

const FONTS: &str = "ui/public/fonts-licence.txt";
/// How the names of files with a licence begin.
const NAMES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];

/// Something of others, where its source lies, and what licence it says to have.
struct Work {
    name: String,
    licence: String,
    folder: PathBuf,
}

pub fn notices(project: &Project) -> Result<String, Failure> {
    let mut works = crates(project)?;
    works.extend(packages(project)?);
    let mut lines = BTreeSet::new();
    let mut texts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for work in &works {
        lines.insert(format!("{}: {}\n", work.name, work.licence));
        for text in licences_in(&work.folder) {
            texts.entry(text).or_default().insert(&work.name);
        }
    }
    if texts.is_empty() {
        return Err(Failure::new("of what the programs are made of, no licence was found"));
    }
    let mut notices = "What is in the programs of Hallpass and was made by others.\n\n".to_owned();
    notices.extend(lines);
    for (text, names) in texts {
        let names: Vec<&str> = names.into_iter().collect();
        notices.push_str(&format!("\n{RULE}\n{}\n{RULE}\n\n{text}\n", names.join(", ")));
    }
    notices.push_str(&format!("\n{RULE}\nfonts of the window\n{RULE}\n\n{}", project.read(FONTS)?));
    Ok(notices)
}

const RULE: &str = "----------------------------------------------------------------------";

fn crates(project: &Project) -> Result<Vec<Work>, Failure> {
    let words =
        ["tree", "--locked", "-p", "hallpass-cli", "-p", "hallpass-desktop", "-e", "normal", "--prefix", "none"];
    let words = [&words[..], &["--no-dedupe", "--format", "{p}|{l}"]].concat();
    let tree = shell::output(&mut shell::cargo(&words, project.root()))
        .ok_or_else(|| Failure::new("cargo tree does not say what the programs are made of"))?;
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let sources = home.unwrap_or_default().join("registry/src");
    let registries: Vec<PathBuf> = fs::read_dir(sources).into_iter().flatten().flatten().map(|of| of.path()).collect();
    let named: BTreeSet<(String, String)> = tree.lines().filter_map(of_others).collect();
    Ok(named
        .into_iter()
        .map(|(name, licence)| {
            let folder = registries.iter().map(|registry| registry.join(&name)).find(|folder| folder.is_dir());
            Work { name, licence, folder: folder.unwrap_or_default() }
        })
        .collect())
}

/// `serde v1.0.0 (proc-macro)|MIT OR Apache-2.0`; a folder in brackets is one of ours.
fn of_others(line: &str) -> Option<(String, String)> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let is_ours = words.next().map_or(false, |word| word.starts_with('(') && word != "(proc-macro)");
    (!is_ours).then(|| (format!("{name}-{version}"), licence.trim_end_matches(" (*)").to_owned()))
}

/// What the window's pages are built of.
fn packages(project: &Project) -> Result<Vec<Work>, Failure> {
    let folder = project.path("ui");
    let list = shell::output(&mut shell::npm(&["ls", "--omit=dev", "--all", "--parseable"], &folder))
        .ok_or_else(|| Failure::new("npm does not say what the pages are made of"))?;
    // The first line is the pages themselves.
    list.lines()
        .skip(1)
        .map(|line| {
            let folder = PathBuf::from(line);
            let package = fs::read_to_string(folder.join("package.json"))
                .map_err(|error| Failure::new(format!("cannot read package.json in {line}: {error}")))?;
            let field = |name: &str| field(&package, name).unwrap_or_default();
            Ok(Work { name: format!("{} {}", field("name"), field("version")), licence: field("license"), folder })
        })
        .collect()
}

/// Of the outermost object, as npm writes it: two spaces.
fn field(package: &str, name: &str) -> Option<String> {
    let start = format!("\"{name}\":");
    let value = package.lines().find_map(|line| line.trim().strip_prefix(&start))?;
    Some(value.trim().trim_end_matches(',').trim_matches('"').to_owned())
}

fn licences_in(folder: &Path) -> Vec<String> {
    let is_licence = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        NAMES.iter().any(|start| name.starts_with(start)) && path.is_file()
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|of| of.path()).collect();
    files.sort();
    let texts = files.iter().filter(|path| is_licence(path)).filter_map(|path| fs::read(path).ok());
    texts.map(|text| String::from_utf8_lossy(&text).replace('\r', "").trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_others_are_told_from_ours() {
        let found = |line: &str| of_others(line).map(|(name, licence)| format!("{name} {licence}"));
        assert_eq!(found("serde v1.0.1|MIT OR Apache-2.0").as_deref(), Some("serde-1.0.1 MIT OR Apache-2.0"));
        assert_eq!(found("serde_derive v1.0.1 (proc-macro)|MIT (*)").as_deref(), Some("serde_derive-1.0.1 MIT"));
        assert_eq!(found("hallpass-app v0.1.0 (folder/hallpass-app)|MIT"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn a_package_says_its_licence() {
        let package = "{\n  \"name\": \"@a/b\",\n  \"version\": \"1.0.0\",\n  \"license\": \"MIT\"\n}\n";
        assert_eq!(field(package, "name").as_deref(), Some("@a/b"));
        assert_eq!(field(package, "license").as_deref(), Some("MIT"));
        assert_eq!(field(package, "homepage"), None);
    }
}
