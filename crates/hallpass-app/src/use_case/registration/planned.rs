//! The plan that a run is to make true. Too few facts for one may be because the profile is of another registration: then that
//! is what is wrong.

use sso_core::ClientId;
use sso_core::plan::Plan;

use super::another;
use crate::profile::{self, Profile};
use crate::use_case::plan::{self, Input};
use crate::{App, AppError};

/// For [`create`](super::create).
///
/// # Errors
/// Those of [`plan::plan`]; `profile-has-another`.
pub fn plan_to_create(app: &App, input: &Input) -> Result<Plan, AppError> {
    let refuse = |profile: &Profile, named| another::refuse_to_create(profile, Some(named));
    plan::plan(app, input).map_err(|error| or_another(app, input, error, refuse))
}

/// For [`update`](super::update).
///
/// # Errors
/// Those of [`plan::plan_of_what_is_there`]; `profile-has-another`.
pub fn plan_to_update(app: &App, input: &Input) -> Result<Plan, AppError> {
    plan::plan_of_what_is_there(app, input).map_err(|error| or_another(app, input, error, another::refuse_to_update))
}

fn or_another(
    app: &App,
    input: &Input,
    error: AppError,
    refuse: impl Fn(&Profile, ClientId) -> Result<(), AppError>,
) -> AppError {
    let named = input.client_id.as_ref().and_then(|id| id.parse().ok());
    match (error.code.as_str(), named, profile::read(app)) {
        ("fact-missing", Some(named), Ok(Some(profile))) => refuse(&profile, named).err().unwrap_or(error),
        _ => error,
    }
}
