use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ServicePrincipalDisabled,
        severity: Severity::Error,
        summary: "the application is disabled in the tenant",
        meaning: "Enabled for users to sign-in is No on its enterprise application: nobody in this tenant gets a token \
                for it. An administrator set it, perhaps on purpose. Only checked where the service principal was \
                read; each tenant has one of its own.",
        fix: &[
            "Enterprise applications, the application, Properties: Enabled for users to sign-in, Yes",
            UPDATE,
            "ask the administrator of the tenant why it is off",
        ],
        would_cause: &["13007", "AADSTS7000112"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.service_principal.and_then(|principal| principal.account_enabled) != Some(false) {
        return Vec::new();
    }
    let title = "the application is disabled in the tenant: Enabled for users to sign-in is No";
    let detail = "Nobody in this tenant gets a token for it.";
    let evidence = subject.value("servicePrincipal.accountEnabled", "false");
    vec![Finding::of(rule, title, detail).with_evidence([evidence])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    fn with(enabled: Option<bool>) -> impl Fn(&mut Healthy) {
        move |healthy| healthy.service_principal.as_mut().unwrap().account_enabled = enabled
    }

    #[test]
    fn it_is_off() {
        let finding = Healthy::localhost().broken(with(Some(false)));
        let property = "servicePrincipal.accountEnabled";
        assert_eq!(told(&finding), (Code::ServicePrincipalDisabled, Severity::Error, property));
    }

    #[test]
    fn nobody_looked() {
        Healthy::localhost().stays_silent(with(None));
        Healthy::localhost().stays_silent(|healthy| healthy.service_principal = None);
    }
}
