use super::uris::{Form, uris};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriDomainOfMicrosoft,
        severity: Severity::Warning,
        summary: "an Application ID URI has a host in a domain that only Microsoft can own",
        meaning: "Names in azurewebsites.net, cloudapp.net and the like belong to Microsoft: nobody else can verify them \
                in a tenant. The Office documentation says that saving such a URI may fail with a message about domain \
                verification. By Entra's own page a URI that ends with the client ID needs no verified domain, so it \
                may also work.",
        fix: &[
            "give the add-in's pages a host name in a domain of your own, and write that one here and in the \
                manifest",
            "leave it if it was saved and Office signs in",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = uris(subject);
    let found = uris.iter().filter_map(|uri| Some((uri, domain_of_microsoft(&uri.form)?))).collect::<Vec<_>>();
    let Some((_, (host, domain))) = found.first() else { return Vec::new() };
    let title = format!("the Application ID URI names {host}, and {domain} belongs to Microsoft");
    let detail =
        "Saving it may fail with a message about domain verification: the domain cannot be verified in your tenant.";
    vec![
        Finding::of(rule, title, detail)
            .with_evidence(found.iter().take(SHOWN).map(|(uri, _)| subject.value(uri.property(), uri.text))),
    ]
}

fn domain_of_microsoft(form: &Form) -> Option<(&HostPort, &'static str)> {
    let Form::Office { host, .. } = form else { return None };
    Some((host, host.domain_of_microsoft()?))
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn names_that_azure_gives() {
        for host in
            ["contoso.azurewebsites.net", "contoso.cloudapp.net", "a.b.azurestaticapps.net:8443", "x.azurewebsites.us"]
        {
            let finding = broken(|registration| registration.identifier_uris = vec![format!("api://{host}/{ID}")]);
            assert_eq!(
                told(&finding),
                (Code::AppIdUriDomainOfMicrosoft, Severity::Warning, "identifierUris[0]"),
                "{host}"
            );
            assert!(
                finding.title.starts_with(&format!("the Application ID URI names {host}, and ")),
                "{}",
                finding.title
            );
        }
    }

    #[test]
    fn names_that_only_look_so() {
        for host in ["azurewebsites.net.contoso.com", "notazurewebsites.net", "contoso.onmicrosoft.com"] {
            let mut healthy = Healthy::localhost().alone();
            healthy.registration.identifier_uris = vec![format!("api://{host}/{ID}")];
            assert_eq!(healthy.findings(), [], "{host}");
        }
    }
}
