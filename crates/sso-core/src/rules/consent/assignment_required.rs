use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AssignmentRequired,
        severity: Severity::Warning,
        summary: "only users who are assigned to the application may sign in",
        meaning: "Assignment required is Yes on its enterprise application. Whoever is not assigned, by name or through \
                a group, gets no token. That may be meant; the list of who is assigned is not checked. Only checked \
                where the service principal was read; each tenant has one of its own.",
        fix: &[
            "Enterprise applications, the application, Users and groups: assign those who use the add-in",
            "or Properties: Assignment required, No",
        ],
        would_cause: &["AADSTS50105"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.service_principal.and_then(|principal| principal.app_role_assignment_required) != Some(true) {
        return Vec::new();
    }
    let title = "only users who are assigned to the application may sign in: Assignment required is Yes";
    let detail = "Whoever is not assigned gets no token. Who is, was not checked.";
    let evidence = subject.value("servicePrincipal.appRoleAssignmentRequired", "true");
    vec![Finding::of(rule, title, detail).with_evidence([evidence])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    fn with(required: Option<bool>) -> impl Fn(&mut Healthy) {
        move |healthy| healthy.service_principal.as_mut().unwrap().app_role_assignment_required = required
    }

    #[test]
    fn it_is_on() {
        let finding = Healthy::localhost().broken(with(Some(true)));
        let property = "servicePrincipal.appRoleAssignmentRequired";
        assert_eq!(told(&finding), (Code::AssignmentRequired, Severity::Warning, property));
    }

    #[test]
    fn nobody_looked() {
        Healthy::localhost().stays_silent(with(None));
        Healthy::localhost().stays_silent(|healthy| healthy.service_principal = None);
    }
}
