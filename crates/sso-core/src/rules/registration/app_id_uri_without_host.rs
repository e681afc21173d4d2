use super::uris::{Form, unfit, write_it};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriWithoutHost,
        severity: Severity::Error,
        summary: "no Application ID URI has the host of the add-in's pages",
        meaning: "The portal proposes api://<client ID>. Office compares host and port of the resource with those of the \
                add-in's pages, so they have to stand between: api://<host[:port]>/<client ID>.",
        fix: &["Expose an API, Application ID URI, Edit: api://<host[:port]>/<client ID>", UPDATE],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let found = unfit(subject);
    let mut found = found.iter().filter_map(|uri| match &uri.form {
        Form::WithoutHost { why } => Some((uri, why)),
        _ => None,
    });
    let Some((first, why)) = found.next() else { return Vec::new() };
    let title = match why {
        None => format!("the Application ID URI has no host: {}", first.text),
        Some(why) => format!("the Application ID URI has no host that can be right: {why}"),
    };
    let others = found.map(|(uri, _)| subject.value(uri.property(), uri.text));
    vec![
        Finding::of(rule, title, "Office compares its host and port with those of the add-in's pages.")
            .with_evidence([subject.value(first.property(), first.text)])
            .with_evidence(others)
            .with_fix([write_it(subject, None), UPDATE.to_owned()]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn as_the_portal_proposes_it_or_with_what_is_no_host() {
        for (uri, title) in [
            (format!("api://{ID}"), format!("the Application ID URI has no host: api://{ID}")),
            (
                format!("api://7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11/{ID}"),
                format!("the Application ID URI has no host: api://7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11/{ID}"),
            ),
            (
                format!("api://local_host:3000/{ID}"),
                "the Application ID URI has no host that can be right: the domain has an underscore: local_host:3000"
                    .to_owned(),
            ),
        ] {
            let finding = broken(|registration| registration.identifier_uris = vec![uri.clone()]);
            assert_eq!(told(&finding), (Code::AppIdUriWithoutHost, Severity::Error, "identifierUris[0]"), "{uri}");
            assert_eq!(finding.title, title);
        }
    }

    #[test]
    fn beside_the_one_that_office_needs() {
        Healthy::localhost()
            .stays_silent(|healthy| healthy.registration.identifier_uris.insert(0, format!("api://{ID}")));
    }
}
