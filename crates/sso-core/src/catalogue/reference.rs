//! `docs/errors.md`, out of the catalogue.

use std::fmt::Write as _;

use super::{CHAPTERS, Entry, entries_of};
use crate::Severity;

const INTRODUCTION: &str = "\
# Errors

What Hallpass knows of the errors that an Office add-in with single sign-on meets: what a code means, why it likely comes,
what to do. `hallpass diagnose` finds these codes in whatever is pasted, and its findings point here. Office's numbers
stand for several causes each: where Entra's number is known too, it says more. Microsoft warns that numbers and texts
change: they are for diagnosis, no program should branch on them.

*Not your fault* stands where neither registration nor manifest nor code bring the error about.

<!-- Generated from crates/sso-core/src/catalogue. Change it there, then run `HALLPASS_BLESS=1 cargo test -p sso-core
catalogue::reference`. -->
";

/// The reference of all codes, in Markdown. Each code has an anchor of its own: itself, in lower case.
pub fn reference_markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for chapter in CHAPTERS {
        // Writing into a string does not fail.
        let _ = write!(text, "\n## {}\n", chapter.title);
        for entry in entries_of(chapter) {
            text.push_str(&section(&entry));
        }
    }
    text.push_str(&crate::diagnose::words_markdown());
    text
}

fn section(entry: &Entry) -> String {
    let mut text = String::new();
    let (first, others) = entry.codes.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
    text.push('\n');
    if !others.is_empty() {
        let anchors = others.iter().map(|code| format!("<a id=\"{}\"></a>", code.to_ascii_lowercase()));
        let _ = writeln!(text, "{}\n", anchors.collect::<String>());
    }
    let _ = writeln!(text, "### {first}\n");
    if !others.is_empty() {
        let others: Vec<_> = others.iter().map(|code| format!("`{code}`")).collect();
        let _ = writeln!(text, "Also {}.\n", others.join(", "));
    }
    for said in &entry.said {
        let _ = writeln!(text, "> {said}\n");
    }
    let mut paragraph = format!("**{}** {}", entry.meaning, escaped(&entry.cause));
    match (entry.severity, entry.not_your_fault) {
        (Severity::Info, _) => paragraph.push_str(" *No error.*"),
        (_, true) => paragraph.push_str(" *Not your fault.*"),
        _ => {}
    }
    let _ = writeln!(text, "{}\n", crate::rules::filled(&paragraph));
    for (number, step) in entry.fix.iter().enumerate() {
        let _ = writeln!(text, "{}. {}", number + 1, escaped(step));
    }
    let from: Vec<_> = entry.source.iter().map(|source| source.title()).collect();
    let _ = writeln!(text, "\n[Read on]({}); from: {}", entry.reference(), from.join("; "));
    text
}

/// What a template names in angle brackets is no HTML.
fn escaped(text: &str) -> String {
    text.replace('<', "&lt;").replace('*', "\\*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "compares with the file in the repository, and writes it when asked to"
    )]
    fn the_reference_in_the_repository_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");
        let fresh = reference_markdown();
        if std::env::var_os("HALLPASS_BLESS").is_some() {
            std::fs::write(path, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            kept == fresh,
            "docs/errors.md is not fresh: run HALLPASS_BLESS=1 cargo test -p sso-core catalogue::reference"
        );
    }
}
