use addin_manifest::{AppType, RequirementSet};

use super::ManifestRule;
use super::found::Found;
use super::identity_api_version::IDENTITY_API;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::IdentityApiInOutlook,
        severity: Severity::Error,
        summary: "an Outlook add-in requires IdentityAPI or NestedAppAuth",
        meaning: "Outlook supports neither in a manifest: an add-in that requires one is not shown or not installed. It \
                asks at run time. In a unified manifest for Outlook and other hosts it is a warning: there the \
                requirement may stand in an extension that is not Outlook's.",
        fix: &[
            "take the requirement out",
            "ask at run time: Office.context.requirements.isSetSupported(\"IdentityAPI\", \"1.3\"), or \
                (\"NestedAppAuth\", \"1.1\")",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let manifest = subject.manifest;
    let mail = |host: &str| host.eq_ignore_ascii_case("mail");
    let severity = if subject.is_xml() {
        if manifest.app_type != Some(AppType::Mail) {
            return;
        }
        Severity::Error
    } else if !manifest.hosts.iter().any(|host| mail(&host.value)) {
        return;
    } else if manifest.hosts.iter().all(|host| mail(&host.value)) {
        Severity::Error
    } else {
        Severity::Warning
    };
    for set in manifest.requirement_sets.iter().filter(|set| is_of_sign_in(set)) {
        found.add_as(severity, set.name.span, |rule| {
            let title = format!("{} is required in a manifest for Outlook", set.name.value);
            // A list of sets may not be left empty.
            let others = manifest.requirement_sets.iter().any(|other| {
                other.inside == set.inside && other.in_its_namespace == set.in_its_namespace && !is_of_sign_in(other)
            });
            let edits = if others { subject.edits_to_remove(set.span) } else { Vec::new() };
            Finding::of(rule, title, "Outlook supports it in no manifest, and may not show the add-in.")
                .with_evidence([subject.value(&set.name)])
                .with_edits(edits)
        });
    }
}

fn is_of_sign_in(set: &RequirementSet) -> bool {
    [IDENTITY_API, "NestedAppAuth"].contains(&set.name.value.as_str())
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{MAIL, UNIFIED, broken, codes};
    use crate::{Code, Severity};

    #[test]
    fn in_xml() {
        for name in ["IdentityAPI", "NestedAppAuth"] {
            let more = format!("<Set Name=\"Mailbox\"/><Set Name=\"{name}\" MinVersion=\"1.3\"/>");
            let finding = broken(MAIL, "<Set Name=\"Mailbox\"/>", &more);
            assert_eq!((finding.code, finding.severity), (Code::IdentityApiInOutlook, Severity::Error));
            assert_eq!(finding.title, format!("{name} is required in a manifest for Outlook"));
            assert_eq!(finding.edits.len(), 1);
        }
    }

    #[test]
    fn in_json() {
        // On localhost an Outlook add-in would lack a domain.
        let unified = &UNIFIED.replace("localhost:3000", "addin.contoso.com");
        let with = |scopes: &str| {
            let requirements = format!(
                "\"requirements\": {{ \"scopes\": [{scopes}], \"capabilities\": [ {{ \"name\": \"IdentityAPI\", \
                 \"minVersion\": \"1.3\" }} ] }}, \"runtimes\""
            );
            unified.replace("\"runtimes\"", &requirements)
        };
        assert_eq!(broken(unified, unified, &with("\"mail\"")).severity, Severity::Error);
        assert_eq!(broken(unified, unified, &with("\"mail\", \"workbook\"")).severity, Severity::Warning);
        assert_eq!(codes(&with("\"workbook\"")), []);
    }
}
