//! What is known where a person stands, what is wrong with it, and the next command. Nothing is changed, no secret is taken
//! out of the keyring, and nobody is asked but the practice tenant of this machine.

mod credential;
mod exchange;
mod next;

use std::path::{Path, PathBuf};

use serde::Serialize;
use sso_core::plan::Plan;
use sso_core::{ClientId, Cloud};

use super::check_manifest::{manifests_near, shown};
use super::edit_manifest::{Request, Scopes, apply};
use super::plan::{self, Input};
use super::profile::{ShownProfile, show, shown_if_any};
use super::secret;
use super::show_manifest::{Counts, Kind, show_manifest};
use crate::practice::RunFile;
use crate::session::Account;
use crate::{App, AppError, practice, session};

pub use credential::CredentialState;
pub use exchange::LastExchange;
pub use next::Next;

/// The profile, the manifests of the folder, and what to do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overview {
    #[serde(flatten)]
    pub known: ShownProfile,
    pub manifests: Vec<SeenManifest>,
    pub credential: CredentialState,
    /// A `.env` file of the folder that has a client secret in it.
    #[serde(serialize_with = "shown_if_any")]
    pub env_file: Option<PathBuf>,
    /// The practice tenant's own add-in, with which every flow goes there while nobody names another.
    pub practice_add_in: Option<ClientId>,
    /// Who signed in with the add-in's registration and was not signed out since; whether Entra still takes it nobody asked.
    pub signed_in: Vec<String>,
    /// By which a command names the newest of several.
    #[serde(skip)]
    account: Option<[String; 2]>,
    /// By the record of requests.
    pub last_exchange: Option<LastExchange>,
    /// The address of the practice tenant that runs.
    pub practice: Option<String>,
    pub next: Next,
}

/// A manifest in the folder, in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeenManifest {
    /// Below the folder.
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    pub findings: Counts,
    pub has_markup: bool,
    /// Whether it says what the plan says. `None`: too little is known for a plan, or it has no place for it.
    pub as_planned: Option<bool>,
    /// Hosts and ports of its pages.
    pub page_hosts: Vec<String>,
    /// The registrations that it names; of none that is Microsoft's, and of no placeholder.
    pub client_ids: Vec<ClientId>,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
}

/// Manifests lie in the folder of a project, or a few folders below: `appPackage/manifest.json`.
const DEPTH: usize = 3;

/// # Errors
/// Those of reading the profile and the project's file.
pub async fn overview(app: &App) -> Result<Overview, AppError> {
    let mut known = show(app, None, &Input::default())?;
    // Too few facts, or facts that do not go together: then the plan's own command says so.
    let plan = plan::plan_of_app(app, &Input::default()).ok();
    let folder = app.profile.project_folder.as_deref();
    let manifests = folder.map(|folder| manifests(app, folder, plan.as_ref())).unwrap_or_default();
    let env_file = folder.map(|folder| folder.join(".env")).filter(|file| secret::is_in(file)).map(|_| ".env".into());
    let practice = practice::running(app).await.ok();
    let practice_add_in = match known.value("client_id") {
        None if practice.is_some() && known.text("cloud") == Some("practice") => {
            practice::environment(app).await.ok().and_then(|environment| environment.client_id.parse().ok())
        }
        _ => None,
    };
    let credential = CredentialState::of(app, &known, practice_add_in).await?;
    let client_id = known.text("client_id").and_then(|id| id.parse().ok()).or(practice_add_in);
    let (accounts, last_exchange) = flows(app, client_id, practice.as_ref()).unwrap_or_else(|error| {
        known.notes.push(format!("what was tried before is not known: {}", error.message));
        (Vec::new(), None)
    });
    let practice = practice.map(|run| run.authority.to_string());
    let mut seen = Overview {
        known,
        manifests,
        credential,
        env_file,
        practice_add_in,
        signed_in: accounts.iter().map(Account::shown).collect(),
        account: accounts.first().and_then(|newest| newest.flag(&accounts)),
        last_exchange,
        practice,
        next: Next::nothing("nothing was looked at"),
    };
    seen.next = next::next(&seen);
    Ok(seen)
}

/// Who signed in, and the last exchange.
fn flows(
    app: &App,
    client_id: Option<ClientId>,
    practice: Option<&RunFile>,
) -> Result<(Vec<Account>, Option<LastExchange>), AppError> {
    let Some(client_id) = client_id else { return Ok((Vec::new(), None)) };
    let (cloud, _) = plan::cloud_and_tenant(&plan::known(app, &Input::default())?)?;
    let cloud = cloud.unwrap_or_default();
    let mut accounts = session::accounts(app)?;
    accounts.retain(|one| is_of(one, client_id, &cloud));
    let authority = cloud.authority().or(practice.map(|run| run.authority.as_str()));
    let last = authority.map(|authority| exchange::last(app, client_id, authority)).transpose()?;
    Ok((accounts, last.flatten()))
}

fn manifests(app: &App, folder: &Path, plan: Option<&Plan>) -> Vec<SeenManifest> {
    manifests_of(folder).iter().filter_map(|file| seen(app, folder, file, plan)).collect()
}

/// The manifests of a project's folder.
pub(crate) fn manifests_of(folder: &Path) -> Vec<PathBuf> {
    // A home folder holds everything, and is no project.
    let is_home = etcetera::home_dir().is_ok_and(|home| home == folder) || folder.parent().is_none();
    manifests_near(folder, if is_home { 1 } else { DEPTH })
}

/// `None` for an app for Teams, which is no add-in.
fn seen(app: &App, folder: &Path, file: &Path, plan: Option<&Plan>) -> Option<SeenManifest> {
    let below = file.strip_prefix(folder).unwrap_or(file).to_owned();
    Some(match show_manifest(file) {
        Ok(shown) if shown.kind == Kind::Teams => return None,
        Ok(shown) => SeenManifest {
            file: below,
            has_markup: !shown.web_application_info.is_empty(),
            as_planned: plan.and_then(|plan| as_planned(app, file, plan)),
            findings: shown.findings,
            page_hosts: shown.page_hosts,
            client_ids: shown
                .web_application_info
                .iter()
                .filter_map(|info| ClientId::of_own_app(&info.client_id.as_ref()?.text).ok())
                .collect(),
            error: None,
        },
        Err(error) => SeenManifest {
            file: below,
            findings: Counts::default(),
            has_markup: false,
            as_planned: None,
            page_hosts: Vec::new(),
            client_ids: Vec::new(),
            error: Some(error),
        },
    })
}

/// Whether `manifest apply` has nothing to change. `None`: the file cannot take the markup.
pub(crate) fn as_planned(app: &App, file: &Path, plan: &Plan) -> Option<bool> {
    let request = Request {
        auth: plan.facts.auth,
        // As without a flag.
        scopes: Scopes::Keep,
        identity_api: false,
        app_domains: Vec::new(),
        bump_version: false,
        write: false,
    };
    apply(app, file, plan, &request).ok().map(|output| output.difference.is_empty())
}

/// Of the add-in, in its cloud.
fn is_of(account: &Account, client_id: ClientId, cloud: &Cloud) -> bool {
    account.client_id == client_id && account.cloud == *cloud
}
