use addin_manifest::OverridesKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverridesOnlyForSso,
        severity: Severity::Info,
        summary: "a VersionOverrides holds nothing but WebApplicationInfo",
        meaning: "The schema allows it, but no page of Microsoft's shows it for a task pane, so Office may read it or \
                not: try it in each host. In a content add-in the schema has nothing else there; that Office reads it \
                is not verified either. In mail 1.1 it is a warning: a nested VersionOverrides inherits nothing, so \
                the buttons of the one around it vanish where Outlook reads the nested one.",
        fix: &[
            "try the add-in in each host: getAccessToken answers 13000 where the element is not read",
            "in mail repeat Requirements, Hosts and Resources in the nested VersionOverridesV1_1",
        ],
        would_cause: &["13000"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    for (index, overrides) in manifest.overrides.iter().enumerate() {
        if overrides.children != 1 || !subject.infos().any(|info| info.inside == Some(index)) {
            continue;
        }
        let (severity, step, detail) = match overrides.kind {
            OverridesKind::TaskPane1_0 => {
                (Severity::Info, 0, "Office may read it there or not: no page of Microsoft's shows it.")
            }
            OverridesKind::Content1_0 => {
                (Severity::Info, 0, "The schema has nothing else there; that Office reads it is not verified.")
            }
            OverridesKind::Mail1_1 => {
                (Severity::Warning, 1, "It inherits nothing: buttons of the VersionOverrides around it vanish.")
            }
            // What is wrong there, other rules say.
            OverridesKind::Mail1_0 | OverridesKind::Unknown => continue,
        };
        found.add_as(severity, overrides.span, |rule| {
            Finding::of(rule, "VersionOverrides holds nothing but WebApplicationInfo", detail)
                .with_evidence([subject.element(overrides.span)])
                .with_fix([rule.fix[step]])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{CONTENT, MAIL, TASK_PANE, broken};
    use crate::{Code, Severity};

    #[test]
    fn nothing_else() {
        let info = &TASK_PANE[TASK_PANE.find("    <WebApplicationInfo>").unwrap()..TASK_PANE.find("    <Equ").unwrap()];
        let start = TASK_PANE.find("    <Hosts>").unwrap();
        let end = TASK_PANE.find("  </VersionOverrides>").unwrap();
        let finding = broken(TASK_PANE, &TASK_PANE[start..end], info);
        assert_eq!((finding.code, finding.severity), (Code::OverridesOnlyForSso, Severity::Info));
        // A comment is nothing.
        let finding = broken(TASK_PANE, &TASK_PANE[start..end], &format!("{info}<!-- -->"));
        assert_eq!(finding.code, Code::OverridesOnlyForSso);

        let finding = broken(MAIL, "      <Resources/>\n", "");
        assert_eq!((finding.code, finding.severity), (Code::OverridesOnlyForSso, Severity::Warning));

        let findings = crate::rules::manifest::testing::findings(CONTENT, None);
        assert_eq!(
            findings.iter().map(|finding| (finding.code, finding.severity)).collect::<Vec<_>>(),
            [(Code::OverridesOnlyForSso, Severity::Info)]
        );
    }
}
