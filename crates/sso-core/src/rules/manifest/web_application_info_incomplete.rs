use addin_manifest::{WebApplicationInfo, excerpt};

use super::ManifestRule;
use super::found::Found;
use super::subject::{APPLY, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::WebApplicationInfoIncomplete,
        severity: Severity::Error,
        summary: "WebApplicationInfo has no Id or no Resource, or an empty one",
        meaning: "Both are required: Id is the Application (client) ID of the registration, Resource its \
                Application ID URI, api://<host[:port]>/<client ID>. The unified manifest requires only id; there \
                a missing resource is an info, as legacy single sign-on needs it.",
        fix: &[APPLY, ID_IN_JSON, RESOURCE_IN_JSON],
        would_cause: &[],
    },
    check,
};

const ID_IN_JSON: &str =
    "write the property webApplicationInfo.id: the Application (client) ID of the registration (unified manifest)";
const RESOURCE_IN_JSON: &str =
    "write the property webApplicationInfo.resource: api://<host[:port]>/<client ID> (unified manifest)";

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let of_info = if subject.is_xml() { in_xml } else { in_json };
    subject.infos().for_each(|info| of_info(subject, found, info));
}

fn in_xml(subject: &Subject<'_>, found: &mut Found<'_>, info: &WebApplicationInfo) {
    for (name, text) in [("Id", &info.id), ("Resource", &info.resource)] {
        if text.as_ref().is_none_or(|text| text.value.is_empty()) {
            found.add(text.as_ref().map_or(info.span, |text| text.span), |rule| {
                let title = match text {
                    Some(_) => format!("{name} of WebApplicationInfo is empty"),
                    None => format!("WebApplicationInfo has no {name}"),
                };
                Finding::of(rule, title, "Office requires Id and Resource.")
                    .with_evidence([text
                        .as_ref()
                        .map_or_else(|| subject.element(info.span), |text| subject.value(text))])
                    .with_fix(subject.steps_to_write(ID_IN_JSON))
            });
        }
    }
}

fn in_json(subject: &Subject<'_>, found: &mut Found<'_>, info: &WebApplicationInfo) {
    if !excerpt(subject.bytes, info.span).starts_with('{') {
        found.add(info.span, |rule| {
            Finding::of(rule, "webApplicationInfo is not an object", "The schema wants an object with an id.")
                .with_evidence([subject.element(info.span)])
                .with_fix(["write an object with id and resource, or leave the property out: without it there is no \
                           single sign-on"])
        });
        return;
    }
    for (name, text, severity, detail, step) in [
        ("id", &info.id, Severity::Error, "The schema requires it.", ID_IN_JSON),
        ("resource", &info.resource, Severity::Info, "Legacy single sign-on needs it.", RESOURCE_IN_JSON),
    ] {
        if text.as_ref().is_none_or(|text| text.value.is_empty()) {
            found.add_as(severity, text.as_ref().map_or(info.span, |text| text.span), |rule| {
                let title = match text {
                    Some(_) => format!("{name} of webApplicationInfo is empty"),
                    None => format!("webApplicationInfo has no {name}"),
                };
                Finding::of(rule, title, detail)
                    .with_evidence([text
                        .as_ref()
                        .map_or_else(|| subject.element(info.span), |text| subject.value(text))])
                    .with_fix(subject.steps_to_write(step))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::manifest::testing::{ID, TASK_PANE, UNIFIED, broken, place};
    use crate::{Code, Severity};

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
    #[test]
    fn a_unified_manifest_requires_an_object_with_an_id() {
        let object = &UNIFIED[UNIFIED.find("{\n    \"id\"").unwrap()..UNIFIED.rfind("\n}").unwrap()];
        let resource = format!("\"resource\": \"api://localhost:3000/{ID}\"");
        for (from, to, severity, title) in [
            (&*format!(",\n    {resource}"), "", Severity::Info, "webApplicationInfo has no resource"),
            (&*resource, "\"resource\": \"\"", Severity::Info, "resource of webApplicationInfo is empty"),
            (&*format!("\"id\": \"{ID}\",\n"), "", Severity::Error, "webApplicationInfo has no id"),
            (object, "null", Severity::Error, "webApplicationInfo is not an object"),
            (object, "[]", Severity::Error, "webApplicationInfo is not an object"),
            (object, "\"{}\"", Severity::Error, "webApplicationInfo is not an object"),
        ] {
            let finding = broken(UNIFIED, from, to);
            let expected = (Code::WebApplicationInfoIncomplete, severity, title);
            assert_eq!((finding.code, finding.severity, finding.title.as_str()), expected);
        }
    }
}
