use super::{OnBehalfOfRule, Subject, scopes};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ScopeOfTwoResources,
        severity: Severity::Error,
        summary: "the request asks for scopes of two resources",
        meaning: "A token has one audience, so a request is for one resource. Short names such as User.Read are Microsoft Graph's.",
        fix: &["send one request for each resource, with the same assertion"],
        would_cause: &["AADSTS28000"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let mut resources = Vec::new();
    for scope in scopes::of(subject) {
        let resource = scope.resource.unwrap_or("Microsoft Graph");
        if !resources.contains(&resource) {
            resources.push(resource);
        }
    }
    (resources.len() > 1).then(|| {
        let title = format!("the request asks for scopes of {}", resources.join(" and "));
        let evidence = subject.parameter("scope", &scopes::sent(subject));
        Finding::of(rule, title, "A token has one audience.").with_evidence([evidence])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ID, broken, silent, told};
    use crate::{Cloud, Code};

    #[test]
    fn short_names_are_of_graph() {
        let finding = broken(|attempt| attempt.scopes.push(format!("api://localhost:3000/{ID}/access_as_user")));
        assert_eq!(told(&finding), (Code::ScopeOfTwoResources, "AADSTS28000"));
        silent(|attempt| attempt.scopes.push("https://graph.microsoft.com/profile".to_owned()));
        silent(|attempt| attempt.scopes.push("00000003-0000-0000-c000-000000000000/profile".to_owned()));
        // Of the practice tenant, and of a cloud of one's own: only who asks knows where its Graph is.
        silent(|attempt| {
            attempt.cloud = Cloud::Practice;
            attempt.graph = "https://localhost:8443".to_owned();
            attempt.scopes.push("https://localhost:8443/profile".to_owned());
        });
    }
}
