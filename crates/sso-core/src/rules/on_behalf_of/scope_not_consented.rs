use super::{OnBehalfOfRule, Subject, scopes};
use crate::rules::Rule;
use crate::{Code, Finding, GraphPermission, Severity};

pub(super) const RULE: OnBehalfOfRule = OnBehalfOfRule {
    words: Rule {
        code: Code::ScopeNotConsented,
        severity: Severity::Error,
        summary: "a scope is asked for that nobody consented to",
        meaning: "On-Behalf-Of shows no page, so nobody can be asked: each scope needs the consent of the user or of an administrator \
                beforehand. It is found only where the consents were looked up.",
        fix: &[
            "let an administrator grant it: API permissions, add it if it is not listed there, Grant admin consent",
            "or let the user consent in a dialog: sign in once with this scope named",
        ],
        would_cause: &["AADSTS65001"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Option<Finding> {
    let consented = subject.attempt.consented.as_ref()?;
    let mut scopes = scopes::of(subject);
    // What is consented to for another resource was not looked up. `.default` fails only where there is nothing at all.
    scopes.retain(|scope| scope.resource.is_none() && !scopes::are_joined(scope.name));
    let missing = scopes.iter().filter(|scope| !scope.is_default());
    let missing =
        missing.map(|scope| scope.name).filter(|name| !consented.iter().any(|of| of.eq_ignore_ascii_case(name)));
    let mut missing = missing.collect::<Vec<_>>();
    if consented.is_empty() {
        missing.extend(scopes.iter().filter(|scope| scope.is_default()).map(|scope| scope.name));
    }
    // Not each permission of Graph's is known offline.
    let unknown =
        missing.iter().copied().filter(|name| *name != scopes::DEFAULT && GraphPermission::by_name(name).is_none());
    let unknown = unknown.collect::<Vec<_>>();
    (!missing.is_empty()).then(|| {
        let title = format!("nobody consented to {}", missing.join(", "));
        let evidence = [
            subject.parameter("scope", &scopes::sent(subject)),
            subject.parameter("oauth2PermissionGrants", &consented.join(" ")),
        ];
        let detail = "On-Behalf-Of cannot ask the user.";
        let finding = Finding::of(rule, title, detail).with_evidence(evidence);
        match unknown.is_empty() {
            true => finding,
            false => {
                let names = unknown.join(", ");
                let fix = [
                    format!("compare the name with Graph's permissions reference, letter for letter: {names}"),
                    "if Graph has it, let the user or an administrator consent to it beforehand".to_owned(),
                ];
                let title =
                    format!("{}, and no permission of Graph that Hallpass knows is called {names}", finding.title);
                Finding { title, ..finding }.with_fix(fix).with_would_cause(&["AADSTS650053", "AADSTS65001"])
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{broken, silent, told};
    use crate::Code;

    #[test]
    fn only_where_somebody_looked() {
        let finding = broken(|attempt| attempt.scopes.push("Mail.Read".to_owned()));
        assert_eq!(told(&finding), (Code::ScopeNotConsented, "AADSTS65001"));
        assert_eq!(finding.title, "nobody consented to Mail.Read");
        let finding = broken(|attempt| {
            attempt.scopes = vec!["https://graph.microsoft.com/.default".to_owned()];
            attempt.consented = Some(Vec::new());
        });
        assert_eq!(finding.code, Code::ScopeNotConsented);
        // A name that may be none is doubted before anybody is sent to consent to it.
        let finding = broken(|attempt| attempt.scopes.push("Nonsense.Read".to_owned()));
        assert_eq!(told(&finding), (Code::ScopeNotConsented, "AADSTS650053"));
        assert!(finding.title.contains("knows is called Nonsense.Read"), "{}", finding.title);
        silent(|attempt| {
            attempt.scopes = vec!["https://graph.microsoft.com/user.read".to_owned()];
        });
        silent(|attempt| {
            attempt.scopes.push("Mail.Read".to_owned());
            attempt.consented = None;
        });
    }
}
