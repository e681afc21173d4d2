//! What each crate may touch: disk, keyring, network, other crates.

use super::tree::{has_word, without_visibility, File, Tree};
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
        says: "the product starts no program but ldconfig, the Azure CLI and git; hallpass-app's app.rs hands an address to the browser",
        because: "what it starts would be found by PATH, and could see its arguments and environment",
        find: programs,
    },
    Invariant {
        says: "there are no globals: no `static`, OnceLock, LazyLock or thread_local",
        because: "one App is built at start and handed to every face, so that a test can hand over another one",
        find: globals,
    },
];

/// Names of `std` or a crate that are used in the product outside the modules that may.
pub fn outside(tree: &Tree, may: &[&str], uses: impl Fn(&File, &str) -> Option<String>) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.product().filter(|file| !may.iter().any(|place| file.is_module(place))) {
        // A build script runs on the developer's machine, not on the user's.
        if file.path.ends_with("/build.rs") {
            continue;
        }
        for (line, text) in file.code_with_whole_uses() {
            found.extend(uses(file, &text).map(|what| Violation::at(&file.path, line, what)));
        }
    }
    // Two names of one `use` are one violation.
    found.dedup();
    found
}

fn disk(tree: &Tree) -> Vec<Violation> {
    // The last one looks whether the library of the tray is there, which is no user's file.
    let may = ["crates/hallpass-app/src/files", "crates/hallpass-app/src/profile", "src-tauri/src/tray/support"];
    outside(tree, &may, |_, line| {
        let names = ["std::fs", "tokio::fs", "File::open", "File::create", "OpenOptions::new", "tempfile::"];
        // Of a `Path`: each asks the disk.
        let methods = [
            ".read_dir(",
            ".metadata(",
            ".symlink_metadata(",
            ".exists(",
            ".try_exists(",
            ".is_file(",
            ".is_dir(",
            ".canonicalize(",
            ".read_link(",
        ];
        let named = names.iter().find(|name| has_word(line, name));
        named.or_else(|| methods.iter().find(|name| line.contains(*name))).map(|name| (*name).to_owned())
    })
}

fn keyring(tree: &Tree) -> Vec<Violation> {
    outside(tree, &["crates/hallpass-app/src/vault"], |_, line| {
        let names = ["use keyring", "keyring::", "keyring_core::", "keyring_store::"];
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

fn programs(tree: &Tree) -> Vec<Violation> {
    let any_of = |names: &'static [&str]| {
        move |_: &File, line: &str| names.iter().find(|name| has_word(line, name)).map(|name| (*name).to_owned())
    };
    // `ldconfig -p` says whether the library of the tray is there: to load it would take `unsafe`. `az` hands out the Graph
    // token of whoever is signed in there, where the user chose that; nothing secret is among its arguments. `git` says
    // whether its history knows a file.
    let may = ["src-tauri/src/tray/support", "crates/hallpass-app/src/azure_cli", "crates/hallpass-app/src/git"];
    let mut found = outside(tree, &may, any_of(&["process::Command", "process::*"]));
    found.extend(outside(
        tree,
        &["crates/hallpass-app/src/app"],
        any_of(&["open::that", "open::with", "open::commands", "use open"]),
    ));
    found
}

fn globals(tree: &Tree) -> Vec<Violation> {
    outside(tree, &[], |_, line| {
        if without_visibility(line).starts_with("static ") {
            return Some("static".to_owned());
        }
        let names = ["OnceLock", "LazyLock", "thread_local!", "lazy_static!"];
        names.iter().find(|name| has_word(line, name)).map(|name| (*name).to_owned())
    })
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
            ("crates/hallpass-app/src/e.rs", "use std::{\n    fmt,\n    fs::{self, File},\n    io,\n};"),
            ("crates/hallpass-app/src/f.rs", "use tokio::{fs as disk, io};\nif !path\n    .exists() {}"),
            ("crates/hallpass-app/src/g.rs", "folder.read_dir()?;\nfile.metadata()?;\ntempfile::tempdir()?;\n"),
            ("crates/hallpass-app/src/h.rs", "use crate::files::{\n    exists,\n    read,\n};\nexists(path)\n"),
        ]);
        assert_eq!(
            lines(&disk(&tree)),
            [
                ("crates/hallpass-app/src/filesystem.rs", 1),
                ("crates/entra-client/src/a.rs", 2),
                ("crates/entra-client/src/b.rs", 1),
                ("crates/hallpass-app/src/e.rs", 1),
                ("crates/hallpass-app/src/f.rs", 1),
                ("crates/hallpass-app/src/f.rs", 3),
                ("crates/hallpass-app/src/g.rs", 1),
                ("crates/hallpass-app/src/g.rs", 2),
                ("crates/hallpass-app/src/g.rs", 3),
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
    fn no_program_is_started() {
        let tree = Tree::of(&[
            ("crates/hallpass-app/src/app.rs", "open::that_detached(address)"),
            ("crates/hallpass-app/src/azure_cli.rs", "use tokio::process::Command;"),
            ("crates/hallpass-app/src/a.rs", "use std::{\n    path::Path,\n    process::Command,\n};"),
            ("crates/hallpass-app/src/b.rs", "use std::process;\nprocess::Command::new(\"sh\");\nprocess::id();"),
            ("crates/hallpass-cli/src/c.rs", "tokio::process::Command::new(\"sh\")"),
            ("src-tauri/src/d.rs", "use std::process::ExitCode;\nopen::that(address)\nOptions::open::<A>()"),
            ("tests/black_box/e.rs", "use std::process::Command;"),
            ("src-tauri/build.rs", "use std::process::Command;"),
        ]);
        let expected = [
            ("crates/hallpass-app/src/a.rs", 1),
            ("crates/hallpass-app/src/b.rs", 2),
            ("crates/hallpass-cli/src/c.rs", 1),
            ("src-tauri/src/d.rs", 2),
        ];
        assert_eq!(lines(&programs(&tree)), expected);
    }

    #[test]
    fn a_global_is_found() {
        let tree = Tree::of(&[
            ("crates/a/src/a.rs", "fn b(name: &'static str) {}\nconst C: &[u8] = &[];\n// static D: u8 = 1;\n"),
            ("crates/a/src/b.rs", "pub(super) static A: u8 = 1;\nfn b() {\n    static mut C: u8 = 1;\n}\n"),
            ("crates/a/src/c.rs", "use std::{\n    sync::{Arc, OnceLock},\n};\nthread_local! {}\n"),
            ("crates/a/src/d.rs", "a: std::sync::LazyLock<u8>,\n#[cfg(test)]\nmod tests {\n    static A: u8 = 1;\n}\n"),
        ]);
        let expected = [
            ("crates/a/src/b.rs", 1),
            ("crates/a/src/b.rs", 3),
            ("crates/a/src/c.rs", 1),
            ("crates/a/src/c.rs", 4),
            ("crates/a/src/d.rs", 1),
        ];
        assert_eq!(lines(&globals(&tree)), expected);
    }
}
