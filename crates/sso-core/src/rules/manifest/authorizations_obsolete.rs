use super::ManifestRule;
use super::found::Found;
use super::msa_id_obsolete::obsolete;
use super::subject::Subject;
use crate::rules::Rule;
use crate::{Code, Severity};

pub(super) const RULE: ManifestRule = ManifestRule {
    words: Rule {
        code: Code::AuthorizationsObsolete,
        severity: Severity::Warning,
        summary: "WebApplicationInfo has Authorizations",
        meaning: "Authorizations names other resources and their scopes; our sources have no page that describes it. \
                The published schema of task panes has it, hidden; those of mail and content do not. It may have no \
                effect: what the add-in may ask for is said by the registration.",
        fix: &["take Authorizations out, and give the registration the permissions that it names"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found<'_>) {
    obsolete(subject, found, "Authorizations", "What the add-in may ask for is said by the registration.");
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::rules::manifest::testing::{TASK_PANE, broken, place};

    #[test]
    fn behind_the_scopes() {
        let authorizations = "\n      <Authorizations><Authorization><Resource>https://graph.microsoft.com</Resource>\
                              <Scopes><Scope>User.Read</Scope></Scopes></Authorization></Authorizations>";
        let finding = broken(TASK_PANE, "</Scopes>", &format!("</Scopes>{authorizations}"));
        assert_eq!((finding.code, place(&finding)), (Code::AuthorizationsObsolete, (18, 7)));
        assert_eq!(finding.edits.len(), 1);
    }
}
