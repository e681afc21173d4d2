use uuid::Uuid;

use super::ManifestRule;
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
        fix: &["copy Application (client) ID from the Overview of the app registration in the portal"],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, id) in subject.ids().filter(|(_, id)| !is_placeholder(&id.value)) {
        let Err(error) = id.value.parse::<ClientId>() else { continue };
        let severity = if Uuid::try_parse(&id.value).is_ok() { Severity::Warning } else { rule.severity };
        findings.push(
            Finding::of(rule, error.what, "Office hands this value to Entra as the ID of the application.")
                .with_severity(severity)
                .with_evidence([subject.value(id)])
                .with_fix([error.hint]),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, place};
    use crate::{Code, Severity};

    #[test]
    fn no_guid_and_a_guid_in_another_form() {
        let plain = format!("<Id>{ID}</Id>");
        let finding = broken(TASK_PANE, &plain, "<Id>contoso-addin</Id>");
        assert_eq!((finding.code, finding.severity), (Code::ClientIdNotAGuid, Severity::Error));
        assert_eq!(finding.title, "the client ID is not a GUID: contoso-addin");
        assert_eq!(place(&finding), (15, 11));

        let finding = broken(TASK_PANE, &plain, &format!("<Id>{{{ID}}}</Id>"));
        assert_eq!((finding.code, finding.severity), (Code::ClientIdNotAGuid, Severity::Warning));
        assert_eq!(finding.fix, [format!("write {ID}")]);

        let finding = broken(UNIFIED, &format!("\"id\": \"{ID}\""), "\"id\": \"12345\"");
        assert_eq!(finding.code, Code::ClientIdNotAGuid);
    }
}
