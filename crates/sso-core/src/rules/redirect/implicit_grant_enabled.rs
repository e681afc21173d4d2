use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ImplicitGrantEnabled,
        severity: Severity::Warning,
        summary: "implicit grant is on",
        meaning: "Tokens come back in the address of a page then, where history, logs and other scripts see them. \
                Nothing of an add-in needs it: MSAL.js uses the code flow with PKCE since version 2. Microsoft's own \
                tool for Office add-ins (office-addin-sso) turns both boxes on.",
        fix: &["Authentication, Implicit grant and hybrid flows: clear both boxes", UPDATE],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let settings = &subject.registration.web.implicit_grant_settings;
    let boxes = [
        ("access tokens", "enableAccessTokenIssuance", settings.enable_access_token_issuance),
        ("ID tokens", "enableIdTokenIssuance", settings.enable_id_token_issuance),
    ];
    let on = boxes.into_iter().filter(|(_, _, on)| *on).collect::<Vec<_>>();
    if on.is_empty() {
        return Vec::new();
    }
    let names = on.iter().map(|(name, _, _)| *name).collect::<Vec<_>>().join(" and ");
    let title = format!("implicit grant is on for {names}");
    let detail = "Tokens come back in the address of a page. Nothing of an add-in needs it.";
    let evidence =
        on.into_iter().map(|(_, property, _)| subject.value(format!("web.implicitGrantSettings.{property}"), "true"));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, told};
    use crate::{Code, Severity};

    #[test]
    fn either_box_or_both() {
        for (access, id, title, property) in [
            (true, false, "implicit grant is on for access tokens", "enableAccessTokenIssuance"),
            (false, true, "implicit grant is on for ID tokens", "enableIdTokenIssuance"),
            (true, true, "implicit grant is on for access tokens and ID tokens", "enableAccessTokenIssuance"),
        ] {
            let finding = broken(|registration| {
                registration.web.implicit_grant_settings.enable_access_token_issuance = access;
                registration.web.implicit_grant_settings.enable_id_token_issuance = id;
            });
            let property = format!("web.implicitGrantSettings.{property}");
            assert_eq!(told(&finding), (Code::ImplicitGrantEnabled, Severity::Warning, property.as_str()));
            assert_eq!(finding.title, title);
        }
    }
}
