use super::ManifestRule;
use super::found::Found;
use super::placeholder::is_placeholder;
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
                the command line, and where the manifest's has been filled in.",
        fix: &[APPLY, IN_JSON, CORRECT_THE_PLAN],
        would_cause: &["13004", "13007"],
    },
    check,
};

const IN_JSON: &str = "write the property webApplicationInfo.id: the client ID of the plan (unified manifest)";
const CORRECT_THE_PLAN: &str = "correct the plan if the manifest is right";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let Some(planned) = subject.plan.and_then(|plan| plan.facts.client_id) else { return };
    let filled_in = subject.ids().filter(|(_, id)| !is_placeholder(&id.value));
    for (_, id) in filled_in.filter(|(_, id)| id.value.parse() != Ok(planned)) {
        found.add(id.span, |rule| {
            let title = format!("the manifest's client ID is {}; the plan's is {planned}", id.value);
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
        let found = findings(&text, Some(&plan()));
        assert_eq!(found[0].title, format!("the manifest's client ID is {ANOTHER_ID}; the plan's is {ID}"));
        let codes = found.into_iter().map(|finding| finding.code).collect::<Vec<_>>();
        assert_eq!(codes, [Code::ClientIdDiffersFromPlan, Code::ResourceDiffersFromPlan]);
        let upper = TASK_PANE.replace(&format!("<Id>{ID}"), &format!("<Id>{}", ID.to_uppercase()));
        assert_eq!(findings(&upper, Some(&plan())), []);
        assert_eq!(findings(&text, None), []);
    }

    #[test]
    fn what_has_yet_to_be_filled_in_differs_from_no_plan() {
        for id in ["$application_GUID here$", "00000000-0000-0000-0000-000000000000"] {
            let found = findings(&TASK_PANE.replace(ID, id), Some(&plan()));
            let codes = found.into_iter().map(|finding| finding.code).collect::<Vec<_>>();
            assert_eq!(codes, [Code::ClientIdPlaceholder, Code::ResourcePlaceholder], "{id}");
        }
    }
}
