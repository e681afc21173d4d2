use super::permissions::AZURE_AD_GRAPH;
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AzureAdGraphRetired,
        severity: Severity::Warning,
        summary: "the application lists permissions of Azure AD Graph, which is retired",
        meaning: "Microsoft Graph took its place. Old registrations still list it for sign-in, with a permission of the \
                same name: User.Read. It gives nothing any more, and consent to it may fail.",
        fix: &[
            "API permissions: remove Azure Active Directory Graph, and add the permissions of Microsoft Graph instead",
        ],
        would_cause: &["AADSTS650054"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let listed = subject.registration.required_resource_access.iter().enumerate();
    let found = listed.filter(|(_, api)| api.resource_app_id.uuid() == AZURE_AD_GRAPH).map(|(index, api)| {
        subject.value(format!("requiredResourceAccess[{index}].resourceAppId"), api.resource_app_id.to_string())
    });
    let found = found.take(crate::rules::SHOWN).collect::<Vec<_>>();
    if found.is_empty() {
        return Vec::new();
    }
    let title = "the application lists permissions of Azure AD Graph, which is retired";
    vec![Finding::of(rule, title, "Microsoft Graph took its place.").with_evidence(found)]
}

#[cfg(test)]
mod tests {
    use crate::registration::{RequiredResourceAccess, ResourceAccess};
    use crate::rules::registration::testing::{broken, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn beside_microsoft_graph() {
        let finding = broken(|registration| {
            registration.required_resource_access.push(RequiredResourceAccess::new(
                client_id("00000002-0000-0000-c000-000000000000"),
                vec![ResourceAccess::new(uuid::uuid!("311a71cc-e848-46a1-bdf8-97ff7156d8e6"), "Scope")],
            ));
        });
        let property = "requiredResourceAccess[1].resourceAppId";
        assert_eq!(told(&finding), (Code::AzureAdGraphRetired, Severity::Warning, property));
    }
}
