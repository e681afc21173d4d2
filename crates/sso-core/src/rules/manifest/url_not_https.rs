use addin_manifest::Text;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::UrlNotHttps,
        severity: Severity::Error,
        summary: "a URL is not on https",
        meaning: "Office wants https for every URL of a manifest, also on localhost, where the certificate has to be \
                trusted. A page or script on http is refused; an icon, or a page for support or documentation, is a \
                warning: it may not be shown, and validation may refuse it. Of AppDomains http is allowed.",
        fix: &["serve it on https, and write https:// here"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // No edit: whether the server speaks https, the manifest does not say. Relative URLs and tokens are not judged.
    let of_pages = subject.manifest.loaded.iter().map(|loaded| (Severity::Error, &loaded.url, "a page or script"));
    let of_links = subject.manifest.links.iter().map(|link| {
        (
            Severity::Warning,
            &link.url,
            match link.name {
                "Url" => "the bt:Url",
                "Image" => "the bt:Image",
                name => name,
            },
        )
    });
    for (severity, url, what) in of_pages.chain(of_links) {
        let Some(scheme) = other_scheme(url) else { continue };
        found.add_as(severity, url.span, |rule| {
            let named = subject.resource_id_around(url.span).filter(|_| subject.is_xml());
            let what = match (severity, named) {
                (Severity::Error, Some(id)) => format!("{what} ({id})"),
                (_, Some(id)) => format!("{what} {id}"),
                (_, None) => what.to_owned(),
            };
            let title = match severity {
                Severity::Error => format!("{what} is loaded by {scheme}, not by https"),
                _ => format!("{what} is on {scheme}, not on https"),
            };
            let detail = match severity {
                Severity::Error => "Office refuses a page that is not on https.",
                _ => "Office wants https for every URL of a manifest.",
            };
            Finding::of(rule, title, detail).with_evidence([subject.value(url)])
        });
    }
}

fn other_scheme(url: &Text) -> Option<&str> {
    // Nearly all of them.
    if url.value.starts_with("https://") {
        return None;
    }
    let (scheme, _) = url.value.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (is_scheme && !scheme.eq_ignore_ascii_case("https")).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes, place};
    use crate::{Code, Severity};

    #[test]
    fn pages_and_links() {
        let page = "https://localhost:3000/functions.html";
        let finding = broken(TASK_PANE, page, &page.replace("https", "http"));
        assert_eq!((finding.code, finding.severity), (Code::UrlNotHttps, Severity::Error));
        assert_eq!(finding.title, "a page or script (functions) is loaded by http, not by https");
        assert_eq!(place(&finding), (12, 44));

        let finding = broken(TASK_PANE, "https://learn.microsoft.com", "http://learn.microsoft.com");
        assert_eq!((finding.code, finding.severity), (Code::UrlNotHttps, Severity::Warning));
        assert_eq!(finding.title, "the bt:Url learn is on http, not on https");
        let support = "  <SupportUrl DefaultValue=\"http://contoso.com\"/>\n  <Hosts><Host Name";
        let finding = broken(TASK_PANE, "  <Hosts><Host Name", support);
        assert_eq!(finding.title, "SupportUrl is on http, not on https");

        for url in ["HTTPS://localhost:3000/functions.html", "~remoteAppUrl/f.html", "{{a}}://b", "f.html", ""] {
            assert!(!codes(&TASK_PANE.replace(page, url)).contains(&Code::UrlNotHttps), "{url}");
        }
    }
}
