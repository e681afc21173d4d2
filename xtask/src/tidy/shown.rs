//! That what documents show of the window is what the window shows: pictures, and words.

use std::collections::BTreeSet;

use super::tree::Tree;
use super::{Invariant, Violation};

pub const INVARIANTS: &[Invariant] = &[
    Invariant {
        says: "every picture in a document is of ui/screens/pictures.ts, and each of those is in one, in both themes",
        because:
            "`cargo xtask pictures` takes those anew and no others, and on GitHub half of the readers have it dark",
        find: pictures,
    },
    Invariant {
        says:
            "what stands in bold in docs/tour.md and docs/desktop.md stands in the window, in the tray or in a message",
        because: "whoever follows the tour looks for these very words",
        find: words,
    },
    Invariant {
        says: "README.md shows the tray's menu, a line an item, and docs/desktop.md explains each",
        because: "no test can take a picture of it: the desktop draws it",
        find: menu,
    },
];

const PICTURES: &str = "ui/screens/pictures.ts";
const FOLDER: &str = "pictures/";
const THEMES: [&str; 2] = ["-light", "-dark"];

/// What quotes the screen, and where that has its words from.
const QUOTING: [&str; 2] = ["docs/tour.md", "docs/desktop.md"];
const SPOKEN: [&str; 4] = ["ui/src/text/", "src-tauri/src/words", "crates/sso-core/src/", "crates/hallpass-app/src/"];

fn pictures(tree: &Tree) -> Vec<Violation> {
    let list = tree.file(PICTURES).map_or("", |file| &file.text);
    let name = |line: &str| Some(line.trim().strip_prefix("{ name: \"")?.split_once('"')?.0.to_owned());
    let listed: Vec<(usize, String)> =
        list.lines().enumerate().filter_map(|(at, line)| Some((at + 1, name(line)?))).collect();

    let mut found = Vec::new();
    let mut shown = BTreeSet::new();
    for file in tree.files().iter().filter(|file| file.path.ends_with(".md")) {
        for (at, line) in file.text.lines().enumerate() {
            for picture in pictures_in(line) {
                let known =
                    |(_, name): &(usize, String)| THEMES.iter().any(|theme| picture == format!("{name}{theme}"));
                if !listed.iter().any(known) {
                    found.push(Violation::at(&file.path, at + 1, format!("{FOLDER}{picture}.png")));
                }
                shown.insert(picture);
            }
        }
    }
    for (line, name) in listed {
        let lacking = THEMES.iter().map(|theme| format!("{name}{theme}")).filter(|picture| !shown.contains(picture));
        found.extend(lacking.map(|picture| Violation::at(PICTURES, line, format!("{picture} is in no document"))));
    }
    found
}

/// The names of those that are linked, without their ending.
fn pictures_in(line: &str) -> Vec<String> {
    let after = line.match_indices(FOLDER).map(|(at, word)| &line[at + word.len()..]);
    let name = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        rest[end..].starts_with(".png").then(|| rest[..end].to_owned())
    };
    after.filter_map(name).collect()
}

fn words(tree: &Tree) -> Vec<Violation> {
    let quoted: Vec<(&str, usize, String)> = QUOTING
        .iter()
        .filter_map(|path| tree.file(path))
        .flat_map(|file| in_bold(&file.text).into_iter().map(move |(line, words)| (file.path.as_str(), line, words)))
        .collect();
    let mut missing: Vec<_> = quoted.iter().collect();
    let spoken = tree.files().iter().filter(|file| SPOKEN.iter().any(|room| file.path.starts_with(room)));
    for file in spoken.filter(|file| !file.is_test()) {
        let literals = file.text.lines().flat_map(|line| ['"', '`'].map(|quote| literals(line, quote)).concat());
        for literal in literals {
            missing.retain(|(_, _, words)| !says(literal, words));
        }
    }
    missing.into_iter().map(|(path, line, words)| Violation::at(path, *line, words.clone())).collect()
}

