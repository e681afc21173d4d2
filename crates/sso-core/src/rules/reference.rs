//! `docs/rules.md`, out of the words of the rules.

use std::fmt::Write as _;

use super::{Rule, all};

const INTRODUCTION: &str = "\
# Rules

What Hallpass finds, one chapter a code. A finding's `docs` field points here.

An **error** keeps single sign-on from working or the manifest from being accepted; a **warning** may work, but not for
long, not everywhere or not yet; an **info** is worth knowing. \"Would cause\" names the numbers that Office (13xxx) or
Entra (AADSTS…) would answer. Where a machine may apply the fix, `hallpass manifest check FILE --fix` shows the
difference, and `--write` writes it.

<!-- Generated from crates/sso-core/src/rules. Change it there, then run `HALLPASS_BLESS=1 cargo test -p sso-core
rules::reference`. -->

| Code | Severity | What is wrong |
|---|---|---|
";

/// The reference of all rules, in Markdown.
pub fn reference_markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for Rule { code, severity, summary, .. } in all() {
        // Writing into a string does not fail.
        let _ = writeln!(text, "| [`{code}`](#{code}) | {severity} | {summary} |");
    }
    for rule in all() {
        text.push_str(&chapter(rule));
    }
    text
}

fn chapter(rule: &Rule) -> String {
    let Rule { code, severity, summary, meaning, fix, would_cause } = rule;
    let mut text = format!("\n## {code}\n\n**{severity}**: {summary}.");
    if !would_cause.is_empty() {
        let _ = write!(text, " Would cause {}.", would_cause.join(", "));
    }
    let _ = write!(text, "\n\n{}\n\nWhat to do:\n\n", filled(meaning));
    for (number, step) in fix.iter().enumerate() {
        let _ = writeln!(text, "{}. {step}", number + 1);
    }
    text
}

/// In lines of at most 120 characters, so that a change shows as small as it is.
pub(crate) fn filled(paragraph: &str) -> String {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 120 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn each_code_has_one_rule_in_the_same_order() {
        let codes = all().map(|rule| rule.code).collect::<Vec<_>>();
        assert_eq!(codes, Code::ALL);
    }

    #[test]
    fn words_keep_to_the_style() {
        for rule in all() {
            let code = rule.code;
            assert!(!rule.summary.ends_with('.') && !rule.summary.contains('\n'), "{code}: summary");
            assert!(rule.meaning.ends_with('.'), "{code}: meaning is made of sentences");
            assert!(!rule.fix.is_empty(), "{code}: a finding says what to do");
            assert!(rule.fix.iter().all(|step| !step.ends_with('.')), "{code}: a step has no full stop");
            let number = |text: &&str| text.trim_start_matches("AADSTS").bytes().all(|byte| byte.is_ascii_digit());
            assert!(rule.would_cause.iter().all(number), "{code}: numbers");
        }
    }

    #[test]
    #[allow(
        clippy::disallowed_methods,
        reason = "compares with the file in the repository, and writes it when asked to"
    )]
    fn the_reference_in_the_repository_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md");
        let fresh = reference_markdown();
        if std::env::var_os("HALLPASS_BLESS").is_some() {
            std::fs::write(path, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            kept == fresh,
            "docs/rules.md is not fresh: run HALLPASS_BLESS=1 cargo test -p sso-core rules::reference"
        );
    }
}
