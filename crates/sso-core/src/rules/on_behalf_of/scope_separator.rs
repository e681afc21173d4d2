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
        would_cause: &["AADSTS70011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let joined = subject.attempt.scopes.iter().find(|scope| scope.contains([',', ';', '|', '+']))?;
    let title = format!("one scope looks like several: {joined}");
    let evidence = subject.parameter("scope", &scopes::sent(subject));
    Some(Finding::of(rule, title, "Blanks separate scopes, and nothing else does.").with_evidence([evidence]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, told};
    use crate::Code;

    #[test]
    fn blanks_alone() {
        for scope in ["User.Read,Mail.Read", "User.Read;Mail.Read", "User.Read+Mail.Read"] {
            let finding = broken(|attempt| {
                attempt.scopes = vec![scope.to_owned()];
                attempt.consented = None;
            });
            assert_eq!(told(&finding), (Code::ScopeSeparator, "AADSTS70011"), "{scope}");
        }
    }
}
