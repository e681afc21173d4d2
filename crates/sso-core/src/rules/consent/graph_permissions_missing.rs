use super::permissions::of_graph;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::GraphPermissionsMissing,
        severity: Severity::Error,
        summary: "the application lists no permission of Microsoft Graph",
        meaning: "Office asks for profile, and openid goes with it: both are permissions of Microsoft Graph, which the \
                registration has to list. So does each permission that the server uses in On-Behalf-Of. Not asked \
                for where nested app authentication alone is used.",
        fix: &[
            "API permissions, Add a permission, Microsoft Graph, Delegated permissions: openid and profile, and what \
                  the server asks for",
            UPDATE,
        ],
        would_cause: &["13007", "AADSTS650056", "AADSTS65005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.has_legacy_sso() || !of_graph(subject).is_empty() {
        return Vec::new();
    }
    let title = "the application lists no permission of Microsoft Graph";
    let detail = "Office asks for profile, and finds that nobody can consent to it.";
    let listed = subject.registration.required_resource_access.len();
    let text = if listed == 0 {
        "[]".to_owned()
    } else {
        format!("{listed} entries, none of Microsoft Graph with permissions")
    };
    vec![Finding::of(rule, title, detail).with_evidence([subject.value("requiredResourceAccess", text)])]
}

#[cfg(test)]
mod tests {
    use crate::plan::Auth;
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn none_or_of_another_api() {
        let finding = Healthy::localhost().breaks(|registration| registration.required_resource_access.clear());
        assert_eq!(told(&finding), (Code::GraphPermissionsMissing, Severity::Error, "requiredResourceAccess"));
        let finding = broken(|registration| {
            registration.required_resource_access[0].resource_app_id = client_id(ANOTHER_ID);
        });
        assert_eq!(finding.code, Code::GraphPermissionsMissing);
        let finding = broken(|registration| registration.required_resource_access[0].resource_access.clear());
        assert_eq!(finding.code, Code::GraphPermissionsMissing);
    }

    #[test]
    fn nested_app_authentication_asks_by_itself() {
        let mut healthy = Healthy::localhost();
        healthy.plan.as_mut().unwrap().facts.auth = Auth::Naa;
        healthy.registration.required_resource_access.clear();
        assert!(!healthy.codes().contains(&Code::GraphPermissionsMissing));
    }
}
