use std::collections::HashSet;

use super::scopes::{property, scopes};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionScopeDuplicate,
        severity: Severity::Warning,
        summary: "a scope stands there twice, by its name or by its ID",
        meaning: "Name and ID of a scope are unique in the application; capital letters make no difference in a name. \
                Graph may refuse a list with duplicate values.",
        fix: &["Expose an API: disable the one that no client is authorized for, then delete it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let (mut names, mut ids) = (HashSet::new(), HashSet::new());
    let found = scopes(subject).filter_map(|(index, scope)| {
        let new_name = scope.value.is_empty() || names.insert(scope.value.to_lowercase());
        let new_id = ids.insert(scope.id);
        match (new_name, new_id) {
            (false, _) => {
                Some((index, "value", format!("the scope {} stands there twice", scope.value), scope.value.clone()))
            }
            (_, false) => {
                let title = format!("the scope {} has the ID of another one: {}", scope.value, scope.id);
                Some((index, "id", title, scope.id.to_string()))
            }
            _ => None,
        }
    });
    let found = found.collect::<Vec<_>>();
    let Some((_, _, title, _)) = found.first() else { return Vec::new() };
    vec![
        Finding::of(rule, title, "Authorized clients name a scope by its ID, people and tokens by its name.")
            .with_evidence(
                found.iter().take(SHOWN).map(|(index, name, _, text)| subject.value(property(*index, name), text)),
            ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn by_name_or_by_id() {
        let other = "3f1d2c4b-5a69-4788-97a6-b5c4d3e2f1a0";
        for (change, property) in
            [((None, Some(other)), "value"), ((Some("Files.Read"), None), "id"), ((None, None), "value")]
        {
            let finding = broken(|registration| {
                let scopes = &mut registration.api.oauth2_permission_scopes;
                let mut again = scopes[0].clone();
                if let Some(name) = change.0 {
                    again.value = name.to_owned();
                }
                if let Some(id) = change.1 {
                    again.id = id.parse().unwrap();
                }
                scopes.push(again);
            });
            let property = format!("api.oauth2PermissionScopes[1].{property}");
            assert_eq!(told(&finding), (Code::PermissionScopeDuplicate, Severity::Warning, property.as_str()));
        }
    }
}
