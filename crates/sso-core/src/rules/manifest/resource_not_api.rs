use addin_manifest::{Text, WebApplicationInfo};
use url::Url;

use super::ManifestRule;
use super::found::Found;
use super::parts::{Parts, has_placeholder};
use super::placeholder::FILLED_BY_HOST;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{ClientId, Code, Finding, HostPort, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceNotApi,
        severity: Severity::Error,
        summary: "the resource does not begin with api://",
        meaning: "Office takes only an Application ID URI of the form api://<host[:port]>/<client ID>; https:// \
                is the classic mistake. Validation services accept it all the same, so that it shows at run \
                time only. In the unified manifest any well-formed value passes where only nested app \
                authentication is used: there one that begins with https:// is an info, unless nestedAppAuthInfo \
                says that it is meant, and any other a warning. Of a Teams app that is no Office add-in it is not \
                judged.",
        fix: &[
            "write api://<host[:port]>/<client ID> here and as Application ID URI of the registration",
            "leave an https:// value of a unified manifest if the add-in uses nested app authentication alone",
        ],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for info in subject.infos() {
        let Some(resource) = info.resource.as_ref().filter(|resource| !resource.value.is_empty()) else { continue };
        if Parts::of(&resource.value).is_some() || has_placeholder(&resource.value) {
            continue;
        }
        if subject.is_xml() {
            found.add(resource.span, |rule| {
                Finding::of(
                    rule,
                    title(resource),
                    "Office takes only a resource of the form api://<host[:port]>/<client ID>.",
                )
                .with_evidence([subject.value(resource)])
                .with_fix([rule.fix[0]])
                .with_edits(
                    of_the_right_rest(subject, info, resource)
                        .map_or_else(Vec::new, |right| subject.edits_to_replace(resource.span, &right)),
                )
            });
        } else if subject.is_unified_add_in() && !resource.value.contains(FILLED_BY_HOST) {
            // The registration has any value there: nothing says which, so there is no edit.
            let https = Url::parse(&resource.value).is_ok_and(|url| url.scheme() == "https" && url.has_host());
            let severity = match (https, info.nested_app_auth.is_empty()) {
                (true, false) => continue,
                (true, true) => Severity::Info,
                (false, _) => Severity::Warning,
            };
            found.add_as(severity, resource.span, |rule| {
                let detail = "Legacy single sign-on takes only api://<host[:port]>/<client ID>. Nested app \
                              authentication alone takes any well-formed value, such as https://contoso.com.";
                Finding::of(rule, title(resource), detail).with_evidence([subject.value(resource)])
            });
        }
    }
}

fn title(resource: &Text) -> String {
    match resource.value.split_once("://") {
        Some((scheme, _)) if !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!("the resource begins with {scheme}://, not with api://")
        }
        _ if resource.value.parse::<ClientId>().is_ok() => {
            "the resource is a client ID alone, without api:// and the host".to_owned()
        }
        _ => "the resource does not begin with api://".to_owned(),
    }
}

/// The resource with `api://`, if nothing else is wrong with it.
fn of_the_right_rest(subject: &Subject<'_>, info: &WebApplicationInfo, resource: &Text) -> Option<String> {
    let right = format!("api://{}", resource.value.strip_prefix("https://")?);
    let parts = Parts::of(&right).filter(|parts| parts.rest.is_empty())?;
    let id = info.id.as_ref()?.value.parse::<ClientId>().ok()?;
    let host = parts.host.parse::<HostPort>().ok()?;
    let is_loaded = subject.loaded_hosts().iter().flatten().any(|loaded| *loaded == host);
    (is_loaded && parts.id?.parse() == Ok(id)).then_some(right)
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{ID, NESTED, TASK_PANE, UNIFIED, broken, codes, place};
    use crate::{Code, Severity};

    #[test]
    fn https_and_a_bare_client_id() {
        let finding = broken(TASK_PANE, "api://localhost", "https://localhost");
        assert_eq!(finding.code, Code::ResourceNotApi);
        assert_eq!(finding.title, "the resource begins with https://, not with api://");
        assert_eq!(place(&finding), (16, 17));
        assert_eq!(finding.edits[0].replacement, format!("api://localhost:3000/{ID}").as_bytes());
        // A host that holds a word of placeholders, and is not that of the pages.
        let finding = broken(TASK_PANE, "api://localhost:3000", "https://clientportal.contoso.com");
        assert_eq!((finding.code, finding.edits), (Code::ResourceNotApi, vec![]));
        assert_eq!(
            broken(TASK_PANE, "api://localhost:3000/", "").title,
            "the resource is a client ID alone, without api:// and the host"
        );
        assert_eq!(
            broken(TASK_PANE, "api://localhost:3000/", "localhost:3000/").title,
            "the resource does not begin with api://"
        );
    }

    #[test]
    fn in_the_unified_manifest_any_well_formed_value_may_be_meant() {
        let resource = format!("api://localhost:3000/{ID}");
        for (to, severity) in [
            ("https://contoso.com", Severity::Info),
            ("http://nope", Severity::Warning),
            ("nope", Severity::Warning),
            ("https://", Severity::Warning),
        ] {
            let finding = broken(UNIFIED, &resource, to);
            assert_eq!((finding.code, finding.severity), (Code::ResourceNotApi, severity), "{to}");
        }
        // Said to be meant for nested app authentication.
        assert_eq!(codes(&NESTED.replace(&resource, "https://contoso.com")), []);
        assert_eq!(codes(&NESTED.replace(&resource, "http://nope")), [Code::ResourceNotApi]);
        // A Teams app is no add-in.
        assert_eq!(
            codes(&UNIFIED.replace("\"extensions\"", "\"staticTabs\"").replace(&resource, "https://contoso.com")),
            []
        );
    }
}
