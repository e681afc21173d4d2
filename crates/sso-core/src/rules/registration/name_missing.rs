use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::NameMissing,
        severity: Severity::Error,
        summary: "the application has no name",
        meaning: "People read the name on the page that asks for their consent, and Entra refuses a registration without \
                one. An excerpt may merely have left it out.",
        fix: &["Branding & properties, Name: write the name of the add-in", UPDATE],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.registration.display_name.trim().is_empty() {
        return Vec::new();
    }
    let detail = "People read it on the page that asks for their consent; Entra refuses a registration without one.";
    let evidence = subject.value("displayName", &subject.registration.display_name);
    let is_stated = subject.plan.is_some_and(|plan| plan.stated.name);
    vec![
        Finding::of(rule, "the application has no name", detail)
            .with_fix(subject.steps(rule, is_stated))
            .with_evidence([evidence]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::UPDATE;
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn none_or_blanks() {
        for name in ["", "  "] {
            let finding = broken(|registration| registration.display_name = name.to_owned());
            assert_eq!(told(&finding), (Code::NameMissing, Severity::Error, "displayName"));
        }
    }

    #[test]
    fn an_update_writes_the_name_that_somebody_stated() {
        for is_stated in [true, false] {
            let mut healthy = Healthy::localhost();
            healthy.plan.as_mut().unwrap().stated.name = is_stated;
            let finding = healthy.breaks(|registration| registration.display_name.clear());
            assert_eq!(finding.fix.iter().any(|step| step == UPDATE), is_stated);
        }
    }
}
