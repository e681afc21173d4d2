use super::scopes::{access_as_user, misspelt, scopes};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccessAsUserMissing,
        severity: Severity::Error,
        summary: "the application does not expose the scope access_as_user",
        meaning: "Office asks for this one scope, by this name; no other stands in for it. Not asked for where nested \
                app authentication alone is used.",
        fix: &["Expose an API, Add a scope: access_as_user, Admins and users, Enabled", UPDATE],
        would_cause: &["AADSTS650053"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.has_legacy_sso() || access_as_user(subject).is_some() || misspelt(subject).is_some() {
        return Vec::new();
    }
    let names = scopes(subject).map(|(_, scope)| scope.value.as_str()).collect::<Vec<_>>();
    let (title, text) = match names.as_slice() {
        [] => ("the application exposes no scope", "[]".to_owned()),
        _ => ("the application exposes no scope access_as_user", names.join(", ")),
    };
    vec![
        Finding::of(rule, title, "Office asks for this one scope, by this name.")
            .with_evidence([subject.value("api.oauth2PermissionScopes", text)]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn none_or_another() {
        for name in [None, Some("user_impersonation"), Some("access"), Some("")] {
            let finding = broken(|registration| match name {
                Some(name) => registration.api.oauth2_permission_scopes[0].value = name.to_owned(),
                None => registration.api.oauth2_permission_scopes.clear(),
            });
            assert_eq!(told(&finding), (Code::AccessAsUserMissing, Severity::Error, "api.oauth2PermissionScopes"));
            assert_eq!(finding.evidence[0].text, name.unwrap_or("[]"));
        }
    }

    #[test]
    fn beside_others() {
        Healthy::localhost().stays_silent(|healthy| {
            let scopes = &mut healthy.registration.api.oauth2_permission_scopes;
            let mut other = scopes[0].clone();
            other.id = "3f1d2c4b-5a69-4788-97a6-b5c4d3e2f1a0".parse().unwrap();
            other.value = "Files.Read".to_owned();
            scopes.insert(0, other);
        });
    }
}
