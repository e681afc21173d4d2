use super::ManifestRule;
use super::found::Found;
use super::parts::has_placeholder;
use super::subject::{APPLY, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourcePlaceholder,
        severity: Severity::Warning,
        summary: "the resource has yet to be filled in",
        meaning: "Host, port or client ID in Resource are what templates and samples put there, such as {PORT} or \
                {client ID}. A build step may fill it in; Office must not meet it. {teamSiteDomain} is filled \
                in by SharePoint and is no placeholder of yours.",
        fix: &[APPLY, IN_JSON, CHECK],
        would_cause: &["13004", "13007"],
    },
    check,
};

const IN_JSON: &str =
    "write the property webApplicationInfo.resource: api://<host[:port]>/<client ID> (unified manifest)";
const OF_A_BOT: &str = "write the host and the ID of the bot: api://<host>/botid-<bot ID>, as the registration has it";
const CHECK: &str = "where a build step fills it in, check what comes out of it";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    // Also one of a unified manifest that has no scheme yet: nobody knows what it will be.
    let resources = subject.infos().filter_map(|info| info.resource.as_ref());
    for resource in resources.filter(|resource| has_placeholder(&resource.value)) {
        found.add(resource.span, |rule| {
            let title = "the resource has yet to be filled in";
            Finding::of(rule, title, "Office compares it with the host of the add-in's pages.")
                .with_evidence([subject.value(resource)])
                .with_fix(steps(subject, &resource.value))
        });
    }
}

fn steps(subject: &Subject<'_>, resource: &str) -> Vec<String> {
    // The markup that is written has no bot in it.
    if resource.contains("botid-") {
        return vec![OF_A_BOT.to_owned(), CHECK.to_owned()];
    }
    let mut steps = subject.steps_to_write(IN_JSON);
    steps.push(CHECK.to_owned());
    steps
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, codes, findings};

    #[test]
    fn a_port_or_a_client_id_to_be_filled_in() {
        let resource = format!("api://localhost:3000/{ID}");
        for to in [format!("api://localhost:{{PORT}}/{ID}"), "api://localhost:3000/Enter_client_ID_here".to_owned()] {
            assert_eq!(broken(TASK_PANE, &resource, &to).code, Code::ResourcePlaceholder);
        }
        assert_eq!(broken(UNIFIED, &resource, "api://${{DOMAIN}}/${{ID}}").code, Code::ResourcePlaceholder);
        assert_eq!(broken(UNIFIED, &resource, "{{{state.applicationIdUris}}}").code, Code::ResourcePlaceholder);
        // The form of bots is Teams' own, also beside an add-in.
        for text in [UNIFIED.to_owned(), UNIFIED.replace("\"extensions\"", "\"staticTabs\"")] {
            for to in ["api://${{DOMAIN}}/botid-${{BOT_ID}}", "api://botid-${{BOT_ID}}"] {
                let finding = findings(&text.replace(&resource, to), None).remove(0);
                assert_eq!((finding.code, &*finding.fix[0]), (Code::ResourcePlaceholder, super::OF_A_BOT));
                assert!(finding.fix.iter().all(|step| !step.contains("hallpass")), "{:?}", finding.fix);
            }
        }
        // Filled in by SharePoint.
        assert_eq!(codes(&UNIFIED.replace(&resource, "https://{teamSiteDomain}")), []);
    }
}
