use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::RequirementSetNamespace,
        severity: Severity::Error,
        summary: "a requirement set stands in the wrong namespace",
        meaning: "Requirements of VersionOverrides is in the namespace of that element, but Sets and Set in it are basic \
                types: bt:Sets and bt:Set, with bt bound to \
                http://schemas.microsoft.com/office/officeappbasictypes/1.0. In Requirements of OfficeApp they have no \
                prefix. An example in Microsoft's pages leaves the prefix out; the schema does not.",
        fix: &[
            "inside of VersionOverrides write <bt:Sets><bt:Set …/></bt:Sets>, with bt bound to \
                http://schemas.microsoft.com/office/officeappbasictypes/1.0",
            "outside of it write <Sets><Set …/></Sets>",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for set in subject.manifest.requirement_sets.iter().filter(|set| !set.in_its_namespace) {
        // No edit: the prefix has to be bound, and both tags of Sets change with it.
        found.add(set.span, |rule| {
            let (title, step) = match set.inside {
                Some(_) => ("a Set inside of VersionOverrides is not in the namespace of basic types", 0),
                None => ("a Set of the base manifest is not in the namespace of OfficeApp", 1),
            };
            Finding::of(rule, title, "It breaks the schema.")
                .with_evidence([subject.element(set.span)])
                .with_fix([rule.fix[step]])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes};

    #[test]
    fn with_and_without_a_prefix() {
        let base = |sets: &str| {
            TASK_PANE
                .replace("  <DefaultSettings>", &format!("  <Requirements>{sets}</Requirements>\n  <DefaultSettings>"))
        };
        let overrides = |sets: &str| {
            TASK_PANE.replace(
                "    <Hosts><Host xsi",
                &format!("    <Requirements>{sets}</Requirements>\n    <Hosts><Host xsi"),
            )
        };
        let plain = "<Sets><Set Name=\"ExcelApi\" MinVersion=\"1.3\"/></Sets>";
        let bt = "<bt:Sets><bt:Set Name=\"ExcelApi\" MinVersion=\"1.3\"/></bt:Sets>";
        assert_eq!((codes(&base(plain)), codes(&overrides(bt))), (vec![], vec![]));

        let finding = broken(TASK_PANE, TASK_PANE, &overrides(plain));
        assert_eq!(finding.code, Code::RequirementSetNamespace);
        assert_eq!(finding.title, "a Set inside of VersionOverrides is not in the namespace of basic types");
        let finding = broken(TASK_PANE, TASK_PANE, &base(bt));
        assert_eq!(finding.title, "a Set of the base manifest is not in the namespace of OfficeApp");
    }
}
