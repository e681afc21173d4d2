use super::broker::uris;
use crate::rules::redirect::uris::{Platform, has_spa_page, of};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerWithoutPage,
        severity: Severity::Warning,
        summary: "there is a redirect URI of nested app authentication, and no page of the single-page application \
                beside it",
        meaning: "Word, Excel and PowerPoint on the web sign in with the browser's own flow, and older Office with a \
                dialog: both send the browser back to a page on https. Without one, nested app authentication works \
                only where Office brokers it.",
        fix: &[
            "Authentication, Single-page application, Add URI: the https address of the task pane, and of the fallback \
                  dialog",
            UPDATE,
        ],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let brokers = uris(subject);
    let spa = brokers.iter().find(|broker| broker.uri.platform == Platform::Spa);
    let Some(first) = spa.filter(|_| !has_spa_page(subject)) else { return Vec::new() };
    // One that was meant as a page is another finding.
    if of(subject, Platform::Spa).iter().any(|uri| !uri.is_brokered()) {
        return Vec::new();
    }
    let title = format!("beside {} there is no page of the single-page application", first.uri.text);
    let detail = "Office on the web, and the fallback dialog, send the browser back to a page on https.";
    vec![Finding::of(rule, title, detail).with_evidence([first.uri.evidence(subject)])]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    #[test]
    fn the_broker_alone() {
        for healthy in [naa(), both(), naa().alone()] {
            let finding = healthy.breaks(|registration| {
                registration.spa.redirect_uris.retain(|uri| uri.starts_with("brk-"));
            });
            assert_eq!(told(&finding), (Code::BrokerWithoutPage, Severity::Warning, "spa.redirectUris[0]"));
        }
    }

    #[test]
    fn one_page_is_enough() {
        naa().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.remove(0);
        });
    }
}
