use addin_manifest::{AppType, Loaded};

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AppDomainLocalhostMissing,
        severity: Severity::Info,
        summary: "an Outlook add-in on localhost does not list localhost among its domains",
        meaning: "While the add-in runs on localhost, a dialog fails with 12004 in Outlook on the web and in the new \
                Outlook on Windows unless the origin is listed: in AppDomains, or in validDomains of the unified \
                manifest. The dialog is what single sign-on falls back to. Only said where the markup is there.",
        fix: &["add the origin to the domains while you develop: hallpass manifest apply --app-domain does it"],
        would_cause: &["12004"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    let is_mail = manifest.app_type == Some(AppType::Mail) || manifest.hosts.iter().any(|host| host.value == "mail");
    if !is_mail || subject.infos().next().is_none() {
        return;
    }
    let mut told = Vec::new();
    for (Loaded { url, .. }, host) in manifest.loaded.iter().zip(subject.loaded_hosts()) {
        let Some(host) = host.as_ref().filter(|host| host.host() == "localhost") else { continue };
        let listed = manifest.app_domains.iter().any(|domain| {
            let domain = domain.value.trim_end_matches('/');
            domain.split_once("://").map_or(domain, |(_, host)| host).parse().as_ref() == Ok(host)
        });
        if listed || told.contains(&host) {
            continue;
        }
        // No edit: the origin of one machine is put into a manifest only where somebody asks for it.
        found.add(url.span, |rule| {
            let origin = host.https_origin();
            let title = format!("{origin} is not among the domains of this Outlook add-in");
            let detail = "A dialog fails with 12004 in Outlook on the web and in the new Outlook on Windows.";
            Finding::of(rule, title, detail).with_evidence([subject.value(url)])
        });
        told.push(host);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, broken, codes, place};
    use crate::{Code, Severity};

    #[test]
    fn of_mail_on_localhost() {
        let finding =
            broken(MAIL, "<AppDomain>https://localhost:3000</AppDomain>", "<AppDomain>https://a.com</AppDomain>");
        assert_eq!((finding.code, finding.severity), (Code::AppDomainLocalhostMissing, Severity::Info));
        assert_eq!(finding.edits, []);
        assert_eq!(
            (finding.title.as_str(), place(&finding).0),
            ("https://localhost:3000 is not among the domains of this Outlook add-in", 4)
        );
        assert_eq!(codes(&MAIL.replace("localhost:3000", "addin.contoso.com")), []);
        assert_eq!(codes(TASK_PANE), []);
    }
}
