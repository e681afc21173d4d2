use crate::rules::Rule;
use crate::rules::registration::{RegistrationRule, Subject};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PublicClientFlowsEnabled,
        severity: Severity::Info,
        summary: "Allow public client flows is on",
        meaning: "Anybody who knows the client ID may start the device code flow then, and be answered tokens without \
                a secret if somebody signs in for them. The add-in does not need it, nor does Hallpass's own sign-in \
                with http://localhost. A program that signs in by device code needs it: off, that ends in \
                AADSTS7000218. A program that Entra takes for a public client must not send a secret.",
        fix: &["Authentication, Allow public client flows: No, if nothing signs in by device code"],
        would_cause: &["AADSTS700025"],
    },
    check,
};

const PROPERTY: &str = "isFallbackPublicClient";

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    if subject.registration.is_fallback_public_client != Some(true) {
        return Vec::new();
    }
    let detail = "It opens the device code flow to everybody who knows the client ID. The add-in does not need it.";
    vec![Finding::of(rule, "Allow public client flows is on", detail).with_evidence([subject.value(PROPERTY, "true")])]
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn it_is_on() {
        let finding = broken(|registration| registration.is_fallback_public_client = Some(true));
        let property = "isFallbackPublicClient";
        assert_eq!(told(&finding), (Code::PublicClientFlowsEnabled, Severity::Info, property));
        for off in [None, Some(false)] {
            Healthy::localhost().stays_silent(|healthy| healthy.registration.is_fallback_public_client = off);
        }
    }
}
