//! Over every real manifest of the corpus, which is found by `HALLPASS_CORPUS` or beside the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use addin_manifest::edit::{
    add_app_domain, bump_version, remove_web_application_info, require_set, set_web_application_info,
};
use addin_manifest::{AppType, Edit, ProblemKind, Refusal, RefusalKind, apply, read};

use crate::law::{self, MARKUP};
use crate::with_crlf;

/// The files that libxml2 finds not well-formed.
const NOT_WELL_FORMED: &str = include_str!("not-well-formed.txt");

/// How many well-formed mail manifests have a V1_0 with nothing nested in it. One more has a mistaken one.
const MAIL_V1_0_ALONE: usize = 11;

pub fn corpus() -> PathBuf {
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
pub fn say(text: &str) {
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
fn the_laws_of_editing_hold_for_every_file() {
    let files = xml_files();
    let (mut edited, mut inserted, mut nested, mut made, mut refused) = (0, 0, 0, 0, [0; 5]);
    let (mut required, mut with_domain, mut bumped) = (0, 0, 0);
    for (name, bytes) in &files {
        for bytes in [bytes.clone(), with_crlf(bytes)] {
            let before = read(&bytes);
            match law::holds(name, &bytes, &MARKUP) {
                Ok(after) => {
                    edited += 1;
                    inserted += usize::from(before.web_application_info.is_empty());
                    let more = read(&after).overrides.len() > before.overrides.len();
                    let mail = before.app_type == Some(AppType::Mail);
                    nested += usize::from(more && mail);
                    made += usize::from(more && !mail);
                }
                Err(refusal) => {
                    let kind = match refusal.kind {
                        RefusalKind::NotWellFormed(_) => 0,
                        RefusalKind::NotAManifest(_) => 1,
                        RefusalKind::MailWithoutOverrides => 2,
                        RefusalKind::UnknownAppType | RefusalKind::NoPlace(_) => 3,
                        // Its nested element has the type of V1_1 and the namespace of V1_0.
                        RefusalKind::NotInV1_1(words) => {
                            assert!(name.ends_with("office-addin-project_test_test-manifest.xml"), "{name}: {words}");
                            4
                        }
                        other => panic!("{name}: {other:?}"),
                    };
                    refused[kind] += 1;
                }
            }
            let others = law::others_hold(name, &bytes);
            required += usize::from(others.required.is_some());
            with_domain += usize::from(others.with_domain.is_some());
            bumped += usize::from(others.bumped.is_some());
        }
    }
    // Each file counts twice: in its own bytes and again with CRLF.
    assert_eq!(refused[0], 2 * NOT_WELL_FORMED.lines().count());
    assert_eq!((nested, refused[4]), (2 * MAIL_V1_0_ALONE, 2));
    let [broken, other, no_overrides, no_place, not_in_v1_1] = refused;
    say(&format!(
        "{edited} edited ({inserted} inserted; {nested} in a new V1_1, {made} in a new VersionOverrides), {broken} not \
         well-formed, {other} no manifest, {no_overrides} mail without VersionOverrides, {no_place} without a place, \
         {not_in_v1_1} not to be copied into V1_1; \
         {required} require a set, {with_domain} with a domain, {bumped} with the next version"
    ));
}

/// The names of the files that libxml2 finds valid by this schema.
fn valid_by(schema: &str, folder: &Path, names: &[String]) -> BTreeSet<String> {
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).arg(corpus().join("xsd").join(schema)).args(names);
    let output = xmllint.current_dir(folder).output().unwrap_or_else(|error| {
        panic!("xmllint does not run ({error}); it is in the package libxml2-utils");
    });
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter_map(|line| line.strip_suffix(" validates")).map(str::to_owned).collect()
}

/// The names of the files that libxml2 finds valid by the schema.
pub fn valid(folder: &Path, names: &[String]) -> BTreeSet<String> {
    valid_by("driver.xsd", folder, names)
}

pub fn temporary_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
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
            matches!(kind, ProblemKind::OutOfOrder(..) | ProblemKind::Repeated(_) | ProblemKind::ResidTooLong(_))
        };
        let found = read(&bytes).problems.into_iter().find(|problem| of_schema(&problem.kind));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn what_was_valid_by_the_schema_is_valid_after_the_edit() {
    type MakeEdits = fn(&[u8]) -> Result<Vec<Edit>, Refusal>;
    let edits: [(&str, MakeEdits); 4] = [
        ("set", |bytes| set_web_application_info(bytes, &MARKUP)),
        ("required", |bytes| require_set(bytes, "IdentityAPI", "1.3")),
        ("domain", |bytes| add_app_domain(bytes, law::DOMAIN)),
        ("bumped", bump_version),
    ];
    let edited = |edit: MakeEdits, bytes: &[u8]| Some(apply(bytes, &edit(bytes).ok()?));
    let removed = |bytes: &[u8]| edited(remove_web_application_info, bytes);
    for (name_of_edit, edit) in edits {
        let own = |bytes: &[u8]| edited(edit, bytes);
        stays_valid(name_of_edit, own);
        stays_valid(&format!("{name_of_edit}-crlf"), |bytes| own(&with_crlf(bytes)));
    }
    stays_valid("set-and-removed", |bytes| removed(&edited(edits[0].1, bytes)?));
}

/// Of all files, those that were valid are so after the edit.
fn stays_valid(edit: &str, edited: impl Fn(&[u8]) -> Option<Vec<u8>>) {
    let folder = temporary_folder(edit);
    let mut names = Vec::new();
    for (name, bytes) in xml_files() {
        if let Some(edited) = edited(&bytes) {
            std::fs::write(folder.join(&name), edited).unwrap();
            names.push(name);
        }
    }
    let before = valid(&corpus().join("xml"), &names);
    let after = valid(&folder, &names);
    assert_eq!(before.difference(&after).collect::<Vec<_>>(), Vec::<&String>::new(), "{edit}");
    assert!(before.len() > 70, "{edit}: only {} were valid before", before.len());
    say(&format!("{edit}: {} of {} valid before, {} after", before.len(), names.len(), after.len()));
}

/// By the schema that looks at nothing but the markup: what carries it is right, whatever else the file holds.
#[test]
fn the_markup_of_every_edited_file_is_right() {
    let folder = temporary_folder("markup");
    let mut names = Vec::new();
    for (name, bytes) in xml_files() {
        // The schema knows no other namespace of the root.
        let base_1_1 = b"\"http://schemas.microsoft.com/office/appforoffice/1.1\"";
        if let Ok(edited) = law::holds(&name, &bytes, &MARKUP)
            && bytes.windows(base_1_1.len()).any(|window| window == base_1_1)
        {
            std::fs::write(folder.join(&name), edited).unwrap();
            names.push(name);
        }
    }
    let right = valid_by("skeleton/driver.xsd", &folder, &names);
    let wrong = names.iter().filter(|name| !right.contains(*name)).collect::<Vec<_>>();
    assert_eq!(wrong, Vec::<&String>::new());
    say(&format!("{} edited files have the markup right", right.len()));
}
