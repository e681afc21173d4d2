use super::pre_authorized::{entries, property};
use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PreAuthorizedOwnClient,
        severity: Severity::Info,
        summary: "the application is among its own authorized clients",
        meaning: "Office asks for the token under its own client IDs, so this single sign-on does not need the entry. It \
                is of use where the add-in itself asks for its own scope without a page that asks for consent, as with \
                nested app authentication.",
        fix: &["leave it if the add-in asks for its own scope itself, else take it out: Expose an API, Authorized \
                  client applications"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let own = subject.client_id();
    let found = entries(subject).find(|(_, entry)| Some(entry.app_id) == own);
    // With nested app authentication it is what it should be.
    let found = found.filter(|_| !subject.has_nested_app_authentication());
    let Some((index, entry)) = found else { return Vec::new() };
    let detail =
        "Office asks under its own client IDs. The entry is of use only if the add-in asks for its own scope itself.";
    vec![
        Finding::of(rule, "the application is among its own authorized clients", detail)
            .with_evidence([subject.value(property(index, "appId"), entry.app_id.to_string())]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::plan::Auth;
    use crate::rules::registration::testing::{Healthy, ID, broken, client_id, told};
    use crate::{Code, Severity};

    #[test]
    fn beside_office() {
        let finding = broken(|registration| {
            let entries = &mut registration.api.pre_authorized_applications;
            let mut own = entries[0].clone();
            own.app_id = client_id(ID);
            entries.push(own);
        });
        let property = "api.preAuthorizedApplications[1].appId";
        assert_eq!(told(&finding), (Code::PreAuthorizedOwnClient, Severity::Info, property));
    }

    #[test]
    fn with_nested_app_authentication() {
        let mut healthy = Healthy::localhost();
        healthy.plan.as_mut().unwrap().facts.auth = Auth::Both;
        let entries = &mut healthy.registration.api.pre_authorized_applications;
        let mut own = entries[0].clone();
        own.app_id = client_id(ID);
        entries.push(own);
        assert!(!healthy.codes().contains(&Code::PreAuthorizedOwnClient));
    }
}
