use addin_manifest::Span;

use super::ManifestRule;
use super::found::Found;
use super::placeholder::has_token;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AppDomainNotAnOrigin,
        severity: Severity::Warning,
        summary: "an AppDomain is not an origin",
        meaning: "An AppDomain is one origin: http or https, host and port, with no path, no slash at its end and no \
                wildcard; each sub-domain is one of its own. What is written otherwise may not be matched, so that its \
                pages open outside of the add-in's window. In validDomains of the unified manifest a host alone is in \
                order; wildcards are for other hosts of Microsoft 365, Office ignores them: they are an info. What \
                a template put there, such as AppDomain1, is no domain at all. Of a Teams app that is no Office add-in \
                nothing is judged.",
        fix: &[
            "write scheme, host and port alone, such as https://login.contoso.com",
            "take out what a template put there, such as AppDomain1",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    if !subject.manifest.is_add_in {
        return;
    }
    let xml = subject.is_xml();
    of_template(subject, found);
    for domain in &subject.manifest.app_domains {
        let text = domain.value.as_str();
        if text.is_empty() || has_token(text) || text.contains('~') || is_of_template(text) {
            continue;
        }
        let (scheme, host) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, text),
        };
        let (severity, title) = match scheme {
            _ if host.contains('*') && xml => (Severity::Warning, "the AppDomain has a wildcard"),
            _ if host.contains('*') => (Severity::Info, "the domain has a wildcard, which Office ignores"),
            Some(scheme) if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
                (Severity::Warning, "the domain is on another scheme than http and https")
            }
            _ if host.ends_with('/') && host.matches('/').count() == 1 => {
                (Severity::Warning, "the domain ends with a slash")
            }
            _ if host.contains(['/', '?', '#']) => (Severity::Warning, "the domain has a path"),
            None if xml => (Severity::Warning, "the AppDomain has no scheme"),
            _ => continue,
        };
        found.add_as(severity, domain.span, |rule| {
            let finding = Finding::of(rule, title, "An origin is scheme, host and port, and nothing else.")
                .with_evidence([subject.value(domain)]);
            // No other edit: a path may be left out only by whom the whole host is trusted, and a scheme is not guessed.
            match text.strip_suffix('/').filter(|_| title.ends_with("slash") && (scheme.is_some() || !xml)) {
                Some(right) => finding
                    .with_fix([format!("write {right}")])
                    .with_edits(subject.edits_to_replace(domain.span, right)),
                None => finding,
            }
        });
    }
}

