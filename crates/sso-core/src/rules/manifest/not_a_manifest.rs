use addin_manifest::ProblemKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::NotAManifest,
        severity: Severity::Error,
        summary: "the file is no manifest of an Office add-in",
        meaning: "An add-in only manifest is XML whose root element is OfficeApp; a unified manifest is a JSON \
                object. Both are read in UTF-8. An app package is a ZIP file with the manifest inside.",
        fix: &[
            ITSELF,
            "save it as UTF-8, if it is one in another encoding",
            "split it, or write less into it, if it is too large",
        ],
        would_cause: &[],
    },
    check,
};

const ITSELF: &str = "name the manifest file itself";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let problems = subject.problems(|kind| match kind {
        ProblemKind::NotAManifest(words) => Some(words),
        _ => None,
    });
    for (span, words) in problems {
        found.add(span, |rule| {
            Finding::of(rule, words.clone(), "There is nothing of a manifest to be judged in it.")
                .with_evidence([subject.element(span)])
                .with_fix(match words.as_str() {
                    words if words.contains("save it as UTF-8") => vec![super::encoding_mismatch::AS_UTF8],
                    words if words.contains("ZIP") => vec!["unpack the package, and name the manifest.json in it"],
                    _ => vec![ITSELF],
                })
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::findings;

    #[test]
    fn other_files() {
        for (text, title, shown) in [
            ("<html><body/></html>", "the root element is html, not OfficeApp", "<html>"),
            ("hello", "the file is neither XML nor JSON", ""),
            ("", "the file is empty", ""),
            ("[1]", "the file is JSON, but not an object", "["),
            ("{}", "the file is JSON, but has neither the manifestVersion nor the extensions of a manifest", "{"),
        ] {
            let findings = findings(text, None);
            assert_eq!(findings.len(), 1, "{findings:?}");
            assert_eq!((findings[0].code, findings[0].title.as_str()), (Code::NotAManifest, title));
            assert_eq!(findings[0].evidence[0].text, shown);
            assert_eq!(findings[0].fix, [super::ITSELF]);
        }
    }
}
