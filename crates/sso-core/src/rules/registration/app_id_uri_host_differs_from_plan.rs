use super::uris::{Form, fitting, wanted};
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriHostDiffersFromPlan,
        severity: Severity::Error,
        summary: "no Application ID URI has the host and port of the plan",
        meaning: "Office compares host and port of the resource with those of the page that calls getAccessToken; \
                sub-domain and port have to be the same. One URI an environment may stand in the list. Only checked \
                where a plan is known.",
        fix: &[
            "Expose an API, Application ID URI, Edit: api://<host[:port]>/<client ID>",
            UPDATE,
            "correct the plan if the registration is right",
        ],
        would_cause: &["13004", "AADSTS500011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan.filter(|_| subject.has_legacy_sso()) else { return Vec::new() };
    let planned = &plan.facts.domain;
    let fitting = fitting(subject);
    let hosts = fitting.iter().filter_map(|uri| match &uri.form {
        Form::Office { host, .. } => Some(host),
        _ => None,
    });
    let hosts = hosts.collect::<Vec<_>>();
    let Some(first) = hosts.first() else { return Vec::new() };
    if hosts.contains(&planned) {
        return Vec::new();
    }
    let title = format!("the Application ID URI names {first}, the add-in's pages are at {planned}");
    vec![
        Finding::of(rule, title, "Office compares host and port of the resource with those of the page.")
            .with_evidence(fitting.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text)))
            .with_fix([
                format!("Expose an API, Application ID URI: {}", wanted(subject, None)),
                UPDATE.to_owned(),
                "correct the plan if the registration is right".to_owned(),
            ]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, told};
    use crate::{Code, Severity};

    #[test]
    fn another_port_or_sub_domain() {
        for (healthy, host, planned) in [
            (Healthy::localhost(), "localhost:3001", "localhost:3000"),
            (Healthy::localhost(), "localhost", "localhost:3000"),
            (Healthy::production(), "contoso.com", "addin.contoso.com"),
        ] {
            let finding = healthy.clone().breaks(|registration| {
                registration.identifier_uris = vec![format!("api://{host}/{ID}")];
            });
            assert_eq!(told(&finding), (Code::AppIdUriHostDiffersFromPlan, Severity::Error, "identifierUris[0]"));
            assert_eq!(
                finding.title,
                format!("the Application ID URI names {host}, the add-in's pages are at {planned}")
            );
            // Nothing to compare with.
            let mut alone = healthy.alone();
            alone.registration.identifier_uris = vec![format!("api://{host}/{ID}")];
            assert_eq!(alone.findings(), []);
        }
    }

    #[test]
    fn one_for_each_environment() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.identifier_uris.insert(0, format!("api://addin.contoso.com/{ID}"));
        });
    }
}
