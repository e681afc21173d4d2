//! One profile has one registration: no other is changed in its place, and none takes it.

use sso_core::ClientId;
use sso_core::plan::Facts;

use crate::AppError;
use crate::profile::{Profile, RegistrationRecord};

/// Before anybody is asked.
///
/// # Errors
/// `profile-has-another` where the profile has an application that Hallpass only changed, or the facts name another one.
pub(super) fn refuse_to_create(profile: &Profile, named: Option<ClientId>) -> Result<(), AppError> {
    let Some(record) = &profile.registration else { return Ok(()) };
    if record.made_here && named.is_none_or(|named| named == record.client_id) {
        return Ok(());
    }
    let change = "to bring that one to the plan: hallpass registration update";
    Err(refused(profile, record, &format!("{change}; to make a new one")))
}

/// Once the profile's own was found.
///
/// # Errors
/// `profile-has-another` where name or domain are those of another add-in.
pub(super) fn refuse_other_facts(profile: &Profile, facts: &Facts) -> Result<(), AppError> {
    let Some(record) = &profile.registration else { return Ok(()) };
    let known = &profile.facts;
    let is_same = known.name.as_ref().is_none_or(|name| *name == facts.name)
        && known.domain.as_ref().is_none_or(|domain| *domain == facts.domain);
    if is_same {
        return Ok(());
    }
    let update = format!("hallpass registration update{}", flags_of_others(profile, facts));
    let change = match record.is_complete() {
        true => format!("to change that one: {update}"),
        false => format!("to go on with that one: hallpass registration create; to change it then: {update}"),
    };
    Err(refused(profile, record, &format!("{change}; for another add-in")))
}

/// The facts that differ, as they are written behind a command.
fn flags_of_others(profile: &Profile, facts: &Facts) -> String {
    let mut flags = String::new();
    if profile.facts.domain.as_ref() != Some(&facts.domain) {
        flags.push_str(&format!(" --domain {}", facts.domain));
    }
    if profile.facts.name.as_ref() != Some(&facts.name) {
        // Only what is the same between the quotation marks of each shell.
        let is_plain = facts.name.chars().all(|c| c.is_alphanumeric() || " -_.,".contains(c));
        let name = if is_plain { &facts.name } else { "…" };
        flags.push_str(&format!(" --name \"{name}\""));
    }
    flags
}

/// # Errors
/// `profile-has-another` where another one than the profile's is to be changed.
pub(super) fn refuse_to_update(profile: &Profile, client_id: ClientId) -> Result<(), AppError> {
    match &profile.registration {
        Some(record) if record.client_id != client_id => {
            let change = "to change that one: hallpass registration update without --client-id";
            Err(refused(profile, record, &format!("{change}; to change another one")))
        }
        _ => Ok(()),
    }
}

fn refused(profile: &Profile, record: &RegistrationRecord, ways: &str) -> AppError {
    let facts = &profile.facts;
    let name = facts.name.as_ref().map_or_else(String::new, |name| format!("{name}, "));
    let domain = facts.domain.as_ref().map_or_else(String::new, |domain| format!("{domain}, "));
    AppError::usage(
        "profile-has-another",
        format!("the profile has another registration already: {name}{domain}{}", record.client_id),
    )
    .with_hint(format!("{ways}, give it a profile of its own: --profile NAME"))
}
