use super::{OnBehalfOfRule, Subject, scopes};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ScopeSeparator,
        severity: Severity::Error,
        summary: "scopes are separated by something other than one blank",
        meaning: "The `scope` parameter is a list with blanks between (RFC 6749). With a comma or a semicolon two names become one that nobody \
                knows.",
        fix: &["write the scopes with one blank between them"],
        would_cause: &["AADSTS70011", "AADSTS650053"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let joined = subject.attempt.scopes.iter().find(|scope| scopes::are_joined(scope))?;
    let title = format!("one scope looks like several: {joined}");
    let evidence = subject.parameter("scope", &scopes::sent(subject));
    let finding = Finding::of(rule, title, "Blanks separate scopes, and nothing else does.");
    // The first two stand in no name; with the others it may be taken for the name of one scope.
    let numbers = match joined.contains([',', ';']) {
        true => ["AADSTS70011", "AADSTS650053"],
        false => ["AADSTS650053", "AADSTS70011"],
    };
    Some(finding.with_would_cause(&numbers).with_evidence([evidence]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, told};
    use crate::Code;

    #[test]
    fn blanks_alone() {
        for (scope, number) in [
            ("User.Read,Mail.Read", "AADSTS70011"),
            ("User.Read;Mail.Read", "AADSTS70011"),
            ("User.Read+Mail.Read", "AADSTS650053"),
            ("User.Read\nMail.Read", "AADSTS650053"),
        ] {
            let finding = broken(|attempt| attempt.scopes = vec![scope.to_owned()]);
            assert_eq!(told(&finding), (Code::ScopeSeparator, number), "{scope}");
        }
    }
}
