//! Over every real unified manifest, in its own bytes and again with CRLF.

use std::collections::{BTreeMap, BTreeSet};

use addin_manifest::edit::{add_app_domain, bump_version, require_set};
use addin_manifest::{ProblemKind, RefusalKind, apply, read};
use jsonschema::Validator;
use serde_json::Value;

use crate::corpus::{corpus, say};
use crate::law::MARKUP;
use crate::unified_law::{NESTED, holds, parsed};
use crate::with_crlf;

const NO_JSON: &str = "OfficeDev__Office-Add-in-samples__office-add-in-commands_powerpoint_unified_manifest.json";

fn files() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(corpus().join("json")).unwrap();
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
    });
    let mut files = files.collect::<Vec<_>>();
    files.sort();
    files
}

fn schemas() -> BTreeMap<String, Validator> {
    let entries = std::fs::read_dir(corpus().join("json-schema")).unwrap();
    let schemas = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let version = name.strip_prefix("MicrosoftTeams.v").unwrap().strip_suffix(".schema.json").unwrap();
        let schema = serde_json::from_slice::<Value>(&std::fs::read(&path).unwrap()).unwrap();
        let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft4).build(&schema);
        (version.to_lowercase(), validator.unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    schemas.collect()
}

/// By the schema of its own version. Of a version without a schema here the next higher one judges all but the version;
/// below the lowest none does.
fn is_valid(schemas: &BTreeMap<String, Validator>, manifest: &Value) -> Option<bool> {
    let version = manifest["manifestVersion"].as_str()?.to_lowercase();
    let version = version.strip_prefix("m365").unwrap_or(&version);
    if let Some(schema) = schemas.get(version) {
        return Some(schema.is_valid(manifest));
    }
    let minor = |version: &str| version.strip_prefix("1.").and_then(|minor| minor.parse::<u32>().ok());
    let own = minor(version).filter(|own| *own >= 16)?;
    let (version, schema) = schemas.iter().find(|(version, _)| minor(version).is_some_and(|minor| minor > own))?;
    let mut manifest = manifest.clone();
    manifest["manifestVersion"] = version.as_str().into();
    Some(schema.is_valid(&manifest))
}

#[test]
fn every_file_is_read() {
    let files = files();
    let (mut with_info, mut add_ins, mut loaded, mut links) = (0, 0, 0, 0);
    for (name, bytes) in &files {
        let manifest = read(bytes);
        with_info += usize::from(!manifest.web_application_info.is_empty());
        add_ins += usize::from(manifest.is_add_in);
        loaded += manifest.loaded.len();
        links += manifest.links.len();
        let kinds = manifest.problems.iter().map(|problem| problem.kind.clone()).collect::<Vec<_>>();
        let repeated = |name: &str| ProblemKind::Repeated(name.to_owned());
        let expected = match name.as_str() {
            NO_JSON => vec![ProblemKind::NotWellFormed("trailing comma".to_owned())],
            "OfficeDev__TeamsFx-Samples__graph-connector-app_appPackage_manifest@f16b86c.json" => {
                vec![repeated("$schema"), repeated("manifestVersion")]
            }
            _ => Vec::new(),
        };
        assert_eq!(kinds, expected, "{name}");
        assert_eq!(serde_json::from_slice::<Value>(bytes).is_ok(), name != NO_JSON, "{name}");
        if manifest.is_add_in {
            assert!(!manifest.hosts.is_empty() && !manifest.loaded.is_empty(), "{name}");
        }
    }
    // INDEX.md: 29 have the property; 31 are add-ins, one of them is no JSON.
    assert_eq!((files.len(), with_info, add_ins), (59, 29, 30));
    say(&format!(
        "59 unified manifests: {add_ins} add-ins, {with_info} with the property, {loaded} loaded URLs, {links} links"
    ));
}

#[test]
fn the_laws_hold_and_what_was_valid_stays_valid() {
    let schemas = schemas();
    let (mut edited, mut inserted, mut refused, mut nested) = (0, 0, BTreeMap::new(), 0);
    let (mut valid, mut judged) = (BTreeSet::new(), 0);
    for (name, bytes) in files() {
        for bytes in [bytes.clone(), with_crlf(&bytes)] {
            for markup in [MARKUP, NESTED] {
                let after = match holds(&name, &bytes, &markup) {
                    Ok(after) => after,
                    Err(refusal) => {
                        let kind = match refusal.kind {
                            RefusalKind::NotWellFormed(_) => "not well-formed",
                            RefusalKind::WouldBreak(_) => "too old for nestedAppAuthInfo",
                            other => panic!("{name}: {other:?}"),
                        };
                        *refused.entry(kind).or_insert(0) += 1;
                        continue;
                    }
                };
                edited += 1;
                inserted += usize::from(read(&bytes).web_application_info.is_empty());
                let manifest = parsed(&bytes);
                judged += usize::from(is_valid(&schemas, &manifest).is_some());
                if is_valid(&schemas, &manifest) == Some(true) {
                    assert_eq!(is_valid(&schemas, &parsed(&after)), Some(true), "{name}");
                    valid.insert(name.clone());
                    nested += usize::from(markup.nested_app_auth.is_some());
                }
            }
        }
    }
    assert_eq!(refused.get("not well-formed"), Some(&4));
    assert!(edited > 4 * 40 && nested > 0, "only {edited} edits, {nested} nested");
    say(&format!(
        "{edited} edits ({inserted} inserts), refused {refused:?}; {judged} judged by their schema, {} files valid \
         before and after, {nested} times with nestedAppAuthInfo",
        valid.len()
    ));
}

/// Each only when asked for: requirement set, domain and version.
#[test]
fn the_other_edits_change_what_they_say() {
    let schemas = schemas();
    let mut counts = BTreeMap::new();
    for (name, bytes) in files() {
        for bytes in [bytes.clone(), with_crlf(&bytes)] {
            let add = |bytes: &[u8]| add_app_domain(bytes, "https://new.contoso.com:3000");
            let require = |bytes: &[u8]| require_set(bytes, "IdentityAPI", "1.3");
            for (kind, edits) in [("set", require(&bytes)), ("domain", add(&bytes)), ("version", bump_version(&bytes))]
            {
                let answer = edits.as_ref().map_or_else(|refusal| format!("{:?}", refusal.kind), |_| kind.to_owned());
                let answer = answer.split('(').next().unwrap().to_owned();
                *counts.entry(answer).or_insert(0) += 1;
                let Ok(edits) = edits else { continue };
                let after = apply(&bytes, &edits);
                let (before, after_value) = (parsed(&bytes), parsed(&after));
                assert_ne!(before, after_value, "{name}");
                if is_valid(&schemas, &before) == Some(true) {
                    assert_eq!(is_valid(&schemas, &after_value), Some(true), "{name}: {kind}");
                }
                match kind {
                    "set" => assert_eq!(require(&after).unwrap(), [], "{name}"),
                    "domain" => assert_eq!(add(&after).unwrap(), [], "{name}"),
                    _ => {}
                }
            }
        }
    }
    say(&format!("{counts:?}"));
}
