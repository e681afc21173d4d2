use super::scopes::{property, scopes};
use super::{RegistrationRule, SHOWN, Subject};
use crate::limit::Limits;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionScopeNameTooLong,
        severity: Severity::Error,
        summary: "the name of a scope is too long",
        meaning: "It has at most 120 characters, 40 where personal Microsoft accounts are among the account types.",
        fix: &["Expose an API, open the scope: State Disabled, Save; then a shorter Scope name, State Enabled"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Limits { scope_name: most, whose, .. } = subject.limits();
    let found = scopes(subject).filter(|(_, scope)| scope.value.chars().count() > *most).collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let length = first.value.chars().count();
    let title = format!("the name of a scope has {length} characters; Entra takes {most}{whose}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving a registration with this scope is refused."))
            .with_evidence(
                found.iter().take(SHOWN).map(|(index, scope)| subject.value(property(*index, "value"), &scope.value)),
            ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn fewer_characters_with_personal_accounts() {
        for (healthy, most) in [(Healthy::localhost(), 120), (Healthy::personal(), 40)] {
            let with = |length: usize| {
                move |healthy: &mut Healthy| {
                    let scopes = &mut healthy.registration.api.oauth2_permission_scopes;
                    let mut long = scopes[0].clone();
                    long.id = "3f1d2c4b-5a69-4788-97a6-b5c4d3e2f1a0".parse().unwrap();
                    long.value = "a".repeat(length);
                    scopes.push(long);
                }
            };
            healthy.clone().stays_silent(with(most));
            let finding = healthy.broken(with(most + 1));
            let property = "api.oauth2PermissionScopes[1].value";
            assert_eq!(told(&finding), (Code::PermissionScopeNameTooLong, Severity::Error, property));
        }
    }
}
