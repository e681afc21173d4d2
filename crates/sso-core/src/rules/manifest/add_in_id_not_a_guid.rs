use uuid::Uuid;

use super::ManifestRule;
use super::found::Found;
use super::placeholder::is_placeholder;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AddInIdNotAGuid,
        severity: Severity::Error,
        summary: "the add-in's own Id is not a GUID",
        meaning: "The Id at the top of the manifest names the add-in to Office: a GUID that its developer draws once, in the \
                form 8-4-4-4-12. It is not the client ID. Another value breaks the schema, and validation refuses the \
                manifest. A placeholder that a build step may fill in is a warning.",
        fix: &[
            "draw a GUID and write it as the add-in's own Id; keep it for all later versions",
            "where a build step fills it in, check what comes out of it",
        ],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let Some(id) = subject.manifest.id.as_ref().filter(|_| subject.manifest.is_add_in) else { return };
    let guid = guid(&id.value, subject.is_xml());
    if guid.is_some_and(|guid| !guid.is_nil()) {
        return;
    }
    let to_be_filled = guid.is_some() || is_placeholder(&id.value);
    found.add_as(if to_be_filled { Severity::Warning } else { Severity::Error }, id.span, |rule| {
        let title = match (to_be_filled, id.value.is_empty()) {
            (true, _) => "the add-in's own Id has yet to be filled in",
            (false, true) => "the add-in's own Id is empty",
            (false, false) => "the add-in's own Id is not a GUID",
        };
        let finding = Finding::of(rule, title, "The schema takes a GUID in the form 8-4-4-4-12.")
            .with_evidence([subject.value(id)]);
        // No edit: a GUID is drawn once, by whom it names.
        if to_be_filled { finding } else { finding.with_fix([rule.fix[0]]) }
    });
}

/// With hyphens, as the schemas want it; that of the add-in only manifest takes braces and `urn:uuid:`, too.
fn guid(text: &str, xml: bool) -> Option<Uuid> {
    let braced = || text.strip_prefix('{')?.strip_suffix('}');
    let plain = if xml { text.strip_prefix("urn:uuid:").or_else(braced).unwrap_or(text) } else { text };
    Uuid::try_parse(plain).ok().filter(|_| plain.len() == 36)
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, broken, codes, place};
    use crate::{Code, Severity};

    const OWN: &str = "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11";

    #[test]
    fn no_guid_and_a_token() {
        for (to, severity, title) in [
            ("12345", Severity::Error, "the add-in's own Id is not a GUID"),
            ("NEW_GUID_HERE", Severity::Warning, "the add-in's own Id has yet to be filled in"),
            ("", Severity::Error, "the add-in's own Id is empty"),
            ("{{ADD_IN_ID}}", Severity::Warning, "the add-in's own Id has yet to be filled in"),
            ("$guid1$", Severity::Warning, "the add-in's own Id has yet to be filled in"),
            ("00000000-0000-0000-0000-000000000000", Severity::Warning, "the add-in's own Id has yet to be filled in"),
        ] {
            for (healthy, line) in [(TASK_PANE, 2), (UNIFIED, 2)] {
                let finding = broken(healthy, OWN, to);
                assert_eq!((finding.code, finding.severity), (Code::AddInIdNotAGuid, severity), "{to}");
                assert_eq!((finding.title.as_str(), place(&finding).0), (title, line), "{to}");
            }
        }
        for to in [format!("{{{OWN}}}"), format!("urn:uuid:{OWN}")] {
            assert_eq!(codes(&TASK_PANE.replace(OWN, &to)), [], "{to}");
            assert_eq!(codes(&UNIFIED.replace(OWN, &to)), [Code::AddInIdNotAGuid], "{to}");
        }
        // A Teams app is no add-in.
        assert_eq!(codes(&UNIFIED.replace("\"extensions\"", "\"staticTabs\"").replace(OWN, "${{TEAMS_APP_ID}}")), []);
    }
}
