use super::ManifestRule;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoIncomplete,
        severity: Severity::Error,
        summary: "WebApplicationInfo has no Id or no Resource, or an empty one",
        meaning: "Both are required: Id is the Application (client) ID of the registration, Resource its \
                Application ID URI, api://<host[:port]>/<client ID>.",
        fix: &["fill in both: hallpass manifest apply FILE, with the client ID and the domain"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let xml = subject.is_xml();
    let [element, id, resource] =
        if xml { ["WebApplicationInfo", "Id", "Resource"] } else { ["webApplicationInfo", "id", "resource"] };
    let mut findings = Vec::new();
    for info in subject.infos() {
        for (name, text) in [(id, &info.id), (resource, &info.resource)] {
            let (title, evidence) = match text {
                Some(text) if !text.value.is_empty() => continue,
                Some(text) => (format!("{name} of {element} is empty"), subject.value(text)),
                None => (format!("{element} has no {name}"), subject.element(info.span)),
            };
            findings.push(Finding::of(rule, title, "Office requires Id and Resource.").with_evidence([evidence]));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, place};

    #[test]
    fn missing_and_empty() {
        let id = format!("<Id>{ID}</Id>");
        let finding = broken(TASK_PANE, &id, "");
        assert_eq!(
            (finding.code, finding.title.as_str()),
            (Code::WebApplicationInfoIncomplete, "WebApplicationInfo has no Id")
        );
        assert_eq!(place(&finding), (14, 5));
        let finding =
            broken(TASK_PANE, &format!("<Resource>api://localhost:3000/{ID}</Resource>"), "<Resource> </Resource>");
        assert_eq!(finding.title, "Resource of WebApplicationInfo is empty");
        assert_eq!(place(&finding), (16, 17));
        let finding = broken(UNIFIED, &format!("\"id\": \"{ID}\",\n"), "");
        assert_eq!(finding.title, "webApplicationInfo has no id");
    }
}
