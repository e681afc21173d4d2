use super::fallback_dialog_missing::of_domain;
use super::uris::Platform;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::FallbackDialogPlatform,
        severity: Severity::Warning,
        summary: "pages of the add-in stand under another platform than Single-page application",
        meaning: "The platform decides how Entra redeems a code. MSAL.js in a page redeems it across origins and \
                without a secret, which Entra allows for Single-page application alone. Web is right for a page \
                whose server redeems the code with a secret; an older page of the Office documentation still says \
                Web. Only checked where a plan is known, and silent if one page of the domain is under Single-page \
                application.",
        fix: &[
            "Authentication: remove the URI from its platform, and add it to Single-page application",
            UPDATE,
            "leave it under Web if a server redeems the code",
        ],
        would_cause: &["AADSTS9002326", "AADSTS7000218"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let Some(plan) = subject.plan else { return Vec::new() };
    if !of_domain(subject, plan, &[Platform::Spa]).is_empty() {
        return Vec::new();
    }
    let elsewhere = of_domain(subject, plan, &[Platform::Web, Platform::PublicClient]);
    let Some(first) = elsewhere.first() else { return Vec::new() };
    let title = format!("{} stands under {}, not Single-page application", first.text, first.platform.name());
    let detail = "MSAL.js in that page cannot redeem the code: Entra allows it for Single-page application alone.";
    vec![Finding::of(rule, title, detail).with_evidence(elsewhere.iter().take(SHOWN).map(|uri| uri.evidence(subject)))]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn under_web_or_the_desktop() {
        let finding = Healthy::production().breaks(|registration| {
            registration.web.redirect_uris = std::mem::take(&mut registration.spa.redirect_uris);
        });
        assert_eq!(told(&finding), (Code::FallbackDialogPlatform, Severity::Warning, "web.redirectUris[0]"));
        assert_eq!(
            finding.title,
            "https://addin.contoso.com/dialog.html stands under Web, not Single-page application"
        );
        let finding = Healthy::production().breaks(|registration| {
            registration.public_client.redirect_uris.append(&mut registration.spa.redirect_uris);
        });
        let property = "publicClient.redirectUris[1]";
        assert_eq!(told(&finding), (Code::FallbackDialogPlatform, Severity::Warning, property));
    }

    #[test]
    fn a_server_beside_the_page() {
        Healthy::production().stays_silent(|healthy| {
            healthy.registration.web.redirect_uris = vec!["https://addin.contoso.com/auth".into()];
        });
        Healthy::production().alone().stays_silent(|healthy| {
            healthy.registration.web.redirect_uris = vec!["https://addin.contoso.com/auth".into()];
        });
    }
}
