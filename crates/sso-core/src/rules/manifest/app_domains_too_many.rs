use super::ManifestRule;
use super::found::Found;
use super::nested_app_auth_version::minor;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AppDomainsTooMany,
        severity: Severity::Error,
        summary: "validDomains has more entries than its schema allows",
        meaning: "The schemas of manifest versions up to 1.27 allow 16 entries, that of 1.30 and of the preview 100. \
                The add-in only manifest has no such limit.",
        fix: &[
            "take out what no page of the add-in opens in its own window: a dialog needs no entry for its later pages",
            "set manifestVersion to 1.30, and $schema to the schema of that version",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    let version = manifest.manifest_version.as_ref().and_then(|version| minor(&version.value));
    // Of 1.28 and 1.29 our sources do not say.
    let allowed = if version.is_some_and(|minor| minor <= 27) { 16 } else { 100 };
    let Some(next) = manifest.app_domains.get(allowed).filter(|_| !subject.is_xml()) else { return };
    // No edit: which of them are used, only people know.
    found.add(next.span, |rule| {
        let count = manifest.app_domains.len();
        let title = format!("validDomains has {count} entries, and the schema of this version allows {allowed}");
        Finding::of(rule, title, "The manifest breaks the schema.").with_evidence([subject.value(next)])
    });
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{NESTED, broken, codes};

    #[test]
    fn by_version() {
        let with = |version: &str, count: usize| {
            let domains = (0..count).map(|number| format!("\"d{number}.contoso.com\"")).collect::<Vec<_>>().join(", ");
            NESTED
                .replace("\"1.22\"", &format!("\"{version}\""))
                .replace("\"extensions\"", &format!("\"validDomains\": [{domains}], \"extensions\""))
        };
        for (version, allowed) in [("1.22", 16), ("1.27", 16), ("1.28", 100), ("1.30", 100), ("devPreview", 100)] {
            assert_eq!(codes(&with(version, allowed)), [], "{version}");
            let finding = broken(NESTED, NESTED, &with(version, allowed + 1));
            assert_eq!(
                (finding.code, finding.evidence[0].text.as_str()),
                (Code::AppDomainsTooMany, &*format!("d{allowed}.contoso.com"))
            );
        }
    }
}
