use super::pre_authorized::{entries, property};
use super::{RegistrationRule, SHOWN, Subject};
use crate::id::known::of_microsoft;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedClientUnknown,
        severity: Severity::Info,
        summary: "an authorized client is none that Hallpass knows",
        meaning: "Whoever is among the authorized clients gets a token for the add-in's user without asking anybody. It \
                may be an application of your own. Hallpass knows those of Office, Teams, Microsoft's own tools and the \
                lists of Microsoft's documentation.",
        fix: &[
            "look the ID up in the tenant (Enterprise applications, All applications), and take out one that nobody \
                  knows",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let own = subject.client_id();
    let found =
        entries(subject).filter(|(_, entry)| of_microsoft(entry.app_id.uuid()).is_none() && Some(entry.app_id) != own);
    let found = found.collect::<Vec<_>>();
    let Some((_, first)) = found.first() else { return Vec::new() };
    let title = match found.len() {
        1 => format!("Hallpass does not know the authorized client {}", first.app_id),
        count => format!("Hallpass does not know {count} of the authorized clients"),
    };
    let detail = "It gets a token for the add-in's user without asking anybody. It may be an application of your own.";
    vec![
        Finding::of(rule, title, detail).with_evidence(
            found
                .iter()
                .take(SHOWN)
                .map(|(index, entry)| subject.value(property(*index, "appId"), entry.app_id.to_string())),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn beside_office() {
        let finding = broken(|registration| {
            let entries = &mut registration.api.pre_authorized_applications;
            let mut other = entries[0].clone();
            other.app_id = client_id(ANOTHER_ID);
            entries.push(other);
        });
        let property = "api.preAuthorizedApplications[1].appId";
        assert_eq!(told(&finding), (Code::PreAuthorizedClientUnknown, Severity::Info, property));
        assert_eq!(finding.title, format!("Hallpass does not know the authorized client {ANOTHER_ID}"));
    }

    /// As one authorizes it to get a token of one's own API for a test.
    #[test]
    fn the_azure_cli_is_known() {
        Healthy::localhost().alone().stays_silent(|healthy| {
            let entries = &mut healthy.registration.api.pre_authorized_applications;
            let mut other = entries[0].clone();
            other.app_id = client_id("04b07795-8ddb-461a-bbee-02f9e1bf7b46");
            entries.push(other);
        });
    }
}
