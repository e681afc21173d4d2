use super::ManifestRule;
use super::found::Found;
use super::subject::{APPLY, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ClientIdDiffersFromPlan,
        severity: Severity::Error,
        summary: "the client ID is not that of the plan",
        meaning: "The plan is made from the registration that is meant; a manifest with another client ID asks \
                for tokens of another application. Only checked where a client ID is known from the profile or \
                the command line.",
        fix: &[APPLY, IN_JSON, CORRECT_THE_PLAN],
        would_cause: &["13004", "13007"],
    },
    check,
};

const IN_JSON: &str = "write the property webApplicationInfo.id: the client ID of the plan (unified manifest)";
const CORRECT_THE_PLAN: &str = "correct the plan if the manifest is right";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let Some(planned) = subject.plan.and_then(|plan| plan.facts.client_id) else { return };
    for (_, id) in subject.ids().filter(|(_, id)| id.value.parse() != Ok(planned)) {
        found.add(id.span, |rule| {
            let title = format!("the client ID is {}, that of the plan {planned}", id.value);
            Finding::of(
                rule,
                title,
                "The manifest asks for tokens of another application than the one that is planned.",
            )
            .with_evidence([subject.value(id)])
            .with_fix(subject.steps_to_write(IN_JSON).into_iter().chain([CORRECT_THE_PLAN.to_owned()]))
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ANOTHER_ID, ID, TASK_PANE, findings, plan};

    #[test]
    fn another_application() {
        let text = TASK_PANE.replace(ID, ANOTHER_ID);
        let codes = findings(&text, Some(&plan())).into_iter().map(|finding| finding.code).collect::<Vec<_>>();
        assert_eq!(codes, [Code::ClientIdDiffersFromPlan, Code::ResourceDiffersFromPlan]);
        let upper = TASK_PANE.replace(&format!("<Id>{ID}"), &format!("<Id>{}", ID.to_uppercase()));
        assert_eq!(findings(&upper, Some(&plan())), []);
        assert_eq!(findings(&text, None), []);
    }
}
