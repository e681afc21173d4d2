//! That what the documents name is there.

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "every path that docs/ARCHITECTURE.md names exists",
        because: "a reader who is given only that page must find the right file",
        find: architecture,
    },
    Invariant {
        says: "every `cargo xtask` command that a document names exists",
        because: "the first thing a newcomer types must work",
        find: commands,
    },
    Invariant {
        says: "every `hallpass` command that a document or the window names exists",
        because: "a hint that does not work is worse than none",
        find: product_commands,
    },
    Invariant {
        says: "every dependency of the workspace is used, and its reason stands in docs/ARCHITECTURE.md",
        because: "one that nobody can justify is one that nobody dares to remove",
        find: dependencies,
    },
    Invariant {
        says: "CHANGELOG.md has a section for what is not released",
        because: "a change is told where it is made",
        find: changelog,
    },
];

const ARCHITECTURE: &str = "docs/ARCHITECTURE.md";

/// A path is a word in backticks with a slash that begins at the root of the repository or ends like a file of code.
fn architecture(tree: &Tree) -> Vec<Violation> {
    let page = match tree.file(ARCHITECTURE) {
        Some(page) => page,
        None => return vec![Violation::of_file(ARCHITECTURE, "is missing")],
    };
    let roots: Vec<&str> = tree.files().iter().filter_map(|file| Some(file.path.split_once('/')?.0)).collect();
    let mut found = Vec::new();
    for (at, line) in page.text.lines().enumerate() {
        for word in line.split('`').skip(1).step_by(2).filter(|word| looks_like_a_path(word, &roots)) {
            for path in alternatives(word) {
                // What is left open (`<rule>.rs`, `*.toml`) is held to its folder.
                let closed = path
                    .find(['<', '*'])
                    .map_or(path.as_str(), |open| path[..open].rsplit_once('/').map_or("", |(folder, _)| folder));
                if !tree.has(closed) {
                    found.push(Violation::at(ARCHITECTURE, at + 1, path));
                }
            }
        }
    }
    found
}

fn looks_like_a_path(word: &str, roots: &[&str]) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./{},<>*@".contains(c);
    let first = word.split('/').next().unwrap_or_default();
    let code = [".rs", ".ts", ".tsx", ".toml", ".md", ".json", ".yml"].iter().any(|ending| word.ends_with(ending));
    let of_elsewhere = word.starts_with(['/', '<', '.']);
    word.contains('/') && word.chars().all(plain) && (roots.contains(&first) || code && !of_elsewhere)
}

/// `a/{b,c}.rs` is `a/b.rs` and `a/c.rs`.
fn alternatives(word: &str) -> Vec<String> {
    let split = word.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match split {
        Some((before, (list, after))) => {
            list.split(',').flat_map(|item| alternatives(&format!("{before}{}{after}", item.trim()))).collect()
        }
        None => vec![word.to_owned()],
    }
}

fn commands(tree: &Tree) -> Vec<Violation> {
    let known = crate::command_names();
    let document = |path: &str| path.ends_with(".md") || path.starts_with(".ci/") || path.starts_with(".github/");
    named_after("cargo xtask ", tree, document, |name| known.contains(&name))
}

/// A command of the product is a file of this name in the folder of commands.
fn product_commands(tree: &Tree) -> Vec<Violation> {
    let document = |path: &str| path.ends_with(".md") || path.starts_with("ui/src/text/");
    named_after("hallpass ", tree, document, |name| {
        let file = format!("crates/hallpass-cli/src/command/{}", name.replace('-', "_"));
        tree.has(&format!("{file}.rs")) || tree.has(&format!("{file}/mod.rs"))
    })
}

/// Each `<before>name` in the files, whose name is not known. Without a name it is about the command as such.
fn named_after(
    before: &str,
    tree: &Tree,
    document: impl Fn(&str) -> bool,
    known: impl Fn(&str) -> bool,
) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.files().iter().filter(|file| document(&file.path)) {
        for (at, line) in file.text.lines().enumerate() {
            for (_, rest) in line.match_indices(before).map(|(at, _)| line.split_at(at + before.len())) {
                let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(rest.len());
                let name = &rest[..end];
                if !(name.is_empty() || name.starts_with('-') || known(name)) {
                    found.push(Violation::at(&file.path, at + 1, format!("{before}{name}")));
                }
            }
        }
    }
    found
}

