//! What must stand nowhere: work left for later, tests switched off, traces of one machine.

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "nothing is left for later in the text",
        because: "what is not done belongs into an issue, where it is seen",
        find: left_for_later,
    },
    Invariant {
        says: "no test is switched off",
        because: "a test that does not run looks like one that passes",
        find: switched_off,
    },
    Invariant {
        says: "no path of one machine stands in the text",
        because: "it is wrong on every other one",
        find: machine_paths,
    },
    Invariant {
        says: "no host of a package registry stands in the text",
        because: "behind a mirror it is another one; the lock files hold hashes",
        find: registry_hosts,
    },
];

// Each in two parts, so that this file may hold them.
const LATER: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
];
const OFF_IN_RUST: [&str; 1] = [concat!("#[ig", "nore")];
const OFF_IN_THE_WINDOW: [&str; 8] = [
    concat!("it.sk", "ip"),
    concat!("it.on", "ly"),
    concat!("test.sk", "ip"),
    concat!("test.on", "ly"),
    concat!("describe.sk", "ip"),
    concat!("describe.on", "ly"),
    concat!("it.to", "do"),
    concat!("xi", "t("),
];
const MACHINE: [&str; 6] = [
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("C:\\Us", "ers\\"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/bu", "ilds/"),
];
const REGISTRIES: [&str; 6] = [
    concat!("registry.np", "mjs."),
    concat!("registry.ya", "rnpkg."),
    concat!("static.cra", "tes."),
    concat!("index.cra", "tes."),
    concat!("files.python", "hosted."),
    concat!("deb.deb", "ian."),
];

/// Every line of the files that hold one of the words. `anywhere`: also as the end of a longer name.
fn lines_with(tree: &Tree, endings: &[&str], words: &[&str], anywhere: bool) -> Vec<Violation> {
    let mut found = Vec::new();
    let wanted = |path: &str| endings.is_empty() || endings.iter().any(|ending| path.ends_with(ending));
    for file in tree.files().iter().filter(|file| wanted(&file.path)) {
        for (at, line) in file.text.lines().enumerate() {
            let holds = |word: &&&str| {
                line.match_indices(**word).any(|(at, _)| {
                    anywhere || !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')
                })
            };
            found.extend(words.iter().find(holds).map(|word| Violation::at(&file.path, at + 1, *word)));
        }
    }
    found
}

fn left_for_later(tree: &Tree) -> Vec<Violation> {
    lines_with(tree, &[".rs", ".ts", ".tsx", ".css", ".toml", ".yml", ".sh", "/run", ".md"], &LATER, false)
}

fn switched_off(tree: &Tree) -> Vec<Violation> {
    let mut found = lines_with(tree, &[".rs"], &OFF_IN_RUST, true);
    found.extend(lines_with(tree, &[".ts", ".tsx"], &OFF_IN_THE_WINDOW, false));
    found
}

fn machine_paths(tree: &Tree) -> Vec<Violation> {
    lines_with(tree, &[], &MACHINE, false)
}

fn registry_hosts(tree: &Tree) -> Vec<Violation> {
    // The address of crates.io's index is the name of the source, in Cargo.lock and deny.toml; it is no host that is asked.
    let mut found = lines_with(tree, &[], &REGISTRIES, true);
    let lock = tree.files().iter().filter(|file| file.path.ends_with("package-lock.json"));
    for file in lock {
        let resolved = file.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("\"resolved\""));
        found.extend(resolved.map(|(at, _)| Violation::at(&file.path, at + 1, "resolved")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(found: &[Violation]) -> Vec<(&str, usize)> {
        found.iter().map(|violation| (violation.path.as_str(), violation.line)).collect()
    }

    #[test]
    fn work_for_later_is_found() {
        let text = format!("fn a() {{}}\n// {}: b\nfn c() {{ {}) }}\nlet m{} = 1;\n", LATER[0], LATER[3], LATER[0]);
        let tree = Tree::of(&[("crates/a/src/lib.rs", &text), ("a.json", LATER[0])]);
        assert_eq!(lines(&left_for_later(&tree)), [("crates/a/src/lib.rs", 2), ("crates/a/src/lib.rs", 3)]);
    }

    #[test]
    fn a_test_that_is_off_is_found() {
        let rust = format!("#[test]\n{} = \"slow\"]\nfn a() {{}}", OFF_IN_RUST[0]);
        let window = format!("it(\"a\", b);\n{}(\"c\", d);\nawait.{}(e)", OFF_IN_THE_WINDOW[0], OFF_IN_THE_WINDOW[0]);
        let tree = Tree::of(&[("tests/a.rs", &rust), ("ui/src/a.test.ts", &window)]);
        assert_eq!(lines(&switched_off(&tree)), [("tests/a.rs", 2), ("ui/src/a.test.ts", 2)]);
    }

    #[test]
    fn a_path_of_a_machine_is_found() {
        let text = format!("cd {}me\ncd ~\nhttps://example.com{}x\n", MACHINE[0], MACHINE[0]);
        let tree = Tree::of(&[("docs/a.md", &text)]);
        // After a letter it is a part of an address.
        assert_eq!(lines(&machine_paths(&tree)), [("docs/a.md", 1)]);
    }

    #[test]
    fn a_registry_is_found() {
        let resolved = "  \"resolved\": \"x\",\n";
        let host = format!("\n{}org", REGISTRIES[0]);
        let tree = Tree::of(&[("ui/package-lock.json", resolved), ("README.md", &host)]);
        assert_eq!(lines(&registry_hosts(&tree)), [("README.md", 2), ("ui/package-lock.json", 1)]);
    }
}
