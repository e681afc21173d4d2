use super::RegistrationRule;
use crate::registration::{Document, Problem, ProblemKind};
use crate::rules::{Rule, SHOWN};
use crate::shown::{VALUE, shown};
use crate::{Code, Evidence, Finding, Severity, Source};

const BUILD: &str = "where a build step fills the value in, give the file that it writes";
const SECRET: &str = "where a secret's value stood in the text, remove that secret and make a new one";

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::RegistrationPropertyUnreadable,
        severity: Severity::Warning,
        summary: "a property of the registration cannot be read, stands twice, or holds a secret",
        meaning: "A value of another type than Microsoft Graph's is left out, and what it would have said is not judged. \
                  No export has one: the text was edited, filled from a template, or cut. An export has no secret's \
                  value either; whoever pastes one with it gives the secret away.",
        fix: &["export the registration again, with az ad app show or from the portal's Manifest page", BUILD, SECRET],
        would_cause: &[],
    },
    // What could not be read is no part of a registration: it comes from its text.
    check: |_, _| Vec::new(),
};

pub(super) fn of_document(document: &Document) -> impl Iterator<Item = Finding> {
    let (filled_in, others): (Vec<_>, Vec<_>) =
        document.problems.iter().partition(|problem| !tokens(document, problem).is_empty());
    let more = others.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        let title = format!("{more} more properties of the registration cannot be read");
        Finding::of(&RULE.words, title, "Mend those that are named, and check again.")
    });
    let others = others.into_iter().take(SHOWN).map(|problem| finding(document, problem)).chain(more);
    by_a_build(document, &filled_in).into_iter().chain(others)
}

/// Whether a build makes the registration's file of this one.
pub(super) fn is_template(document: &Document) -> bool {
    document.problems.iter().any(|problem| !tokens(document, problem).is_empty())
}

/// `${{NAME}}`, as Microsoft 365 Agents Toolkit has them, in the place of a value.
fn tokens<'a>(document: &'a Document, problem: &Problem) -> Vec<&'a str> {
    let (mut tokens, mut rest) = (Vec::new(), document.text_of(problem).unwrap_or_default());
    while let Some((_, begun)) = rest.split_once("${{") {
        let Some((name, behind)) = begun.split_once("}}") else { break };
        tokens.push(name);
        rest = behind;
    }
    tokens
}