fn dependencies(tree: &Tree) -> Vec<Violation> {
    let page = tree.file(ARCHITECTURE).map_or("", |page| &page.text);
    let root = tree.file("Cargo.toml").map_or("", |root| &root.text);
    let section = root.split_once("[workspace.dependencies]").map_or("", |(_, rest)| rest);
    let section = section.split("\n[").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in section.lines().filter(|line| !line.starts_with('#') && !line.contains("path = ")) {
        let name = match line.split_once(" = ") {
            Some((name, _)) => name,
            None => continue,
        };
        let line_of_crate = format!("\n{name}.workspace = true");
        let with_features = format!("\n{name} = {{ workspace = true");
        let used = |text: &str| text.contains(&line_of_crate) || text.contains(&with_features);
        if !tree.files().iter().any(|file| file.path.ends_with("/Cargo.toml") && used(&file.text)) {
            found.push(Violation::of_file("Cargo.toml", format!("no crate uses {name}")));
        }
        if !page.contains(&format!("`{name}`")) {
            found.push(Violation::of_file(ARCHITECTURE, format!("gives no reason for {name}")));
        }
    }
    found
}

fn changelog(tree: &Tree) -> Vec<Violation> {
    let has = tree.file("CHANGELOG.md").map_or(false, |file| file.text.lines().any(|line| line == "## [Unreleased]"));
    if has {
        return Vec::new();
    }
    vec![Violation::of_file("CHANGELOG.md", "## [Unreleased] is missing")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_not_there_is_found() {
        let page = "`crates/a/src/lib.rs`, `crates/a/src/{lib,gone}.rs` and `rules/<rule>.rs`\n\
            `crates/b/`, `.ci/run`, `.ci/walk`, `crates/a/src/<rule>.rs`, `crates/a/old/*.rs`\n\
            `/v1.0/me`, `text/html`, `a/b.rs`, `App { clock, .. }`\n";
        let tree = Tree::of(&[(ARCHITECTURE, page), ("crates/a/src/lib.rs", ""), (".ci/run", "")]);
        let found: Vec<_> = architecture(&tree).into_iter().map(|violation| (violation.line, violation.what)).collect();
        let expected = [
            (1, "crates/a/src/gone.rs"),
            (1, "rules/<rule>.rs"),
            (2, "crates/b/"),
            (2, ".ci/walk"),
            (2, "crates/a/old/*.rs"),
            (3, "a/b.rs"),
        ];
        assert_eq!(found, expected.map(|(line, what)| (line, what.to_owned())));
        assert_eq!(architecture(&Tree::of(&[])).len(), 1, "the page itself is gone");
    }

    #[test]
    fn a_command_that_is_not_there_is_found() {
        let readme = "`cargo xtask run`, `cargo xtask …`\n    cargo xtask tset && cargo xtask test\n";
        let found = commands(&Tree::of(&[("README.md", readme)]));
        assert_eq!(found, [Violation::at("README.md", 2, "cargo xtask tset")]);
    }

    #[test]
    fn a_command_of_the_product_that_is_not_there_is_found() {
        let text =
            "Hallpass compares; `hallpass` and hallpass-app; `hallpass sign-in`, hallpass --help, `hallpass sing-in`";
        let text = &format!("{text}, `hallpass manifest`");
        let (file, folder) =
            ("crates/hallpass-cli/src/command/sign_in.rs", "crates/hallpass-cli/src/command/manifest/mod.rs");
        let tree = Tree::of(&[("README.md", text), (file, ""), (folder, "")]);
        assert_eq!(product_commands(&tree), [Violation::at("README.md", 1, "hallpass sing-in")]);
    }

    #[test]
    fn a_dependency_without_use_or_reason_is_found() {
        let root = "[workspace.dependencies]\n# ours\na = { path = \"crates/a\" }\nserde = \"1\"\nurl = \"2\"\nuuid = \"1\"\n\n[profile.dev]\ndebug = 1\n";
        let of_a = "[dependencies]\nserde.workspace = true\nuuid = { workspace = true, features = [] }\n";
        let page = "| `serde` | data |\n| `url` | addresses |\n";
        let tree = Tree::of(&[("Cargo.toml", root), ("crates/a/Cargo.toml", of_a), (ARCHITECTURE, page)]);
        let expected = [("Cargo.toml", "no crate uses url"), (ARCHITECTURE, "gives no reason for uuid")];
        assert_eq!(dependencies(&tree), expected.map(|(path, what)| Violation::of_file(path, what)));
    }

    #[test]
    fn a_changelog_without_its_section_is_found() {
        assert!(changelog(&Tree::of(&[("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n")])).is_empty());
        assert_eq!(changelog(&Tree::of(&[("CHANGELOG.md", "# Changelog\n\n## [0.1.0]\n")])).len(), 1);
        assert_eq!(changelog(&Tree::of(&[])).len(), 1);
    }
}
