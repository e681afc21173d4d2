use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::ClientSecretNotNeeded,
        severity: Severity::Info,
        summary: "the application has a client secret, and nested app authentication needs none",
        meaning: "The task pane gets its tokens from Office, and keeps no secret. A secret that nobody uses can only get \
                out. A server that exchanges the add-in's token, or works without a user, does need one. Only checked \
                where a plan with nested app authentication alone is known.",
        fix: &["Certificates & secrets: remove it if no server uses it"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let secrets = subject.registration.password_credentials.len();
    if secrets == 0 || subject.plan.is_none_or(|plan| plan.facts.auth.has_legacy_sso()) {
        return Vec::new();
    }
    let title = match secrets {
        1 => "the application has a client secret, and nested app authentication needs none".to_owned(),
        count => format!("the application has {count} client secrets, and nested app authentication needs none"),
    };
    let detail = "A secret that nobody uses can only get out.";
    let evidence = subject.value("passwordCredentials", format!("{secrets} entries"));
    vec![Finding::of(rule, title, detail).with_evidence([evidence])]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{both, naa};
    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    #[test]
    fn with_nested_app_authentication_alone() {
        let secret = Healthy::localhost().registration.password_credentials;
        let finding = naa().breaks(|registration| registration.password_credentials = secret.clone());
        assert_eq!(told(&finding), (Code::ClientSecretNotNeeded, Severity::Info, "passwordCredentials"));
        naa().alone().stays_silent(|healthy| healthy.registration.password_credentials = secret.clone());
        both().stays_silent(|healthy| healthy.registration.password_credentials = secret.clone());
    }
}
