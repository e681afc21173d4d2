//! "Assignment required" is on, and this user has none (`servicePrincipal.appRoleAssignmentRequired`).

use super::{OAuthError, Refusal, shown};
use crate::Person;
use crate::tenant::ServicePrincipal;

pub const CODE: u32 = 50105;

pub fn check(principal: &ServicePrincipal, name: &str, person: &Person) -> Result<(), Refusal> {
    if !principal.app_role_assignment_required || principal.assigned_to.contains(&person.id) {
        return Ok(());
    }
    let (name, user) = (shown(name), shown(&person.user_principal_name));
    Err(Refusal::new(
        CODE,
        OAuthError::AccessDenied,
        format!(
            "Your administrator has configured the application {name} ('{}') to block users unless they are \
             specifically granted ('assigned') access to the application. The signed-in user '{user}' is blocked \
             because they are not a direct member of a group with access, nor had access directly assigned by an \
             administrator. Please contact your administrator to assign access to this application.",
            principal.app_id
        ),
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sso_core::ClientId;

    use super::*;
    use crate::Seed;

    #[test]
    fn assigned_or_not_demanded() {
        let person = &Seed::contoso().tenants[0].people[0];
        for (demanded, assigned, fine) in [(false, false, true), (true, true, true), (true, false, false)] {
            let principal = ServicePrincipal {
                id: uuid::Uuid::from_u128(1),
                app_id: ClientId::from_uuid(uuid::Uuid::from_u128(7)),
                account_enabled: true,
                app_role_assignment_required: demanded,
                assigned_to: if assigned { BTreeSet::from([person.id]) } else { BTreeSet::new() },
            };
            assert_eq!(check(&principal, "Contoso add-in", person).is_ok(), fine, "{demanded} {assigned}");
        }
    }
}
