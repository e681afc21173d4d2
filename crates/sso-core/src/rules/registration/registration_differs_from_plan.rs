use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RegistrationDiffersFromPlan,
        severity: Severity::Error,
        summary: "the registration is that of another application than the plan's",
        meaning: "The plan holds the client ID of the registration that is meant. Another client ID means that another \
                registration was read: what is right in it says nothing about the add-in. Only checked where a client \
                ID is known from the profile or the command line.",
        fix: &[
            "read the registration with the client ID of the plan: App registrations, All applications, search for \
                it",
            "correct the plan if this registration is the one that is meant",
        ],
        would_cause: &["13004", "13007"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let planned = subject.plan.and_then(|plan| plan.facts.client_id);
    let (Some(planned), Some(own)) = (planned, subject.registration.app_id) else { return Vec::new() };
    if own == planned {
        return Vec::new();
    }
    let title = format!("the registration's client ID is {own}; the plan's is {planned}");
    let detail = "This is the registration of another application than the one that is planned.";
    vec![Finding::of(rule, title, detail).with_evidence([subject.value("appId", own.to_string())])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, ID, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn another_application() {
        let finding = Healthy::localhost().broken(|healthy| {
            healthy.plan.as_mut().unwrap().facts.client_id = Some(client_id(ANOTHER_ID));
        });
        assert_eq!(told(&finding), (Code::RegistrationDiffersFromPlan, Severity::Error, "appId"));
        assert_eq!(finding.title, format!("the registration's client ID is {ID}; the plan's is {ANOTHER_ID}"));
    }

    #[test]
    fn a_plan_or_an_excerpt_without_a_client_id() {
        Healthy::localhost().stays_silent(|healthy| healthy.plan.as_mut().unwrap().facts.client_id = None);
        Healthy::localhost().stays_silent(|healthy| healthy.registration.app_id = None);
    }
}
