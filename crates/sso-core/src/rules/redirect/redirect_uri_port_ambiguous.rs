use std::collections::BTreeMap;

use super::uris::{RedirectUri, is_localhost, of_browsers};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RedirectUriPortAmbiguous,
        severity: Severity::Warning,
        summary: "two redirect URIs on localhost differ only by their port",
        meaning: "Entra ignores the port of localhost, picks one of the two, and treats the sign-in by the platform of \
                the one it picked. Under different platforms that shows as refusals that come and go. On http under \
                the same platform it is an info: one entry, without a port, is enough. For https our sources do not \
                settle whether the port is ignored: under one platform nothing is said.",
        fix: &[
            "tell environments apart by path, not by port: http://localhost:3000/web, http://localhost/desktop",
            "Authentication: remove the one that is not used",
        ],
        would_cause: &["AADSTS7000218", "AADSTS9002325", "AADSTS9002326"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut groups = BTreeMap::<String, Vec<(u16, RedirectUri<'_>)>>::new();
    for uri in of_browsers(subject) {
        let Some(mut url) = uri.url().filter(is_localhost) else { continue };
        let Some(port) = url.port_or_known_default() else { continue };
        // Cannot fail for a URL with a host; if it did, the two would only not be compared.
        let _ = url.set_port(None);
        groups.entry(url.to_string()).or_default().push((port, uri));
    }
    groups.into_values().filter_map(|group| ambiguous(subject, rule, &group)).take(SHOWN).collect()
}

fn ambiguous(subject: &Subject<'_>, rule: &Rule, group: &[(u16, RedirectUri<'_>)]) -> Option<Finding> {
    let pairs = || {
        let tail = |index: usize| group.get(index + 1..).unwrap_or_default();
        let numbered = group.iter().enumerate().take(SHOWN);
        let pairs = numbered.flat_map(move |(index, one)| tail(index).iter().map(move |other| (one, other)));
        pairs.filter(|((port, _), (other, _))| port != other).map(|((_, one), (_, other))| (one, other))
    };
    let across = pairs().find(|(one, other)| one.platform != other.platform);
    let (one, other) = across.or_else(|| pairs().find(|(one, _)| !one.is_https()))?;
    let (severity, detail) = match (across.is_some(), one.is_https()) {
        (true, false) => (
            Severity::Warning,
            "Entra ignores the port of localhost, picks one of them, and treats the sign-in by its platform.",
        ),
        (true, true) => (
            Severity::Warning,
            "Entra ignores the port of localhost, for https perhaps, and may treat a sign-in by the other platform.",
        ),
        (false, _) => (Severity::Info, "Entra ignores the port of localhost: one of them is enough."),
    };
    let title = format!(
        "{} ({}) and {} ({}) differ only by port",
        one.text,
        one.platform.name(),
        other.text,
        other.platform.name()
    );
    let finding = Finding::of(rule, title, detail).with_severity(severity);
    let would_cause = if across.is_some() { finding.would_cause.clone() } else { Vec::new() };
    let evidence = [one, other].map(|uri| uri.evidence(subject));
    Some(Finding { would_cause, ..finding }.with_evidence(evidence))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn across_platforms() {
        let finding = broken(|registration| registration.spa.redirect_uris.push("http://localhost:3000".to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriPortAmbiguous, Severity::Warning, "spa.redirectUris[1]"));
        assert_eq!(
            finding.title,
            "http://localhost:3000 (Single-page application) and http://localhost (Mobile and desktop applications) \
             differ only by port"
        );
        let finding =
            broken(|registration| registration.web.redirect_uris.push("https://localhost/dialog.html".to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriPortAmbiguous, Severity::Warning, "web.redirectUris[0]"));
    }

    #[test]
    fn under_one_platform() {
        let finding =
            broken(|registration| registration.public_client.redirect_uris.push("http://localhost:5000".to_owned()));
        assert_eq!(told(&finding), (Code::RedirectUriPortAmbiguous, Severity::Info, "publicClient.redirectUris[0]"));
        assert!(finding.would_cause.is_empty());
    }

    #[test]
    fn paths_tell_them_apart_and_https_pages_have_ports() {
        Healthy::localhost().alone().stays_silent(|healthy| {
            healthy.registration.web.redirect_uris.push("http://localhost:3000/auth".to_owned());
            healthy.registration.spa.redirect_uris.push("https://localhost:3001/dialog.html".to_owned());
        });
    }
}
