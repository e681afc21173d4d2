//! What each crate may depend on.

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "a crate uses only those of ours that the architecture gives it",
        because: "the way of the data has one direction, and a face sees use cases alone",
        find: directions,
    },
    Invariant {
        says: "addin-manifest and sso-core depend on no runtime, network, window or keyring",
        because: "what they judge must depend on their input alone",
        find: pure_crates,
    },
];

/// A crate's folder, and what of ours it may use. In tests (`dev-dependencies`) it may use any.
const MAY_USE: &[(&str, &[&str])] = &[
    ("crates/addin-manifest", &[]),
    ("crates/sso-core", &["addin-manifest"]),
    ("crates/entra-client", &["sso-core"]),
    ("crates/practice-tenant", &["sso-core"]),
    ("crates/hallpass-app", &["addin-manifest", "sso-core", "entra-client", "practice-tenant"]),
    ("crates/hallpass-cli", &["hallpass-app"]),
    ("src-tauri", &["hallpass-app"]),
    ("tests", &["hallpass-app"]),
    ("tests/tokens", &["sso-core"]),
];

const KINDS: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

/// Where Cargo.toml names another crate.
struct Dependency {
    line: usize,
    /// The crate's own name, also where it was renamed.
    name: String,
    for_tests: bool,
}

fn directions(tree: &Tree) -> Vec<Violation> {
    let manifests = tree.files().iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let manifests: Vec<_> = manifests.filter(|file| !file.path.starts_with("xtask/")).collect();
    let named = manifests.iter().filter_map(|file| package_name(&file.text));
    let ours: Vec<&str> = MAY_USE.iter().filter_map(|(path, _)| path.strip_prefix("crates/")).chain(named).collect();

    let mut found = Vec::new();
    for file in manifests {
        let folder = file.path.trim_end_matches("/Cargo.toml");
        let may = match MAY_USE.iter().find(|(path, _)| *path == folder) {
            Some((_, may)) => may,
            None => {
                found.push(Violation::of_file(&file.path, "is not in MAY_USE of xtask/src/tidy/directions.rs"));
                continue;
            }
        };
        let against =
            |one: &Dependency| !one.for_tests && ours.contains(&one.name.as_str()) && !may.contains(&one.name.as_str());
        let against = dependencies(&file.text).into_iter().filter(against);
        found.extend(against.map(|one| Violation::at(&file.path, one.line, one.name)));
    }
    // Under another name in the root, one of ours would not be known in the crates.
    let root = tree.file("Cargo.toml").map_or("", |root| &root.text);
    let renamed = root.lines().enumerate().filter(|(_, line)| renamed(line).map_or(false, |name| ours.contains(&name)));
    found.extend(renamed.map(|(at, line)| Violation::at("Cargo.toml", at + 1, line)));
    found
}

fn pure_crates(tree: &Tree) -> Vec<Violation> {
    let barred = ["tokio", "reqwest", "tauri", "keyring", "axum", "hyper"];
    let mut found = Vec::new();
    for path in ["crates/addin-manifest/Cargo.toml", "crates/sso-core/Cargo.toml"] {
        for one in dependencies(tree.file(path).map_or("", |file| &file.text)) {
            if one.name.split('-').next().map_or(false, |family| barred.contains(&family)) {
                found.push(Violation::at(path, one.line, one.name));
            }
        }
    }
    found
}

/// Of every table of dependencies (`[dependencies]`, `[target.….dependencies]`, `[dependencies.name]`, …), in the order
/// of the lines.
fn dependencies(text: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut header: Vec<String> = Vec::new();
    for (at, line) in text.lines().map(str::trim).enumerate() {
        let opens = line.starts_with('[');
        if opens {
            header = key(line.trim_start_matches('['));
        }
        let mut path = header.clone();
        if !opens && line.contains('=') {
            path.extend(key(line));
        }
        let table = match path.iter().position(|part| KINDS.contains(&part.as_str())) {
            Some(table) => table,
            None => continue,
        };
        // In a table of its own, a dependency is named by the header, and only another name by the lines below it.
        let of_header = !opens && header.len() > table + 1;
        let name = if of_header { None } else { path.get(table + 1).map(String::as_str) };
        if let Some(name) = renamed(line).or(name) {
            found.push(Dependency {
                line: at + 1,
                name: name.to_owned(),
                for_tests: path[table] == "dev-dependencies",
            });
        }
    }
    found
}

/// The parts of a TOML key, up to the `]` or `=` behind it. A dot in quotation marks is a part of the name.
fn key(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, ']' | '=' | '#') => break,
            (None, '.') => parts.push(String::new()),
            (None, c) if c.is_whitespace() => {}
            (_, c) => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    parts
}

