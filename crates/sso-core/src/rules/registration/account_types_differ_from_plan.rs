use super::{ACCOUNT_TYPES, RegistrationRule, Subject, UPDATE};
use crate::registration::SignInAudience;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccountTypesDifferFromPlan,
        severity: Severity::Error,
        summary: "the account types are not those of the plan",
        meaning: "The plan's account types decide which authority the server and the dialog sign in at and which issuers \
                the server accepts. An application for one tenant alone is not served at `common` or `organizations`, \
                and nobody of another tenant can sign in. It is a warning where the registration lets in more people \
                than planned, or not yet those with personal accounts. Only checked where the account types of the plan were \
                stated.",
        fix: &[
            "Authentication, Supported account types: choose what the plan says",
            UPDATE,
            "correct the plan if the registration is right",
        ],
        would_cause: &["AADSTS50194", "AADSTS50020"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    use SignInAudience::{
        AzureADMultipleOrgs as Multiple, AzureADMyOrg as One, AzureADandPersonalMicrosoftAccount as All,
        PersonalMicrosoftAccount as Personal,
    };
    let Some(planned) = subject.planned_account_types() else { return Vec::new() };
    let is = subject.registration.sign_in_audience;
    let (severity, would_cause, detail): (_, &[&str], _) = match (planned, is) {
        // Personal accounts alone are wrong whatever is planned: that has a rule of its own.
        (_, Personal) => return Vec::new(),
        (One, One) | (Multiple, Multiple) | (All, All) => return Vec::new(),
        (_, One) => (
            Severity::Error,
            rule.would_cause,
            "Only people of its own tenant can sign in, and only at the authority of that tenant: common and organizations \
             end in AADSTS50194.",
        ),
        (All, _) => (
            Severity::Warning,
            &["AADSTS500208", "AADSTS9002332"],
            "Work and school accounts can sign in, personal Microsoft accounts cannot.",
        ),
        (One | Personal, _) => (
            Severity::Warning,
            &[],
            "People of any tenant can sign in. A server that expects one tenant has to refuse their tokens itself.",
        ),
        (Multiple, _) => (
            Severity::Warning,
            &[],
            "Personal Microsoft accounts can sign in too. A server that does not expect them has to refuse their tokens \
             itself.",
        ),
    };
    let title = format!("the account types are {}, planned are {}", is.as_str(), planned.as_str());
    let finding = Finding::of(rule, title, detail).with_severity(severity);
    let would_cause = would_cause.iter().map(|number| (*number).to_owned()).collect();
    vec![Finding { would_cause, ..finding }.with_evidence([subject.value(ACCOUNT_TYPES, is.as_str())])]
}

#[cfg(test)]
mod tests {
    use SignInAudience::{AzureADMultipleOrgs, AzureADMyOrg, AzureADandPersonalMicrosoftAccount};

    use crate::plan::AccountTypes::{MultiTenant, MultiTenantAndPersonal, SingleTenant};
    use crate::registration::SignInAudience;
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn fewer_and_more_than_planned() {
        for (planned, is, expected) in [
            (MultiTenant, AzureADMyOrg, Some((Severity::Error, "AADSTS50194 AADSTS50020"))),
            (MultiTenantAndPersonal, AzureADMyOrg, Some((Severity::Error, "AADSTS50194 AADSTS50020"))),
            (MultiTenantAndPersonal, AzureADMultipleOrgs, Some((Severity::Warning, "AADSTS500208 AADSTS9002332"))),
            (SingleTenant, AzureADMultipleOrgs, Some((Severity::Warning, ""))),
            (SingleTenant, AzureADandPersonalMicrosoftAccount, Some((Severity::Warning, ""))),
            (MultiTenant, AzureADandPersonalMicrosoftAccount, Some((Severity::Warning, ""))),
            (SingleTenant, AzureADMyOrg, None),
            (MultiTenant, AzureADMultipleOrgs, None),
            (MultiTenantAndPersonal, AzureADandPersonalMicrosoftAccount, None),
        ] {
            let mut healthy = Healthy::localhost();
            healthy.plan.as_mut().unwrap().facts.account_types = planned;
            healthy.registration.sign_in_audience = is;
            let findings = healthy.findings();
            let found = findings.first().map(|finding| (finding.severity, finding.would_cause.join(" ")));
            let expected = expected.map(|(severity, numbers)| (severity, numbers.to_owned()));
            assert_eq!((found, findings.len() < 2), (expected, true), "{planned:?} {is:?}: {findings:#?}");
        }
    }

    /// What stands in the plan then is what a new registration would get.
    #[test]
    fn facts_that_nobody_stated() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.plan.as_mut().unwrap().stated.account_types = false;
            healthy.registration.sign_in_audience = AzureADMultipleOrgs;
        });
    }

    #[test]
    fn single_tenant_but_settings_say_common() {
        let finding = Healthy::production().breaks(|registration| registration.sign_in_audience = AzureADMyOrg);
        assert_eq!(told(&finding), (Code::AccountTypesDifferFromPlan, Severity::Error, "signInAudience"));
        assert_eq!(finding.title, "the account types are AzureADMyOrg, planned are AzureADMultipleOrgs");
    }
}