/// `AppDomain1` and so on, which Visual Studio's template and Microsoft's samples have.
fn is_of_template(text: &str) -> bool {
    text.strip_prefix("AppDomain").is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// All of them are one finding.
fn of_template(subject: &Subject<'_>, found: &mut Found<'_>) {
    let all = &subject.manifest.app_domains;
    let left = all.iter().filter(|domain| is_of_template(&domain.value)).collect::<Vec<_>>();
    let Some(first) = left.first() else { return };
    found.add(first.span, |rule| {
        let names = left.iter().map(|domain| domain.value.as_str()).collect::<Vec<_>>().join(", ");
        let title = format!("what the template put there is still among the domains: {names}");
        let whole = subject.manifest.app_domains_span.filter(|_| left.len() == all.len());
        let elements = match whole {
            Some(whole) => vec![whole],
            None => left.iter().filter_map(|domain| element(subject.bytes, domain.span)).collect(),
        };
        // None where one would be left.
        let whole = whole.is_some() || elements.len() == left.len();
        let edits = elements.into_iter().filter(|_| whole).flat_map(|element| subject.edits_to_remove(element));
        Finding::of(rule, title, "It names no domain.")
            .with_evidence(left.iter().map(|domain| subject.value(domain)))
            .with_fix(["take it out"])
            .with_edits(edits.collect())
    });
}

/// The element around its text, where nothing else stands in it. A file in UTF-16 is left to people.
fn element(bytes: &[u8], text: Span) -> Option<Span> {
    const START: &[u8] = b"<AppDomain>";
    const END: &[u8] = b"</AppDomain>";
    let ahead = bytes.get(..text.start)?.ends_with(START);
    let behind = bytes.get(text.end..)?.starts_with(END);
    (ahead && behind).then(|| Span::new(text.start - START.len(), text.end + END.len()))
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes};
    use crate::{Code, Severity};

    fn in_xml(domain: &str) -> String {
        let hosts = "  <Hosts><Host Name=\"Workbook\"/></Hosts>\n";
        let domains = format!("  <AppDomains><AppDomain>{domain}</AppDomain></AppDomains>\n");
        TASK_PANE.replace(hosts, &format!("{domains}{hosts}"))
    }

    fn in_json(domain: &str) -> String {
        UNIFIED.replace("\"extensions\"", &format!("\"validDomains\": [\"{domain}\"], \"extensions\""))
    }

    #[test]
    fn app_domains() {
        for (domain, title) in [
            ("https://*.contoso.com", "the AppDomain has a wildcard"),
            ("https://contoso.com/", "the domain ends with a slash"),
            ("https://contoso.com/pages", "the domain has a path"),
            ("https://contoso.com/pages/", "the domain has a path"),
            ("contoso.com", "the AppDomain has no scheme"),
            ("localhost:7080", "the AppDomain has no scheme"),
            ("ftp://contoso.com", "the domain is on another scheme than http and https"),
        ] {
            let finding = broken(TASK_PANE, TASK_PANE, &in_xml(domain));
            let expected = (Code::AppDomainNotAnOrigin, Severity::Warning, title);
            assert_eq!((finding.code, finding.severity, finding.title.as_str()), expected, "{domain}");
            assert_eq!(!finding.edits.is_empty(), domain == "https://contoso.com/", "{domain}");
        }
        for domain in ["https://contoso.com", "http://localhost:3000", "https://[HOSTNAME]", "https://{{DOMAIN}}/"] {
            assert_eq!(codes(&in_xml(domain)), [], "{domain}");
        }
    }

    #[test]
    fn what_the_template_left_is_one_finding() {
        let left = "AppDomain1</AppDomain><AppDomain>AppDomain2</AppDomain><AppDomain>AppDomain3";
        let title = "what the template put there is still among the domains: AppDomain1, AppDomain2, AppDomain3";
        for (domains, edits) in [(left.to_owned(), 1), (format!("https://contoso.com</AppDomain><AppDomain>{left}"), 3)]
        {
            let finding = broken(TASK_PANE, TASK_PANE, &in_xml(&domains));
            assert_eq!((finding.code, finding.title.as_str()), (Code::AppDomainNotAnOrigin, title));
            assert_eq!((&*finding.fix[0], finding.edits.len(), finding.evidence.len()), ("take it out", edits, 3));
        }
        let finding = broken(UNIFIED, UNIFIED, &in_json("AppDomain1\", \"AppDomain2\", \"AppDomain3"));
        assert_eq!((finding.title.as_str(), finding.edits.len()), (title, 0));
    }

    #[test]
    fn valid_domains() {
        for domain in ["contoso.com", "https://contoso.com", "localhost:3000", "${{TAB_DOMAIN}}"] {
            assert_eq!(codes(&in_json(domain)), [], "{domain}");
        }
        for (domain, severity) in [
            ("*.contoso.com", Severity::Info),
            ("contoso.com/", Severity::Warning),
            ("https://contoso.com/pages", Severity::Warning),
        ] {
            let finding = broken(UNIFIED, UNIFIED, &in_json(domain));
            assert_eq!((finding.code, finding.severity), (Code::AppDomainNotAnOrigin, severity), "{domain}");
        }
        assert_eq!(codes(&in_json("*.contoso.com").replace("\"extensions\"", "\"staticTabs\"")), []);
    }
}
