use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoMisplaced,
        severity: Severity::Error,
        summary: "WebApplicationInfo is not a child of a VersionOverrides in the same namespace",
        meaning: "Office looks for it among the children of VersionOverrides only, in the namespace of that \
                element. In OfficeApp itself, inside Host or in another namespace it breaks the schema (\"not a \
                valid child element\") or is passed over.",
        fix: &[
            "move it into VersionOverrides behind Resources: hallpass manifest apply does it",
            "bind its prefix, or leave it out, so that it is in the namespace of VersionOverrides",
        ],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos().filter(|info| subject.is_xml() && info.inside.is_none()) {
        found.add(info.span, |rule| {
            let (title, detail) = match subject.overrides_around(info.span) {
                None => ("WebApplicationInfo stands outside of VersionOverrides", String::new()),
                Some(overrides) if overrides.namespace != info.namespace => (
                    "WebApplicationInfo is in another namespace than VersionOverrides",
                    format!(" Its namespace is {}, that of VersionOverrides {}.", info.namespace, overrides.namespace),
                ),
                Some(_) => ("WebApplicationInfo stands too deep inside of VersionOverrides", String::new()),
            };
            let detail = format!("Office reads it only as a child of VersionOverrides, in the same namespace.{detail}");
            Finding::of(rule, title, detail)
                .with_evidence([subject.element(info.span)])
                .with_edits(subject.edits_to_set())
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken};

    #[test]
    fn outside_too_deep_and_in_another_namespace() {
        let info = &TASK_PANE[TASK_PANE.find("<WebApplicationInfo>").unwrap()..];
        let info = &info[..info.find("</WebApplicationInfo>").unwrap() + "</WebApplicationInfo>".len()];
        let without = TASK_PANE.replace(info, "");

        let outside = without.replace("  <VersionOverrides", &format!("{info}<VersionOverrides"));
        let finding = broken(TASK_PANE, TASK_PANE, &outside);
        assert_eq!(finding.code, Code::WebApplicationInfoMisplaced);
        assert_eq!(finding.title, "WebApplicationInfo stands outside of VersionOverrides");

        let deep = without.replace("</DesktopFormFactor>", &format!("{info}</DesktopFormFactor>"));
        let finding = broken(TASK_PANE, TASK_PANE, &deep);
        assert_eq!(finding.title, "WebApplicationInfo stands too deep inside of VersionOverrides");

        let foreign = "<WebApplicationInfo xmlns=\"http://schemas.microsoft.com/office/appforoffice/1.1\">";
        let finding = broken(TASK_PANE, "<WebApplicationInfo>", foreign);
        assert_eq!(finding.title, "WebApplicationInfo is in another namespace than VersionOverrides");
    }
}
