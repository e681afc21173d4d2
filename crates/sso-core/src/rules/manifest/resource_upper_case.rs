use super::ManifestRule;
use super::found::Found;
use super::parts::{Parts, has_placeholder};
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceUpperCase,
        severity: Severity::Warning,
        summary: "the resource has capital letters",
        meaning: "The Application ID URI is compared letter by letter in places; capital letters in it have ended \
                in AADSTS500131 at the On-Behalf-Of exchange. Lower case on both sides, here and in the \
                registration, is always right.",
        fix: &["write it in lower case here and in the Application ID URI of the registration"],
        would_cause: &["AADSTS500131"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let capital = subject.resources().filter(|(_, resource)| {
        let text = &resource.value;
        Parts::of(text).is_some() && !has_placeholder(text) && text.bytes().any(|byte| byte.is_ascii_uppercase())
    });
    for (_, resource) in capital {
        // No edit: the registration has to change with it.
        found.add(resource.span, |rule| {
            let lower = resource.value.to_ascii_lowercase();
            let detail = "It has to equal the Application ID URI of the registration letter by letter.";
            Finding::of(rule, "the resource has capital letters", detail)
                .with_evidence([subject.value(resource)])
                .with_fix([format!("write {lower} here and as Application ID URI of the registration")])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, broken};

    #[test]
    fn in_scheme_host_or_client_id() {
        let resource = format!("api://localhost:3000/{ID}");
        for to in
            [resource.replace("api", "API"), resource.replace("localhost", "Localhost"), resource.replace('c', "C")]
        {
            let finding = broken(TASK_PANE, &resource, &to);
            assert_eq!(finding.code, Code::ResourceUpperCase, "{to}");
            assert_eq!(finding.fix, [format!("write {resource} here and as Application ID URI of the registration")]);
        }
    }
}
