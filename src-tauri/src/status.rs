//! What stands around every page: profile, environment, and how each step of the journey is. The tray shows the same.

mod running;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hallpass_app::profile::{self, ProfileName};
use hallpass_app::session::TokenHandle;
use hallpass_app::sso_core::{Cloud, Timestamp};
use hallpass_app::{App, AppError};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, Manager};
use ts_rs::TS;

use crate::practice::{Practice, PracticeState};
use crate::pulse;
use crate::readings::Readings;
use crate::to_page::ToPage;
use crate::window;
use crate::work::{Work, Works};
use crate::workbench::Workbench;

pub use running::Running;

/// What an open window is told whenever something of it changed; the payload is a [`Status`].
const STATUS: &str = "status";

/// Told anew, whole, whenever a part of it changed (event `status`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Status {
    pub profile: String,
    /// What the add-in is called, where that is known.
    pub add_in: Option<String>,
    /// All there are, with the chosen one, in the order of their names.
    pub profiles: Vec<String>,
    pub environment: Environment,
    pub practice: PracticeState,
    pub project_folder: Option<String>,
    /// The five, in their order.
    pub steps: Vec<StepStatus>,
    /// Of the add-in's own token that was got last in this process.
    pub token: Option<TokenTime>,
    /// Why the profile or the project's file could not be read: what stands here is then what is known without it.
    pub error: Option<AppError>,
}

/// Where requests go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Environment {
    pub cloud: CloudKind,
    /// As Microsoft's pages write it; of another cloud the name that somebody gave it.
    pub name: String,
    pub tenant: Option<String>,
}

