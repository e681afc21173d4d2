use super::ManifestRule;
use super::found::Found;
use super::parts::{Parts, has_placeholder};
use super::subject::Subject;
use crate::rules::Rule;
use crate::{ClientId, Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceClientIdMismatch,
        severity: Severity::Error,
        summary: "the resource does not end with the client ID",
        meaning: "The path of Resource is the client ID that stands in Id. Another GUID there, often the add-in's \
                own Id or that of another registration, makes Office refuse the resource.",
        fix: &["write the value of Id at the end of Resource, and of the Application ID URI of the registration"],
        would_cause: &["13004", "13007"],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    for (info, resource) in subject.resources().filter(|(_, resource)| !has_placeholder(&resource.value)) {
        let Some((id, client_id)) = info.id.as_ref().and_then(|id| Some((id, id.value.parse::<ClientId>().ok()?)))
        else {
            continue;
        };
        let Some(parts) = Parts::of(&resource.value).filter(|parts| !parts.has_no_host()) else { continue };
        let last = match parts.id {
            // The form of bots and message extensions in Teams.
            Some(last) if last.starts_with("botid-") => continue,
            None if parts.host.starts_with("botid-") => continue,
            Some(last) if last.parse() == Ok(client_id) => continue,
            last => last,
        };
        found.add(resource.span, |rule| {
            let title = match last {
                Some(last) => format!("the resource ends with {last}, but the client ID is {client_id}"),
                None => "the resource does not end with the client ID".to_owned(),
            };
            Finding::of(rule, title, "Its path is the client ID, and nothing else.")
                .with_evidence([subject.value(resource), subject.value(id)])
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{ANOTHER_ID, ID, TASK_PANE, UNIFIED, broken, codes, place};

    #[test]
    fn another_guid_or_none() {
        let finding = broken(TASK_PANE, &format!("/{ID}"), &format!("/{ANOTHER_ID}"));
        assert_eq!(finding.code, Code::ResourceClientIdMismatch);
        assert_eq!(finding.title, format!("the resource ends with {ANOTHER_ID}, but the client ID is {ID}"));
        assert_eq!(place(&finding), (16, 17));
        assert_eq!(finding.evidence[1].place.line, Some(15));
        for to in ["", "/", "/contoso"] {
            let finding = broken(TASK_PANE, &format!("/{ID}"), to);
            assert_eq!(finding.code, Code::ResourceClientIdMismatch, "{to}");
        }
        let bot = UNIFIED.replace(&format!("/{ID}\""), &format!("/botid-{ANOTHER_ID}\""));
        assert_eq!(codes(&bot), []);
    }
}
