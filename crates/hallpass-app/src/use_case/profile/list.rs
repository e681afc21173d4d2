use serde::Serialize;
use sso_core::{ClientId, HostPort};
use ts_rs::TS;

use crate::profile::{self, Profile, ProfileName};
use crate::use_case::plan::Input;
use crate::{App, AppError};

/// A profile among the others.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct ListedProfile {
    #[ts(type = "string")]
    pub profile: ProfileName,
    /// The one that commands read and write.
    pub chosen: bool,
    pub file: String,
    /// Whether there is such a file: `default` needs none.
    pub there: bool,
    /// Of the add-in.
    pub name: Option<String>,
    #[ts(type = "string | null")]
    pub domain: Option<HostPort>,
    #[ts(type = "string | null")]
    pub client_id: Option<ClientId>,
    pub cloud: Option<String>,
    /// Why it could not be read; it is left as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<AppError>,
}

/// All profiles in the order of their names, the chosen one among them whether it is there or not.
///
/// # Errors
/// Those of reading a folder.
pub fn list(app: &App) -> Result<Vec<ListedProfile>, AppError> {
    let mut names = profile::names(&app.folders)?;
    if !names.contains(app.profile.name()) {
        names.push(app.profile.name().clone());
        names.sort();
    }
    Ok(names.into_iter().map(|name| one(app, name)).collect())
}

/// As a flag names it.
fn cloud(profile: &Profile) -> Option<String> {
    let facts = Input::default().with_profile(Some(profile)).shown();
    let cloud = facts.into_iter().find(|(fact, _)| *fact == "cloud").and_then(|(_, value)| value)?;
    cloud.as_str().map(str::to_owned)
}

fn one(app: &App, name: ProfileName) -> ListedProfile {
    let chosen = name == *app.profile.name();
    let of_it = App { profile: app.profile.of_another(name.clone()), ..app.clone() };
    let (profile, error) = match profile::read(&of_it) {
        Ok(profile) => (profile, None),
        Err(error) => (None, Some(error)),
    };
    let facts = profile.as_ref().map(|profile| &profile.facts);
    ListedProfile {
        profile: name,
        chosen,
        file: profile::path(&of_it).display().to_string(),
        there: profile::is_there(&of_it),
        name: facts.and_then(|facts| facts.name.clone()),
        domain: facts.and_then(|facts| facts.domain.clone()),
        client_id: profile.as_ref().and_then(Profile::client_id),
        cloud: profile.as_ref().and_then(cloud),
        error,
    }
}
