use addin_manifest::OverridesKind;

use super::ManifestRule;
use super::found::Found;
use super::override_type_mismatch::namespace_of_the_place;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::MailNeedsV1_1,
        severity: Severity::Error,
        summary: "WebApplicationInfo of a mail add-in stands in VersionOverridesV1_0",
        meaning: "Outlook reads it only in VersionOverridesV1_1, nested as the last child of the V1_0 element; \
                the schema of mail 1.0 has no such element, though some reference pages list Mail 1.0. The nested one inherits nothing: Requirements, \
                Hosts and Resources have to be repeated in it. Beside one in V1_1 the one in V1_0 is a warning.",
        fix: &["move it into the nested VersionOverridesV1_1: hallpass manifest apply does it"],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let stands_in =
        |kind| subject.infos().filter(move |info| subject.overrides_of(info).is_some_and(|o| o.kind == kind));
    let read_at_all = stands_in(OverridesKind::Mail1_1).next().is_some();
    let severity = if read_at_all { Severity::Warning } else { Severity::Error };
    for info in stands_in(OverridesKind::Mail1_0) {
        // Of one that only has the wrong namespace another rule says so, and then Outlook reads it.
        if subject.overrides_of(info).is_some_and(|overrides| namespace_of_the_place(overrides).is_some()) {
            continue;
        }
        found.add_as(severity, info.span, |rule| {
            let (title, edits) = if read_at_all {
                let title = "WebApplicationInfo stands in VersionOverridesV1_0 of mail, too, where the schema has none";
                (title, subject.edits_to_remove(info.span))
            } else {
                let title = "WebApplicationInfo stands in VersionOverridesV1_0 of mail, where Outlook does not read it";
                (title, subject.edits_to_set())
            };
            Finding::of(rule, title, "Outlook reads it only in a nested VersionOverridesV1_1.")
                .with_evidence([subject.element(info.span)])
                .with_edits(edits)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{MAIL, broken, place};
    use crate::{Code, Severity};

    #[test]
    fn in_v1_0_alone_and_in_both() {
        let start = MAIL.find("      <WebApplicationInfo>").unwrap();
        let end = MAIL.find("    </VersionOverrides>").unwrap();
        let info = &MAIL[start..end];
        let resources = "    <Resources/>\n    <V";
        let both = MAIL.replace(resources, &format!("    <Resources/>\n{info}    <V"));
        let finding = broken(MAIL, MAIL, &both);
        assert_eq!((finding.code, finding.severity), (Code::MailNeedsV1_1, Severity::Warning));

        let alone = MAIL.replace(info, "").replace(resources, &format!("    <Resources/>\n{info}    <V"));
        let finding = broken(MAIL, MAIL, &alone);
        assert_eq!((finding.code, finding.severity), (Code::MailNeedsV1_1, Severity::Error));
        assert_eq!(place(&finding), (8, 7));
    }

    #[test]
    fn where_nothing_is_nested_yet() {
        let info =
            &MAIL[MAIL.find("      <WebApplicationInfo>").unwrap()..MAIL.find("    </VersionOverrides>").unwrap()];
        let start = MAIL.find("    <VersionOverrides").unwrap();
        let end = MAIL.find("  </VersionOverrides>\n</OfficeApp>").unwrap();
        let finding = broken(MAIL, &MAIL[start..end], info);
        assert_eq!((finding.code, finding.severity), (Code::MailNeedsV1_1, Severity::Error));
        let edited = finding.edits.iter().map(|edit| String::from_utf8_lossy(&edit.replacement)).collect::<String>();
        assert!(edited.contains("VersionOverridesV1_1") && edited.contains("<WebApplicationInfo>"), "{edited}");
    }
}
