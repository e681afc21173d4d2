use addin_manifest::{ProblemKind, Span, excerpt};

use super::ManifestRule;
use super::encoding_mismatch::AS_UTF8;
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
        fix: &[IN_XML, DECLARATION, IN_JSON, AS_UTF8, TEMPLATE, CONFLICT, UNFINISHED, AGAIN],
        would_cause: &[],
    },
    check,
};

const IN_XML: &str = "correct the text at this place; in XML write &amp; for & and close each element";
const DECLARATION: &str = "take out what stands before <?xml: the XML declaration is the very beginning of a file, and \
                           not even a blank line may come before it";
const IN_JSON: &str = "correct the text at this place; JSON takes neither comments nor a comma behind the last item";
const TEMPLATE: &str =
    "check what is made from it: the file is a template, and Office reads only what a build step writes";
const CONFLICT: &str = "resolve the merge conflict: keep one of the two versions, and take out the lines of <, = and >";
const UNFINISHED: &str = "write the rest of the file: it ends before its last object or array is closed";
const AGAIN: &str = "check again: a file may have several such mistakes";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let language = if subject.is_xml() { "XML" } else { "JSON" };
    let problems = subject.problems(|kind| match kind {
        ProblemKind::NotWellFormed(words) => Some(words),
        _ => None,
    });
    for (span, words) in problems {
        found.add(span, |rule| {
            let line = line_from(subject.bytes, span.start);
            let whole = whole_line(subject.bytes, span);
            let unfinished = words.starts_with("EOF while parsing");
            let words = if unfinished { "the file ends too soon" } else { words };
            let title = format!("the manifest is not well-formed {language}: {words}");
            let first = if is_of_encoding(words) {
                if subject.is_xml() { AS_UTF8 } else { "save the file as UTF-8" }
            } else if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| whole.starts_with(mark)) {
                CONFLICT
            } else if whole.contains("<%") || line.starts_with("{{") || line.starts_with("{%") {
                TEMPLATE
            } else if unfinished {
                UNFINISHED
            } else if words == "unexpected XML declaration" || words.starts_with("an XML declaration stands only") {
                DECLARATION
            } else if subject.is_xml() {
                IN_XML
            } else {
                IN_JSON
            };
            Finding::of(rule, title, "Office reads nothing of a file that is not well-formed.")
                .with_evidence([subject.evidence(span, &line)])
                .with_fix([first, AGAIN])
        });
    }
}

/// Whether the words of the reader speak of bytes, and not of what they say.
fn is_of_encoding(words: &str) -> bool {
    ["the bytes at this place are not", "a second byte order mark", "UTF-16 without a byte order mark"]
        .iter()
        .any(|beginning| words.starts_with(beginning))
        || (words.starts_with("the XML declaration names")
            && (words.contains(", but the text is") || words.contains("encoding")))
}

/// The line in which a place stands, from its beginning.
fn whole_line(bytes: &[u8], span: Span) -> String {
    // Only its beginning is looked at; the number is even, for files in UTF-16.
    let before = excerpt(bytes, Span::new(span.start.saturating_sub(64), span.start));
    let beginning = before.rsplit(['\r', '\n']).next().unwrap_or_default();
    format!("{beginning}{}", line_from(bytes, span.start))
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

        for (healthy, from, to, step) in [
            (TASK_PANE, "  <Hosts>", "<<<<<<< HEAD\n  <Hosts>", super::CONFLICT),
            (TASK_PANE, "  <Hosts>", "=======\n  <Hosts></b>", super::IN_XML),
            (UNIFIED, "  \"extensions\"", "<<<<<<< HEAD\n  \"extensions\"", super::CONFLICT),
            (TASK_PANE, "<Id>0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11</Id>", "<Id><%= id %></Id>", super::TEMPLATE),
            (UNIFIED, "\n}\n", "", super::UNFINISHED),
            (TASK_PANE, "  <Hosts>", "<?xml version='1.0'?>  <Hosts>", super::DECLARATION),
            (TASK_PANE, "<OfficeApp ", "<?xml version='1.0' encoding='utf-16'?><OfficeApp ", super::AS_UTF8),
        ] {
            let finding = broken(healthy, from, to);
            assert_eq!((finding.code, &*finding.fix[0]), (Code::NotWellFormed, step), "{finding:?}");
            assert!(!finding.title.contains("EOF"), "{finding:?}");
        }
        let latin =
            TASK_PANE.replace("localhost", "caf\u{e9}").chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<_>>();
        let findings = crate::rules::manifest::check_manifest(&addin_manifest::read(&latin), &latin, None);
        assert_eq!((findings[0].code, &*findings[0].fix[0]), (Code::NotWellFormed, super::AS_UTF8));
        let latin = [&UNIFIED.as_bytes()[..UNIFIED.len() - 2], b", \"a\": \"\xe9\"}"].concat();
        let findings = crate::rules::manifest::check_manifest(&addin_manifest::read(&latin), &latin, None);
        assert_eq!((findings[0].code, &*findings[0].fix[0]), (Code::NotWellFormed, "save the file as UTF-8"));

        let finding = broken(UNIFIED, "\"extensions\": [", "\"extensions\" [");
        assert_eq!(finding.title, "the manifest is not well-formed JSON: expected `:`");
        assert_eq!(place(&finding), (3, 16));
    }
}