/// With the line in which each begins.
fn in_bold(text: &str) -> Vec<(usize, String)> {
    let mut line = 1;
    let mut found = Vec::new();
    for (at, part) in text.split("**").enumerate() {
        if at % 2 == 1 {
            found.push((line, part.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        line += part.matches('\n').count();
    }
    found
}

fn literals(line: &str, quote: char) -> Vec<&str> {
    line.split(quote).skip(1).step_by(2).collect()
}

/// Is it these words? A value may stand in each `${…}` of TypeScript and `{…}` of Rust. A message begins in lower case and
/// has no full stop, a sentence on the screen has both.
fn says(literal: &str, words: &str) -> bool {
    let same_start = |a: &str, b: &str| match (a.chars().next(), b.chars().next()) {
        (Some(a), Some(b)) => a.to_lowercase().eq(b.to_lowercase()),
        (a, b) => a == b,
    };
    let rest = |text: &str| text.chars().skip(1).collect::<String>();
    let plain = |text: &str| text.trim_end_matches('.').to_owned();
    if !literal.contains('{') {
        return same_start(literal, words) && rest(&plain(literal)) == rest(&plain(words));
    }
    /// Fewer fixed letters say nothing.
    const FIXED: usize = 6;
    let fixed = fixed_parts(literal);
    let enough = fixed.iter().map(|part| part.chars().count()).sum::<usize>() >= FIXED;
    enough && holds_in_order(&plain(words).to_lowercase(), &fixed)
}

/// What stands around the values, in lower case.
fn fixed_parts(literal: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in literal.trim_end_matches('.').replace("${", "{").to_lowercase().chars() {
        match c {
            '{' => {
                if depth == 0 {
                    parts.push(String::new());
                }
                depth += 1;
            }
            '}' if depth > 0 => depth -= 1,
            c if depth == 0 => parts.last_mut().into_iter().for_each(|part| part.push(c)),
            _ => {}
        }
    }
    parts
}

/// The first at the beginning, the last at the end, the others between them.
fn holds_in_order(words: &str, parts: &[String]) -> bool {
    let (first, last) = match parts {
        [first, .., last] => (first, last),
        _ => return false,
    };
    let mut rest = match words.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) {
        Some(rest) => rest,
        None => return false,
    };
    for part in &parts[1..parts.len() - 1] {
        rest = match rest.find(part.as_str()) {
            Some(at) => &rest[at + part.len()..],
            None => return false,
        };
    }
    true
}

const MENU: &str = "src-tauri/src/tray/menu.rs";
const MENU_WORDS: &str = "src-tauri/src/words/tray.rs";
/// Items that stand there only while something goes on, or where there is much.
const AT_TIMES: [&str; 2] = ["STOP_", "MORE_"];

fn menu(tree: &Tree) -> Vec<Violation> {
    let text = |path: &str| tree.file(path).map_or("", |file| &file.text);
    let name = |rest: &str| {
        let end = rest.find(|c: char| !(c.is_ascii_uppercase() || c == '_')).unwrap_or(rest.len());
        rest[..end].to_owned()
    };
    let used: BTreeSet<String> = text(MENU).split("words::").skip(1).map(name).collect();
    let items = used.iter().filter(|name| !name.is_empty() && !AT_TIMES.iter().any(|start| name.starts_with(start)));
    let mut found = Vec::new();
    for name in items {
        let words =
            text(MENU_WORDS).split_once(&format!("const {name}: &str = \"")).and_then(|(_, rest)| rest.split_once('"'));
        let words = match words {
            Some((words, _)) => words,
            None => {
                found.push(Violation::of_file(MENU_WORDS, format!("has no {name}")));
                continue;
            }
        };
        if !text("README.md").lines().any(|line| line == format!("    {words}")) {
            found.push(Violation::of_file("README.md", format!("has no line `    {words}`")));
        }
        if !text("docs/desktop.md").contains(&format!("**{words}**")) {
            found.push(Violation::of_file("docs/desktop.md", format!("has no **{words}**")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_not_taken_is_found() {
        let list = "export const pictures = [\n  { name: \"tour\", scenario: \"overview\", width: 800 },\n  { name: \"old\", scenario: \"token\", width: 800 },\n];\n";
        let readme = "<source srcset=\"docs/pictures/tour-dark.png\"><img src=\"docs/pictures/tour-light.png\">\n\
            into docs/pictures/ by hand\n![](docs/pictures/gone-light.png) ![](docs/pictures/tour.png)\n";
        let tree = Tree::of(&[(PICTURES, list), ("README.md", readme)]);
        let expected = [
            Violation::at("README.md", 3, "pictures/gone-light.png"),
            Violation::at("README.md", 3, "pictures/tour.png"),
            Violation::at(PICTURES, 3, "old-light is in no document"),
            Violation::at(PICTURES, 3, "old-dark is in no document"),
        ];
        assert_eq!(pictures(&tree), expected);
    }

    #[test]
    fn words_that_the_screen_does_not_have_are_found() {
        let tour = "Click **Try it**, then **Apply\n3 changes** and **Apply**.\n**The resource names a:1, but b:2 is served.**\n**Sign in**\n**Sing in**\n";
        let tree = Tree::of(&[
            ("docs/tour.md", tour),
            ("ui/src/text/a.ts", "  try: \"Try it\",\n  apply: (count: number) => `Apply ${changes({ count })}`,\n"),
            ("crates/sso-core/src/a.rs", "format!(\"the resource names {found}, but {} is served\", expected)"),
            ("src-tauri/src/words.rs", "const A: &str = \"Sign in\";"),
            ("ui/src/a.tsx", "\"Sing in\""),
        ]);
        assert_eq!(
            words(&tree),
            [Violation::at("docs/tour.md", 2, "Apply"), Violation::at("docs/tour.md", 5, "Sing in")]
        );
    }

    #[test]
    fn an_item_of_the_tray_that_is_not_told_is_found() {
        let tree = Tree::of(&[
            (
                MENU,
                "use crate::words::tray as words;\nitem(Item::Open, words::OPEN)?; of(words::STOP_IT, words::QUIT);",
            ),
            (MENU_WORDS, "pub const OPEN: &str = \"Open Hallpass\";\npub const QUIT: &str = \"Quit\";\n"),
            ("README.md", "    Open Hallpass\n    Quit it\n"),
            ("docs/desktop.md", "| **Quit** |\n"),
        ]);
        let expected = [("docs/desktop.md", "has no **Open Hallpass**"), ("README.md", "has no line `    Quit`")];
        assert_eq!(menu(&tree), expected.map(|(path, what)| Violation::of_file(path, what)));
    }

    #[test]
    fn a_value_stands_for_itself() {
        for (literal, words, same) in [
            ("Open", "Open", true),
            ("open a file", "Open a file.", true),
            ("Open", "Opens", false),
            ("Apply ${changes(count)}", "Apply 3 changes", true),
            ("${count} more", "3 more", false),
            ("Apply ${count} changes", "Apply 3 change", false),
            ("{} and {}", "this and that", false),
        ] {
            assert_eq!(says(literal, words), same, "{literal}: {words}");
        }
    }
}
