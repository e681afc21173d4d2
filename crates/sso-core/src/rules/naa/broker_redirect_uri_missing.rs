use super::broker::{BrokerUri, Form, uris};
use crate::rules::redirect::uris::Platform;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerRedirectUriMissing,
        severity: Severity::Error,
        summary: "the redirect URI of nested app authentication is missing for the plan's host",
        meaning: "Office asks Entra for the add-in with the redirect URI brk-multihub:// and the origin of its page, \
                without the scheme: host, and port unless it is 443. Each origin needs its own. Entra's text asks \
                for brk-<GUID>:// of one broker; register brk-multihub:// all the same. Only checked where a plan \
                with nested app authentication is known.",
        fix: &[
            "Authentication, Single-page application, Add URI: brk-multihub://<host[:port]>",
            "where the page refuses it, add it to spa.redirectUris in the Manifest, not as the first",
            UPDATE,
        ],
        would_cause: &["AADSTS700046"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan.filter(|plan| plan.facts.auth.has_naa()) else { return Vec::new() };
    let domain = &plan.facts.domain;
    let there = uris(subject);
    // One that is nearly right is another finding.
    let is_meant = |broker: &BrokerUri<'_>| match &broker.form {
        Form::Hub { host } => host == domain,
        Form::NearlyHub { host, .. } => host.as_ref().is_none_or(|host| host == domain),
        Form::OneBroker => false,
    };
    if there.iter().any(is_meant) {
        return Vec::new();
    }
    let title = match there.first() {
        Some(other) => format!("brk-multihub://{domain} is not among the redirect URIs, but {}", other.uri.text),
        None => format!("brk-multihub://{domain} is not among the redirect URIs"),
    };
    let detail = "Office's broker asks with it, and Entra refuses what is not registered.";
    let evidence = match there.is_empty() {
        true => vec![subject.value(Platform::Spa.property(), subject.registration.spa.redirect_uris.join(" "))],
        false => there.iter().take(SHOWN).map(|broker| broker.uri.evidence(subject)).collect(),
    };
    let mut steps = rule.fix.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
    if let Some(first) = steps.first_mut() {
        *first = format!("Authentication, Single-page application, Add URI: brk-multihub://{domain}");
    }
    vec![Finding::of(rule, title, detail).with_evidence(evidence).with_fix(steps)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn none_or_of_another_host_or_broker() {
        for healthy in [naa(), both()] {
            let finding = healthy.breaks(|registration| {
                registration.spa.redirect_uris.retain(|uri| !uri.starts_with("brk-"));
            });
            assert_eq!(told(&finding), (Code::BrokerRedirectUriMissing, Severity::Error, "spa.redirectUris"));
        }
        for other in ["brk-multihub://localhost:3001", "brk-c6c1f32b-5e55-4997-881a-753cc1d563b7://localhost:3000"] {
            let finding = naa().breaks(|registration| registration.spa.redirect_uris[2] = other.to_owned());
            assert_eq!(told(&finding), (Code::BrokerRedirectUriMissing, Severity::Error, "spa.redirectUris[2]"));
            assert_eq!(
                finding.title,
                format!("brk-multihub://localhost:3000 is not among the redirect URIs, but {other}")
            );
            assert_eq!(
                finding.fix[0],
                "Authentication, Single-page application, Add URI: brk-multihub://localhost:3000"
            );
        }
    }

    #[test]
    fn legacy_sso_needs_none_and_each_environment_has_its_own() {
        assert_eq!(Healthy::localhost().findings(), []);
        naa().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push("brk-multihub://addin.contoso.com".to_owned());
        });
    }
}
