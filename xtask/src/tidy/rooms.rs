//! What each crate may touch: disk, keyring, network, other crates.

use super::tree::{File, Tree};
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "the disk is read and written in hallpass-app's files/ and profile/ only",
        because: "a user's file is changed in one way only, and what is kept is kept with one set of rights",
        find: disk,
    },
    Invariant {
        says: "the keyring is spoken to in hallpass-app's vault/ only",
        because: "its calls can hang and each needs a thread of its own",
        find: keyring,
    },
    Invariant {
        says: "only the practice tenant and the sign-in listener listen",
        because: "both are on loopback, and nothing else may open this machine",
        find: listening,
    },
    Invariant {
        says: "HTTP is spoken by entra-client, and on loopback by hallpass-app's probe/ and practice/",
        because: "the list of hosts that Hallpass contacts must be complete",
        find: http,
    },
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
];

/// Names of `std` or a crate that are used in the product outside the modules that may.
fn outside(tree: &Tree, may: &[&str], uses: impl Fn(&File, &str) -> Option<String>) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.product().filter(|file| !may.iter().any(|place| file.is_module(place))) {
        // A build script runs on the developer's machine, not on the user's.
        if file.path.ends_with("/build.rs") {
            continue;
        }
        for (line, text) in file.code() {
            found.extend(uses(file, text).map(|what| Violation::at(&file.path, line, what)));
        }
    }
    found
}

fn disk(tree: &Tree) -> Vec<Violation> {
    let may = ["crates/hallpass-app/src/files", "crates/hallpass-app/src/profile"];
    outside(tree, &may, |_, line| {
        let direct = ["std::fs", "tokio::fs", "File::open", "File::create", "OpenOptions::new"];
        let named = direct.iter().find(|name| has_word(line, name)).copied();
        named.or_else(|| imports_from(line, "std", "fs").then_some("std::fs")).map(str::to_owned)
    })
}

fn keyring(tree: &Tree) -> Vec<Violation> {
    outside(tree, &["crates/hallpass-app/src/vault"], |_, line| {
        let names = ["keyring::", "keyring_core::", "keyring_store::"];
        names.iter().find(|name| line.contains(*name)).map(|name| (*name).to_owned())
    })
}

fn listening(tree: &Tree) -> Vec<Violation> {
    let may = ["crates/practice-tenant/src", "crates/entra-client/src/sign_in"];
    outside(tree, &may, |_, line| {
        let names = ["TcpListener", "UnixListener", "UdpSocket", "axum_server::"];
        names.iter().find(|name| has_word(line, name)).map(|name| (*name).to_owned())
    })
}

fn http(tree: &Tree) -> Vec<Violation> {
    let may = ["crates/entra-client/src", "crates/hallpass-app/src/probe", "crates/hallpass-app/src/practice"];
    outside(tree, &may, |_, line| {
        let names = ["reqwest::", "use reqwest", "TcpStream"];
        names.iter().find(|name| has_word(line, name)).map(|name| (*name).to_owned())
    })
}

fn directions(tree: &Tree) -> Vec<Violation> {
    let ours: Vec<&str> = MAY_USE.iter().filter_map(|(folder, _)| folder.strip_prefix("crates/")).collect();
    let mut found = Vec::new();
    for (folder, may) in MAY_USE {
        let path = format!("{folder}/Cargo.toml");
        let mut section = "";
        for (at, line) in tree.file(&path).map_or("", |file| &file.text).lines().enumerate() {
            if line.starts_with('[') {
                section = line;
            }
            let name = dependency(line);
            if section != "[dev-dependencies]" && ours.contains(&name) && !may.contains(&name) {
                found.push(Violation::at(&path, at + 1, name));
            }
        }
    }
    found
}

/// The name at the start of a line of `[dependencies]`.
fn dependency(line: &str) -> &str {
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next().unwrap_or_default()
}

fn pure_crates(tree: &Tree) -> Vec<Violation> {
    let barred = ["tokio", "reqwest", "tauri", "keyring", "axum", "hyper"];
    let mut found = Vec::new();
    for path in ["crates/addin-manifest/Cargo.toml", "crates/sso-core/Cargo.toml"] {
        for (at, line) in tree.file(path).map_or("", |file| &file.text).lines().enumerate() {
            if dependency(line).split('-').next().map_or(false, |family| barred.contains(&family)) {
                found.push(Violation::at(path, at + 1, line));
            }
        }
    }
    found
}

