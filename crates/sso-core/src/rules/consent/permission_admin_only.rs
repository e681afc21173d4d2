use super::permissions::{SCOPE, of_graph};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionAdminOnly,
        severity: Severity::Info,
        summary: "an administrator has to consent to a permission",
        meaning: "In no tenant can users consent to it themselves. Where no administrator has consented, sign-in \
                ends in AADSTS90094 and On-Behalf-Of in AADSTS65001. Whether one has, the registration does not say: \
                consent is kept in each tenant.",
        fix: &[
            "API permissions, Grant admin consent, as an administrator",
            "ask for a permission that users may consent to, where one is enough",
        ],
        would_cause: &["AADSTS90094", "AADSTS65001"],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = of_graph(subject);
    found.retain(|permission| {
        permission.kind == SCOPE && permission.delegated().is_some_and(|permission| permission.admin_only)
    });
    if found.is_empty() {
        return Vec::new();
    }
    let names = found.iter().take(SHOWN).map(|permission| permission.name()).collect::<Vec<_>>().join(" ");
    let title = format!("an administrator has to consent to {names}");
    let detail = "Users cannot. Whether an administrator has, the registration does not say.";
    let evidence = found.iter().take(SHOWN).map(|permission| {
        subject.value(permission.property("id"), format!("{} ({})", permission.id, permission.name()))
    });
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use super::super::permissions::testing::{id, with};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn by_its_name() {
        let finding = broken(with(id("Group.Read.All"), "Scope"));
        let property = "requiredResourceAccess[0].resourceAccess[3].id";
        assert_eq!(told(&finding), (Code::PermissionAdminOnly, Severity::Info, property));
        assert_eq!(finding.title, "an administrator has to consent to Group.Read.All");
        Healthy::localhost().stays_silent(|healthy| with(id("Sites.Read.All"), "Scope")(&mut healthy.registration));
    }
}
