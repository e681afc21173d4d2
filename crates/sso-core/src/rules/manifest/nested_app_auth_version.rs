use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::NestedAppAuthVersion,
        severity: Severity::Error,
        summary: "nestedAppAuthInfo stands in a manifest of a version that does not have it",
        meaning: "The schemas have nestedAppAuthInfo from manifest version 1.22 on; that of 1.19 does not, and none of \
                them takes a property that it does not know.",
        fix: &[
            "set manifestVersion to 1.22 or later, and $schema to the schema of that version",
            "leave nestedAppAuthInfo out: it only fetches a token ahead",
        ],
        would_cause: &[],
    },
    check,
};

// Of 1.20 and 1.21 our sources do not say, so they are not judged.
const LAST_WITHOUT: u32 = 19;

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let Some(version) = &subject.manifest.manifest_version else { return };
    if minor(&version.value).is_none_or(|minor| minor > LAST_WITHOUT) {
        return;
    }
    for item in subject.infos().filter_map(|info| info.nested_app_auth.first()) {
        // No edit: a later version may ask for more than the manifest has.
        found.add(item.span, |rule| {
            let title = format!("nestedAppAuthInfo stands in a manifest of version {}", version.value);
            Finding::of(rule, title, "The schemas have it from 1.22 on.")
                .with_evidence([subject.element(item.span), subject.value(version)])
        });
    }
}

/// Of a manifest version 1.x; none of a preview, which has all there is.
pub(super) fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("1.")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{NESTED, broken, codes};

    #[test]
    fn before_1_22() {
        for version in ["1.19", "1.5"] {
            let finding = broken(NESTED, "\"1.22\"", &format!("\"{version}\""));
            assert_eq!(finding.code, Code::NestedAppAuthVersion);
            assert_eq!(finding.evidence[1].text, version);
        }
        for version in ["1.21", "1.30", "devPreview"] {
            assert_eq!(codes(&NESTED.replace("\"1.22\"", &format!("\"{version}\""))), [], "{version}");
        }
    }
}
