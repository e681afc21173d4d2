//! Profiles: several side by side, each what is known of one add-in. What a project shares is in its `hallpass.toml`.

mod change;
mod choose;
mod delete;
mod list;
mod show;
mod transfer;

use crate::profile::{self, ProfileChoice, ProfileName};
use crate::{App, AppError};

pub use change::{Changed, FactName, set};
pub use choose::{Chosen, choose};
pub use delete::{Deleted, delete, leaving};
pub use list::{ListedProfile, list};
pub(crate) use show::shown_if_any;
pub use show::{FactSource, ShownProfile, ShownRegistration, SourcedFact, show};
pub use transfer::{Exported, export, export_to, import};

/// The app with another profile than the chosen one, where a command names it.
///
/// # Errors
/// `profile-name`, `profile-name-taken`.
pub fn of(app: &App, name: Option<&str>) -> Result<App, AppError> {
    let Some(name) = name else { return Ok(app.clone()) };
    let named = Some((name, profile::ChosenBy::Flag));
    let profile = ProfileChoice::of(&app.folders, named, app.profile.project_folder.clone())?;
    Ok(App { profile, ..app.clone() })
}

fn not_found(app: &App, name: &ProfileName) -> Result<AppError, AppError> {
    let names = profile::names(&app.folders)?;
    let there = match &names[..] {
        [] => "there is none yet".to_owned(),
        names => {
            let names: Vec<&str> = names.iter().map(ProfileName::as_str).collect();
            format!("there is {}", names.join(", "))
        }
    };
    Ok(AppError::usage("profile-not-found", format!("there is no profile {name}"))
        .with_hint(format!("{there}; to make it: hallpass profile use {name} --new")))
}
