use addin_manifest::{Edit, OverridesKind, Span, VersionOverrides, excerpt};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverrideTypeMismatch,
        severity: Severity::Error,
        summary: "the xsi:type of a VersionOverrides is missing or does not fit its namespace",
        meaning: "Namespace and type go in pairs: VersionOverridesV1_0 with the task pane, the content and the \
                first mail namespace, VersionOverridesV1_1 with …/mailappversionoverrides/1.1 only. For task \
                panes there is no V1_1. Office passes over a VersionOverrides whose pair does not fit. In mail the \
                place says which of the two is wrong: a nested one is V1_1 in …/1.1, the one around it V1_0.",
        fix: &[
            "write the xsi:type that belongs to the namespace",
            "write the namespace that belongs to the xsi:type, where the place of the element says that it is meant",
        ],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for overrides in &subject.manifest.overrides {
        let Some(expected) = overrides.kind.xsi_type() else { continue };
        // The prefix of a qualified name says nothing.
        let written = overrides.xsi_type.as_ref();
        if written.is_some_and(|written| written.value.rsplit(':').next() == Some(expected)) {
            continue;
        }
        if let (Some(written), Some(namespace)) = (written, namespace_of_the_place(overrides)) {
            found.add(written.span, |rule| {
                let title = format!(
                    "VersionOverrides is of type {}, but its namespace is {}",
                    written.value, overrides.namespace
                );
                let detail = "The type fits the place where the element stands; the namespace does not.";
                Finding::of(rule, title, detail)
                    .with_evidence([subject.value(written)])
                    .with_fix([format!("write xmlns=\"{namespace}\" in this start tag")])
                    .with_edits(namespace_changed(subject, overrides, namespace))
            });
            continue;
        }
        found.add(written.map_or(overrides.span, |written| written.span), |rule| {
            let (title, evidence) = match written {
                None => {
                    (format!("VersionOverrides has no xsi:type; it is {expected}"), subject.element(overrides.span))
                }
                Some(written) => (
                    format!("VersionOverrides is of type {}, but its namespace goes with {expected}", written.value),
                    subject.value(written),
                ),
            };
            let fix = format!(
                "write xsi:type=\"{expected}\" in this start tag, with xsi bound to \
                 http://www.w3.org/2001/XMLSchema-instance"
            );
            Finding::of(rule, title, format!("Its namespace is {}.", overrides.namespace))
                .with_evidence([evidence])
                .with_fix([fix])
                .with_edits(edits(subject, overrides, expected))
        });
    }
}

/// The namespace of mail that goes with the type of a `VersionOverrides`, where its place goes with that type, too, and
/// its own namespace with neither: nested it is 1.1, as a child of `OfficeApp` 1.0.
pub(super) fn namespace_of_the_place(overrides: &VersionOverrides) -> Option<&'static str> {
    let written = overrides.xsi_type.as_ref()?.value.rsplit(':').next()?;
    match (overrides.kind, overrides.inside, written) {
        (OverridesKind::Mail1_0, Some(_), "VersionOverridesV1_1") => {
            Some("http://schemas.microsoft.com/office/mailappversionoverrides/1.1")
        }
        (OverridesKind::Mail1_1, None, "VersionOverridesV1_0") => {
            Some("http://schemas.microsoft.com/office/mailappversionoverrides")
        }
        _ => None,
    }
}

/// In the declaration of the element, or with one of its own where it has that of the element around it. With a prefix
/// its children have that prefix, too, which is left to people.
fn namespace_changed(subject: &Subject<'_>, overrides: &VersionOverrides, namespace: &str) -> Vec<Edit> {
    if let Some(declared) = overrides.namespace_span {
        return subject.edits_to_replace(declared, namespace);
    }
    const NAME: &str = "<VersionOverrides";
    if !subject.with_edits || !excerpt(subject.bytes, overrides.start_tag).starts_with(NAME) {
        return Vec::new();
    }
    // A file in UTF-16 is left to people: the tag does not begin with these bytes.
    if !overrides.start_tag.of(subject.bytes).starts_with(NAME.as_bytes()) {
        return Vec::new();
    }
    let at = overrides.start_tag.start + NAME.len();
    vec![Edit { span: Span::new(at, at), replacement: format!(" xmlns=\"{namespace}\"").into_bytes() }]
}

