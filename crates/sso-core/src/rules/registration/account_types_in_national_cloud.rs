use super::{ACCOUNT_TYPES, RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccountTypesInNationalCloud,
        severity: Severity::Error,
        summary: "personal Microsoft accounts are among the account types in a national cloud",
        meaning: "The US Government clouds and the one in China have no personal Microsoft accounts: an application \
                there cannot be for them. Only checked where the plan says which cloud it is.",
        fix: &[
            "Authentication, Supported account types: choose accounts in organizational directories only",
            "correct the plan if the registration is in another cloud",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(cloud) = subject.plan.map(|plan| &plan.facts.cloud).filter(|cloud| cloud.is_national()) else {
        return Vec::new();
    };
    if !subject.has_personal_accounts() {
        return Vec::new();
    }
    let title = format!("{} has no personal Microsoft accounts, the account types name them", cloud.name());
    let detail = "An application in a national cloud is for work and school accounts of that cloud.";
    let evidence = subject.value(ACCOUNT_TYPES, subject.registration.sign_in_audience.as_str());
    vec![Finding::of(rule, title, detail).with_evidence([evidence])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Cloud, Code, Severity};

    #[test]
    fn in_each_national_cloud() {
        for cloud in [Cloud::UsGov, Cloud::UsGovDod, Cloud::China] {
            let finding =
                Healthy::personal().broken(|healthy| healthy.plan.as_mut().unwrap().facts.cloud = cloud.clone());
            assert_eq!(told(&finding), (Code::AccountTypesInNationalCloud, Severity::Error, "signInAudience"));
            assert!(finding.title.starts_with(cloud.name()), "{}", finding.title);
            Healthy::production().stays_silent(|healthy| healthy.plan.as_mut().unwrap().facts.cloud = cloud);
        }
    }
}
