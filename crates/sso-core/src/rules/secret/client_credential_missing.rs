use super::credentials::all;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientCredentialMissing,
        severity: Severity::Warning,
        summary: "the application has neither a client secret nor a certificate, and On-Behalf-Of needs one",
        meaning: "A server that exchanges Office's token for one of Microsoft Graph proves with a secret or a \
                certificate which application it is. An add-in that only wants to know who the user is needs neither. \
                Graph lists what is there, without the values; a federated credential is kept elsewhere, and Hallpass \
                does not see it here. Only checked where a plan with legacy SSO is known.",
        fix: &[
            "Certificates & secrets, New client secret: copy its Value at once, the portal shows it this one time",
            "leave it if no server exchanges tokens, or if it has a federated credential",
        ],
        would_cause: &["AADSTS7000218"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let is_needed = subject.plan.is_some_and(|plan| plan.needs_secret());
    if !is_needed || !all(subject).is_empty() {
        return Vec::new();
    }
    let title = "the application has neither a client secret nor a certificate";
    let detail = "A server cannot exchange Office's token for one of Microsoft Graph without one.";
    let evidence = ["passwordCredentials", "keyCredentials"].map(|property| subject.value(property, "[]"));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::registration::KeyCredential;
    use crate::rules::registration::testing::{Healthy, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn neither_of_the_two() {
        let finding = Healthy::localhost().breaks(|registration| registration.password_credentials.clear());
        assert_eq!(told(&finding), (Code::ClientCredentialMissing, Severity::Warning, "passwordCredentials"));
    }

    #[test]
    fn a_certificate_is_enough() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.password_credentials.clear();
            healthy.registration.key_credentials = vec![KeyCredential::default()];
        });
    }

    #[test]
    fn nobody_said_that_a_server_needs_one() {
        assert_eq!(codes(|registration| registration.password_credentials.clear()), []);
    }
}
