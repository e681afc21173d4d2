use super::scopes::{access_as_user, property};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AccessAsUserAdminOnly,
        severity: Severity::Warning,
        summary: "only administrators may consent to access_as_user",
        meaning: "Office itself needs no consent to a scope for which it is pre-authorized, so this works. But wherever \
                people are asked, as in the fallback dialog, all others end in AADSTS90094.",
        fix: &[
            "Expose an API, access_as_user, Who can consent: Admins and users",
            UPDATE,
            "leave it if an administrator consents for everybody",
        ],
        would_cause: &["AADSTS90094"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let asked = access_as_user(subject).filter(|_| subject.has_legacy_sso());
    let Some((index, scope)) = asked else { return Vec::new() };
    if scope.r#type != "Admin" {
        return Vec::new();
    }
    let title = "only administrators may consent to access_as_user";
    let detail = "Office asks nobody where it is pre-authorized; the fallback dialog does, and others than administrators end there.";
    vec![Finding::of(rule, title, detail).with_evidence([subject.value(property(index, "type"), &scope.r#type)])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn type_admin() {
        let finding = broken(|registration| registration.api.oauth2_permission_scopes[0].r#type = "Admin".to_owned());
        let property = "api.oauth2PermissionScopes[0].type";
        assert_eq!(told(&finding), (Code::AccessAsUserAdminOnly, Severity::Warning, property));
    }
}
