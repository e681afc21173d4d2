//! Microsoft's clients that stand among authorized client applications, and what they are good for in an Office add-in.

use uuid::uuid;

use super::Subject;
use crate::{ClientId, OfficeClient, OfficeHost};

const fn id(id: uuid::Uuid) -> ClientId {
    ClientId::from_uuid(id)
}

/// A client of its own that the one for all Office endpoints stands for.
pub(super) struct Platform {
    pub client: ClientId,
    /// Where people work in it.
    pub words: &'static str,
    outlook: bool,
    others: bool,
}

/// Of the Office documentation. Those of Teams are beside these: they are for Office inside Teams.
const PLATFORMS: [Platform; 3] = [
    Platform {
        client: id(uuid!("d3590ed6-52b3-4102-aeff-aad2292ab01c")),
        words: "Office on Windows and Mac",
        outlook: true,
        others: true,
    },
    Platform {
        client: id(uuid!("93d53678-613d-4013-afc1-62e9e444a0a5")),
        words: "Office on the web",
        outlook: false,
        others: true,
    },
    Platform {
        client: id(uuid!("bc59ab01-8403-45c6-8796-ac3ef710b3e3")),
        words: "Outlook on the web",
        outlook: true,
        others: false,
    },
];

/// On which the add-in runs: all, where no plan says in which applications.
pub(super) fn platforms(subject: &Subject<'_>) -> impl Iterator<Item = &'static Platform> {
    let hosts = subject.plan.map(|plan| plan.facts.office_hosts.as_slice()).unwrap_or_default();
    let outlook = hosts.is_empty() || hosts.contains(&OfficeHost::Outlook);
    let others = hosts.is_empty() || hosts.iter().any(|host| *host != OfficeHost::Outlook);
    PLATFORMS.iter().filter(move |platform| outlook && platform.outlook || others && platform.others)
}

/// What is known of a client that is no current one of Office, and why it stands in registrations.
pub(super) fn not_needed(client: ClientId) -> Option<(&'static str, &'static str)> {
    NOT_NEEDED.into_iter().find(|(known, ..)| *known == client).map(|(_, name, why)| (name, why))
}

/// Whether it is one of Office's or Teams' own, current or not.
pub(super) fn is_known(client: ClientId) -> bool {
    OfficeClient::by_id(client).is_some() || not_needed(client).is_some()
}

const OUT_OF_DATE: &str = "the Office documentation dropped it in 2022 as out of date";
const OF_TEAMS: &str = "it comes from instructions for Teams apps, not for Office add-ins";

const NOT_NEEDED: [(ClientId, &str, &str); 7] = [
    (id(uuid!("57fb890c-0dab-4253-a5e0-7188c88b2bb4")), "SharePoint Online", OUT_OF_DATE),
    (id(uuid!("08e18876-6177-487e-b8b5-cf950c1e598c")), "SharePoint Online web client extensibility", OUT_OF_DATE),
    (id(uuid!("4765445b-32c6-49b0-83e6-1d93765276ca")), "Microsoft 365 on the web", OF_TEAMS),
    (id(uuid!("0ec893e0-5785-4de6-99da-4ed124e5296c")), "Microsoft 365 on the desktop", OF_TEAMS),
    (id(uuid!("4345a7b9-9a63-4910-a426-35363201d503")), "Office.com", OF_TEAMS),
    (id(uuid!("27922004-5251-4030-b22d-91ecd9a37ea4")), "Outlook mobile", OF_TEAMS),
    (id(uuid!("00000002-0000-0ff1-ce00-000000000000")), "Exchange Online", OF_TEAMS),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registration::testing::{Healthy, ID, client_id};

    #[test]
    fn each_client_is_known_once() {
        assert!(PLATFORMS.iter().all(|platform| OfficeClient::by_id(platform.client).is_some()));
        assert!(NOT_NEEDED.iter().all(|(client, ..)| OfficeClient::by_id(*client).is_none() && is_known(*client)));
        assert!(!is_known(client_id(ID)));
    }

    #[test]
    fn platforms_of_the_applications_that_are_planned() {
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
            let words = platforms(&healthy.subject()).map(|platform| platform.words).collect::<Vec<_>>();
            assert_eq!(words.join(", "), expected);
        }
    }
}
