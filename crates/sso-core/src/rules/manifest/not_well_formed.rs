use addin_manifest::{ProblemKind, Span, excerpt};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::NotWellFormed,
        severity: Severity::Error,
        summary: "the file is not well-formed XML or JSON",
        meaning: "Office reads nothing of such a manifest, so nothing else is judged in it. The place is where \
                the reader gave up; the mistake may stand before it, such as an end tag that was left out or a \
                bare & in a URL.",
        fix: &[IN_XML, DECLARATION, IN_JSON, AGAIN],
        would_cause: &[],
    },
    check,
};

const IN_XML: &str = "correct the text at this place; in XML write &amp; for & and close each element";
const DECLARATION: &str = "take out what stands before <?xml: the XML declaration is the very beginning of a file, and \
                           not even a blank line may come before it";
const IN_JSON: &str = "correct the text at this place; JSON takes neither comments nor a comma behind the last item";
const AGAIN: &str = "check again: a file may have several such mistakes";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let language = if subject.is_xml() { "XML" } else { "JSON" };
    let problems = subject.problems(|kind| match kind {
        ProblemKind::NotWellFormed(words) => Some(words),
        _ => None,
    });
    for (span, words) in problems {
        found.add(span, |rule| {
            let title = format!("the manifest is not well-formed {language}: {words}");
            let finding = Finding::of(rule, title, "Office reads nothing of a file that is not well-formed.")
                .with_evidence([subject.evidence(span, &line_from(subject.bytes, span.start))]);
            let first = if words.contains("XML declaration") {
                DECLARATION
            } else if subject.is_xml() {
                IN_XML
            } else {
                IN_JSON
            };
            finding.with_fix([first, AGAIN])
        });
    }
}

/// The rest of the line, so that the place is found again.
fn line_from(bytes: &[u8], start: usize) -> String {
    // More is not shown.
    let rest = excerpt(bytes, Span::new(start, start.saturating_add(1024)));
    rest.split(['\r', '\n']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, place};

    #[test]
    fn xml_and_json() {
        let finding = broken(TASK_PANE, "</Resource>", "");
        assert_eq!(finding.code, Code::NotWellFormed);
        assert!(
            finding.title.starts_with("the manifest is not well-formed XML: expected 'Resource' tag"),
            "{finding:?}"
        );
        assert_eq!(place(&finding), (18, 5));
        assert_eq!(finding.evidence[0].text, "</WebApplicationInfo>");

        let finding = broken(TASK_PANE, TASK_PANE, &format!("\n<?xml version=\"1.0\"?>\n{TASK_PANE}"));
        assert!(finding.fix[0].starts_with("take out what stands before <?xml"), "{finding:?}");

        let finding = broken(UNIFIED, "\"extensions\": [", "\"extensions\" [");
        assert_eq!(finding.title, "the manifest is not well-formed JSON: expected `:`");
        assert_eq!(place(&finding), (3, 16));
    }
}