/// The name in `package = "name"`, alone or in an inline table.
fn renamed(line: &str) -> Option<&str> {
    line.match_indices("package").find_map(|(at, word)| {
        let alone = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        let value = line[at + word.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.strip_prefix(['"', '\''])?;
        Some(value.split(['"', '\'']).next()?).filter(|_| alone)
    })
}

/// `name = "…"` of `[package]`.
fn package_name(text: &str) -> Option<&str> {
    let section = text.split_once("[package]")?.1.split("\n[").next()?;
    section.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Violation]) -> Vec<(&str, usize)> {
        found.iter().map(|violation| (violation.path.as_str(), violation.line)).collect()
    }

    #[test]
    fn a_crate_against_the_direction_is_found() {
        let tree = Tree::of(&[
            (
                "crates/sso-core/Cargo.toml",
                "[package]\nname = \"sso-core\"\n[dependencies]\naddin-manifest.workspace = true",
            ),
            (
                "crates/entra-client/Cargo.toml",
                "[dependencies]\nsso-core.workspace = true\npractice-tenant.workspace = true",
            ),
            ("src-tauri/Cargo.toml", "[dependencies]\nhallpass-app.workspace = true\nsso-core = { workspace = true }"),
            ("crates/hallpass-cli/Cargo.toml", "[dev-dependencies]\nsso-core.workspace = true"),
        ]);
        assert_eq!(lines(&directions(&tree)), [("crates/entra-client/Cargo.toml", 3), ("src-tauri/Cargo.toml", 3)]);
    }

    #[test]
    fn each_way_to_write_a_dependency_is_read() {
        for (line, text) in [
            (1, "[dependencies.practice-tenant]\nworkspace = true\n"),
            (1, "[target.'cfg(unix)'.dependencies.practice-tenant]\npath = \"../practice-tenant\"\n"),
            (2, "[target.'cfg(target_os = \"a.b\")'.dependencies]\npractice-tenant.workspace = true\n"),
            (2, "[build-dependencies]\npractice-tenant = { workspace = true }\n"),
            (2, "[dependencies]\n\"practice-tenant\" = { path = \"../practice-tenant\" }\n"),
            (2, "[dependencies]\ntenant = { path = \"../t\", package = \"practice-tenant\" }\n"),
            (3, "[dependencies.tenant]\npath = \"../t\"\npackage = \"practice-tenant\"\n"),
            (1, "dependencies.practice-tenant.workspace = true\n"),
        ] {
            let tree = Tree::of(&[("crates/entra-client/Cargo.toml", text)]);
            assert_eq!(directions(&tree), [Violation::at("crates/entra-client/Cargo.toml", line, "practice-tenant")]);
        }
        for text in [
            "[dev-dependencies.practice-tenant]\nworkspace = true\n",
            "[target.'cfg(unix)'.dev-dependencies]\npractice-tenant.workspace = true\n",
            "[features]\npractice-tenant = []\n",
            "[dependencies.serde]\nworkspace = true\nfeatures = [\"practice-tenant\"]\n",
            "[dependencies]\n# practice-tenant = \"1\"\nsso-core.workspace = true\n",
        ] {
            assert_eq!(directions(&Tree::of(&[("crates/entra-client/Cargo.toml", text)])), [], "{text}");
        }
    }

    #[test]
    fn a_crate_without_a_direction_is_found() {
        let root = "[workspace.dependencies]\nsso-core = { path = \"crates/sso-core\" }\n\
            core = { path = \"crates/sso-core\", package = \"sso-core\" }\n";
        let tree = Tree::of(&[
            ("Cargo.toml", root),
            ("crates/sso-core/Cargo.toml", "[package]\nname = \"sso-core\"\n"),
            ("crates/telemetry/Cargo.toml", "[package]\nname = \"telemetry\"\n"),
            ("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n"),
        ]);
        assert_eq!(lines(&directions(&tree)), [("crates/telemetry/Cargo.toml", 0), ("Cargo.toml", 3)]);
    }

    #[test]
    fn the_pure_crates_depend_on_little() {
        let tree = Tree::of(&[
            (
                "crates/sso-core/Cargo.toml",
                "[dependencies]\nserde.workspace = true\ntokio-util.workspace = true\n[dependencies.hyper]\n",
            ),
            ("crates/addin-manifest/Cargo.toml", "[dev-dependencies]\nreqwest = \"0.13\""),
            ("crates/entra-client/Cargo.toml", "[dependencies]\ntokio.workspace = true"),
        ]);
        let expected = [
            ("crates/addin-manifest/Cargo.toml", 2),
            ("crates/sso-core/Cargo.toml", 3),
            ("crates/sso-core/Cargo.toml", 4),
        ];
        assert_eq!(lines(&pure_crates(&tree)), expected);
    }
}
