use addin_manifest::ProblemKind;

use super::ManifestRule;
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
        fix: &[
            "correct the text at this place; in XML write &amp; for & and close each element",
            "check again: a file may have several such mistakes",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let problems = subject.manifest.problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::NotWellFormed(words) => Some((problem.span, words)),
        _ => None,
    });
    let language = if subject.is_xml() { "XML" } else { "JSON" };
    let findings = problems.map(|(span, words)| {
        let title = format!("the manifest is not well-formed {language}: {words}");
        Finding::of(rule, title, "Office reads nothing of a file that is not well-formed.")
            .with_evidence([subject.evidence(span, &line_from(subject.bytes, span.start))])
    });
    findings.collect()
}

/// The rest of the line, so that the place is found again.
fn line_from(bytes: &[u8], start: usize) -> String {
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
    String::from_utf8_lossy(&rest[..end]).into_owned()
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

        let finding = broken(UNIFIED, "\"extensions\": [", "\"extensions\" [");
        assert_eq!(finding.title, "the manifest is not well-formed JSON: expected `:`");
        assert_eq!(place(&finding), (3, 16));
    }
}
