use crate::rules::Rule;
use crate::rules::consent::permissions::all;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, GraphPermission, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::NestedPermissionMissing,
        severity: Severity::Info,
        summary: "with nested app authentication, no permission of an API is listed",
        meaning: "MSAL in the task pane asks for tokens of an API, such as User.Read of Microsoft Graph; a request for openid, \
                profile, email and offline_access alone fails or has no usable token. What it asks for may be \
                consented to in a pop-up. An administrator's consent covers what the registration lists. Not asked \
                for where the add-in has an API of its own.",
        fix: &[
            "API permissions, Add a permission, Microsoft Graph, Delegated permissions: what the task pane asks for",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.has_legacy_sso() || !subject.has_nested_app_authentication() {
        return Vec::new();
    }
    let listed = all(subject);
    let is_openid = |known: Option<GraphPermission>| known.is_some_and(|known| known.is_openid_connect());
    // One that is not planned is none that the registration should have, but for a plan that plans none.
    let planned = subject.plan.is_none_or(|plan| plan.graph_scopes().is_empty());
    if !planned || listed.iter().any(|permission| !is_openid(permission.delegated())) {
        return Vec::new();
    }
    let names = listed.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(" ");
    let title = "no permission of an API is listed, and nested app authentication asks for some";
    let detail = "A request for openid and profile alone fails, or has no token that an API takes.";
    let text = if names.is_empty() { "[]".to_owned() } else { names };
    vec![Finding::of(rule, title, detail).with_evidence([subject.value("requiredResourceAccess", text)])]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    #[test]
    fn openid_connect_alone() {
        let finding = naa().alone().breaks(|registration| {
            registration.required_resource_access[0].resource_access.truncate(2);
        });
        assert_eq!(told(&finding), (Code::NestedPermissionMissing, Severity::Info, "requiredResourceAccess"));
        assert_eq!(finding.evidence[0].text, "openid profile");
        let finding = naa().broken(|healthy| {
            healthy.plan.as_mut().unwrap().facts.permissions.clear();
            healthy.registration = healthy.plan.as_ref().unwrap().registration();
        });
        assert_eq!(finding.code, Code::NestedPermissionMissing);
    }

    #[test]
    fn an_api_of_its_own() {
        both().alone().stays_silent(|healthy| {
            healthy.registration.required_resource_access[0].resource_access.truncate(2);
        });
    }
}
