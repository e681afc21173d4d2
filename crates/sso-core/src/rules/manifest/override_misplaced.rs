use addin_manifest::{AppType, OverridesKind};

use super::ManifestRule;
use super::found::Found;
use super::override_type_mismatch::namespace_of_the_place;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::OverrideMisplaced,
        severity: Severity::Error,
        summary: "a VersionOverrides stands where its namespace does not belong",
        meaning: "Each type of add-in has its own namespace of VersionOverrides, as a child of OfficeApp. Only \
                the mail namespace 1.1 is nested: as the last child of a VersionOverrides in the mail namespace \
                1.0.",
        fix: &["move the element to where it belongs, or give it the namespace of this type of add-in"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    for overrides in &manifest.overrides {
        // Said already, as what it is: the wrong namespace.
        if namespace_of_the_place(overrides).is_some() {
            continue;
        }
        let around = overrides.inside.map(|index| manifest.overrides[index].kind);
        let other_app = match (overrides.kind.app_type(), manifest.app_type) {
            (Some(own), Some(app)) if own != app => Some((own, app)),
            _ => None,
        };
        let title = match (other_app, overrides.kind, around) {
            (Some((own, app)), ..) => {
                format!("VersionOverrides is one for {}, but the add-in is a {}", name(own), name(app))
            }
            (None, OverridesKind::Mail1_1, None) => {
                "VersionOverrides of mail 1.1 is not nested in one of mail 1.0".to_owned()
            }
            (None, OverridesKind::TaskPane1_0 | OverridesKind::Content1_0 | OverridesKind::Mail1_0, Some(_)) => {
                "VersionOverrides is nested in another; only the one of mail 1.1 may be".to_owned()
            }
            _ => continue,
        };
        found.add(overrides.span, |rule| {
            let detail = format!("Its namespace is {}.", overrides.namespace);
            Finding::of(rule, title, detail).with_evidence([subject.element(overrides.span)])
        });
    }
}

fn name(app_type: AppType) -> &'static str {
    match app_type {
        AppType::TaskPane => "TaskPaneApp",
        AppType::Content => "ContentApp",
        AppType::Mail => "MailApp",
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, place};

    #[test]
    fn another_type_of_add_in() {
        let finding = broken(TASK_PANE, "\"TaskPaneApp\"", "\"ContentApp\"");
        assert_eq!(finding.code, Code::OverrideMisplaced);
        assert_eq!(finding.title, "VersionOverrides is one for TaskPaneApp, but the add-in is a ContentApp");
        assert_eq!(place(&finding), (5, 3));
    }

    #[test]
    fn nesting() {
        let outer = "  <VersionOverrides xmlns=\"http://schemas.microsoft.com/office/mailappversionoverrides\" \
                     xsi:type=\"VersionOverridesV1_0\">\n    <Resources/>\n";
        let alone = MAIL.replace("    </VersionOverrides>\n  </VersionOverrides>", "    </VersionOverrides>");
        let finding = broken(MAIL, MAIL, &alone.replace(outer, ""));
        assert_eq!(finding.title, "VersionOverrides of mail 1.1 is not nested in one of mail 1.0");

        let nested = TASK_PANE.replace("<EquivalentAddins/>", "<VersionOverrides xsi:type=\"VersionOverridesV1_0\"/>");
        let finding = broken(TASK_PANE, TASK_PANE, &nested);
        assert_eq!(finding.title, "VersionOverrides is nested in another; only the one of mail 1.1 may be");
    }
}
