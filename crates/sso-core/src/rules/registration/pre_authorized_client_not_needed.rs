use super::clients::{named, not_needed};
use super::pre_authorized::{entries, property};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedClientNotNeeded,
        severity: Severity::Info,
        summary: "an authorized client is one that Office add-ins do not need",
        meaning: "It is one of Microsoft's clients: from an older list of the Office documentation, which dropped it in \
                2022, or from instructions for Teams apps. It does no harm.",
        fix: &["leave it, or take it out: Expose an API, Authorized client applications"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let found = entries(subject).filter_map(|(index, entry)| Some((index, entry, not_needed(entry.app_id)?)));
    let found = found.collect::<Vec<_>>();
    let Some((_, _, (client, why))) = found.first() else { return Vec::new() };
    let name = client.name;
    let title = match found.len() {
        1 => format!("an Office add-in does not need {name} among the authorized clients"),
        count => format!("an Office add-in does not need {count} of the authorized clients"),
    };
    let detail = format!("It does no harm. Of {name}: {why}.");
    vec![Finding::of(rule, title, detail).with_evidence(
        found.iter().take(SHOWN).map(|(index, entry, _)| subject.value(property(*index, "appId"), named(entry.app_id))),
    )]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{broken, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn of_an_older_list_or_of_teams_apps() {
        for (client, name) in [
            ("57fb890c-0dab-4253-a5e0-7188c88b2bb4", "SharePoint Online"),
            ("4765445b-32c6-49b0-83e6-1d93765276ca", "Microsoft 365 on the web"),
        ] {
            let finding = broken(|registration| {
                let entries = &mut registration.api.pre_authorized_applications;
                let mut other = entries[0].clone();
                other.app_id = client_id(client);
                entries.push(other);
            });
            let property = "api.preAuthorizedApplications[1].appId";
            assert_eq!(told(&finding), (Code::PreAuthorizedClientNotNeeded, Severity::Info, property));
            assert_eq!(finding.evidence[0].text, format!("{name} ({client})"));
        }
    }
}
