use super::ManifestRule;
use super::found::Found;
use super::hosts::{all_without_sso, hosts_without_sso};
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, HostWithoutSso, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::HostWithoutSso,
        severity: Severity::Warning,
        summary: "the markup stands in a manifest for a host without single sign-on",
        meaning: "getAccessToken works in Word, Excel, PowerPoint and Outlook. In OneNote, whose manifest may hold the \
                markup, it answers 13000 or 13012. For Project and Access VersionOverrides has no host at all, so there the \
                markup has no place. The others of the same manifest are not touched by \
                it.",
        fix: &["in that host sign in with a dialog: ask isSetSupported(\"IdentityAPI\", \"1.3\") at run time"],
        would_cause: &["13000", "13012"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    if subject.infos().next().is_none() {
        return;
    }
    let alone = all_without_sso(subject.manifest);
    for (host, name) in hosts_without_sso(subject.manifest) {
        found.add(name.span, |rule| {
            let detail = if alone {
                "The manifest names no host that has it."
            } else {
                "The other hosts of this manifest are not touched by it."
            };
            let mut finding =
                Finding::of(rule, format!("{host} has no single sign-on"), detail).with_evidence([subject.value(name)]);
            if host != HostWithoutSso::OneNote {
                finding.would_cause.clear();
            }
            finding
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, codes, place};

    #[test]
    fn alone_and_among_others() {
        let host = "<Host Name=\"Workbook\"/>";
        let finding = broken(TASK_PANE, host, &format!("{host}<Host Name=\"Notebook\"/>"));
        assert_eq!((finding.code, finding.title.as_str()), (Code::HostWithoutSso, "OneNote has no single sign-on"));
        assert_eq!(place(&finding), (3, 45));
        assert_eq!(finding.would_cause, ["13000", "13012"]);
        let finding = broken(TASK_PANE, host, "<Host Name=\"Project\"/>");
        assert_eq!(finding.detail, "The manifest names no host that has it.");
        assert!(finding.would_cause.is_empty());

        // Without the markup nobody asked for single sign-on.
        let text = TASK_PANE.replace(host, "<Host Name=\"Project\"/>").replace("WebApplicationInfo", "Other");
        assert!(!codes(&text).contains(&Code::HostWithoutSso));
    }
}
