use super::permissions::{lists, of_graph};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, GraphPermission, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionOfPlanMissing,
        severity: Severity::Warning,
        summary: "a permission of the plan is not listed",
        meaning: "An administrator who consents to the application consents to what it lists. On-Behalf-Of shows no \
                page: a permission that nobody consented to ends there in AADSTS65001. One that is not listed works \
                only where somebody consented to it in another way. It is an info where nested app authentication alone is \
                used: the task pane asks for consent in a pop-up. Only checked where a plan is known.",
        fix: &[
            "API permissions, Add a permission, Microsoft Graph, Delegated permissions; then Grant admin consent",
            UPDATE,
            "take it out of the plan if the add-in does not use it",
        ],
        would_cause: &["AADSTS65001"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan else { return Vec::new() };
    let graph = of_graph(subject);
    // openid and profile have rules of their own, and so has a list that is empty with legacy SSO.
    if graph.is_empty() && plan.facts.auth.has_legacy_sso() {
        return Vec::new();
    }
    let planned =
        plan.permissions().into_iter().filter(|permission| !matches!(&*permission.name, "openid" | "profile"));
    // One that was given with its GUID is known by nothing else.
    let is_listed =
        |planned: &GraphPermission| lists(subject, &planned.name) || graph.iter().any(|listed| listed.id == planned.id);
    let missing = planned.filter(|permission| !is_listed(permission)).collect::<Vec<_>>();
    if missing.is_empty() {
        return Vec::new();
    }
    let names = missing.iter().map(|permission| &*permission.name).collect::<Vec<_>>().join(" ");
    let title = match missing.len() {
        1 => format!("the permission {names} is in the plan, and not in the registration"),
        count => format!("{count} permissions are in the plan, and not in the registration: {names}"),
    };
    let (severity, detail) = match plan.facts.auth.has_legacy_sso() {
        true => (Severity::Warning, "On-Behalf-Of shows no page on which somebody could consent to it."),
        false => (Severity::Info, "An administrator's consent does not cover it; the task pane asks in a pop-up."),
    };
    let listed = graph.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(" ");
    let evidence = match graph.first() {
        Some(first) => subject.value(format!("requiredResourceAccess[{}].resourceAccess", first.at.0), listed),
        None => subject.value("requiredResourceAccess", "nothing of Microsoft Graph"),
    };
    let mut steps = rule.fix.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
    if let Some(first) = steps.first_mut() {
        *first = format!(
            "API permissions, Add a permission, Microsoft Graph, Delegated permissions: {names}; then Grant admin consent"
        );
    }
    vec![Finding::of(rule, title, detail).with_severity(severity).with_evidence([evidence]).with_fix(steps)]
}

#[cfg(test)]
mod tests {
    use super::super::permissions::testing::without;
    use crate::GraphPermission;
    use crate::plan::Auth;
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn one_or_more() {
        let property = "requiredResourceAccess[0].resourceAccess";
        let finding = Healthy::localhost().breaks(without("User.Read"));
        assert_eq!(told(&finding), (Code::PermissionOfPlanMissing, Severity::Warning, property));
        assert_eq!(finding.title, "the permission User.Read is in the plan, and not in the registration");
        let finding = Healthy::localhost().broken(|healthy| {
            let more = ["Mail.Read", "offline_access"].map(|name| GraphPermission::by_name(name).unwrap());
            healthy.plan.as_mut().unwrap().facts.permissions.extend(more);
        });
        assert_eq!(
            finding.title,
            "2 permissions are in the plan, and not in the registration: Mail.Read offline_access"
        );
    }

    #[test]
    fn nested_app_authentication_asks_in_a_pop_up() {
        let mut healthy = Healthy::localhost();
        let plan = healthy.plan.as_mut().unwrap();
        plan.facts.auth = Auth::Naa;
        healthy.registration = plan.registration();
        let finding = healthy.breaks(|registration| registration.required_resource_access.clear());
        assert_eq!(told(&finding), (Code::PermissionOfPlanMissing, Severity::Info, "requiredResourceAccess"));
    }

    #[test]
    fn without_a_plan() {
        Healthy::localhost().alone().stays_silent(|healthy| without("User.Read")(&mut healthy.registration));
    }
}
