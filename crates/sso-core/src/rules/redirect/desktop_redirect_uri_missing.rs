use super::uris::{Platform, RedirectUri, all, is_loopback_address, of};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::DesktopRedirectUriMissing,
        severity: Severity::Info,
        summary: "http://localhost is not among the redirect URIs of mobile and desktop applications",
        meaning: "Hallpass signs in with it, in the system browser, to get a token of the add-in's API without \
                Office. Entra ignores the port, so that one entry without a port is enough. The add-in itself does \
                not need it. It is a warning where the URI stands under another platform only: the sign-in meets \
                it, and ends in that platform's refusal. Only checked where a plan is known.",
        fix: &["Authentication, Add a platform, Mobile and desktop applications: http://localhost", UPDATE],
        would_cause: &["AADSTS50011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let native = of(subject, Platform::PublicClient);
    if subject.plan.is_none() || native.iter().any(RedirectUri::is_desktop) {
        return Vec::new();
    }
    if let Some(finding) = misplaced(subject, rule) {
        return vec![finding];
    }
    // A loopback address in its place has a rule of its own.
    if native.iter().filter_map(RedirectUri::url).any(|url| is_loopback_address(&url)) {
        return Vec::new();
    }
    let title = "http://localhost is not among the redirect URIs of mobile and desktop applications";
    let detail = "Hallpass cannot sign in from the desktop. The add-in itself does not need it.";
    let evidence = match native.first() {
        Some(first) => first.evidence(subject),
        None => subject.value(Platform::PublicClient.property(), "[]"),
    };
    vec![Finding::of(rule, title, detail).with_evidence([evidence])]
}

/// Under another platform.
fn misplaced(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let uri = all(subject).into_iter().find(RedirectUri::is_desktop)?;
    let (number, why) = match uri.platform {
        Platform::Spa => ("AADSTS9002327", "for Single-page application Entra wants the code redeemed by a page"),
        _ => ("AADSTS7000218", "for Web Entra wants a client secret"),
    };
    let title = format!("{} stands under {} only", uri.text, uri.platform.name());
    let detail = format!("A sign-in from the desktop meets it and is refused: {why}.");
    let finding = Finding::of(rule, title, detail).with_severity(Severity::Warning);
    let would_cause = vec![number.to_owned()];
    Some(Finding { would_cause, ..finding }.with_evidence([uri.evidence(subject)]))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn none_or_with_a_path() {
        for (uris, property) in [
            (vec![], "publicClient.redirectUris"),
            (vec!["http://localhost/auth".to_owned()], "publicClient.redirectUris[0]"),
        ] {
            let finding = Healthy::localhost().breaks(|registration| registration.public_client.redirect_uris = uris);
            assert_eq!(told(&finding), (Code::DesktopRedirectUriMissing, Severity::Info, property));
        }
    }

    #[test]
    fn under_another_platform() {
        let finding = Healthy::localhost().breaks(|registration| {
            registration.web.redirect_uris = std::mem::take(&mut registration.public_client.redirect_uris);
        });
        assert_eq!(told(&finding), (Code::DesktopRedirectUriMissing, Severity::Warning, "web.redirectUris[0]"));
        assert_eq!(finding.would_cause, ["AADSTS7000218"]);
        let finding = Healthy::localhost().breaks(|registration| {
            registration.spa.redirect_uris.append(&mut registration.public_client.redirect_uris);
        });
        assert_eq!(told(&finding), (Code::DesktopRedirectUriMissing, Severity::Warning, "spa.redirectUris[1]"));
        assert_eq!(finding.would_cause, ["AADSTS9002327"]);
        assert_eq!(finding.title, "http://localhost stands under Single-page application only");
    }

    #[test]
    fn with_any_port_or_where_nobody_asked() {
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.public_client.redirect_uris = vec!["http://localhost:5000/".into()];
        });
        assert_eq!(codes(|registration| registration.public_client.redirect_uris.clear()), []);
    }
}
