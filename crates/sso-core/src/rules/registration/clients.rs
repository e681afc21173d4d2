//! Clients that stand among the authorized ones: which of them an add-in needs, and who the others are.

use super::Subject;
use super::pre_authorized::entries;
use crate::{ClientId, OfficeClient, OfficeHost, Standing};

/// Whether it is Office, or Office inside Teams.
pub(super) fn is_office(client: ClientId) -> bool {
    let standing = OfficeClient::by_id(client).map(|client| client.standing);
    matches!(standing, Some(Standing::All | Standing::Current | Standing::Optional))
}

/// Whether one of them is authorized, for whatever scope.
pub(super) fn has_office(subject: &Subject<'_>) -> bool {
    entries(subject).any(|(_, entry)| is_office(entry.app_id))
}

/// One of Microsoft's that an Office add-in does not need, and why it stands in registrations.
pub(super) fn not_needed(client: ClientId) -> Option<(OfficeClient, &'static str)> {
    let client = OfficeClient::by_id(client)?;
    match client.standing {
        Standing::All | Standing::Current | Standing::Optional => None,
        Standing::Obsolete => Some((client, "the Office documentation dropped it in 2022 as out of date")),
        Standing::OfTeamsApps => Some((client, "it comes from instructions for Teams apps, not for Office add-ins")),
    }
}

/// Those of Office's own clients in which the add-in runs, with the words for where that is: all, where no plan names
/// applications.
pub(super) fn needed(subject: &Subject<'_>) -> impl Iterator<Item = (OfficeClient, &'static str)> {
    let hosts = subject.plan.map(|plan| plan.facts.office_hosts.as_slice()).unwrap_or_default();
    let outlook = hosts.is_empty() || hosts.contains(&OfficeHost::Outlook);
    let others = hosts.is_empty() || hosts.iter().any(|host| *host != OfficeHost::Outlook);
    OfficeClient::current().filter_map(move |client| match client {
        OfficeClient::ON_THE_WEB => others.then_some((client, client.name)),
        OfficeClient::OUTLOOK_ON_THE_WEB => outlook.then_some((client, client.name)),
        // Its name does not say that it is not on the web.
        _ => Some((client, "Office on Windows and Mac")),
    })
}

/// The client's name, where it is known, and its ID.
pub(super) fn named(client: ClientId) -> String {
    match OfficeClient::by_id(client) {
        Some(known) => format!("{} ({client})", known.name),
        None => client.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registration::testing::{Healthy, ID, client_id};

    #[test]
    fn each_known_client_is_needed_or_not() {
        for client in OfficeClient::KNOWN {
            assert_eq!(is_office(client.id), not_needed(client.id).is_none(), "{}", client.name);
            assert_eq!(named(client.id), format!("{} ({})", client.name, client.id));
        }
        assert!(!is_office(client_id(ID)) && not_needed(client_id(ID)).is_none());
        assert_eq!(named(client_id(ID)), ID);
    }

    #[test]
    fn those_of_the_applications_that_are_planned() {
        for (hosts, expected) in [
            (vec![], "Office on Windows and Mac, Office on the web, Outlook on the web"),
            (vec![OfficeHost::Excel], "Office on Windows and Mac, Office on the web"),
            (vec![OfficeHost::Outlook], "Office on Windows and Mac, Outlook on the web"),
            (
                vec![OfficeHost::Outlook, OfficeHost::Word],
                "Office on Windows and Mac, Office on the web, Outlook on the web",
            ),
        ] {
            let mut healthy = Healthy::localhost();
            healthy.plan.as_mut().unwrap().facts.office_hosts = hosts;
            let words = needed(&healthy.subject()).map(|(_, words)| words).collect::<Vec<_>>();
            assert_eq!(words.join(", "), expected);
        }
    }
}
