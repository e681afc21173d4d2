use super::permissions::{lists, of_graph};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, UPDATE};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionOpenidMissing,
        severity: Severity::Warning,
        summary: "the permission openid is not listed",
        meaning: "Office's documentation asks for openid beside profile: with both of them Entra says who the user is. Without it \
                getAccessToken may fail. Not asked for where nested app authentication alone is used.",
        fix: &[
            "API permissions, Add a permission, Microsoft Graph, Delegated permissions, OpenId permissions: openid",
            UPDATE,
        ],
        would_cause: &["13007"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let graph = of_graph(subject);
    let Some(first) = graph.first().filter(|_| subject.has_legacy_sso() && !lists(subject, "openid")) else {
        return Vec::new();
    };
    let names = graph.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(" ");
    let (api, _) = first.at;
    let evidence = subject.value(format!("requiredResourceAccess[{api}].resourceAccess"), names);
    vec![
        Finding::of(
            rule,
            "the permission openid is not among those of Microsoft Graph",
            "Office wants it beside profile.",
        )
        .with_evidence([evidence]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::permissions::testing::without;
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn the_others_are_there() {
        let property = "requiredResourceAccess[0].resourceAccess";
        let finding = broken(without("openid"));
        assert_eq!(told(&finding), (Code::PermissionOpenidMissing, Severity::Warning, property));
        let finding = Healthy::production().breaks(without("openid"));
        assert_eq!(told(&finding), (Code::PermissionOpenidMissing, Severity::Warning, property));
        assert_eq!(finding.evidence[0].text, "profile User.Read");
    }

    #[test]
    fn another_one_is_missing() {
        Healthy::localhost().alone().stays_silent(|healthy| without("User.Read")(&mut healthy.registration));
    }
}
