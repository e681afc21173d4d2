use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{ClientId, Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ClientIdIsAddInId,
        severity: Severity::Warning,
        summary: "the client ID equals the add-in's own Id",
        meaning: "The Id at the top of the manifest names the add-in to Office and is made up by its developer; \
                the Id in WebApplicationInfo names the app registration to Entra, which assigns it. They are \
                equal only if the add-in was given the client ID on purpose. Only said of the add-in only manifest: in the \
                unified one tools write the same GUID into both.",
        fix: &[
            "copy Application (client) ID from the Overview of the app registration in the portal",
            "leave it if the add-in has the client ID as its own Id on purpose",
        ],
        would_cause: &["13004", "13007"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // In the unified manifest tools write the same GUID into both on purpose.
    let own = subject.manifest.id.as_ref().filter(|_| subject.is_xml());
    let Some((own, own_id)) = own.and_then(|own| Some((own, own.value.parse::<ClientId>().ok()?))) else { return };
    for (_, id) in subject.ids().filter(|(_, id)| id.value.parse() == Ok(own_id)) {
        found.add(id.span, |rule| {
            let title = "the client ID is the add-in's own Id";
            let detail = "The add-in's own Id is made up by its developer; Entra assigns the client ID.";
            Finding::of(rule, title, detail).with_evidence([subject.value(id), subject.value(own)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn the_same_guid_in_both_places() {
        let own = "0f8f6e0c-3f0c-4d0b-9a39-5b3f6f4b1c11";
        let finding = broken(TASK_PANE, own, ID);
        assert_eq!(finding.code, Code::ClientIdIsAddInId);
        assert_eq!(place(&finding), (15, 11));
        assert_eq!(finding.evidence[1].place.line, Some(2));
        assert_eq!(codes(&TASK_PANE.replace(own, &ID.to_uppercase())), [Code::ClientIdIsAddInId]);
        assert_eq!(codes(&UNIFIED.replace(own, ID)), []);
    }
}
