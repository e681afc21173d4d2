use super::uris::{Form, Uri, unfit, uris};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriUnverifiedDomain,
        severity: Severity::Info,
        summary: "an Application ID URI needs a domain that is verified in the tenant",
        meaning: "A URI that has neither the client ID nor the tenant ID in it is taken only if its domain is verified \
                in the tenant. A registration names one of those domains, publisherDomain; about others it says \
                nothing. Worth knowing before a change of the list: Graph refuses one that is not verified with \
                HostNameNotOnVerifiedDomain. It is a warning where the application gets version 1 tokens, for which \
                tenants enforce it since 2025. The URI that Office needs ends with the client ID.",
        fix: &[
            "verify the domain in the tenant (Domain names, Add custom domain), or take the URI out",
            "set the token version to 2 first: Manifest, api.requestedAccessTokenVersion",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    // Where none is as Office needs it, another rule says what to write instead.
    if !unfit(subject).is_empty() {
        return Vec::new();
    }
    let uris = uris(subject);
    let found = uris.iter().filter(|uri| needs_a_domain(subject, uri)).collect::<Vec<_>>();
    let Some(first) = found.first() else { return Vec::new() };
    let title = format!("the Application ID URI needs a verified domain: {}", first.text);
    let detail = "It has neither the client ID nor the tenant ID in it. Entra takes such a URI only if its domain is verified in \
                  the tenant, which the registration does not show.";
    let severity = match subject.registration.api.requested_access_token_version {
        Some(2) => Severity::Info,
        _ => Severity::Warning,
    };
    vec![
        Finding::of(rule, title, detail)
            .with_severity(severity)
            .with_evidence(found.iter().take(SHOWN).map(|uri| subject.value(uri.property(), uri.text))),
    ]
}

fn needs_a_domain(subject: &Subject<'_>, uri: &Uri<'_>) -> bool {
    if matches!(uri.form, Form::Wildcard | Form::Bot) || uri.text.contains(['?', '#']) || uri.text.starts_with("urn:") {
        return false;
    }
    let text = uri.text.to_ascii_lowercase();
    let tenants = [
        subject.service_principal.and_then(|principal| principal.app_owner_organization_id),
        subject.plan.and_then(|plan| plan.facts.tenant_id),
    ];
    let ids = tenants.into_iter().flatten().map(|id| id.to_string());
    let Some(own) = subject.client_id() else { return false };
    let has_an_id = ids.chain([own.to_string()]).any(|id| text.contains(&id));
    let publisher = subject.registration.other.get("publisherDomain").and_then(|domain| domain.as_str());
    let host = text.split_once("://").map_or("", |(_, rest)| rest.split(['/', ':']).next().unwrap_or(rest));
    let is_publishers = publisher.is_some_and(|domain| {
        let domain = domain.to_ascii_lowercase();
        host.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    !has_an_id && !is_publishers
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, told};
    use crate::{Code, Severity};

    #[test]
    fn beside_the_one_that_office_needs() {
        for uri in ["https://contoso.com/api", "api://contoso", "https://contoso.com:8443"] {
            let finding = Healthy::localhost().breaks(|registration| registration.identifier_uris.push(uri.to_owned()));
            assert_eq!(told(&finding), (Code::AppIdUriUnverifiedDomain, Severity::Info, "identifierUris[1]"));
            assert_eq!(finding.title, format!("the Application ID URI needs a verified domain: {uri}"));
        }
    }

    #[test]
    fn with_an_id_or_in_the_domain_that_is_known_to_be_verified() {
        let tenant = "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11";
        for uri in [
            format!("https://fabrikam.com/{ID}"),
            format!("api://{tenant}/anything"),
            "https://contoso.com/api".to_owned(),
            "https://www.Contoso.com:8443".to_owned(),
        ] {
            Healthy::localhost().stays_silent(|healthy| {
                healthy.registration.other.insert("publisherDomain".to_owned(), "contoso.com".into());
                healthy.registration.identifier_uris.push(uri);
            });
        }
    }

    #[test]
    fn worse_with_version_1_tokens() {
        let mut healthy = Healthy::localhost();
        healthy.registration.identifier_uris.push("https://contoso.com/api".to_owned());
        healthy.registration.api.requested_access_token_version = Some(1);
        let findings = healthy.findings();
        let told = findings.iter().map(|finding| (finding.code, finding.severity)).collect::<Vec<_>>();
        assert_eq!(
            told,
            [(Code::TokenVersion1, Severity::Warning), (Code::AppIdUriUnverifiedDomain, Severity::Warning)]
        );
    }
}
