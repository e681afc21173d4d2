use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::project::{files_below, Project};
use crate::shell;

/// The text files of the repository.
pub struct Tree(Vec<File>);

pub struct File {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
}

impl Tree {
    /// What git knows or would take in; without git, every file but those of builds.
    pub fn read(project: &Project) -> Result<Self, Failure> {
        let root = project.root();
        let git = shell::output(&mut shell::command(
            "git",
            &["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            root,
        ));
        let paths: Vec<String> = match git {
            Some(listing) => listing.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect(),
            None => files_below(root, &["target", "node_modules", "dist", "gen", ".git"])
                .iter()
                .filter_map(|path| Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/")))
                .collect(),
        };
        if paths.is_empty() {
            return Err(Failure::new(format!("there are no files in {}", root.display())));
        }
        // A listed file that is gone has been deleted and not yet committed; one that is not UTF-8 is a picture.
        let read = |path: String| Some(File { text: fs::read_to_string(root.join(Path::new(&path))).ok()?, path });
        Ok(Self(paths.into_iter().filter_map(read).collect()))
    }

    pub fn files(&self) -> &[File] {
        &self.0
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.0.iter().find(|file| file.path == path)
    }

    /// Is there a file or a folder of this path?
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.0
            .iter()
            .any(|file| file.path.strip_prefix(path).map_or(false, |rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// What of the product is written in Rust, without tests.
    pub fn product(&self) -> impl Iterator<Item = &File> {
        let tests = self.test_modules();
        self.0.iter().filter(move |file| {
            let room = file.path.starts_with("crates/") || file.path.starts_with("src-tauri/");
            room && file.path.ends_with(".rs") && !file.is_test() && !tests.iter().any(|module| file.is_module(module))
        })
    }

    /// Modules that are files of their own and compiled for tests only: their paths without `.rs`.
    fn test_modules(&self) -> Vec<String> {
        let mut found = Vec::new();
        for file in self.0.iter().filter(|file| file.path.ends_with(".rs")) {
            let folder = match file.path.rsplit_once('/') {
                Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder,
                _ => file.path.trim_end_matches(".rs"),
            };
            let lines: Vec<&str> = file.text.lines().collect();
            for at in (0..lines.len()).filter(|at| lines[*at] == "#[cfg(test)]") {
                let next = lines[at + 1..].iter().find(|line| !line.starts_with("#["));
                let name = next.and_then(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
                found.extend(name.map(|name| format!("{folder}/{name}")));
            }
        }
        found
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() }).collect())
    }
}

impl File {
    /// A file of nothing but tests or benches, by its name or its folder.
    pub fn is_test(&self) -> bool {
        let mut parts = self.path.rsplit('/');
        let name = parts.next().unwrap_or_default();
        let test_name =
            ["tests.rs", "test.rs"].contains(&name) || name.ends_with("_tests.rs") || name.contains(".test.");
        test_name
            || parts.any(|folder| ["tests", "benches", "black_box"].contains(&folder))
            || self.path.starts_with("tests/")
    }

    /// Is it this module (a path without `.rs`), or one below it?
    pub fn is_module(&self, module: &str) -> bool {
        self.path.strip_prefix(module).map_or(false, |rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// Lines with their numbers, up to the module of unit tests, which stands last by custom.
    pub fn lines_before_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines: Vec<&str> = self.text.lines().collect();
        let opens_tests = |at: usize| {
            let next = lines[at + 1..].iter().find(|line| !line.starts_with("#["));
            lines[at] == "#[cfg(test)]" && next.map_or(false, |next| next.starts_with("mod ") && next.ends_with('{'))
        };
        let end = (0..lines.len()).find(|at| opens_tests(*at)).unwrap_or(lines.len());
        self.text.lines().enumerate().take(end).map(|(at, line)| (at + 1, line))
    }

    /// As above, without lines that are only a comment.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines_before_tests().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// As above, and `use a::{b, c::d};`, over however many lines, as `use a::b` and `use a::c::d` where it begins.
    pub fn code_with_whole_uses(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut lines = self.code();
        while let Some((at, line)) = lines.next() {
            let mut imported = match without_visibility(line).strip_prefix("use ") {
                Some(imported) => without_comment(imported).to_owned(),
                None => {
                    found.push((at, line.to_owned()));
                    continue;
                }
            };
            while !imported.contains(';') {
                match lines.next() {
                    Some((_, more)) => imported.push_str(without_comment(more)),
                    None => break,
                }
            }
            let imported = imported.split(';').next().unwrap_or_default();
            found.extend(paths(imported).into_iter().map(|path| (at, format!("use {path}"))));
        }
        found
    }
}

/// `word` with nothing before it that would make it the end of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// A line from its first word after `pub` or `pub(…)`.
pub fn without_visibility(line: &str) -> &str {
    let line = line.trim_start();
    let rest = line.strip_prefix("pub").unwrap_or(line);
    let rest = rest.strip_prefix('(').and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(rest);
    if rest.starts_with(' ') {
        rest.trim_start()
    } else {
        line
    }
}

fn without_comment(line: &str) -> &str {
    line.split("//").next().unwrap_or_default().trim()
}

/// `a::{b, c::{self, d}}` is `a::b`, `a::c::self` and `a::c::d`.
fn paths(imported: &str) -> Vec<String> {
    let (before, list) = match imported.split_once('{') {
        Some((before, list)) => (before.trim(), list.trim().strip_suffix('}').unwrap_or(list)),
        None => return vec![imported.trim().to_owned()],
    };
    let mut depth = 0;
    let items = list.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    items.filter(|item| !item.trim().is_empty()).flat_map(paths).map(|path| format!("{before}{path}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_known_by_place_and_name() {
        let file = |path: &str| File { path: path.to_owned(), text: String::new() };
        for path in [
            "tests/src/lib.rs",
            "tests/black_box/main.rs",
            "crates/a/tests/it.rs",
            "crates/a/benches/b/main.rs",
            "crates/a/src/b/tests.rs",
            "ui/src/a.test.ts",
        ] {
            assert!(file(path).is_test(), "{path}");
        }
        for path in ["crates/a/src/lib.rs", "xtask/src/test/mod.rs", "crates/a/src/latest.rs"] {
            assert!(!file(path).is_test(), "{path}");
        }
    }

    #[test]
    fn a_module_for_tests_is_not_the_product() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "mod rules;\n#[cfg(test)]\n#[path = \"x\"]\nmod kit;\n"),
            ("crates/a/src/kit/mod.rs", ""),
            ("crates/a/src/kitchen.rs", ""),
            ("crates/a/src/rules.rs", "#[cfg(test)]\nmod corpus;\n"),
            ("crates/a/src/rules/corpus.rs", ""),
        ]);
        let product: Vec<_> = tree.product().map(|file| file.path.as_str()).collect();
        assert_eq!(product, ["crates/a/src/lib.rs", "crates/a/src/kitchen.rs", "crates/a/src/rules.rs"]);
    }

