//! Files stay small.

use super::tree::{File, Tree};
use super::{Invariant, Violation};

/// Past this a file is worth a second look.
const LOOK: usize = 400;
/// Past this it holds more than one piece of knowledge.
const LIMIT: usize = 500;

pub const INVARIANTS: &[Invariant] = &[Invariant {
    says: "a file of code has at most 500 lines before its tests",
    because: "a unit of knowledge is one file",
    find: too_long,
}];

fn too_long(tree: &Tree) -> Vec<Violation> {
    lengths(tree)
        .filter(|(_, lines)| *lines > LIMIT)
        .map(|(file, lines)| Violation::of_file(&file.path, format!("{lines} lines")))
        .collect()
}

pub fn worth_a_look(tree: &Tree) -> Vec<String> {
    let long = lengths(tree).filter(|(_, lines)| (LOOK + 1..=LIMIT).contains(lines));
    long.map(|(file, lines)| format!("{} has {lines} lines", file.path)).collect()
}

fn lengths(tree: &Tree) -> impl Iterator<Item = (&File, usize)> {
    let code = |file: &&File| [".rs", ".ts", ".tsx", ".css"].iter().any(|ending| file.path.ends_with(ending));
    let generated = |file: &&File| file.path.contains("/bindings/");
    let files = tree.files().iter().filter(move |file| code(file) && !generated(file));
    files.map(|file| (file, file.lines_before_tests().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found() {
        let long = "a\n".repeat(LIMIT + 1);
        let look = "a\n".repeat(LOOK + 1);
        let tests = format!("a\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        let tree = Tree::of(&[
            ("crates/a/src/long.rs", &long),
            ("crates/a/src/look.rs", &look),
            ("crates/a/src/tests_below.rs", &tests),
            ("ui/src/ipc/bindings/Long.ts", &long),
            ("crates/a/src/data.json", &long),
        ]);
        assert_eq!(too_long(&tree), [Violation::of_file("crates/a/src/long.rs", "501 lines")]);
        assert_eq!(worth_a_look(&tree), ["crates/a/src/look.rs has 401 lines"]);
    }
}
