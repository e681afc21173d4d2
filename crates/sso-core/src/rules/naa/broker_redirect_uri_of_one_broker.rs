use super::broker::{Form, uris};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerRedirectUriOfOneBroker,
        severity: Severity::Warning,
        summary: "a redirect URI is for one broker, not for all of Office",
        meaning: "brk-<GUID>:// names one application of Microsoft's. Entra's text for AADSTS700046 asks for it, but Word, \
                Excel, PowerPoint and Outlook, also inside of Teams, ask with brk-multihub://. It is an info where that one is there \
                as well. Where a plan with nested app authentication is known and brk-multihub:// is missing, that is \
                the finding.",
        fix: &["Authentication, Single-page application, Add URI: brk-multihub://<host[:port]>"],
        would_cause: &["AADSTS700046"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let (found, others): (Vec<_>, Vec<_>) =
        uris(subject).into_iter().partition(|broker| broker.form == Form::OneBroker);
    let is_planned = subject.plan.is_some_and(|plan| plan.facts.auth.has_naa());
    let Some(first) = found.first().filter(|_| !(is_planned && others.is_empty())) else { return Vec::new() };
    let title = format!("{} is the redirect URI of one broker", first.uri.text);
    let (severity, detail) = match others.is_empty() {
        true => (Severity::Warning, "Office asks with brk-multihub://, which is not registered."),
        false => (Severity::Info, "Office asks with brk-multihub://, which is there as well."),
    };
    let evidence = found.iter().take(SHOWN).map(|broker| broker.uri.evidence(subject));
    let finding = Finding::of(rule, title, detail).with_severity(severity).with_evidence(evidence);
    vec![match others.is_empty() {
        true => finding,
        false => Finding { would_cause: Vec::new(), ..finding }
            .with_fix(["leave it if a host other than Office uses it, or remove it: Authentication"]),
    }]
}

#[cfg(test)]
mod tests {
    use super::super::testing::naa;
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    const ONE: &str = "brk-5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60://localhost:3000";

    #[test]
    fn alone_or_beside_the_hub() {
        let finding = naa().alone().breaks(|registration| registration.spa.redirect_uris[2] = ONE.to_owned());
        let code = Code::BrokerRedirectUriOfOneBroker;
        assert_eq!(told(&finding), (code, Severity::Warning, "spa.redirectUris[2]"));
        for healthy in [naa(), naa().alone()] {
            let finding = healthy.breaks(|registration| registration.spa.redirect_uris.push(ONE.to_owned()));
            assert_eq!(told(&finding), (code, Severity::Info, "spa.redirectUris[3]"));
            assert!(finding.would_cause.is_empty());
        }
    }
}
