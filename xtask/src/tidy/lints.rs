//! That the lints of the workspace reach every crate, and that each exception says why.

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "every crate takes the workspace's lints",
        because: "a crate without that line is not held to any of them",
        find: inherited,
    },
    Invariant {
        says: "an exception from a lint gives its reason",
        because: "the next reader must see whether it still holds",
        find: reasons,
    },
];

fn inherited(tree: &Tree) -> Vec<Violation> {
    let manifests =
        tree.files().iter().filter(|file| file.path.ends_with("/Cargo.toml") && !file.path.starts_with("xtask/"));
    let without = manifests.filter(|file| !file.text.replace("\r\n", "\n").contains("\n[lints]\nworkspace = true\n"));
    without.map(|file| Violation::of_file(&file.path, "[lints] workspace = true is missing")).collect()
}

fn reasons(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.files().iter().filter(|file| file.path.ends_with(".rs")) {
        for level in ["allow", "expect"] {
            for (at, attribute) in attributes(&file.text, level) {
                if !attribute.contains("reason") {
                    let line = file.text[..at].lines().count().max(1);
                    found.push(Violation::at(&file.path, line, attribute));
                }
            }
        }
    }
    found
}

/// Each `#[level(…)]` and `#![level(…)]` at the start of a line, with its place.
fn attributes<'a>(text: &'a str, level: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for opening in ["#[", "#!["] {
        let start = format!("{opening}{level}(");
        for (at, _) in text.match_indices(&start) {
            let line_before = text[..at].rsplit('\n').next().unwrap_or_default();
            if line_before.trim().is_empty() {
                let end = text[at..].find(")]").map_or(text.len(), |length| at + length + 2);
                found.push((at + 1, &text[at..end]));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_without_the_lints_is_found() {
        let tree = Tree::of(&[
            ("Cargo.toml", "[workspace]"),
            ("crates/a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n"),
            ("crates/b/Cargo.toml", "[package]\n\n[lints.rust]\nunsafe_code = \"allow\"\n"),
            ("xtask/Cargo.toml", "[package]\n"),
        ]);
        assert_eq!(
            inherited(&tree),
            [Violation::of_file("crates/b/Cargo.toml", "[lints] workspace = true is missing")]
        );
    }

    #[test]
    fn an_exception_without_a_reason_is_found() {
        let text = "#![allow(a, reason = \"b\")]\n\n    #[expect(\n        c,\n        reason = \"d\"\n    )]\nfn e() {}\n#[allow(f)]\nfn g() {}\n// #[allow(h)]\n#![expect(i)]\n";
        let tree = Tree::of(&[("crates/a/src/lib.rs", text)]);
        let lines: Vec<_> = reasons(&tree).into_iter().map(|violation| (violation.line, violation.what)).collect();
        assert_eq!(lines, [(8, "#[allow(f)]".to_owned()), (11, "#![expect(i)]".to_owned())]);
    }
}
