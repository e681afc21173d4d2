use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientSecretsTooMany,
        severity: Severity::Error,
        summary: "the application has more than two client secrets, and personal Microsoft accounts are among the \
                account types",
        meaning: "With personal Microsoft accounts an application has at most 2 client secrets. Changing the account \
                types, or adding another secret, is refused.",
        fix: &["Certificates & secrets: remove those that no server uses, until two are left"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let count = subject.registration.password_credentials.len();
    let Some(most) = subject.limits().client_secrets.filter(|most| count > *most) else { return Vec::new() };
    let title = format!("there are {count} client secrets; Entra takes {most} with personal accounts");
    let evidence = subject.value("passwordCredentials", format!("{count} entries"));
    vec![
        Finding::of(rule, title, subject.with_personal_accounts("Saving the registration is refused."))
            .with_evidence([evidence]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::registration::Registration;
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    fn with(count: usize) -> impl Fn(&mut Registration) {
        move |registration| {
            let secret = registration.password_credentials[0].clone();
            registration.password_credentials = vec![secret; count];
        }
    }

    #[test]
    fn with_personal_accounts_alone() {
        let finding = Healthy::personal().breaks(with(3));
        assert_eq!(told(&finding), (Code::ClientSecretsTooMany, Severity::Error, "passwordCredentials"));
        assert_eq!(finding.title, "there are 3 client secrets; Entra takes 2 with personal accounts");
        Healthy::personal().stays_silent(|healthy| with(2)(&mut healthy.registration));
        Healthy::production().stays_silent(|healthy| with(3)(&mut healthy.registration));
    }
}
