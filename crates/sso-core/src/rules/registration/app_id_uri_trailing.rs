use super::uris::{Form, Uri, one_is_right, uris};
use super::{RegistrationRule, SHOWN, Subject};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::AppIdUriTrailing,
        severity: Severity::Error,
        summary: "an Application ID URI goes on after the client ID, or ends with a slash",
        meaning: "Nothing follows the client ID: no slash and no scope name. Entra refuses a slash at the end, or the \
                audience of the tokens does not match. It is a warning beside a URI that is right.",
        fix: &["Expose an API, Application ID URI, Edit: take out what follows the client ID"],
        would_cause: &["13004", "AADSTS500011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let uris = uris(subject);
    let found = uris.iter().filter_map(|uri| Some((uri, trailing(uri)?))).collect::<Vec<_>>();
    let Some((first, rest)) = found.first() else { return Vec::new() };
    let title = match *rest {
        "/" => format!("the Application ID URI ends with a slash: {}", first.text),
        rest => format!("the Application ID URI goes on after the client ID: {rest}"),
    };
    let right = first.text.strip_suffix(rest).unwrap_or(first.text);
    let severity = if one_is_right(subject) { Severity::Warning } else { rule.severity };
    vec![
        Finding::of(
            rule,
            title,
            "Manifest and registration have to name the same resource, and tokens the same audience.",
        )
        .with_severity(severity)
        .with_evidence(found.iter().take(SHOWN).map(|(uri, _)| subject.value(uri.property(), uri.text)))
        .with_fix([format!("Expose an API, Application ID URI, Edit: {right}")]),
    ]
}

/// A slash at the end, or the path after the client ID. Query and fragment have a rule of their own.
fn trailing<'a>(uri: &Uri<'a>) -> Option<&'a str> {
    if uri.text.contains(['?', '#', '*']) {
        return None;
    }
    if let Form::Office { .. } = uri.form {
        // After api://, the host and the client ID.
        return uri.text.match_indices('/').nth(3).map(|(at, _)| &uri.text[at..]);
    }
    uri.text.ends_with('/').then(|| &uri.text[uri.text.len() - 1..])
}

#[cfg(test)]
mod tests {
    use crate::rules::registration::testing::{Healthy, ID, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn a_slash_or_the_scope() {
        for (after, title) in [
            ("/", format!("the Application ID URI ends with a slash: api://localhost:3000/{ID}/")),
            ("/access_as_user", "the Application ID URI goes on after the client ID: /access_as_user".to_owned()),
        ] {
            let finding = broken(|registration| registration.identifier_uris[0].push_str(after));
            assert_eq!(told(&finding), (Code::AppIdUriTrailing, Severity::Error, "identifierUris[0]"));
            assert_eq!(finding.title, title);
            assert_eq!(finding.fix[0], format!("Expose an API, Application ID URI, Edit: api://localhost:3000/{ID}"));
        }
    }

    #[test]
    fn of_any_form_beside_one_that_is_right() {
        let finding = Healthy::localhost()
            .breaks(|registration| registration.identifier_uris.push(format!("https://contoso.com/{ID}/")));
        assert_eq!(told(&finding), (Code::AppIdUriTrailing, Severity::Warning, "identifierUris[1]"));
    }
}
