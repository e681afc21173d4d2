use super::uris::{Form, unfit, write_it};
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriNotApi,
        severity: Severity::Error,
        summary: "no Application ID URI begins with api://",
        meaning: "Office wants api://<host[:port]>/<client ID>. An https address of the same host, which Entra takes as \
                well, is none under which Office asks for tokens. Others may stand beside the one that Office needs.",
        fix: &["Expose an API, Application ID URI, Edit: api://<host[:port]>/<client ID>", UPDATE],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let found = unfit(subject).into_iter().filter(|uri| uri.form == Form::NotApi).collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let title = format!("the Application ID URI does not begin with api://: {}", first.text);
    let evidence = found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text)).collect::<Vec<_>>();
    let host = url::Url::parse(first.text).ok().and_then(|url| url.host_str()?.parse::<HostPort>().ok());
    let host = HostPort::of_url(first.text).or(host);
    vec![
        Finding::of(rule, title, "Office asks for tokens under api://<host[:port]>/<client ID> only.")
            .with_evidence(evidence)
            .with_fix([write_it(subject, host.as_ref()), UPDATE.to_owned()]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn another_scheme_or_none() {
        for (uri, step) in [
            (format!("https://addin.contoso.com/{ID}"), "api://addin.contoso.com"),
            (format!("https://localhost:3000/{ID}"), "api://localhost:3000"),
            ("https://contoso.com".to_owned(), "api://contoso.com"),
            (format!("urn:{ID}"), "api://<host[:port]>"),
            (String::new(), "api://<host[:port]>"),
        ] {
            let finding = broken(|registration| registration.identifier_uris = vec![uri.clone()]);
            assert_eq!(told(&finding), (Code::AppIdUriNotApi, Severity::Error, "identifierUris[0]"), "{uri}");
            assert_eq!(finding.fix[0], format!("Expose an API, Application ID URI, Edit: {step}/{ID}"));
        }
    }

    #[test]
    fn beside_the_one_that_office_needs() {
        Healthy::localhost()
            .stays_silent(|healthy| healthy.registration.identifier_uris.push(format!("https://contoso.com/{ID}")));
    }
}
