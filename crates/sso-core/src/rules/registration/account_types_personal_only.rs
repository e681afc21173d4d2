use super::{ACCOUNT_TYPES, RegistrationRule, Subject, UPDATE};
use crate::registration::SignInAudience;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccountTypesPersonalOnly,
        severity: Severity::Error,
        summary: "the application is for personal Microsoft accounts alone",
        meaning: "People use Office with a work or school account above all, and none of those can sign in to such an \
                application. For both kinds there is AzureADandPersonalMicrosoftAccount. Outlook has this single \
                sign-on for work and school accounts only.",
        fix: &[
            "Authentication, Supported account types: choose one with accounts in organizational directories",
            "Manifest, signInAudience: AzureADMyOrg, AzureADMultipleOrgs or AzureADandPersonalMicrosoftAccount, \
                where the page offers no choice",
            UPDATE,
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let audience = subject.registration.sign_in_audience;
    if audience != SignInAudience::PersonalMicrosoftAccount {
        return Vec::new();
    }
    let detail = "No work or school account can sign in, and those are what Office is used with above all.";
    vec![
        Finding::of(rule, "only personal Microsoft accounts can sign in", detail)
            .with_fix(subject.steps(rule, subject.planned_account_types().is_some()))
            .with_evidence([subject.value(ACCOUNT_TYPES, audience.as_str())]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::registration::SignInAudience;
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn whatever_is_planned() {
        let finding = Healthy::personal()
            .breaks(|registration| registration.sign_in_audience = SignInAudience::PersonalMicrosoftAccount);
        assert_eq!(told(&finding), (Code::AccountTypesPersonalOnly, Severity::Error, "signInAudience"));
        assert_eq!(finding.evidence[0].text, "PersonalMicrosoftAccount");
    }
}
