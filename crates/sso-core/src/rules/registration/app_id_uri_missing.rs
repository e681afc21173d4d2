use super::uris::write_it;
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriMissing,
        severity: Severity::Error,
        summary: "the application has no Application ID URI",
        meaning: "Office asks for a token of the resource that the manifest names, and Entra finds the application by \
                that name among its Application ID URIs. Not asked for where nested app authentication alone is used.",
        fix: &["Expose an API, Application ID URI, Add: api://<host[:port]>/<client ID>", UPDATE],
        would_cause: &["AADSTS500011", "13007"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.registration.identifier_uris.is_empty() || !subject.has_legacy_sso() {
        return Vec::new();
    }
    let title = "the application has no Application ID URI";
    let detail = "Entra does not find it by the name that the manifest's Resource gives.";
    vec![
        Finding::of(rule, title, detail)
            .with_evidence([subject.value("identifierUris", "[]")])
            .with_fix([write_it(subject, None), UPDATE.to_owned()]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::plan::Auth;
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn none_at_all() {
        let finding = broken(|registration| registration.identifier_uris.clear());
        assert_eq!(told(&finding), (Code::AppIdUriMissing, Severity::Error, "identifierUris"));
        let finding = Healthy::production().breaks(|registration| registration.identifier_uris.clear());
        assert_eq!(finding.fix[0], format!("Expose an API, Application ID URI, Edit: api://addin.contoso.com/{ID}"));
    }

    #[test]
    fn nested_app_authentication_needs_none() {
        let mut healthy = Healthy::localhost();
        healthy.plan.as_mut().unwrap().facts.auth = Auth::Naa;
        healthy.registration = crate::registration::Registration {
            display_name: "Contoso".to_owned(),
            spa: crate::registration::RedirectUris { redirect_uris: vec!["brk-multihub://localhost:3000".to_owned()] },
            ..Default::default()
        };
        for healthy in [healthy.clone(), healthy.alone()] {
            let codes = healthy.codes();
            for code in
                [Code::AppIdUriMissing, Code::AccessAsUserMissing, Code::OfficeNotPreAuthorized, Code::TokenVersion1]
            {
                assert!(!codes.contains(&code), "{codes:?}");
            }
        }
    }
}
