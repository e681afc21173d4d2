use super::{OnBehalfOfRule, Subject, scopes};
use crate::rules::Rule;
use crate::{Code, Finding, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ScopeAbsent,
        severity: Severity::Error,
        summary: "the request asks for no scope of a resource",
        meaning: "The scope says which API the new token is for. `openid`, `profile`, `email` and `offline_access` belong to no API.",
        fix: &["name a scope, such as User.Read, or https://graph.microsoft.com/.default for all that is consented to"],
        would_cause: &["AADSTS28003", "AADSTS900144"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    scopes::of(subject).is_empty().then(|| {
        let evidence = subject.parameter("scope", &scopes::sent(subject));
        let detail = "Entra would not know for which API the token is meant.";
        Finding::of(rule, "the request names no scope of a resource", detail).with_evidence([evidence])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, silent, told};
    use crate::Code;

    #[test]
    fn those_of_openid_connect_are_of_no_resource() {
        for scopes in [vec![], vec![""], vec!["openid", "profile", "email", "offline_access"]] {
            let finding = broken(|attempt| attempt.scopes = scopes.into_iter().map(str::to_owned).collect());
            assert_eq!(told(&finding), (Code::ScopeAbsent, "AADSTS28003"));
        }
        silent(|attempt| attempt.scopes.push("offline_access".to_owned()));
    }
}
