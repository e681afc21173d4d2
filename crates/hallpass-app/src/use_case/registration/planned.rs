//! The plan that a run is to make true, of the facts as they were given. A client ID of another app than the profile's is
//! refused before any other fact is missed: what the profile knows says nothing of that one.

use sso_core::ClientId;
use sso_core::plan::Plan;

use super::another;
use crate::use_case::plan::{self, Input};
use crate::{App, AppError, profile};

/// For [`create`](super::create).
///
/// # Errors
/// `profile-has-another`; those of [`plan::plan`].
pub fn plan_to_create(app: &App, input: &Input) -> Result<Plan, AppError> {
    if let (Some(profile), Some(named)) = (profile::read(app)?, named(input)) {
        another::refuse_to_create(&profile, Some(named))?;
    }
    plan::plan(app, input)
}

/// For [`update`](super::update).
///
/// # Errors
/// `profile-has-another`; those of [`plan::plan_of_what_is_there`].
pub fn plan_to_update(app: &App, input: &Input) -> Result<Plan, AppError> {
    if let (Some(profile), Some(named)) = (profile::read(app)?, named(input)) {
        another::refuse_to_update(&profile, named)?;
    }
    plan::plan_of_what_is_there(app, input)
}

/// What is no client ID is refused with the other facts.
fn named(input: &Input) -> Option<ClientId> {
    input.client_id.as_ref()?.parse().ok()
}
