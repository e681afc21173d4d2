use super::{OnBehalfOfRule, Subject, scopes};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ScopeDefaultMixed,
        severity: Severity::Error,
        summary: "`.default` stands beside named scopes",
        meaning: "`.default` means all that is configured and consented to for a resource. Entra does not take it together with names.",
        fix: &["ask for .default alone, or for the named scopes alone"],
        would_cause: &["AADSTS70011"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let scopes = scopes::of(subject);
    let mixed = scopes.iter().any(|scope| scope.is_default()) && scopes.iter().any(|scope| !scope.is_default());
    mixed.then(|| {
        let evidence = subject.parameter("scope", &scopes::sent(subject));
        let detail = "It contains the others already, as far as they are consented to.";
        Finding::of(rule, ".default stands beside named scopes", detail).with_evidence([evidence])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, silent, told};
    use crate::Code;

    #[test]
    fn alone_or_not_at_all() {
        let default = "https://graph.microsoft.com/.default".to_owned();
        let finding = broken(|attempt| {
            attempt.scopes.push(default.clone());
            attempt.scopes[0] = "https://graph.microsoft.com/User.Read".to_owned();
        });
        assert_eq!(told(&finding), (Code::ScopeDefaultMixed, "AADSTS70011"));
        silent(|attempt| attempt.scopes = vec![default, "offline_access".to_owned()]);
    }
}
