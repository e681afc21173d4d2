use super::{RegistrationRule, Subject};
use crate::registration::SignInAudience;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::MappedClaimsAccepted,
        severity: Severity::Warning,
        summary: "the application accepts mapped claims from other tenants",
        meaning: "acceptMappedClaims lets a claims-mapping policy change what stands in the application's tokens, \
                without a signing key of the application's own. Microsoft's page on the manifest warns against it for \
                multi-tenant applications: whoever administers another tenant can then write claims that the server \
                believes. Nothing in this single sign-on needs it.",
        fix: &["Manifest, api.acceptMappedClaims: null"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let accepts = subject.registration.api.other.get("acceptMappedClaims").and_then(serde_json::Value::as_bool);
    let one_tenant = subject.registration.sign_in_audience == SignInAudience::AzureADMyOrg;
    if accepts != Some(true) || one_tenant {
        return Vec::new();
    }
    let detail = "Whoever administers another tenant can write claims that your server believes. Microsoft warns against it for \
                  applications of several tenants.";
    vec![
        Finding::of(rule, "the application accepts mapped claims from other tenants", detail)
            .with_evidence([subject.value("api.acceptMappedClaims", "true")]),
    ]
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::rules::registration::testing::{Healthy, told};
    use crate::{Code, Severity};

    fn accepting(value: Value) -> impl FnOnce(&mut Healthy) {
        move |healthy| {
            healthy.registration.api.other.insert("acceptMappedClaims".to_owned(), value);
        }
    }

    #[test]
    fn of_any_tenant() {
        for healthy in [Healthy::production(), Healthy::personal()] {
            let finding = healthy.broken(accepting(true.into()));
            assert_eq!(told(&finding), (Code::MappedClaimsAccepted, Severity::Warning, "api.acceptMappedClaims"));
        }
    }

    #[test]
    fn of_its_own_tenant_or_not_at_all() {
        Healthy::localhost().stays_silent(accepting(true.into()));
        for value in [Value::Null, false.into()] {
            Healthy::production().stays_silent(accepting(value));
        }
    }
}
