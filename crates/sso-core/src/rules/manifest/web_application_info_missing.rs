use addin_manifest::Span;

use super::ManifestRule;
use super::found::Found;
use super::subject::{APPLY, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoMissing,
        severity: Severity::Info,
        summary: "the manifest has no WebApplicationInfo",
        meaning: "Without it Office has no registration to ask for, and getAccessToken answers 13000. An add-in \
                that does not call getAccessToken, or that uses nested app authentication, needs none: so this \
                is an info, and an error only where a plan asks for single sign-on.",
        fix: &[APPLY, IN_JSON],
        would_cause: &["13000"],
    },
    check,
};

const IN_JSON: &str = "write the property webApplicationInfo: { \"id\": \"<client ID>\", \
                       \"resource\": \"api://<host[:port]>/<client ID>\" } (unified manifest)";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    if subject.infos().next().is_some() {
        return;
    }
    let severity = if subject.plan.is_some() { Severity::Error } else { Severity::Info };
    // Where it would stand; or nowhere, if there is no such place yet.
    let overrides = subject.manifest.overrides.last().map(|overrides| overrides.span);
    found.add_as(severity, overrides.unwrap_or(Span::new(0, 0)), |rule| {
        let name = if subject.is_xml() { "WebApplicationInfo" } else { "webApplicationInfo" };
        let evidence = match overrides {
            Some(overrides) => subject.element(overrides),
            None => subject.evidence(Span::new(0, 0), &format!("no {name}")),
        };
        let detail = "getAccessToken answers 13000 without it. An add-in without legacy single sign-on needs none.";
        Finding::of(rule, format!("the manifest has no {name}"), detail)
            .with_fix(subject.steps_to_write(IN_JSON))
            .with_evidence([evidence])
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{MAIL, TASK_PANE, UNIFIED, broken, findings, place, plan};
    use crate::{Code, Severity};

    fn without(text: &str) -> String {
        let (before, rest) = text.split_once("<WebApplicationInfo>").unwrap();
        let (_, after) = rest.split_once("</WebApplicationInfo>").unwrap();
        [before, after].concat()
    }

    #[test]
    fn an_info_and_with_a_plan_an_error() {
        let text = without(TASK_PANE);
        let finding = broken(TASK_PANE, TASK_PANE, &text);
        assert_eq!((finding.code, finding.severity), (Code::WebApplicationInfoMissing, Severity::Info));
        assert_eq!(place(&finding), (5, 3));
        assert_eq!(place(&broken(MAIL, MAIL, &without(MAIL))), (8, 5));
        assert_eq!(findings(&text, Some(&plan()))[0].severity, Severity::Error);

        let finding = broken(UNIFIED, "webApplicationInfo", "webApplicationInformation");
        assert_eq!(finding.title, "the manifest has no webApplicationInfo");
    }
}
