use serde_json::Value;

use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RegistrationDisabledByMicrosoft,
        severity: Severity::Error,
        summary: "Microsoft disabled the application",
        meaning: "disabledByMicrosoftStatus is null or NotDisabled in a registration that may be used. Anything else, such \
                as DisabledDueToViolationOfServicesAgreement, means that Microsoft took the application out of use. No \
                setting of the registration changes that.",
        fix: &[
            "ask Microsoft support for the review of the application, as its owner",
            "for tests meanwhile, make another registration: hallpass registration create",
        ],
        would_cause: &["AADSTS7000112"],
    },
    check,
};

const PROPERTY: &str = "disabledByMicrosoftStatus";

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let status = match subject.registration.other.get(PROPERTY) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::String(status)) => status.clone(),
        Some(other) => other.to_string(),
    };
    if status == "NotDisabled" {
        return Vec::new();
    }
    let title = format!("Microsoft disabled the application: {status}");
    let detail = "Nobody signs in to it, and no setting of the registration changes that.";
    vec![Finding::of(rule, title, detail).with_evidence([subject.value(PROPERTY, status)])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn whatever_the_reason() {
        let disabled = "DisabledDueToViolationOfServicesAgreement";
        let finding = broken(|registration| {
            registration.other.insert("disabledByMicrosoftStatus".to_owned(), disabled.into());
        });
        assert_eq!(
            told(&finding),
            (Code::RegistrationDisabledByMicrosoft, Severity::Error, "disabledByMicrosoftStatus")
        );
        assert_eq!(finding.title, format!("Microsoft disabled the application: {disabled}"));
    }

    #[test]
    fn not_disabled() {
        for status in [serde_json::Value::Null, "NotDisabled".into()] {
            Healthy::localhost().stays_silent(|healthy| {
                healthy.registration.other.insert("disabledByMicrosoftStatus".to_owned(), status);
            });
        }
    }
}
