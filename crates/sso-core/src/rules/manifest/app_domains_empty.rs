use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AppDomainsEmpty,
        severity: Severity::Error,
        summary: "AppDomains is empty",
        meaning: "The schema wants at least one AppDomain in AppDomains; an add-in that opens no other domain in its \
                window has no AppDomains at all. In the unified manifest an empty validDomains is in order.",
        fix: &["take AppDomains out, or write the origins in it, such as <AppDomain>https://contoso.com</AppDomain>"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    let written = manifest.app_domains.iter().any(|domain| !domain.value.is_empty());
    let Some(span) = manifest.app_domains_span.filter(|_| subject.is_xml() && !written) else { return };
    found.add(span, |rule| {
        Finding::of(rule, "AppDomains is empty", "The schema wants at least one AppDomain in it.")
            .with_evidence([subject.element(span)])
            .with_edits(subject.edits_to_remove(span))
    });
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn without_a_domain() {
        let hosts = "  <Hosts><Host Name=\"Workbook\"/></Hosts>\n";
        for domains in ["<AppDomains/>", "<AppDomains> </AppDomains>", "<AppDomains><AppDomain/></AppDomains>"] {
            let finding = broken(TASK_PANE, hosts, &format!("  {domains}\n{hosts}"));
            assert_eq!((finding.code, place(&finding)), (Code::AppDomainsEmpty, (3, 3)), "{domains}");
        }
        assert_eq!(codes(&UNIFIED.replace("\"extensions\"", "\"validDomains\": [], \"extensions\"")), []);
    }
}
