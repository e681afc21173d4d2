use super::uris::{Form, uris};
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::plan::Plan;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriUpperCase,
        severity: Severity::Warning,
        summary: "an Application ID URI has capital letters",
        meaning: "It is compared letter by letter in places; capital letters in it have ended in AADSTS500131 at the \
                On-Behalf-Of exchange. Lower case on both sides, here and in the manifest's Resource, is always right.",
        fix: &["Expose an API, Application ID URI, Edit: write it in lower case, and in the manifest too", UPDATE],
        would_cause: &["AADSTS500131"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = uris(subject);
    let found = uris.iter().filter(|uri| is_api(&uri.form) && uri.text.bytes().any(|byte| byte.is_ascii_uppercase()));
    let found = found.collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let title = format!("the Application ID URI has capital letters: {}", first.text);
    let lower = first.text.to_ascii_lowercase();
    // An update writes the planned one, and leaves others as they are.
    let is_planned = subject.plan.and_then(Plan::app_id_uri).is_none_or(|uri| uri.to_string() == lower);
    let step = format!("Expose an API, Application ID URI, Edit: {lower}, and the same in the manifest");
    let updated = is_planned && subject.has_legacy_sso();
    let steps = [Some(step), updated.then(|| UPDATE.to_owned())].into_iter().flatten();
    vec![
        Finding::of(rule, title, "It is compared letter by letter in places.")
            .with_evidence(found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text)))
            .with_fix(steps),
    ]
}

/// Others are not for Office: their owner may compare them as he likes.
fn is_api(form: &Form) -> bool {
    !matches!(form, Form::NotApi | Form::Wildcard)
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn in_scheme_host_or_client_id() {
        let healthy = format!("api://localhost:3000/{ID}");
        for uri in [healthy.replace("api", "API"), healthy.replace("localhost", "Localhost"), healthy.replace('c', "C")]
        {
            let finding = broken(|registration| registration.identifier_uris = vec![uri.clone()]);
            assert_eq!(told(&finding), (Code::AppIdUriUpperCase, Severity::Warning, "identifierUris[0]"), "{uri}");
            let step = format!("Expose an API, Application ID URI, Edit: {healthy}, and the same in the manifest");
            assert_eq!(finding.fix[0], step);
        }
    }

    #[test]
    fn in_a_uri_that_is_not_for_office() {
        Healthy::localhost()
            .stays_silent(|healthy| healthy.registration.identifier_uris.push(format!("https://Contoso.com/{ID}")));
    }
}
