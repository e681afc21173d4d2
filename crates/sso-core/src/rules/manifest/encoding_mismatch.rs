use addin_manifest::{Span, excerpt};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::EncodingMismatch,
        severity: Severity::Warning,
        summary: "the file is in another encoding than its XML declaration says, or in one that is not read everywhere",
        meaning: "An XML file says its encoding in its declaration, and by a byte order mark. Where the two say different \
                things, or where letters are in an encoding such as ISO-8859-1, some platforms may refuse the file or \
                show other letters. UTF-8 is read everywhere.",
        fix: &[AS_UTF8],
        would_cause: &[],
    },
    check,
};

/// What there is to do about any encoding.
pub(super) const AS_UTF8: &str = "save the file as UTF-8, and write encoding=\"UTF-8\" in the XML declaration";

/// No declaration is longer.
const DECLARATION: usize = 512;

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let beginning = excerpt(subject.bytes, Span::new(0, subject.bytes.len().min(DECLARATION)));
    let Some(declared) = declared(&beginning) else { return };
    let is_utf8 = matches!(declared.to_ascii_uppercase().as_str(), "UTF-8" | "UTF8");
    let wide = matches!(subject.bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]);
    let title = match (wide, is_utf8) {
        (true, true) => "the XML declaration says UTF-8, but the file is in UTF-16".to_owned(),
        (true, false) | (false, true) => return,
        (false, false) if subject.bytes.is_ascii() => return,
        (false, false) => match std::str::from_utf8(subject.bytes) {
            Ok(_) => format!("the XML declaration says {declared}, but the file is in UTF-8"),
            Err(_) => format!("the file is in {declared}, which is not read everywhere"),
        },
    };
    // No edit: it would change every letter that is not ASCII.
    found.add(Span::new(0, 0), |rule| {
        Finding::of(rule, title, "Some platforms may refuse the file, or show other letters.")
            .with_evidence([subject.element(Span::new(0, subject.bytes.len().min(DECLARATION)))])
    });
}

/// What an XML declaration names as the encoding.
fn declared(beginning: &str) -> Option<&str> {
    let declaration = beginning.trim_start_matches('\u{FEFF}').strip_prefix("<?xml")?.split_once("?>")?.0;
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::check_manifest;
    use crate::rules::manifest::testing::TASK_PANE;
    use crate::{Code, Severity};

    fn titles(bytes: &[u8]) -> Vec<String> {
        let findings = check_manifest(&addin_manifest::read(bytes), bytes, None);
        assert!(
            findings
                .iter()
                .all(|finding| (finding.code, finding.severity) == (Code::EncodingMismatch, Severity::Warning)),
            "{findings:#?}"
        );
        findings.into_iter().map(|finding| finding.title).collect()
    }

    #[test]
    fn what_is_said_and_what_is() {
        let text = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>\n<!-- \u{e9} -->{TASK_PANE}");
        let wide = |text: &str| {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        };
        let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>();
        let utf16 = "the XML declaration says UTF-8, but the file is in UTF-16";
        let said = "the XML declaration says ISO-8859-1, but the file is in UTF-8";
        let is = "the file is in ISO-8859-1, which is not read everywhere";
        assert_eq!(titles(&wide(&text("UTF-8"))), [utf16]);
        assert_eq!(titles(text("ISO-8859-1").as_bytes()), [said]);
        assert_eq!(titles(&latin(&text("ISO-8859-1"))), [is]);
        for right in [wide(&text("utf-16")), text("utf-8").into_bytes(), wide(TASK_PANE), TASK_PANE.into()] {
            assert_eq!(titles(&right), Vec::<String>::new());
        }
        // Letters of ASCII are the same in both.
        assert_eq!(titles(text("ISO-8859-1").replace('\u{e9}', "e").as_bytes()), Vec::<String>::new());
    }
}
