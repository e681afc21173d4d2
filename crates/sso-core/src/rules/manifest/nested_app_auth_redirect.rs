use std::collections::HashSet;

use addin_manifest::Text;

use super::ManifestRule;
use super::found::Found;
use super::placeholder::has_token;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, HostPort, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::NestedAppAuthRedirect,
        severity: Severity::Warning,
        summary: "a redirectUri of nestedAppAuthInfo is not that of the add-in's origin",
        meaning: "The schema calls it a base origin: that of the add-in's pages, with no path and no slash at its end. The \
                request of nested app authentication uses brk-multihub://<host[:port]>, as it is registered for \
                single-page applications, and the two have to be equal, or the token that was fetched ahead is not used. \
                Whether https:// of the same host is taken for equal, our sources do not say: it is an info.",
        fix: &["write brk-multihub://<host[:port]> of the add-in's pages here, and among the single-page application \
                redirect URIs of the registration"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for uri in subject.infos().flat_map(|info| &info.nested_app_auth).filter_map(|item| item.redirect_uri.as_ref()) {
        if uri.value.is_empty() || has_token(&uri.value) {
            continue;
        }
        let (severity, title) = match origin(&uri.value) {
            Err(title) => (Severity::Warning, title),
            Ok(origin) => {
                let hosts = subject.loaded_hosts().iter().map(Option::as_ref).collect::<Option<HashSet<_>>>();
                // What cannot be compared is not judged.
                match hosts {
                    Some(hosts) if !hosts.is_empty() && !hosts.contains(&origin) => {
                        (Severity::Warning, format!("redirectUri names {origin}, where the add-in has no page"))
                    }
                    _ if uri.value.starts_with("https:") => (
                        Severity::Info,
                        format!("redirectUri is on https, and the request uses brk-multihub://{origin}"),
                    ),
                    _ => continue,
                }
            }
        };
        found.add_as(severity, uri.span, |rule| {
            let finding = Finding::of(rule, title, "It has to be that of the later request, letter by letter.")
                .with_evidence([subject.value(uri)]);
            match without_slash(uri) {
                Some(right) => finding.with_edits(subject.edits_to_replace(uri.span, right)),
                None => finding,
            }
        });
    }
}

/// Host and port of a base origin, or what is wrong with it.
fn origin(uri: &str) -> Result<HostPort, String> {
    let Some((scheme, rest)) = uri.split_once("://") else {
        return Err("redirectUri has no scheme".to_owned());
    };
    match scheme {
        "brk-multihub" | "https" => {}
        _ if scheme.starts_with("brk-") => {
            return Err("redirectUri names one broker; that of Office is brk-multihub".to_owned());
        }
        _ => return Err(format!("redirectUri begins with {scheme}://, not with brk-multihub://")),
    }
    if rest.contains(['/', '?', '#']) {
        return Err("redirectUri goes on after the host".to_owned());
    }
    rest.parse().map_err(|error| format!("redirectUri has no host that can be right: {error}"))
}

fn without_slash(uri: &Text) -> Option<&str> {
    let right = uri.value.strip_suffix('/')?;
    origin(right).is_ok().then_some(right)
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{NESTED, broken, codes};
    use crate::{Code, Severity};

    #[test]
    fn a_base_origin_of_the_pages() {
        let right = "brk-multihub://localhost:3000";
        for (to, title) in [
            ("localhost:3000", "redirectUri has no scheme"),
            ("http://localhost:3000", "redirectUri begins with http://, not with brk-multihub://"),
            (
                "brk-c6c1f32b-5e55-4997-881a-753cc1d563b7://localhost:3000",
                "redirectUri names one broker; that of Office is brk-multihub",
            ),
            ("brk-multihub://localhost:3000/taskpane.html", "redirectUri goes on after the host"),
            ("brk-multihub://localhost:3000/", "redirectUri goes on after the host"),
            ("brk-multihub://localhost:3001", "redirectUri names localhost:3001, where the add-in has no page"),
        ] {
            let finding = broken(NESTED, right, to);
            assert_eq!((finding.code, finding.title.as_str()), (Code::NestedAppAuthRedirect, title));
            assert_eq!(!finding.edits.is_empty(), to.ends_with("3000/"), "{to}");
        }
        let finding = broken(NESTED, right, "https://localhost:3000");
        assert_eq!(finding.severity, Severity::Info);
        assert_eq!(finding.title, "redirectUri is on https, and the request uses brk-multihub://localhost:3000");
        assert_eq!(codes(&NESTED.replace(right, "brk-multihub://${{DOMAIN}}")), []);
    }
}