    #[test]
    fn code_ends_where_the_tests_begin() {
        let text = "use a;\n// a comment\n#[cfg(test)]\nfn helper() {}\nfn b() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n}\n";
        let file = File { path: "crates/a/src/lib.rs".to_owned(), text: text.to_owned() };
        let lines: Vec<_> = file.code().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 3, 4, 5]);
    }

    #[test]
    fn a_use_is_read_whole() {
        let text = "pub(crate) use std::{\n    // a comment\n    fmt, // another\n    fs::{self, File},\n    io::{Read,},\n};\n\
            pub use a;\nlet used = {b};\nuse {c::d, e as f};\npublic()\nuse g::{";
        let file = File { path: "crates/a/src/lib.rs".to_owned(), text: text.to_owned() };
        let expected = [
            (1, "use std::fmt"),
            (1, "use std::fs::self"),
            (1, "use std::fs::File"),
            (1, "use std::io::Read"),
            (7, "use a"),
            (8, "let used = {b};"),
            (9, "use c::d"),
            (9, "use e as f"),
            (10, "public()"),
        ];
        assert_eq!(file.code_with_whole_uses(), expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn a_folder_is_there_when_a_file_is_in_it() {
        let tree = Tree::of(&[("crates/sso-core/src/lib.rs", "")]);
        assert!(tree.has("crates/sso-core") && tree.has("crates/sso-core/") && tree.has("crates/sso-core/src/lib.rs"));
        assert!(!tree.has("crates/sso") && !tree.has("crates/sso-core/src/li"));
    }
}
