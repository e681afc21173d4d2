use super::ManifestRule;
use super::found::Found;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::ResourceTooLong,
        severity: Severity::Error,
        summary: "the resource is longer than its schema allows",
        meaning: "Resource holds at most 250 characters, webApplicationInfo.resource of the unified manifest at most \
                2048. A longer one breaks the schema.",
        fix: &["write api://<host[:port]>/<client ID>: the host is all that can be shorter"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    let allowed = if subject.is_xml() { 250 } else { 2048 };
    // Also a resource that is not meant for legacy single sign-on has to fit.
    for resource in subject.infos().filter_map(|info| info.resource.as_ref()) {
        let length = resource.value.chars().count();
        if length > allowed {
            found.add(resource.span, |rule| {
                let title = format!("the resource has {length} characters, and the schema allows {allowed}");
                Finding::of(rule, title, "A longer one breaks the schema.").with_evidence([subject.value(resource)])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, UNIFIED, codes};

    #[test]
    fn at_the_limit_and_past_it() {
        let of_length = |text: &str, length: usize| {
            let host = "localhost:3000";
            let more = length - "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7".len();
            // Long labels of a host, each short enough.
            let long = format!("{}{host}", "abcdefghi.".repeat(more / 10) + &"x".repeat(more % 10));
            text.replace(host, &long)
        };
        for (text, limit) in [(TASK_PANE, 250), (UNIFIED, 2048)] {
            assert!(!codes(&of_length(text, limit)).contains(&Code::ResourceTooLong), "{limit}");
            assert!(codes(&of_length(text, limit + 1)).contains(&Code::ResourceTooLong), "{limit}");
        }
    }
}
