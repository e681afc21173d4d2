use super::{RegistrationRule, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriTooMany,
        severity: Severity::Error,
        summary: "the application has more Application ID URIs than Entra takes with personal accounts",
        meaning: "Where personal Microsoft accounts are among the account types, an application has at most 50 \
                Application ID URIs. For organizational directories alone there is no fixed number.",
        fix: &[
            "Expose an API, Application ID URI: take out those that no manifest names",
            "choose account types without personal accounts, if nobody signs in with one",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let count = subject.registration.identifier_uris.len();
    let Some(most) = subject.limits().app_id_uris.filter(|most| count > *most) else { return Vec::new() };
    let title = format!("there are {count} Application ID URIs; with personal accounts Entra takes {most}");
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence([subject.value("identifierUris", format!("{count} entries"))]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, told};
    use crate::{Code, Severity};

    #[test]
    fn one_more_than_50() {
        let more = |count: usize| (0..count).map(|number| format!("api://test{number}.contoso.com/{ID}"));
        Healthy::production().stays_silent(|healthy| healthy.registration.identifier_uris.extend(more(50)));
        Healthy::personal().stays_silent(|healthy| healthy.registration.identifier_uris.extend(more(49)));
        let finding = Healthy::personal().breaks(|registration| registration.identifier_uris.extend(more(50)));
        assert_eq!(told(&finding), (Code::AppIdUriTooMany, Severity::Error, "identifierUris"));
        assert_eq!(finding.title, "there are 51 Application ID URIs; with personal accounts Entra takes 50");
    }
}
