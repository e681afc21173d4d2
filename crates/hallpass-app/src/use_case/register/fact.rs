//! The facts, one at a time: each is a field, and what is wrong with it is said there.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sso_core::OfficeHost;
use ts_rs::TS;

use crate::profile as files;
use crate::use_case::plan::{self, Input};
use crate::use_case::profile::{self, FactName, FactSource, ShownProfile};
use crate::{App, AppError};

/// A fact of the plan that a person states; `cloud` is chosen for the whole window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum FactKind {
    Name,
    Domain,
    OfficeHosts,
    ClientId,
    TenantId,
    AccountTypes,
    Permissions,
    Auth,
    DialogPage,
    TaskPanePage,
    Cloud,
}

/// A fact as the plan takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "FactShown")]
pub struct FactView {
    pub fact: FactKind,
    /// One, or none where nobody said it and there is no default; of apps and permissions as many as were said.
    pub values: Vec<String>,
    /// Where it comes from: `hallpass.toml`, `profile` or `default`.
    pub source: Option<String>,
    /// The project's file says it, and wins over what is typed here.
    pub fixed: bool,
}

impl FactKind {
    const ALL: [Self; 11] = [
        Self::Name,
        Self::Domain,
        Self::OfficeHosts,
        Self::ClientId,
        Self::TenantId,
        Self::AccountTypes,
        Self::Permissions,
        Self::Auth,
        Self::DialogPage,
        Self::TaskPanePage,
        Self::Cloud,
    ];

    /// As in a profile's file.
    fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Domain => "domain",
            Self::OfficeHosts => "office_hosts",
            Self::ClientId => "client_id",
            Self::TenantId => "tenant_id",
            Self::AccountTypes => "account_types",
            Self::Permissions => "permissions",
            Self::Auth => "auth",
            Self::DialogPage => "dialog_page",
            Self::TaskPanePage => "task_pane_page",
            Self::Cloud => "cloud",
        }
    }

    /// As a profile knows it. `None`: it is not changed here.
    fn name(self) -> Option<FactName> {
        Some(match self {
            Self::Name => FactName::Name,
            Self::Domain => FactName::Domain,
            Self::OfficeHosts => FactName::OfficeHost,
            Self::ClientId => FactName::ClientId,
            Self::TenantId => FactName::TenantId,
            Self::AccountTypes => FactName::AccountTypes,
            Self::Permissions => FactName::Permission,
            Self::Auth => FactName::Auth,
            Self::DialogPage => FactName::DialogPage,
            Self::TaskPanePage => FactName::TaskPanePage,
            Self::Cloud => return None,
        })
    }
}

pub(super) fn all(shown: &ShownProfile) -> Vec<FactView> {
    FactKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let fact = shown.facts.iter().find(|fact| fact.fact == kind.word())?;
            let values = match &fact.value {
                Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                Some(value) => value.as_str().map(str::to_owned).into_iter().collect(),
                None => Vec::new(),
            };
            let fixed = fact.source == Some(FactSource::Project);
            Some(FactView { fact: kind, values, source: fact.source.map(|source| source.as_str().to_owned()), fixed })
        })
        .collect()
}

/// Says a fact anew for the chosen profile, which is begun where there is none; without values it is taken out.
///
/// # Errors
/// `fact-not-here`, of the cloud; those of the fact, as of a plan; those of [`profile::set`]. The profile is then as it was.
pub fn set_fact(app: &App, kind: FactKind, values: &[String]) -> Result<(), AppError> {
    let values: Vec<String> =
        values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect();
    let name = kind.name().ok_or_else(|| {
        AppError::usage("fact-not-here", "the environment is not one of the facts that are typed")
            .with_hint("choose it at the top of the window")
    })?;
    let Some(first) = values.first().cloned() else {
        return profile::set(app, &Input::default(), &[name]).map(drop);
    };
    let nothing = Input::default();
    let given = match kind {
        FactKind::Name => Input { name: Some(first), ..nothing },
        FactKind::Domain => Input { domain: Some(first), ..nothing },
        FactKind::OfficeHosts => Input {
            office_hosts: values.iter().map(|value| word::<OfficeHost>(value)).collect::<Result<_, _>>()?,
            ..nothing
        },
        FactKind::ClientId => Input { client_id: Some(first), ..nothing },
        FactKind::TenantId => Input { tenant_id: Some(first), ..nothing },
        FactKind::AccountTypes => Input { account_types: Some(word(&first)?), ..nothing },
        FactKind::Permissions => Input { permissions: values, ..nothing },
        FactKind::Auth => Input { auth: Some(word(&first)?), ..nothing },
        FactKind::DialogPage => Input { dialog_page: Some(first), ..nothing },
        FactKind::TaskPanePage => Input { task_pane_page: Some(first), ..nothing },
        FactKind::Cloud => nothing,
    };
    profile::set(app, &given, &[]).map(drop)
}

/// What of the plan a person stated: an update then writes it over what is there. Of a profile without a registration that is
/// every fact that it knows, for nobody but a person said them; one that a run went over may know defaults of that run.
///
/// # Errors
/// Those of reading the profile and the project's file.
pub fn stated(app: &App) -> Result<Input, AppError> {
    let known = files::known(app)?;
    let nothing = Input::default();
    let has_domain = plan::known(app, &nothing)?.domain.is_some();
    let said = known.profile.filter(|profile| has_domain && profile.registration.is_none());
    Ok(said.map_or(nothing, |profile| Input {
        name: profile.facts.name,
        account_types: profile.facts.account_types,
        ..Input::default()
    }))
}

/// One of a list of words, as serde knows it.
fn word<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    serde_json::from_value(Value::from(text)).map_err(|error| {
        AppError::usage("value-not-accepted", format!("{text} is none of the values that are known"))
            .with_hint(error.to_string())
    })
}
