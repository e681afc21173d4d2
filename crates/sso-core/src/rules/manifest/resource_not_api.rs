use super::ManifestRule;
use super::parts::{Parts, has_placeholder};
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceNotApi,
        severity: Severity::Error,
        summary: "the resource does not begin with api://",
        meaning: "Office takes only an Application ID URI of the form api://<host[:port]>/<client ID>; https:// \
                is the classic mistake. Validation services accept it all the same, so that it shows at run \
                time only. In the unified manifest any well-formed value passes where only nested app \
                authentication is used, so there this is not judged.",
        fix: &["write api://<host[:port]>/<client ID> here and as Application ID URI of the registration"],
        would_cause: &["13004"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let other = subject
        .resources()
        .filter(|(_, resource)| Parts::of(&resource.value).is_none() && !has_placeholder(&resource.value));
    let findings = other.map(|(_, resource)| {
        let title = format!("the resource does not begin with api://: {}", resource.value);
        Finding::of(rule, title, "Office takes only a resource of the form api://<host[:port]>/<client ID>.")
            .with_evidence([subject.value(resource)])
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn https_and_a_bare_client_id() {
        let finding = broken(TASK_PANE, "api://localhost", "https://localhost");
        assert_eq!(finding.code, Code::ResourceNotApi);
        assert_eq!(place(&finding), (16, 17));
        // A host that holds a word of placeholders.
        let finding = broken(TASK_PANE, "api://localhost:3000", "https://clientportal.contoso.com");
        assert_eq!(finding.code, Code::ResourceNotApi);
        assert_eq!(broken(TASK_PANE, "api://localhost:3000/", "").code, Code::ResourceNotApi);
        assert_eq!(codes(&UNIFIED.replace(&format!("api://localhost:3000/{ID}"), "https://contoso.com")), []);
    }
}
