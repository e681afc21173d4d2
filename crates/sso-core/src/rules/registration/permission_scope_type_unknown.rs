use super::scopes::{property, scopes};
use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionScopeTypeUnknown,
        severity: Severity::Error,
        summary: "a scope does not say who may consent",
        meaning: "The type of a scope is User (Admins and users) or Admin (Admins only).",
        fix: &["Expose an API, open the scope, Who can consent: Admins and users"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let found = scopes(subject).filter(|(_, scope)| !["User", "Admin"].contains(&scope.r#type.as_str()));
    let found = found.collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let title = format!("the type of the scope {} is {:?}", first.value, first.r#type);
    vec![
        Finding::of(rule, title, "There are User and Admin.")
            .with_evidence(found.iter().map(|(index, scope)| subject.value(property(*index, "type"), &scope.r#type))),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn neither_user_nor_admin() {
        for kind in ["", "user", "Scope"] {
            let finding = broken(|registration| registration.api.oauth2_permission_scopes[0].r#type = kind.to_owned());
            let property = "api.oauth2PermissionScopes[0].type";
            assert_eq!(told(&finding), (Code::PermissionScopeTypeUnknown, Severity::Error, property), "{kind}");
        }
    }
}
