use super::broker::uris;
use crate::rules::redirect::uris::Platform;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerRedirectUriPlatform,
        severity: Severity::Error,
        summary: "a redirect URI of nested app authentication stands under another platform than Single-page \
                application",
        meaning: "Entra answers a brokered request of a single-page application alone. Under Web or under mobile and \
                desktop applications the same URI is as good as none.",
        fix: &[
            "Authentication: remove it from its platform, and add it to Single-page application",
            "where the page refuses it, move it in the Manifest, to spa.redirectUris, not as the first",
            UPDATE,
        ],
        would_cause: &["AADSTS700046"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = uris(subject);
    found.retain(|broker| broker.uri.platform != Platform::Spa);
    let Some(first) = found.first() else { return Vec::new() };
    let title = format!("{} stands under {}, not Single-page application", first.uri.text, first.uri.platform.name());
    let detail = "Entra answers a brokered request of a single-page application alone.";
    let evidence = found.iter().take(SHOWN).map(|broker| broker.uri.evidence(subject));
    // An update moves the plan's own, and leaves what is another's.
    let planned = subject.plan.map(|plan| plan.registration().spa.redirect_uris);
    let moved = planned.is_none_or(|planned| found.iter().all(|broker| planned.contains(&broker.uri.text.to_owned())));
    let steps = rule.fix.iter().copied().filter(|step| moved || *step != UPDATE);
    vec![Finding::of(rule, title, detail).with_evidence(evidence).with_fix(steps)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::UPDATE;
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    #[test]
    fn under_web_or_the_desktop() {
        for healthy in [naa(), both(), both().alone()] {
            let has_plan = healthy.plan.is_some();
            let finding = healthy.clone().breaks(|registration| {
                registration.web.redirect_uris.extend(registration.spa.redirect_uris.pop());
            });
            assert_eq!(told(&finding), (Code::BrokerRedirectUriPlatform, Severity::Error, "web.redirectUris[0]"));
            assert_eq!(finding.title, "brk-multihub://localhost:3000 stands under Web, not Single-page application");
            let finding = healthy.breaks(|registration| {
                registration.public_client.redirect_uris.extend(registration.spa.redirect_uris.pop());
            });
            let property = "publicClient.redirectUris[1]";
            assert_eq!(told(&finding), (Code::BrokerRedirectUriPlatform, Severity::Error, property));
            // Without a plan an update would write another.
            assert_eq!(finding.fix.contains(&UPDATE.to_owned()), has_plan);
        }
    }

    #[test]
    fn of_another_add_in_no_update_moves_it() {
        let finding = both().breaks(|registration| {
            registration.web.redirect_uris.push("brk-multihub://addin.fabrikam.com".to_owned());
        });
        assert_eq!(told(&finding).0, Code::BrokerRedirectUriPlatform);
        assert!(!finding.fix.contains(&UPDATE.to_owned()));
    }
}
