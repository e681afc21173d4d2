use super::clients::{has_office, named};
use super::pre_authorized::{ADD_OFFICE, AUTHORIZED, entries};
use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::OfficeNotPreAuthorized,
        severity: Severity::Error,
        summary: "Office is not among the authorized client applications",
        meaning: "Office gets the token of an add-in's user only if the application authorizes it for access_as_user \
                beforehand. One ID stands for all Office endpoints; the IDs of its single applications do as well. Not \
                asked for where nested app authentication alone is used.",
        fix: &[ADD_OFFICE, UPDATE],
        would_cause: &["13005"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if !subject.has_legacy_sso() || has_office(subject) {
        return Vec::new();
    }
    let clients = entries(subject).map(|(_, entry)| named(entry.app_id)).collect::<Vec<_>>();
    let text = if clients.is_empty() { "[]".to_owned() } else { clients.join(", ") };
    let title = "Office is not among the authorized client applications";
    vec![
        Finding::of(rule, title, "Office asks for the token as a client of its own, and without this it gets none.")
            .with_evidence([subject.value(AUTHORIZED, text)]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{ANOTHER_ID, Healthy, broken, client_id, codes, told};
    use crate::{Code, Severity};

    #[test]
    fn nobody_or_others() {
        let finding = broken(|registration| registration.api.pre_authorized_applications.clear());
        assert_eq!(told(&finding), (Code::OfficeNotPreAuthorized, Severity::Error, "api.preAuthorizedApplications"));
        let codes = codes(|registration| {
            registration.api.pre_authorized_applications[0].app_id = client_id(ANOTHER_ID);
        });
        assert_eq!(codes, [Code::OfficeNotPreAuthorized, Code::PreAuthorizedClientUnknown]);
    }

    #[test]
    fn by_the_id_for_all_or_by_each_of_its_own() {
        Healthy::localhost().alone().stays_silent(|healthy| {
            let entries = &mut healthy.registration.api.pre_authorized_applications;
            let all = entries.remove(0);
            for client in [
                "d3590ed6-52b3-4102-aeff-aad2292ab01c",
                "93d53678-613d-4013-afc1-62e9e444a0a5",
                "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
            ] {
                let mut entry = all.clone();
                entry.app_id = client_id(client);
                entries.push(entry);
            }
        });
    }
}
