use super::uris::{Form, unfit, write_it};
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriClientIdMismatch,
        severity: Severity::Error,
        summary: "no Application ID URI ends with the client ID of this application",
        meaning: "Its last segment has to be the Application (client) ID of the registration that it stands in, right \
                after the host. It is another one where a registration was copied or made again, or where the object \
                ID was taken for the client ID.",
        fix: &["Expose an API, Application ID URI, Edit: api://<host[:port]>/<client ID>", UPDATE],
        would_cause: &["13004", "AADSTS500011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let unfit = unfit(subject);
    let found = unfit.iter().filter_map(|uri| match &uri.form {
        Form::Office { host, client_id } => Some((uri, host, Some(*client_id))),
        Form::WithoutClientId { host } => Some((uri, host, None)),
        _ => None,
    });
    let found = found.collect::<Vec<_>>();
    let Some((first, host, client_id)) = found.first() else { return Vec::new() };
    let object_id = subject.registration.id;
    let title = match (client_id, subject.client_id()) {
        (Some(id), _) if object_id == Some(id.uuid()) => {
            format!("the Application ID URI ends with the object ID, not with the client ID: {id}")
        }
        (Some(id), Some(own)) => format!("the Application ID URI ends with {id}, the client ID is {own}"),
        _ => format!("the Application ID URI does not end with the client ID: {}", first.text),
    };
    let own = subject.client_id().map(|id| subject.value("appId", id.to_string()));
    vec![
        Finding::of(rule, title, "Office and Entra want the client ID of this application right after the host.")
            .with_evidence(found.iter().take(SHOWN).map(|(uri, ..)| subject.value(uri.property(), uri.text)))
            .with_evidence(own)
            .with_fix([write_it(subject, Some(host)), UPDATE.to_owned()]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn another_or_none() {
        for (uri, title) in [
            (
                format!("api://localhost:3000/{ANOTHER_ID}"),
                format!("the Application ID URI ends with {ANOTHER_ID}, the client ID is {ID}"),
            ),
            (
                "api://localhost:3000".to_owned(),
                "the Application ID URI does not end with the client ID: api://localhost:3000".to_owned(),
            ),
            (
                format!("api://localhost:3000/path/{ID}"),
                format!("the Application ID URI does not end with the client ID: api://localhost:3000/path/{ID}"),
            ),
        ] {
            let finding = broken(|registration| registration.identifier_uris = vec![uri.clone()]);
            assert_eq!(told(&finding), (Code::AppIdUriClientIdMismatch, Severity::Error, "identifierUris[0]"), "{uri}");
            assert_eq!(finding.title, title);
            assert_eq!(finding.fix[0], format!("Expose an API, Application ID URI, Edit: api://localhost:3000/{ID}"));
        }
    }

    #[test]
    fn the_object_id() {
        let finding = Healthy::localhost().breaks(|registration| {
            registration.id = Some(ANOTHER_ID.parse().unwrap());
            registration.identifier_uris = vec![format!("api://localhost:3000/{ANOTHER_ID}")];
        });
        assert!(finding.title.contains("ends with the object ID"), "{}", finding.title);
    }

    #[test]
    fn any_where_the_client_id_is_not_known_and_that_of_a_teams_bot() {
        let mut healthy = Healthy::localhost().alone();
        healthy.registration.app_id = None;
        healthy.registration.identifier_uris = vec![format!("api://localhost:3000/{ANOTHER_ID}")];
        assert_eq!(healthy.findings(), []);
        Healthy::localhost().stays_silent(|healthy| {
            healthy.registration.identifier_uris = vec![format!("api://localhost:3000/botid-{ANOTHER_ID}")];
        });
    }
}
