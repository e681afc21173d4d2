//! Which values are in place: a person's tick, or what a registration that was read proves. Kept in the profile with the value
//! that was ticked, so that another host, or another client ID, takes the ticks of what depends on it away by itself.

use std::collections::BTreeMap;

use sso_core::Timestamp;
use sso_core::plan::{Action, Plan, PlannedValue};

use super::{Reading, stated};
use crate::use_case::plan;
use crate::{App, AppError, profile};

/// By the value's ID the value as it was when it was ticked.
pub(super) type Ticks = BTreeMap<String, String>;

/// Stable while the name is: `application-id-uri`.
pub(super) fn id_of(value: &PlannedValue) -> String {
    let words = value.name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Whether it counts among what is to be put in place.
pub(super) fn counts(value: &PlannedValue) -> bool {
    value.action != Action::Omit
}

pub(super) fn is_ticked(ticks: &Ticks, value: &PlannedValue) -> bool {
    ticks.get(&id_of(value)) == Some(&value.value)
}

/// Ticks a value of the plan, or takes the tick away.
///
/// # Errors
/// `value-unknown` for an ID that the plan has not; those of a plan and of writing the profile.
pub fn tick(app: &App, id: &str, in_place: bool) -> Result<(), AppError> {
    let plan = plan::plan_of_what_is_there(app, &stated(app)?)?;
    let value = plan.values().into_iter().find(|value| counts(value) && id_of(value) == id).ok_or_else(|| {
        AppError::usage("value-unknown", format!("the plan has no value {id} any more"))
            .with_hint("look at the values as they are now")
    })?;
    profile::change(app, |profile| {
        match in_place {
            true => profile.ticks.insert(id.to_owned(), value.value),
            false => profile.ticks.remove(id),
        };
    })?;
    Ok(())
}

/// Puts the ticks as a registration that was read says; of what it does not tell they stay.
///
/// # Errors
/// Those of writing the profile.
pub(super) fn prove(app: &App, plan: &Plan, reading: &Reading, now: Timestamp) -> Result<(), AppError> {
    let (there, service_principal) = (reading.registration(), reading.service_principal());
    let told: Vec<(PlannedValue, bool)> = plan
        .values()
        .into_iter()
        .filter_map(|value| plan.is_in_place(&value, there, service_principal, now).map(|told| (value, told)))
        .collect();
    profile::change(app, |profile| {
        for (value, in_place) in told {
            match in_place {
                true => profile.ticks.insert(id_of(&value), value.value),
                false => profile.ticks.remove(&id_of(&value)),
            };
        }
    })?;
    Ok(())
}
