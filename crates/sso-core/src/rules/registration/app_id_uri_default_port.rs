use super::uris::{fitting, one_is_right};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriDefaultPort,
        severity: Severity::Error,
        summary: "an Application ID URI writes the default port",
        meaning: "Port 443 goes without saying in the address of a page, and Office compares the host and port of the \
                resource with that. Any other port is written. It is a warning beside a URI that is right.",
        fix: &["Expose an API, Application ID URI, Edit: take out :443, and in the manifest too"],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = fitting(subject);
    let found = uris.iter().filter(|uri| uri.text.contains(PORT)).collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let right = first.text.replacen(PORT, "/", 1);
    let severity = if one_is_right(subject) { Severity::Warning } else { rule.severity };
    vec![
        Finding::of(
            rule,
            format!("the Application ID URI writes the default port: {}", first.text),
            "The page's address has no port, and Office compares the two.",
        )
        .with_severity(severity)
        .with_evidence(found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text)))
        .with_fix([format!("Expose an API, Application ID URI, Edit: {right}, and the same in the manifest")]),
    ]
}

const PORT: &str = ":443/";

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, told};
    use crate::{Code, Severity};

    #[test]
    fn of_https() {
        let uri = format!("api://addin.contoso.com:443/{ID}");
        let finding = Healthy::production().breaks(|registration| registration.identifier_uris = vec![uri]);
        assert_eq!(told(&finding), (Code::AppIdUriDefaultPort, Severity::Error, "identifierUris[0]"));
        let step = format!(
            "Expose an API, Application ID URI, Edit: api://addin.contoso.com/{ID}, and the same in the manifest"
        );
        assert_eq!(finding.fix[0], step);
        let beside = Healthy::production()
            .breaks(|registration| registration.identifier_uris.push(format!("api://addin.contoso.com:443/{ID}")));
        assert_eq!(told(&beside), (Code::AppIdUriDefaultPort, Severity::Warning, "identifierUris[1]"));
        let mut other = Healthy::production().alone();
        other.registration.identifier_uris = vec![format!("api://addin.contoso.com:4443/{ID}")];
        assert_eq!(other.findings(), []);
    }
}