impl Environment {
    /// A tenant that only became known, or is not said any more, may be the same.
    fn is_other_than(&self, before: &Self) -> bool {
        let tenants = before.tenant.as_ref().zip(self.tenant.as_ref());
        (before.cloud, &before.name) != (self.cloud, &self.name) || tenants.is_some_and(|(before, now)| before != now)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CloudKind {
    Public,
    UsGov,
    UsGovDod,
    China,
    Practice,
    /// Addresses that somebody gave.
    Custom,
}

impl CloudKind {
    /// In the order in which they are offered.
    pub const OFFERED: [Self; 5] = [Self::Practice, Self::Public, Self::UsGov, Self::UsGovDod, Self::China];

    /// `None` for addresses that somebody gave: those are not to be had by name.
    pub fn known(self) -> Option<Cloud> {
        match self {
            Self::Public => Some(Cloud::Public),
            Self::UsGov => Some(Cloud::UsGov),
            Self::UsGovDod => Some(Cloud::UsGovDod),
            Self::China => Some(Cloud::China),
            Self::Practice => Some(Cloud::Practice),
            Self::Custom => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum JourneyStep {
    Register,
    Manifest,
    SignIn,
    Token,
    OnBehalfOf,
}

impl JourneyStep {
    pub const ALL: [Self; 5] = [Self::Register, Self::Manifest, Self::SignIn, Self::Token, Self::OnBehalfOf];
}

/// How a step is by what was looked at in this process; nothing is fine that was not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum StepState {
    #[default]
    Waiting,
    Running,
    Fine,
    Warn,
    Fail,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StepStatus {
    pub step: JourneyStep,
    pub state: StepState,
    /// A clause of a few words, as under the step's name: "Secret expires in 9 days".
    pub says: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TokenTime {
    #[ts(type = "string")]
    pub issued: Timestamp,
    #[ts(type = "string")]
    pub expires: Timestamp,
}

/// What the steps came to, profile by profile, while the process lives.
#[derive(Default)]
pub struct Journey {
    profiles: Mutex<HashMap<ProfileName, Steps>>,
    /// Held from the look to the word: else an older state could be told after a newer one.
    telling: Mutex<()>,
}

#[derive(Default, Clone)]
struct Steps {
    states: HashMap<JourneyStep, (StepState, Option<String>)>,
    token: Option<TokenTime>,
    handle: Option<TokenHandle>,
    /// How many tenants were forgotten: what began with one of them says nothing of the one that is.
    forgotten: u64,
}

/// A step as it was when it began to run.
#[derive(Debug, Clone)]
pub struct Before {
    state: StepState,
    says: Option<String>,
    forgotten: u64,
}

impl Journey {
    /// What a step came to.
    pub fn settle(&self, profile: &ProfileName, step: JourneyStep, state: StepState, says: Option<String>) {
        self.of(profile, |steps| drop(steps.states.insert(step, (state, says))));
    }

    /// A step runs from now on; how it was left.
    fn begin(&self, profile: &ProfileName, step: JourneyStep, says: Option<String>) -> Before {
        self.of(profile, |steps| {
            let before = steps.states.insert(step, (StepState::Running, says)).unwrap_or_default();
            Before { state: before.0, says: before.1, forgotten: steps.forgotten }
        })
    }

    /// Whether what began then is about the tenant that the profile is about.
    fn is_of_now(&self, profile: &ProfileName, step: JourneyStep, before: &Before) -> bool {
        // A manifest is no tenant's.
        step == JourneyStep::Manifest || self.of(profile, |steps| steps.forgotten == before.forgotten)
    }

    /// The profile's tenant is another one, or began anew: only the manifest's step is as it was.
    pub fn forget_tenant(&self, profile: &ProfileName) {
        self.of(profile, |steps| {
            steps.states.retain(|step, _| *step == JourneyStep::Manifest);
            (steps.token, steps.handle) = (None, None);
            steps.forgotten += 1;
        });
    }

    /// The profile is gone: one that is made by its name is a new one.
    fn forget(&self, profile: &ProfileName) {
        self.of(profile, |steps| *steps = Steps { forgotten: steps.forgotten + 1, ..Steps::default() });
    }

    pub fn keep_token(&self, profile: &ProfileName, token: Option<TokenTime>) {
        self.of(profile, |steps| steps.token = token);
    }

    /// The add-in's own token that a sign-in got last.
    pub fn keep_handle(&self, profile: &ProfileName, handle: Option<TokenHandle>) {
        self.of(profile, |steps| steps.handle = handle);
    }

    pub fn handle(&self, profile: &ProfileName) -> Option<TokenHandle> {
        self.of(profile, |steps| steps.handle)
    }

    fn of<T>(&self, profile: &ProfileName, change: impl FnOnce(&mut Steps) -> T) -> T {
        change(self.profiles.lock().unwrap_or_else(PoisonError::into_inner).entry(profile.clone()).or_default())
    }

    /// As it stands around every page. Reads the profile's file; asks nobody.
    pub fn status(&self, app: &App, practice: PracticeState) -> Status {
        let name = app.profile.name();
        let steps = self.of(name, |steps| steps.clone());
        let (known, error) = match profile::known(app) {
            Ok(known) => (known, None),
            Err(error) => (profile::Known::default(), Some(error)),
        };
        let mut profiles: Vec<String> =
            profile::names(&app.folders).unwrap_or_default().iter().map(ToString::to_string).collect();
        if !profiles.contains(&name.to_string()) {
            profiles.push(name.to_string());
        }
        profiles.sort();
        Status {
            profile: name.to_string(),
            profiles,
            add_in: name_of(&known),
            environment: environment(&known),
            practice,
            project_folder: app.profile.project_folder.as_ref().map(|folder| folder.display().to_string()),
            steps: JourneyStep::ALL
                .map(|step| {
                    let (state, says) = steps.states.get(&step).cloned().unwrap_or_default();
                    StepStatus { step, state, says }
                })
                .into(),
            token: steps.token,
            error,
        }
    }
}

fn name_of(known: &profile::Known) -> Option<String> {
    let of_project = known.project.as_ref().and_then(|project| project.facts.name.clone());
    of_project.or_else(|| known.profile.as_ref()?.facts.name.clone())
}

fn environment(known: &profile::Known) -> Environment {
    let of_project = known.project.as_ref().map(|project| &project.facts);
    let of_profile = known.profile.as_ref().map(|profile| &profile.facts);
    let cloud = of_project.and_then(|facts| facts.cloud.clone()).or_else(|| of_profile?.cloud.clone());
    let cloud = cloud.unwrap_or_default();
    let tenant = of_project.and_then(|facts| facts.tenant_id).or_else(|| known.profile.as_ref()?.tenant_id());
    Environment {
        name: cloud.name().to_owned(),
        tenant: tenant.map(|tenant| tenant.to_string()),
        cloud: match cloud {
            Cloud::Public => CloudKind::Public,
            Cloud::UsGov => CloudKind::UsGov,
            Cloud::UsGovDod => CloudKind::UsGovDod,
            Cloud::China => CloudKind::China,
            Cloud::Practice => CloudKind::Practice,
            Cloud::Custom(_) => CloudKind::Custom,
        },
    }
}

/// As it is this moment.
pub fn now(shell: &AppHandle) -> Status {
    let app = shell.state::<Workbench>().app();
    shell.state::<Journey>().status(&app, shell.state::<Practice>().state())
}

/// Keeps what a step came to and tells it to window and tray.
pub fn settle(shell: &AppHandle, app: &App, step: JourneyStep, state: StepState, says: Option<String>) {
    shell.state::<Journey>().settle(app.profile.name(), step, state, says);
    tell(shell);
}

/// Where requests of this profile go; `None` where its file or the project's cannot be read.
pub fn environment_of(app: &App) -> Option<Environment> {
    profile::known(app).ok().as_ref().map(environment)
}

/// After a change of the profile or of its project: where it is about another tenant than `before`, that one is forgotten.
pub fn forget_other_tenant(shell: &AppHandle, app: &App, before: Option<&Environment>) {
    let now = environment_of(app);
    if before.zip(now.as_ref()).is_some_and(|(before, now)| now.is_other_than(before)) {
        forget_tenant(shell, app);
    }
}

/// The profile is about another tenant now, or its tenant began anew: nothing that it said is told any more, and what is
/// still asked of it is given up.
pub fn forget_tenant(shell: &AppHandle, app: &App) {
    if shell.state::<Workbench>().app().profile.name() == app.profile.name() {
        let works = shell.state::<Works>();
        [Work::SignIn, Work::OnBehalfOf].into_iter().for_each(|work| works.cancel(work));
    }
    app.forget_seen_tenant();
    shell.state::<Journey>().forget_tenant(app.profile.name());
    shell.state::<Readings>().keep(app.profile.name(), None);
    tell(shell);
}

/// The profile was deleted: nothing that was known of it is told of another one of its name.
pub fn forget_profile(shell: &AppHandle, profile: &ProfileName) {
    shell.state::<Journey>().forget(profile);
    shell.state::<Readings>().keep(profile, None);
}

/// To the open window, if there is one (a new one asks by itself), and to the tray.
pub fn tell(shell: &AppHandle) {
    pulse::wake(shell);
    if let Some(window) = window::open_one(shell) {
        let journey = shell.state::<Journey>();
        let _turn = journey.telling.lock().unwrap_or_else(PoisonError::into_inner);
        // It fails where the window is about to close.
        let _ = window.emit(STATUS, ToPage(now(shell)));
    }
}

#[cfg(test)]
mod tests;
