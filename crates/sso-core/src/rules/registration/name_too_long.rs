use super::{RegistrationRule, Subject};
use crate::limit::Limits;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::NameTooLong,
        severity: Severity::Error,
        summary: "the name of the application is too long",
        meaning: "A name has at most 120 characters, 90 where personal Microsoft accounts are among the account types. \
                Entra refuses a longer one.",
        fix: &["Branding & properties, Name: write a shorter one"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let name = &subject.registration.display_name;
    let Limits { name: most, whose, .. } = subject.limits();
    let length = name.chars().count();
    if length <= *most {
        return Vec::new();
    }
    let title = format!("the name has {length} characters; Entra takes {most}{whose}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving a registration with this name is refused."))
            .with_evidence([subject.value("displayName", name)]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn fewer_characters_with_personal_accounts() {
        for (healthy, most) in [(Healthy::localhost(), 120), (Healthy::production(), 120), (Healthy::personal(), 90)] {
            healthy.clone().stays_silent(|healthy| healthy.registration.display_name = "ä".repeat(most));
            let finding = healthy.breaks(|registration| registration.display_name = "ä".repeat(most + 1));
            assert_eq!(told(&finding), (Code::NameTooLong, Severity::Error, "displayName"));
        }
        let finding = Healthy::personal().breaks(|registration| registration.display_name = "a".repeat(100));
        assert_eq!(finding.title, "the name has 100 characters; Entra takes 90 with personal accounts");
    }
}
