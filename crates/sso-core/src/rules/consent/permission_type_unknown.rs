use super::permissions::{ROLE, SCOPE, all};
use crate::rules::registration::{RegistrationRule, Subject};
use crate::rules::{Rule, SHOWN};
use crate::{Code, Finding, Severity};

pub(super) const RULE: RegistrationRule = RegistrationRule {
    words: Rule {
        code: Code::PermissionTypeUnknown,
        severity: Severity::Error,
        summary: "a permission is listed as neither Scope nor Role",
        meaning: "Each entry of requiredResourceAccess is of the type Scope (delegated) or Role (application), written \
                exactly so. What Office and On-Behalf-Of use are delegated ones.",
        fix: &["Manifest, requiredResourceAccess, type: Scope"],
        would_cause: &[],
    },
    check,
};

fn check(subject: &Subject<'_>, rule: &Rule) -> Vec<Finding> {
    let mut found = all(subject);
    found.retain(|permission| permission.kind != SCOPE && permission.kind != ROLE);
    let Some(first) = found.first() else { return Vec::new() };
    let title = match first.kind {
        "" => format!("the permission {} has no type", first.name()),
        kind => format!("the permission {} is of the type {kind}", first.name()),
    };
    let detail = "A permission is of the type Scope or Role. Saving the registration is refused.";
    let evidence = found.iter().take(SHOWN);
    let evidence = evidence.map(|permission| subject.value(permission.property("type"), permission.kind));
    vec![Finding::of(rule, title, detail).with_evidence(evidence)]
}

#[cfg(test)]
mod tests {
    use super::super::permissions::testing::{id, with};
    use crate::rules::registration::testing::{Healthy, broken, told};
    use crate::{Code, Severity};

    #[test]
    fn in_other_letters_or_of_another_kind() {
        for kind in ["scope", "Delegated", ""] {
            let finding = broken(with(id("Mail.Read"), kind));
            let property = "requiredResourceAccess[0].resourceAccess[3].type";
            assert_eq!(told(&finding), (Code::PermissionTypeUnknown, Severity::Error, property));
        }
        Healthy::localhost().stays_silent(|healthy| with(id("Mail.Read"), "Scope")(&mut healthy.registration));
    }
}
