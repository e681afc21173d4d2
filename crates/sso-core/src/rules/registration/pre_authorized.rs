//! Clients that get a token without asking anybody: "Authorized client applications".

use uuid::Uuid;

use super::Subject;
use super::scopes::{access_as_user, misspelt};
use crate::registration::PreAuthorizedApplication;

pub(super) const AUTHORIZED: &str = "api.preAuthorizedApplications";

/// Where the portal has them.
pub(super) const ADD_OFFICE: &str =
    "Expose an API, Add a client application: ea5a67f6-b6f3-4338-b240-c655ddc3cc8e, Authorized scopes: access_as_user";

pub(super) fn entries<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (usize, &'a PreAuthorizedApplication)> {
    subject.registration.api.pre_authorized_applications.iter().enumerate()
}

/// `api.preAuthorizedApplications[0].appId`
pub(super) fn property(index: usize, name: &str) -> String {
    format!("{AUTHORIZED}[{index}].{name}")
}

/// The ID that an entry has to name: that of the scope for Office, also of one that is disabled or misspelt, which other rules
/// say. `None` where there is no such scope.
pub(super) fn scope_id(subject: &Subject<'_>) -> Option<Uuid> {
    access_as_user(subject).or_else(|| misspelt(subject)).map(|(_, scope)| scope.id)
}
