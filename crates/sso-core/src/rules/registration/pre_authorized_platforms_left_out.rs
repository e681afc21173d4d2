use super::clients::{has_office, named, needed};
use super::pre_authorized::{ADD_OFFICE, entries, property};
use super::{RegistrationRule, SHOWN, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, OfficeClient, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedPlatformsLeftOut,
        severity: Severity::Warning,
        summary: "the authorized clients leave out a platform of Office",
        meaning: "Where the ID for all Office endpoints is not among the authorized clients, each platform has to be \
                there with its own: Office on Windows and Mac, Office on the web, Outlook on the web. Office answers \
                13005 on those that are not. With a plan, only the applications that it names count. The IDs of Teams \
                are for Office inside Teams and not asked for.",
        fix: &[ADD_OFFICE, UPDATE],
        would_cause: &["13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let has = |client| entries(subject).any(|(_, entry)| entry.app_id == client);
    let some = has_office(subject);
    if !subject.has_legacy_sso() || has(OfficeClient::ALL.id) || !some {
        return Vec::new();
    }
    let left_out = needed(subject).filter(|(client, _)| !has(client.id)).map(|(_, words)| words);
    let left_out = left_out.collect::<Vec<_>>();
    if left_out.is_empty() {
        return Vec::new();
    }
    let title = format!("the authorized clients leave out {}", left_out.join(" and "));
    let evidence = entries(subject).take(SHOWN);
    vec![
        Finding::of(rule, title, "Office answers 13005 there. One ID stands for all Office endpoints.")
            .with_evidence(evidence.map(|(index, entry)| subject.value(property(index, "appId"), named(entry.app_id)))),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, client_id, told};
    use crate::{Code, OfficeHost, Severity};

    const DESKTOP: &str = "d3590ed6-52b3-4102-aeff-aad2292ab01c";
    const WEB: &str = "93d53678-613d-4013-afc1-62e9e444a0a5";
    const TEAMS: &str = "1fec8e78-bce4-4aaf-ab1b-5451cc387264";

    #[test]
    fn each_that_is_not_there() {
        for (client, title) in [
            (DESKTOP, "the authorized clients leave out Office on the web and Outlook on the web"),
            (WEB, "the authorized clients leave out Office on Windows and Mac and Outlook on the web"),
            (
                TEAMS,
                "the authorized clients leave out Office on Windows and Mac and Office on the web and Outlook on the web",
            ),
        ] {
            let finding = broken(|registration| {
                registration.api.pre_authorized_applications[0].app_id = client_id(client);
            });
            let property = "api.preAuthorizedApplications[0].appId";
            assert_eq!(told(&finding), (Code::PreAuthorizedPlatformsLeftOut, Severity::Warning, property));
            assert_eq!(finding.title, title);
        }
    }

    #[test]
    fn only_those_of_the_applications_that_are_planned() {
        let with = |clients: &'static [&str], hosts: Vec<OfficeHost>| {
            move |healthy: &mut Healthy| {
                healthy.plan.as_mut().unwrap().facts.office_hosts = hosts;
                let entries = &mut healthy.registration.api.pre_authorized_applications;
                let all = entries.remove(0);
                entries.extend(clients.iter().map(|client| {
                    let mut entry = all.clone();
                    entry.app_id = client_id(client);
                    entry
                }));
            }
        };
        Healthy::localhost().stays_silent(with(&[DESKTOP, WEB], vec![OfficeHost::Word]));
        let finding = Healthy::localhost().broken(with(&[DESKTOP, WEB], vec![OfficeHost::Word, OfficeHost::Outlook]));
        assert_eq!(finding.title, "the authorized clients leave out Outlook on the web");
    }
}
