use addin_manifest::OverridesKind;

use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::MailOverrideIncomplete,
        severity: Severity::Warning,
        summary: "a nested VersionOverridesV1_1 has the markup, but does not repeat Hosts or Resources",
        meaning: "An Outlook that knows V1_1 reads it instead of the V1_0 around it, and a nested VersionOverrides inherits \
                nothing. Where the one around it has Hosts and Resources and the nested one has not, the buttons of the \
                add-in vanish, and with them the pages that ask for a token.",
        fix: &["repeat Hosts and Resources in VersionOverridesV1_1, ahead of WebApplicationInfo"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let all = &subject.manifest.overrides;
    let of_infos = subject.infos().filter_map(|info| subject.overrides_of(info));
    // Of one that holds nothing else at all, `overrides-only-for-sso` says so.
    for nested in of_infos.filter(|overrides| overrides.kind == OverridesKind::Mail1_1 && overrides.children > 1) {
        let Some(around) = nested.inside.and_then(|index| all.get(index)) else { continue };
        let missing = match (around.has_hosts && !nested.has_hosts, around.has_resources && !nested.has_resources) {
            (true, true) => "Hosts and Resources",
            (true, false) => "Hosts",
            (false, true) => "Resources",
            (false, false) => continue,
        };
        found.add(nested.span, |rule| {
            let title = format!("VersionOverridesV1_1 has the markup, but no {missing}");
            Finding::of(rule, title, "It inherits none from the V1_0 around it: the buttons of the add-in vanish.")
                .with_evidence([subject.element(nested.span)])
                .with_fix([format!("repeat {missing} in VersionOverridesV1_1, ahead of WebApplicationInfo")])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{MAIL, broken, codes, place};

    #[test]
    fn what_the_one_around_it_has_and_the_nested_one_has_not() {
        let nested = "      <Resources/>\n";
        let other = "      <Requirements/>\n";
        let around = "    <Resources/>\n    <V";
        let hosts = "    <Hosts/>\n    <Resources/>\n    <V";
        for (text, missing) in [
            (MAIL.replace(nested, other), "Resources"),
            (MAIL.replace(around, hosts), "Hosts"),
            (MAIL.replace(around, hosts).replace(nested, other), "Hosts and Resources"),
        ] {
            let finding = broken(MAIL, MAIL, &text);
            assert_eq!(finding.code, Code::MailOverrideIncomplete);
            assert_eq!(finding.title, format!("VersionOverridesV1_1 has the markup, but no {missing}"));
            assert!(place(&finding).0 > 7);
        }
        // Where no button is said, none vanishes.
        assert_eq!(codes(&MAIL.replace(nested, other).replace(around, "    <V")), []);
    }
}
