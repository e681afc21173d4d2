//! The scopes that the application exposes, and which of them is the one that Office asks for.

use super::Subject;
use crate::ScopeName;
use crate::registration::PermissionScope;

/// The one that Office asks for, by its place in the list. Where it stands there twice, the one that is enabled.
pub(super) fn access_as_user<'a>(subject: &Subject<'a>) -> Option<(usize, &'a PermissionScope)> {
    let wanted = ScopeName::access_as_user();
    let named = || scopes(subject).filter(|(_, scope)| scope.value == wanted.as_str());
    named().find(|(_, scope)| scope.is_enabled).or_else(|| named().next())
}

/// One that is meant to be it: another case, other separators, or a slip or two. None where the right one is there.
pub(super) fn misspelt<'a>(subject: &Subject<'a>) -> Option<(usize, &'a PermissionScope)> {
    if access_as_user(subject).is_some() {
        return None;
    }
    let wanted = plain(ScopeName::access_as_user().as_str());
    let distance = |scope: &PermissionScope| strsim::osa_distance(&plain(&scope.value), &wanted);
    scopes(subject).filter(|(_, scope)| distance(scope) <= SLIPS).min_by_key(|(_, scope)| distance(scope))
}

/// Letters that are wrong, missing, too many or in the wrong order.
const SLIPS: usize = 2;

pub(super) fn scopes<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (usize, &'a PermissionScope)> {
    subject.registration.api.oauth2_permission_scopes.iter().enumerate()
}

/// `api.oauth2PermissionScopes[0].isEnabled`
pub(super) fn property(index: usize, name: &str) -> String {
    format!("api.oauth2PermissionScopes[{index}].{name}")
}

fn plain(name: &str) -> String {
    // A name of any length comes to the same: it is not near.
    name.chars().filter(|c| c.is_alphanumeric()).take(40).collect::<String>().to_lowercase()
}
