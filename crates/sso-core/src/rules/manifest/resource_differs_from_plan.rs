use super::ManifestRule;
use super::found::Found;
use super::parts::has_placeholder;
use super::subject::{APPLY, Subject};
use crate::plan::Plan;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceDiffersFromPlan,
        severity: Severity::Error,
        summary: "the resource is not the Application ID URI of the plan",
        meaning: "The plan derives the Application ID URI from the domain and the client ID; the registration has \
                to carry the same. Compared letter by letter. Only checked where both are known from the \
                profile or the command line, and where the manifest's has been filled in.",
        fix: &[APPLY, IN_JSON, CORRECT_THE_PLAN],
        would_cause: &["13004", "13007"],
    },
    check,
};

const IN_JSON: &str =
    "write the property webApplicationInfo.resource: the Application ID URI of the plan (unified manifest)";
const CORRECT_THE_PLAN: &str = "correct the plan if the manifest is right";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let Some(planned) = subject.plan.and_then(Plan::app_id_uri).map(|uri| uri.to_string()) else { return };
    let filled_in = subject.resources().filter(|(_, resource)| !has_placeholder(&resource.value));
    for (_, resource) in filled_in.filter(|(_, resource)| resource.value != planned) {
        found.add(resource.span, |rule| {
            let title =
                format!("the manifest's resource is {}; the plan's Application ID URI is {planned}", resource.value);
            Finding::of(rule, title, "Manifest and registration have to name the same resource, letter by letter.")
                .with_evidence([subject.value(resource)])
                .with_fix(subject.steps_to_write(IN_JSON).into_iter().chain([CORRECT_THE_PLAN.to_owned()]))
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, findings, plan};

    #[test]
    fn another_domain() {
        let text = TASK_PANE.replace("localhost:3000", "addin.contoso.com");
        let findings = findings(&text, Some(&plan()));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].code, Code::ResourceDiffersFromPlan);
        assert!(findings[0].title.starts_with("the manifest's resource is api://addin.contoso.com/"));
    }
}
