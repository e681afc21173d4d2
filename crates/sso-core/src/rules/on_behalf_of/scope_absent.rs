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
        would_cause: &["AADSTS900144", "AADSTS28003"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    if !scopes::of(subject).is_empty() {
        return None;
    }
    let sent = scopes::sent(subject);
    let finding = match sent.trim().is_empty() {
        true => {
            let detail = "Entra would not know for which API the token is meant.";
            Finding::of(rule, "the request names no scope", detail)
        }
        // Whether Entra refuses that, our sources do not say.
        false => {
            let detail = "The token may be one for Graph that opens nothing there but the user's own profile.";
            Finding::of(rule, "the request names no scope of a resource", detail)
                .with_severity(Severity::Warning)
                .with_would_cause(&[])
        }
    };
    Some(finding.with_evidence([subject.parameter("scope", &sent)]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, silent, told};
    use crate::{Code, Severity};

    #[test]
    fn those_of_openid_connect_are_of_no_resource() {
        for (scopes, severity, number) in [
            (vec![], Severity::Error, "AADSTS900144"),
            (vec![""], Severity::Error, "AADSTS900144"),
            (vec!["openid", "profile", "email", "offline_access"], Severity::Warning, ""),
        ] {
            let finding = broken(|attempt| attempt.scopes = scopes.into_iter().map(str::to_owned).collect());
            assert_eq!((told(&finding), finding.severity), ((Code::ScopeAbsent, number), severity));
        }
        silent(|attempt| attempt.scopes.push("offline_access".to_owned()));
    }
}
