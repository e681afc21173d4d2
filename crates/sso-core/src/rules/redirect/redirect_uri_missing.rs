use super::uris::{Platform, all};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriMissing,
        severity: Severity::Warning,
        summary: "the application has no redirect URI at all",
        meaning: "getAccessToken and On-Behalf-Of work without one. Nobody can sign in outside of Office then: the \
                fallback dialog, consent in a page and Hallpass's own sign-in need one. Where a plan is known, the \
                rules about each of them say which.",
        fix: &[
            "Authentication, Add a platform, Single-page application: the https address of the fallback dialog",
            "Authentication, Add a platform, Mobile and desktop applications: http://localhost",
        ],
        would_cause: &["AADSTS500113", "AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.plan.is_some() || !all(subject).is_empty() {
        return Vec::new();
    }
    let title = "the application has no redirect URI";
    let detail = "Nobody can sign in outside of Office: no fallback dialog, no consent in a page.";
    let evidence = Platform::ALL.map(|platform| subject.value(platform.property(), "[]"));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn none_under_any_platform() {
        let finding = broken(|registration| {
            registration.spa.redirect_uris.clear();
            registration.public_client.redirect_uris.clear();
        });
        assert_eq!(told(&finding), (Code::RedirectUriMissing, Severity::Warning, "web.redirectUris"));
    }

    #[test]
    fn one_is_enough() {
        assert_eq!(codes(|registration| registration.spa.redirect_uris.clear()), []);
    }
}
