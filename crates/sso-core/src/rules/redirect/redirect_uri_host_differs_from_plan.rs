use super::fallback_dialog_missing::of_domain;
use super::uris::{Platform, RedirectUri, found, of};
use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriHostDiffersFromPlan,
        severity: Severity::Info,
        summary: "a redirect URI is at another host than the plan's",
        meaning: "One registration may serve several environments, each with pages of its own. A host that nobody \
                uses any more should go: whoever gets hold of it gets the codes that Entra sends there. Only checked \
                where a plan is known and its own page is registered.",
        fix: &["Authentication: remove it if no environment uses that host"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan else { return Vec::new() };
    let platforms = [Platform::Web, Platform::Spa];
    // Where the plan's own page is missing, that is the finding.
    if of_domain(subject, plan, &platforms).is_empty() {
        return Vec::new();
    }
    let differs = |uri: &RedirectUri<'_>| HostPort::of_url(uri.text).is_some_and(|host| host != plan.facts.domain);
    let uris = platforms.into_iter().flat_map(|platform| of(subject, platform)).filter(differs).collect::<Vec<_>>();
    let detail = format!("The plan's pages are at {}. Another environment may have pages there.", plan.facts.domain);
    found(subject, rule, &uris, "at another host than the plan's", &detail)
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    const OTHER: &str = "https://test.contoso.com/dialog.html";

    #[test]
    fn another_environment() {
        let finding =
            Healthy::production().breaks(|registration| registration.spa.redirect_uris.push(OTHER.to_owned()));
        let property = "spa.redirectUris[1]";
        assert_eq!(told(&finding), (Code::RedirectUriHostDiffersFromPlan, Severity::Info, property));
        assert_eq!(finding.title, format!("a redirect URI at another host than the plan's: {OTHER}"));
    }

    #[test]
    fn without_a_plan_or_in_an_embedded_browser() {
        Healthy::production().alone().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris.push(OTHER.to_owned());
        });
        Healthy::production().stays_silent(|healthy| {
            let native = "https://login.microsoftonline.com/common/oauth2/nativeclient";
            healthy.registration.public_client.redirect_uris.push(native.to_owned());
        });
    }
}
