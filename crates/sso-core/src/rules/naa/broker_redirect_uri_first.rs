use crate::rules::redirect::uris::{Platform, RedirectUri, has_spa_page, of};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerRedirectUriFirst,
        severity: Severity::Warning,
        summary: "the redirect URI of nested app authentication is the first in its list",
        meaning: "An administrator's consent without a redirect URI in its address is sent back to the first one that \
                is registered. If that is one of a broker, the page ends in AADSTS7000471: the request is not brokered.",
        fix: &[
            "Manifest, spa.redirectUris: move it behind a page with https",
            "or send redirect_uri with the address of admin consent",
            UPDATE,
        ],
        would_cause: &["AADSTS7000471"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let list = of(subject, Platform::Spa);
    // With no page to put before it, that is the finding.
    let Some(first) = list.first().filter(|uri: &&RedirectUri<'_>| uri.is_brokered() && has_spa_page(subject)) else {
        return Vec::new();
    };
    let title = format!("{} is the first redirect URI", first.text);
    let detail = "An administrator's consent that names no redirect URI is sent there, and Entra refuses it.";
    vec![Finding::of(rule, title, detail).with_evidence([first.evidence(subject)])]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    #[test]
    fn before_the_pages() {
        for healthy in [naa(), both(), naa().alone()] {
            let finding = healthy.breaks(|registration| registration.spa.redirect_uris.reverse());
            assert_eq!(told(&finding), (Code::BrokerRedirectUriFirst, Severity::Warning, "spa.redirectUris[0]"));
            assert_eq!(finding.title, "brk-multihub://localhost:3000 is the first redirect URI");
        }
    }
}
