use super::ManifestRule;
use super::found::Found;
use super::placeholder::is_placeholder;
use super::subject::{APPLY, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ClientIdPlaceholder,
        severity: Severity::Warning,
        summary: "the client ID has yet to be filled in",
        meaning: "The value is what templates and samples put there, such as {client ID}, $app-id-guid$, \
                [app-id], Enter_client_ID_here, ${{…}}, or a GUID of zeros. A build step may fill it in; Office must \
                not meet it.",
        fix: &[APPLY, IN_JSON, CHECK],
        would_cause: &["13004", "13007"],
    },
    check,
};

const IN_JSON: &str =
    "write the property webApplicationInfo.id: the Application (client) ID of the registration (unified manifest)";
const CHECK: &str = "where a build step fills it in, check what comes out of it";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for (_, id) in subject.ids().filter(|(_, id)| is_placeholder(&id.value)) {
        found.add(id.span, |rule| {
            Finding::of(rule, "the client ID has yet to be filled in", "Entra knows no application of this ID.")
                .with_evidence([subject.value(id)])
                .with_fix(subject.steps_to_write(IN_JSON).into_iter().chain([CHECK.to_owned()]))
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, place};

    #[test]
    fn in_xml_and_in_json() {
        let finding = broken(TASK_PANE, &format!("<Id>{ID}</Id>"), "<Id>{client ID}</Id>");
        assert_eq!(finding.code, Code::ClientIdPlaceholder);
        assert_eq!(finding.evidence[0].text, "{client ID}");
        assert_eq!(place(&finding), (15, 11));
        let finding = broken(UNIFIED, &format!("\"id\": \"{ID}\""), "\"id\": \"${{AAD_APP_CLIENT_ID}}\"");
        assert_eq!(finding.code, Code::ClientIdPlaceholder);
    }
}
