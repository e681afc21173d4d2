use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::TokenVersionUnknown,
        severity: Severity::Error,
        summary: "the token version is none that there is",
        meaning: "requestedAccessTokenVersion is 1, 2 or null, and null means 1. Entra refuses anything else.",
        fix: &["Manifest, api.requestedAccessTokenVersion: 2", UPDATE],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(version) = subject.registration.api.requested_access_token_version else { return Vec::new() };
    if matches!(version, 1 | 2) {
        return Vec::new();
    }
    let title = format!("there is no token version {version}");
    vec![
        Finding::of(rule, title, "There are 1 and 2. Entra refuses anything else.")
            .with_evidence([subject.value("api.requestedAccessTokenVersion", version.to_string())]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn neither_1_nor_2() {
        for version in [0, 3, 255] {
            let finding = broken(|registration| registration.api.requested_access_token_version = Some(version));
            assert_eq!(told(&finding), (Code::TokenVersionUnknown, Severity::Error, "api.requestedAccessTokenVersion"));
            assert_eq!(finding.title, format!("there is no token version {version}"));
        }
    }
}
