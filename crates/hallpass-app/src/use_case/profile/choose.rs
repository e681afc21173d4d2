use serde::Serialize;

use super::{not_found, of};
use crate::profile::{self, ProfileName};
use crate::{App, AppError};

/// Which profile commands read and write from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chosen {
    pub profile: ProfileName,
    /// It was made by this.
    pub made: bool,
}

/// Chooses a profile for all commands that name none. `new`: it is made.
///
/// # Errors
/// `profile-name`, `profile-name-taken`; `profile-not-found`, `profile-exists`; those of writing.
pub fn choose(app: &App, name: &str, new: bool) -> Result<Chosen, AppError> {
    let app = of(app, Some(name))?;
    let name = app.profile.name().clone();
    let there = profile::is_there(&app);
    if new && there {
        return Err(AppError::usage("profile-exists", format!("there is a profile {name} already"))
            .with_hint(format!("choose it: hallpass profile use {name}")));
    }
    if new {
        profile::change(&app, |_| {})?;
    } else if !there && name != ProfileName::default() {
        return Err(not_found(&app, &name)?);
    }
    profile::keep_choice(&app.folders, &name)?;
    Ok(Chosen { profile: name, made: new })
}
