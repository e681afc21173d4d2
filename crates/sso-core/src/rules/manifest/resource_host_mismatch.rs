use std::collections::HashSet;

use super::ManifestRule;
use super::found::Found;
use super::parts::Parts;
use super::placeholder::{has_token, is_placeholder};
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceHostMismatch,
        severity: Severity::Error,
        summary: "the resource names another host than the one that the add-in is loaded from",
        meaning: "Office compares host and port of Resource with those of the page that calls getAccessToken. \
                They must be equal, sub-domain and port included. Compared are the pages that Office really \
                loads (SourceLocation, FunctionFile, Runtime), not icons and documentation; relative URLs, \
                ~remoteAppUrl and template tokens cannot be compared.",
        fix: &["write the host and port of the add-in's pages into Resource, and into the Application ID URI of \
                the registration"],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let loaded = &subject.manifest.loaded;
    // The form of bots and message extensions in Teams has no host.
    let compared = subject
        .resources()
        .filter_map(|(info, resource)| Some((info, resource, Parts::of(&resource.value)?)))
        .filter(|(_, _, parts)| !parts.host.starts_with("botid-") && !has_token(parts.host) && !loaded.is_empty());
    let mut compared = compared.peekable();
    if compared.peek().is_none() {
        return;
    }
    let hosts = subject.loaded_hosts();
    let known = hosts.iter().flatten().collect::<HashSet<_>>();
    let all_known = hosts.iter().all(Option::is_some);
    for (info, resource, parts) in compared {
        let host = parts.host.to_ascii_lowercase().parse::<HostPort>();
        // One that cannot be compared may be the one that fits.
        if !parts.has_no_host() && host.as_ref().is_ok_and(|host| !all_known || known.contains(host)) {
            continue;
        }
        found.add(resource.span, |rule| {
            let title = match &host {
                _ if parts.has_no_host() => "the resource has no host".to_owned(),
                Err(error) => format!("the resource has no host that can be right: {error}"),
                Ok(host) => format!("the resource names {host}, but the add-in is loaded from {}", list(hosts)),
            };
            let detail = "Office compares host and port of the resource with those of the page.";
            let urls = loaded.iter().take(SHOWN).map(|loaded| subject.value(&loaded.url));
            let finding = Finding::of(rule, title, detail).with_evidence([subject.value(resource)]).with_evidence(urls);
            let id = info.id.as_ref().filter(|id| !is_placeholder(&id.value));
            match (hosts.iter().flatten().next(), id) {
                (Some(host), Some(id)) => finding.with_fix([format!(
                    "write api://{host}/{} here and as Application ID URI of the registration",
                    id.value
                )]),
                _ => finding,
            }
        });
    }
}

const SHOWN: usize = 3;

fn list(hosts: &[Option<HostPort>]) -> String {
    let mut names = hosts.iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
    names.sort();
    names.dedup();
    names.truncate(SHOWN);
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, codes, findings, place};

    #[test]
    fn another_port_sub_domain_or_none() {
        for (to, title) in [
            ("api://localhost/", "the resource names localhost, but the add-in is loaded from localhost:3000"),
            (
                "api://www.localhost:3000/",
                "the resource names www.localhost:3000, but the add-in is loaded from localhost:3000",
            ),
            ("api://", "the resource has no host"),
            (
                "api://local_host:3000/",
                "the resource has no host that can be right: the domain has an underscore: local_host:3000",
            ),
        ] {
            for healthy in [TASK_PANE, UNIFIED] {
                let finding = broken(healthy, "api://localhost:3000/", to);
                assert_eq!((finding.code, finding.title.as_str()), (Code::ResourceHostMismatch, title));
            }
        }
        let finding = broken(TASK_PANE, "api://localhost:3000/", "api://localhost:44355/");
        assert_eq!(place(&finding), (16, 17));
        assert_eq!(finding.evidence[1].text, "https://localhost:3000/taskpane.html");
        assert_eq!(
            finding.fix,
            [format!("write api://localhost:3000/{ID} here and as Application ID URI of the registration")]
        );
    }

    /// The host is written, whatever else is not.
    #[test]
    fn beside_a_client_id_that_has_yet_to_be_filled_in() {
        let text = TASK_PANE.replace(&format!("api://localhost:3000/{ID}"), "api://localhost:44355/{client ID}");
        assert_eq!(codes(&text), [Code::ResourceHostMismatch, Code::ResourcePlaceholder]);
        let text = text.replace(&format!("<Id>{ID}"), "<Id>{client ID}");
        let finding = &findings(&text, None)[0];
        assert_eq!(finding.fix, crate::rules::of(Code::ResourceHostMismatch).unwrap().fix);
        assert_eq!(
            codes(&TASK_PANE.replace("api://localhost:3000", "api://localhost:{PORT}")),
            [Code::ResourcePlaceholder]
        );
    }

    #[test]
    fn what_cannot_be_compared_is_not_judged() {
        for page in ["~remoteAppUrl", "", "https://localhost:{PORT}", "https://{{domain}}"] {
            let text = TASK_PANE.replace("https://localhost:3000", page);
            assert_eq!(codes(&text.replace("api://localhost:3000", "api://localhost:44355")), [], "{page}");
        }
        // One of several is enough, and 443 goes without saying.
        let text = TASK_PANE.replace("https://localhost:3000/functions", "https://contoso.com:443/functions");
        assert_eq!(codes(&text.replace("api://localhost:3000", "api://contoso.com")), []);
        // Teams.
        for resource in [format!("api://localhost:3000/botid-{ID}"), format!("api://botid-{ID}")] {
            assert_eq!(codes(&UNIFIED.replace(&format!("api://localhost:3000/{ID}"), &resource)), [], "{resource}");
        }
    }
}
