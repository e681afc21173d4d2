use addin_manifest::WebApplicationInfo;
use uuid::Uuid;

use super::ManifestRule;
use super::found::Found;
use super::parts::Parts;
use super::placeholder::is_placeholder;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{ClientId, Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ClientIdNotAGuid,
        severity: Severity::Error,
        summary: "the client ID is not a GUID",
        meaning: "Id of WebApplicationInfo is the Application (client) ID that Entra has assigned. Braces or \
                urn:uuid: around a GUID pass the schema, but are not the form that Entra uses: they are a \
                warning.",
        fix: &[
            "copy Application (client) ID from the Overview of the app registration in the portal",
            "write it in the form 8-4-4-4-12, without braces and without urn:uuid:",
        ],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for (info, id) in subject.ids().filter(|(_, id)| !is_placeholder(&id.value)) {
        let Err(error) = id.value.parse::<ClientId>() else { continue };
        let plain = Uuid::try_parse(&id.value).ok();
        let severity = if plain.is_some() { Severity::Warning } else { Severity::Error };
        found.add_as(severity, id.span, |rule| {
            let title =
                if plain.is_some() { "the client ID is not written plainly" } else { "the client ID is not a GUID" };
            let finding = Finding::of(rule, title, "Office hands this value to Entra as the ID of the application.")
                .with_evidence([subject.value(id)])
                .with_fix([error.hint]);
            match plain {
                Some(plain) if resource_ends_with(info, plain) => {
                    finding.with_edits(subject.edits_to_replace(id.span, &plain.hyphenated().to_string()))
                }
                _ => finding,
            }
        });
    }
}

/// Where the resource says something else, people have to see which of the two is meant.
fn resource_ends_with(info: &WebApplicationInfo, plain: Uuid) -> bool {
    let resource = info.resource.as_ref().and_then(|resource| Parts::of(&resource.value));
    resource.and_then(|parts| parts.id?.parse().ok()) == Some(ClientId::from_uuid(plain))
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{ANOTHER_ID, ID, TASK_PANE, UNIFIED, broken, place};
    use crate::{Code, Severity};

    #[test]
    fn no_guid_and_a_guid_in_another_form() {
        let plain = format!("<Id>{ID}</Id>");
        let finding = broken(TASK_PANE, &plain, "<Id>contoso-addin</Id>");
        assert_eq!((finding.code, finding.severity), (Code::ClientIdNotAGuid, Severity::Error));
        assert_eq!(finding.title, "the client ID is not a GUID");
        assert_eq!(place(&finding), (15, 11));

        let finding = broken(TASK_PANE, &plain, &format!("<Id>{{{ID}}}</Id>"));
        assert_eq!((finding.code, finding.severity), (Code::ClientIdNotAGuid, Severity::Warning));
        assert_eq!(finding.fix, [format!("write {ID}")]);
        assert_eq!(finding.edits[0].replacement, ID.as_bytes());
        let finding = broken(TASK_PANE, &plain, &format!("<Id>urn:uuid:{ID}</Id>"));
        assert_eq!((finding.code, finding.severity), (Code::ClientIdNotAGuid, Severity::Warning));
        assert!(!finding.edits.is_empty());
        // The resource speaks of another application: which one is right, only people know.
        let finding = broken(TASK_PANE, &plain, &format!("<Id>{{{ANOTHER_ID}}}</Id>"));
        assert_eq!((finding.code, finding.edits.len()), (Code::ClientIdNotAGuid, 0));

        let finding = broken(UNIFIED, &format!("\"id\": \"{ID}\""), "\"id\": \"12345\"");
        assert_eq!(finding.code, Code::ClientIdNotAGuid);
    }
}
