//! Over every real manifest of the corpus, which is found by `HALLPASS_CORPUS` or beside the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use addin_manifest::template::{self, Fill, Template};
use addin_manifest::{Markup, ProblemKind, RefusalKind, read};

use crate::law::{self, MARKUP};
use crate::with_crlf;

/// The files that libxml2 finds not well-formed.
const NOT_WELL_FORMED: &str = include_str!("not-well-formed.txt");

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let named = std::env::var_os("HALLPASS_CORPUS").filter(|named| !named.is_empty());
    let path = named.map_or(beside, PathBuf::from);
    assert!(
        path.join("xml").is_dir(),
        "the corpus of manifests is not at {}; name it in HALLPASS_CORPUS",
        path.display()
    );
    path
}

fn xml_files() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(corpus().join("xml")).unwrap();
    let mut files = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
        })
        .collect::<Vec<_>>();
    files.sort();
    files
}

#[allow(clippy::print_stdout, reason = "the counts are for who runs the test by hand")]
fn say(text: &str) {
    println!("{text}");
}

#[test]
fn every_file_is_read_and_judged_as_libxml2_does() {
    let expected = NOT_WELL_FORMED.lines().collect::<BTreeSet<_>>();
    let files = xml_files();
    let (mut found, mut with_info, mut loaded) = (BTreeSet::new(), 0, 0);
    for (name, bytes) in &files {
        let manifest = read(bytes);
        if manifest.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::NotWellFormed(_))) {
            found.insert(name.as_str());
        }
        with_info += usize::from(!manifest.web_application_info.is_empty());
        loaded += manifest.loaded.len();
        assert_eq!(read(&with_crlf(bytes)).web_application_info.len(), manifest.web_application_info.len(), "{name}");
    }
    assert_eq!(found, expected);
    say(&format!(
        "{} files: {} not well-formed, {with_info} with the element, {loaded} loaded URLs",
        files.len(),
        found.len()
    ));
}

#[test]
fn every_unified_manifest_is_read() {
    let entries = std::fs::read_dir(corpus().join("json")).unwrap();
    let (mut files, mut with_info, mut broken) = (0, 0, Vec::new());
    for entry in entries {
        let path = entry.unwrap().path();
        let manifest = read(&std::fs::read(&path).unwrap());
        files += 1;
        with_info += usize::from(!manifest.web_application_info.is_empty());
        if !manifest.problems.is_empty() {
            broken.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    // INDEX.md: 29 have the property, one is no JSON.
    assert_eq!((files, with_info), (59, 29));
    let no_json = "OfficeDev__Office-Add-in-samples__office-add-in-commands_powerpoint_unified_manifest.json";
    assert_eq!(broken, [no_json]);
}

#[test]
fn the_laws_of_editing_hold_for_every_file() {
    let files = xml_files();
    let (mut edited, mut inserted, mut refused) = (0, 0, [0; 4]);
    for (name, bytes) in &files {
        for bytes in [bytes.clone(), with_crlf(bytes)] {
            match law::holds(name, &bytes, &MARKUP) {
                Ok(_) => {
                    edited += 1;
                    inserted += usize::from(read(&bytes).web_application_info.is_empty());
                }
                Err(refusal) => {
                    let kind = match refusal.kind {
                        RefusalKind::NotWellFormed(_) => 0,
                        RefusalKind::NotAManifest(_) => 1,
                        RefusalKind::MailWithoutOverrides | RefusalKind::UnknownAppType => 2,
                        RefusalKind::NotInV1_1(_) => 3,
                        other => panic!("{name}: {other:?}"),
                    };
                    refused[kind] += 1;
                }
            }
        }
    }
    // Each file counts twice: in its own bytes and again with CRLF.
    assert_eq!(refused[0], 2 * NOT_WELL_FORMED.lines().count());
    assert!(edited > 2 * 140, "only {edited} edits");
    let [broken, other, none, mail] = refused;
    say(&format!(
        "{edited} edited ({inserted} inserted), {broken} not well-formed, {other} no manifest, {none} without \
         VersionOverrides, {mail} mail without V1_1"
    ));
}

/// The names of the files that libxml2 finds valid by the schema.
fn valid(folder: &Path, names: &[String]) -> BTreeSet<String> {
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).arg(corpus().join("xsd/driver.xsd")).args(names);
    let output = xmllint.current_dir(folder).output().unwrap_or_else(|error| {
        panic!("xmllint does not run ({error}); it is in the package libxml2-utils");
    });
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter_map(|line| line.strip_suffix(" validates")).map(str::to_owned).collect()
}

fn temporary_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn what_was_valid_by_the_schema_is_valid_after_the_edit() {
    let folder = temporary_folder("edited");
    let mut names = Vec::new();
    for (name, bytes) in xml_files() {
        if let Ok(edited) = law::holds(&name, &bytes, &MARKUP) {
            std::fs::write(folder.join(&name), edited).unwrap();
            names.push(name);
        }
    }
    let before = valid(&corpus().join("xml"), &names);
    let after = valid(&folder, &names);
    assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(before.len() > 90, "only {} were valid before", before.len());
    say(&format!("{} of {} valid before, {} after", before.len(), names.len(), after.len()));
}

/// The schema knows the order, what may stand twice and how long an id may be: what it finds valid has none of these
/// problems here.
#[test]
fn what_is_valid_by_the_schema_is_in_order() {
    let names = xml_files().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let valid = valid(&corpus().join("xml"), &names);
    assert!(valid.len() > 100, "only {} are valid", valid.len());
    for (name, bytes) in xml_files().into_iter().filter(|(name, _)| valid.contains(name)) {
        let of_schema = |kind: &ProblemKind| {
            matches!(kind, ProblemKind::OutOfOrder(_) | ProblemKind::Repeated(_) | ProblemKind::ResidTooLong(_))
        };
        let found = read(&bytes).problems.into_iter().find(|problem| of_schema(&problem.kind));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn templates_are_valid_by_the_schema() {
    let folder = temporary_folder("templates");
    let scopes = ["openid", "profile", "User.Read"];
    let markup = Markup { scopes: &scopes, ..MARKUP };
    let mut names = Vec::new();
    for (number, template) in Template::ALL.into_iter().enumerate() {
        for (part, markup) in [("without", None), ("with", Some(markup))] {
            let fill = Fill {
                add_in_id: "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11",
                display_name: "Fish & \"Chips\"",
                host: "localhost:3000",
                office_hosts: &[],
                markup,
            };
            let name = format!("{number}-{part}.xml");
            std::fs::write(folder.join(&name), template::render(template, &fill).unwrap()).unwrap();
            names.push(name);
        }
    }
    assert_eq!(valid(&folder, &names), names.into_iter().collect());
}
