use super::{RegistrationRule, Subject, UPDATE};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::TokenVersion1,
        severity: Severity::Warning,
        summary: "the application gets version 1 tokens",
        meaning: "requestedAccessTokenVersion is null or 1. Version 1 tokens have another issuer and name the \
                Application ID URI as their audience instead of the client ID, so a server that expects version 2 \
                refuses them, and since 2025 tenants restrict which URIs such an application may add. It is an error \
                where personal Microsoft accounts are among the account types: those need version 2.",
        fix: &[
            "Manifest, api.requestedAccessTokenVersion: 2 (before the Application ID URI is changed)",
            UPDATE,
            "afterwards let the server expect the client ID as audience, and the issuer of version 2",
        ],
        would_cause: &[],
    },
    check,
};

const PROPERTY: &str = "api.requestedAccessTokenVersion";

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let version = subject.registration.api.requested_access_token_version;
    let text = match version {
        None => "null",
        Some(1) => "1",
        Some(_) => return Vec::new(),
    };
    let personal = subject.takes_personal_accounts();
    if !personal && !subject.has_legacy_sso() {
        return Vec::new();
    }
    let evidence = [subject.value(PROPERTY, text)];
    if personal {
        let detail = "With personal Microsoft accounts among the account types, only version 2 works.";
        let finding = Finding::of(rule, "personal accounts need version 2 tokens, these are version 1", detail);
        let would_cause = ["AADSTS500201", "AADSTS90027"].map(str::to_owned).to_vec();
        return vec![Finding { would_cause, ..finding.with_severity(Severity::Error).with_evidence(evidence) }];
    }
    let title = match version {
        None => "the token version is null, which is version 1",
        Some(_) => "the token version is 1",
    };
    let detail = "A server that expects version 2 refuses these tokens: issuer and audience are others. And Entra may refuse a \
                  new Application ID URI that has neither a verified domain nor the tenant ID nor the client ID in it; under \
                  a stricter policy of the tenant, also one of Office's form.";
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    const PROPERTY: &str = "api.requestedAccessTokenVersion";

    #[test]
    fn null_is_version_1() {
        for (version, text) in [(None, "null"), (Some(1), "1")] {
            let finding = broken(|registration| registration.api.requested_access_token_version = version);
            assert_eq!(told(&finding), (Code::TokenVersion1, Severity::Warning, PROPERTY));
            assert_eq!(finding.evidence[0].text, text);
        }
    }

    #[test]
    fn personal_accounts_need_version_2() {
        let finding = Healthy::personal().breaks(|registration| registration.api.requested_access_token_version = None);
        assert_eq!(told(&finding), (Code::TokenVersion1, Severity::Error, PROPERTY));
        assert_eq!(finding.would_cause, ["AADSTS500201", "AADSTS90027"]);
    }
}