fn edits(subject: &Subject<'_>, overrides: &VersionOverrides, expected: &str) -> Vec<Edit> {
    if !subject.with_edits {
        return Vec::new();
    }
    match &overrides.xsi_type {
        // In mail the namespace may as well be the one that is wrong.
        Some(written) if matches!(overrides.kind, OverridesKind::TaskPane1_0 | OverridesKind::Content1_0) => {
            let prefix = written.value.rfind(':').map_or("", |colon| &written.value[..=colon]);
            subject.edits_to_replace(written.span, &format!("{prefix}{expected}"))
        }
        Some(_) => Vec::new(),
        None => type_added(subject, overrides, expected).into_iter().collect(),
    }
}

/// With the prefix that the root uses for its own type. The file is read again: that prefix may be bound anew between the
/// two. A file in another encoding than UTF-8 is left to people.
fn type_added(subject: &Subject<'_>, overrides: &VersionOverrides, expected: &str) -> Option<Edit> {
    let before = subject.bytes.get(..subject.manifest.xsi_type.as_ref()?.span.start)?;
    let attribute = before.rsplit(u8::is_ascii_whitespace).find(|word| word.contains(&b'='))?;
    let prefix = std::str::from_utf8(attribute).ok()?.split_once(":type")?.0;
    // Names of types stand in the namespace of the element: they have its prefix, if it has one.
    let tag = std::str::from_utf8(overrides.start_tag.of(subject.bytes)).ok()?;
    let own = tag.strip_prefix('<')?.split_once("VersionOverrides")?.0;
    let length = if tag.ends_with("/>") { 2 } else { 1 };
    let at = overrides.start_tag.end.checked_sub(length)?;
    let replacement = format!(" {prefix}:type=\"{own}{expected}\"").into_bytes();
    let edit = Edit { span: Span::new(at, at), replacement };
    let again = addin_manifest::read(&addin_manifest::apply(subject.bytes, std::slice::from_ref(&edit)));
    let read = again.overrides.iter().find(|again| again.span.start == overrides.span.start)?;
    (read.xsi_type.as_ref()?.value.rsplit(':').next() == Some(expected)).then_some(edit)
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, codes, findings, place};

    #[test]
    fn pairs() {
        let finding = broken(TASK_PANE, "VersionOverridesV1_0", "VersionOverridesV1_1");
        assert_eq!(finding.code, Code::OverrideTypeMismatch);
        assert_eq!(
            finding.title,
            "VersionOverrides is of type VersionOverridesV1_1, but its namespace goes with VersionOverridesV1_0"
        );
        assert_eq!(finding.evidence[0].text, "VersionOverridesV1_1");
        assert_eq!(finding.edits[0].replacement, b"VersionOverridesV1_0");

        let finding = broken(MAIL, " xsi:type=\"VersionOverridesV1_1\"", "");
        assert_eq!(finding.title, "VersionOverrides has no xsi:type; it is VersionOverridesV1_1");
        assert_eq!(place(&finding), (8, 5));
        assert_eq!(finding.edits[0].replacement, b" xsi:type=\"VersionOverridesV1_1\"");

        // Which of the two is wrong, only people know.
        let mail = " xsi:type=\"VersionOverridesV1_1\"";
        let finding = broken(MAIL, mail, &mail.replace("1_1", "1_0"));
        assert_eq!(finding.edits, []);

        assert_eq!(codes(&TASK_PANE.replace("\"VersionOverridesV1_0\"", "\"ov:VersionOverridesV1_0\"")), []);
    }

    /// The place says that the namespace is wrong: that is one finding, and none of the place.
    #[test]
    fn in_mail_the_place_says_which_of_the_two_is_wrong() {
        let mail = "http://schemas.microsoft.com/office/mailappversionoverrides";
        let later = format!("{mail}/1.1");
        for (from, to, line, right) in [
            (format!(" xmlns=\"{later}\""), String::new(), 8, &*later),
            (format!("\"{later}\""), format!("\"{mail}\""), 8, &*later),
        ] {
            let finding = broken(MAIL, &from, &to);
            assert_eq!((finding.code, place(&finding).0), (Code::OverrideTypeMismatch, line));
            assert_eq!(
                finding.title,
                format!("VersionOverrides is of type VersionOverridesV1_1, but its namespace is {mail}")
            );
            assert_eq!(finding.fix, [format!("write xmlns=\"{right}\" in this start tag")]);
            let written = String::from_utf8_lossy(&finding.edits[0].replacement);
            assert!(written.contains(right), "{written}");
        }
        let outer = MAIL.replace(&format!("\"{mail}\""), &format!("\"{later}\""));
        let finding = findings(&outer, None).into_iter().find(|finding| place(finding).0 == 6).unwrap();
        assert_eq!((finding.code, &*finding.edits[0].replacement), (Code::OverrideTypeMismatch, mail.as_bytes()));
        assert!(!codes(&outer).contains(&Code::OverrideMisplaced), "{:?}", codes(&outer));
    }
}