/// One finding, whatever they are in the place of.
fn by_a_build(document: &Document, problems: &[&Problem]) -> Option<Finding> {
    let mut names: Vec<&str> = Vec::new();
    for name in problems.iter().flat_map(|problem| tokens(document, problem)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let title = match &names[..] {
        [] => return None,
        [one] => format!("a build fills {} in, so what stands there is not judged", shown(*one, VALUE)),
        [first, rest @ ..] => {
            format!(
                "a build fills {} and {} more in, so what stands there is not judged",
                shown(*first, VALUE),
                rest.len()
            )
        }
    };
    let detail = "Nothing else is said of these properties; all other findings stand.";
    let evidence = problems.iter().take(SHOWN).map(|problem| evidence(document, problem));
    let mut finding = Finding::of(&RULE.words, title, detail).with_evidence(evidence);
    finding.fix = vec![BUILD.to_owned()];
    Some(finding)
}

fn finding(document: &Document, problem: &Problem) -> Finding {
    let evidence = evidence(document, problem);
    let property = evidence.place.path.as_deref().unwrap_or(&problem.property);
    let title = format!("{} {}", shown(property, VALUE), problem.words);
    let detail = match problem.kind {
        ProblemKind::Unread => "Nothing else is said of this property; all other findings stand.",
        ProblemKind::Duplicate => "The findings are about the one that is read: the last.",
        ProblemKind::Secret => "Hallpass keeps nothing of it.",
    };
    let mut finding = Finding::of(&RULE.words, title, detail).with_evidence([evidence]);
    match problem.kind {
        ProblemKind::Secret => finding.fix.retain(|step| step == SECRET),
        ProblemKind::Unread | ProblemKind::Duplicate => finding.fix.retain(|step| step != SECRET),
    }
    finding
}

fn evidence(document: &Document, problem: &Problem) -> Evidence {
    let (place, text) = (document.place_of(problem), document.text_of(problem).unwrap_or_default());
    Evidence { source: Source::Registration, place, text: shown(text, VALUE) }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::registration::read;
    use crate::rules::registration::check_document;

    fn findings(text: &str) -> Vec<Finding> {
        let document = read(text.as_bytes()).unwrap();
        let mut findings = check_document(&document, None, Timestamp::UNIX_EPOCH);
        findings.retain(|finding| finding.code == Code::RegistrationPropertyUnreadable);
        findings
    }

    #[test]
    fn each_problem_has_its_place_in_the_names_of_the_text() {
        for (text, title, line, column, shown) in [
            (
                "{\"appId\": \"c6c1f32b-5e55-4997-881a-753cc1d563b7\",\n \"Api\": {\"requestedAccessTokenVersion\": \"2\"}}",
                "Api.requestedAccessTokenVersion is the text 2 where the number 1 or 2 belongs",
                2,
                41,
                "\"2\"",
            ),
            (
                "{\"allowPublicClient\": \"no\", \"appId\": null}",
                "allowPublicClient is the text no where true or false belongs",
                1,
                23,
                "\"no\"",
            ),
            (
                "{\"appId\": \"${{AAD_APP_CLIENT_ID}}\"}",
                "a build fills AAD_APP_CLIENT_ID in, so what stands there is not judged",
                1,
                11,
                "\"${{AAD_APP_CLIENT_ID}}\"",
            ),
            (
                "{\"tags\": [], \"tags\": [], \"appId\": \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"}",
                "tags stands more than once, and one of them is read",
                1,
                22,
                "[]",
            ),
        ] {
            let findings = findings(text);
            assert_eq!(findings.len(), 1, "{findings:?}");
            let Evidence { place, text: value, .. } = &findings[0].evidence[0];
            assert_eq!((findings[0].title.as_str(), value.as_str()), (title, shown));
            assert_eq!((place.line, place.column), (Some(line), Some(column)), "{text}");
        }
    }

    #[test]
    fn what_a_build_fills_in_is_told_once() {
        let text = r#"{"appId": "${{ID}}", "oauth2Permissions": [{"id": "${{SCOPE}}", "value": "access_as_user"}],
            "preAuthorizedApplications": [{"appId": "ea5a67f6-b6f3-4338-b240-c655ddc3cc8e", "permissionIds": ["${{SCOPE}}"]}]}"#;
        let findings = findings(text);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        assert_eq!(findings[0].title, "a build fills ID and 1 more in, so what stands there is not judged");
        assert_eq!((findings[0].evidence.len(), &findings[0].fix[..]), (3, &[BUILD.to_owned()][..]));
    }

    #[test]
    fn a_secret_is_told_and_not_shown() {
        let text = r#"{"appId": "c6c1f32b-5e55-4997-881a-753cc1d563b7", "passwordCredentials": [
            {"keyId": "c6c1f32b-5e55-4997-881a-753cc1d563b8", "secretText": "abc8Q~secret"}]}"#;
        let findings = findings(text);
        assert!(findings[0].title.starts_with("passwordCredentials[0].secretText"), "{findings:?}");
        assert_eq!(findings[0].fix, [SECRET]);
        assert!(!format!("{findings:?} {:?}", read(text.as_bytes())).contains("8Q~"));
    }

    #[test]
    fn many_are_counted() {
        let text = format!(r#"{{"appId": null, "web": {{}}, "tags": [{}0]}}"#, "0,".repeat(999));
        let findings = findings(&text);
        assert_eq!((findings.len(), findings[20].title.split(' ').next()), (21, Some("980")));
    }
}