/// `word` with nothing before it that would make it the end of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// `use root::{name, …}` and `use root::{name::…}`, on one line.
fn imports_from(line: &str, root: &str, name: &str) -> bool {
    let braces = format!("use {root}::{{");
    let list = match line.split_once(&braces) {
        Some((_, list)) => list,
        None => return false,
    };
    list.split([',', '{', '}']).any(|item| item.trim() == name || item.trim().starts_with(&format!("{name}::")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Violation]) -> Vec<(&str, usize)> {
        found.iter().map(|violation| (violation.path.as_str(), violation.line)).collect()
    }

    #[test]
    fn the_disk_has_two_rooms() {
        let tree = Tree::of(&[
            ("crates/hallpass-app/src/files/read.rs", "use std::fs;"),
            ("crates/hallpass-app/src/profile.rs", "use std::fs;"),
            ("crates/hallpass-app/src/filesystem.rs", "let text = std::fs::read(path)?;"),
            ("crates/entra-client/src/a.rs", "// std::fs is not used here\nuse std::{fmt, fs, io};"),
            ("crates/entra-client/src/b.rs", "use std::{fs::File, io};"),
            ("crates/entra-client/src/c.rs", "use std::{fmt, io};\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}"),
            ("crates/entra-client/tests/d.rs", "use std::fs;"),
            ("src-tauri/build.rs", "use std::fs;"),
            ("xtask/src/main.rs", "use std::fs;"),
        ]);
        assert_eq!(
            lines(&disk(&tree)),
            [
                ("crates/hallpass-app/src/filesystem.rs", 1),
                ("crates/entra-client/src/a.rs", 2),
                ("crates/entra-client/src/b.rs", 1),
            ]
        );
    }

    #[test]
    fn the_keyring_has_one_room() {
        let tree = Tree::of(&[
            ("crates/hallpass-app/src/vault/entry.rs", "keyring::Entry"),
            ("crates/hallpass-app/src/use_case/rehearse.rs", "use keyring::Entry;"),
            ("crates/hallpass-app/src/session.rs", "use keyring_core::Error;"),
        ]);
        let expected = [("crates/hallpass-app/src/use_case/rehearse.rs", 1), ("crates/hallpass-app/src/session.rs", 1)];
        assert_eq!(lines(&keyring(&tree)), expected);
    }

    #[test]
    fn two_places_listen() {
        let tree = Tree::of(&[
            ("crates/practice-tenant/src/server.rs", "TcpListener::bind"),
            ("crates/entra-client/src/sign_in/listener.rs", "TcpListener::bind"),
            ("crates/entra-client/src/graph.rs", "tokio::net::TcpListener::bind"),
            ("src-tauri/src/main.rs", "axum_server::bind"),
        ]);
        assert_eq!(lines(&listening(&tree)), [("crates/entra-client/src/graph.rs", 1), ("src-tauri/src/main.rs", 1)]);
    }

    #[test]
    fn three_places_speak_http() {
        let tree = Tree::of(&[
            ("crates/entra-client/src/http.rs", "reqwest::Client"),
            ("crates/hallpass-app/src/practice/page.rs", "reqwest::Client"),
            ("crates/hallpass-app/src/probe.rs", "TcpStream::connect"),
            ("crates/hallpass-app/src/use_case/doctor.rs", "use reqwest::Client;"),
            ("crates/hallpass-cli/src/main.rs", "TcpStream::connect"),
        ]);
        let expected = [("crates/hallpass-app/src/use_case/doctor.rs", 1), ("crates/hallpass-cli/src/main.rs", 1)];
        assert_eq!(lines(&http(&tree)), expected);
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
    fn the_pure_crates_depend_on_little() {
        let tree = Tree::of(&[
            ("crates/sso-core/Cargo.toml", "[dependencies]\nserde.workspace = true\ntokio-util.workspace = true"),
            ("crates/addin-manifest/Cargo.toml", "[dev-dependencies]\nreqwest = \"0.13\""),
            ("crates/entra-client/Cargo.toml", "tokio.workspace = true"),
        ]);
        let expected = [("crates/addin-manifest/Cargo.toml", 2), ("crates/sso-core/Cargo.toml", 3)];
        assert_eq!(lines(&pure_crates(&tree)), expected);
    }
}
