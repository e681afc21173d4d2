use super::uris::{Platform, RedirectUri, all, has_spa_page, of};
use crate::plan::Plan;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN, UPDATE};
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::FallbackDialogMissing,
        severity: Severity::Warning,
        summary: "no page of the add-in's domain is a redirect URI of the single-page application",
        meaning: "Where Office cannot sign in, on older or other clients, the add-in opens a dialog in which MSAL.js \
                does, and Entra sends the browser back to that page only if it is registered. Host and port have to be \
                those of the page, and its path is compared with upper and lower case; the name of the page is \
                yours. Only checked where a plan is known.",
        fix: &["Authentication, Single-page application, Add URI: the https address of the fallback dialog", UPDATE],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan else { return Vec::new() };
    let planned = dialog(plan);
    let pages = of_domain(subject, plan, &[Platform::Spa]);
    let steps = [format!("Authentication, Single-page application, Add URI: {planned}"), UPDATE.to_owned()];
    if let Some(near) = nearly(&pages, &planned) {
        let title = format!("the redirect URI is {}, the page {planned}", near.text);
        let detail = "Entra compares a path with upper and lower case, and with its slash at the end.";
        return vec![Finding::of(rule, title, detail).with_evidence([near.evidence(subject)]).with_fix(steps)];
    }
    let elsewhere = of_domain(subject, plan, &[Platform::Web, Platform::PublicClient]);
    // The wrong platform, and a broker without any page, are findings of their own.
    if !pages.is_empty() || !elsewhere.is_empty() || is_broker_alone(subject) {
        return Vec::new();
    }
    let there = of(subject, Platform::Spa);
    let evidence = match there.is_empty() {
        true => vec![subject.value(Platform::Spa.property(), "[]")],
        false => there.iter().take(SHOWN).map(|uri| uri.evidence(subject)).collect(),
    };
    let title = format!("no redirect URI of the single-page application is at {}", plan.facts.domain);
    let detail = format!("The fallback dialog cannot sign in: {planned} is not registered.");
    vec![Finding::of(rule, title, detail).with_evidence(evidence).with_fix(steps)]
}

/// The page that is planned.
fn dialog(plan: &Plan) -> String {
    plan.registration().spa.redirect_uris.into_iter().next().unwrap_or_default()
}

/// Pages of the plan's domain under these platforms.
pub(super) fn of_domain<'a>(subject: &Subject<'a>, plan: &Plan, platforms: &[Platform]) -> Vec<RedirectUri<'a>> {
    let uris = platforms.iter().flat_map(|platform| of(subject, *platform));
    uris.filter(|uri| HostPort::of_url(uri.text).as_ref() == Some(&plan.facts.domain)).collect()
}

/// One that is the planned page but for case or slashes, where the page itself is not there.
fn nearly<'a>(pages: &[RedirectUri<'a>], planned: &str) -> Option<RedirectUri<'a>> {
    if pages.iter().any(|page| page.text == planned || page.key() == planned) {
        return None;
    }
    let plain = |text: &str| text.trim_end_matches('/').to_ascii_lowercase();
    pages.iter().find(|page| plain(page.text) == plain(planned)).copied()
}

fn is_broker_alone(subject: &Subject<'_>) -> bool {
    all(subject).iter().any(RedirectUri::is_brokered) && !has_spa_page(subject)
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn of_another_port_or_not_at_all() {
        for (uris, property) in [
            (vec![], "spa.redirectUris"),
            (vec!["https://localhost:3001/dialog.html".to_owned()], "spa.redirectUris[0]"),
            (vec!["https://localhost/dialog.html".to_owned()], "spa.redirectUris[0]"),
        ] {
            let finding = Healthy::localhost().breaks(|registration| registration.spa.redirect_uris = uris);
            assert_eq!(told(&finding), (Code::FallbackDialogMissing, Severity::Warning, property));
            assert_eq!(finding.title, "no redirect URI of the single-page application is at localhost:3000");
            let step = "Authentication, Single-page application, Add URI: https://localhost:3000/dialog.html";
            assert_eq!(finding.fix[0], step);
        }
    }

    #[test]
    fn in_other_letters_or_with_a_slash() {
        for uri in ["https://addin.contoso.com/Dialog.html", "https://addin.contoso.com/dialog.html/"] {
            let uris = vec![uri.to_owned()];
            let finding = Healthy::production().breaks(|registration| registration.spa.redirect_uris = uris);
            assert_eq!(told(&finding), (Code::FallbackDialogMissing, Severity::Warning, "spa.redirectUris[0]"));
            assert_eq!(
                finding.title,
                format!("the redirect URI is {uri}, the page https://addin.contoso.com/dialog.html")
            );
        }
    }

    #[test]
    fn whatever_the_page_is_called() {
        Healthy::production().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris = vec!["https://addin.contoso.com/fallbackauthdialog.html".into()];
        });
        Healthy::production().alone().stays_silent(|healthy| {
            healthy.registration.spa.redirect_uris = vec!["https://addin.fabrikam.com/dialog.html".into()];
        });
    }
}
