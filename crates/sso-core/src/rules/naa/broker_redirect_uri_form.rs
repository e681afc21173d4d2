use super::broker::{Form, uris};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::BrokerRedirectUriForm,
        severity: Severity::Error,
        summary: "a redirect URI of nested app authentication has more than its host and port, or capital letters",
        meaning: "Office's broker asks with brk-multihub:// and the origin of the page without its scheme: in lower \
                case, no path, no slash at the end, no port if it is 443. Another text is another redirect URI.",
        fix: &["Authentication, Single-page application: brk-multihub://<host[:port]>"],
        would_cause: &["AADSTS700046"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = uris(subject);
    let found = uris.iter().filter_map(|broker| match &broker.form {
        Form::NearlyHub { host, what } => Some((&broker.uri, host.as_ref(), *what)),
        _ => None,
    });
    let found = found.take(SHOWN).collect::<Vec<_>>();
    let Some((first, host, what)) = found.first() else { return Vec::new() };
    let title = match found.len() {
        1 => format!("a redirect URI of nested app authentication {what}: {}", first.text),
        count => format!("{count} redirect URIs of nested app authentication, one {what}: {}", first.text),
    };
    let host = host.or(subject.plan.map(|plan| &plan.facts.domain));
    let host = host.map_or_else(|| "<host[:port]>".to_owned(), ToString::to_string);
    let detail = "Office's broker asks with the origin of the page alone, in lower case.";
    vec![
        Finding::of(rule, title, detail)
            .with_evidence(found.iter().map(|(uri, _, _)| uri.evidence(subject)))
            .with_fix([format!("Authentication, Single-page application: brk-multihub://{host}")]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::told;
    use crate::{Code, Severity};

    #[test]
    fn each_way() {
        for (uri, what) in [
            ("brk-multihub://localhost:3000/", "with a slash at the end"),
            ("brk-multihub://localhost:3000/taskpane.html", "with a path"),
            ("brk-multihub://Localhost:3000", "with capital letters"),
            ("brk-multihub://https://localhost:3000", "with a second scheme"),
            ("brk-multihub://", "without a host"),
        ] {
            for healthy in [naa(), naa().alone(), both()] {
                let finding = healthy.breaks(|registration| registration.spa.redirect_uris[2] = uri.to_owned());
                assert_eq!(told(&finding), (Code::BrokerRedirectUriForm, Severity::Error, "spa.redirectUris[2]"));
                assert_eq!(finding.title, format!("a redirect URI of nested app authentication {what}: {uri}"));
            }
        }
    }
}
