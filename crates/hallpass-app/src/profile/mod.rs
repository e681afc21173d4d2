//! What is known of one add-in between runs: facts, what was drawn once, and what a live run has done so far. No secret.
//!
//! One file, `<config>/profiles/default.toml`, versioned and readable. Absent: several side by side, and a project's own
//! `hallpass.toml`.

mod record;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages};
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, OfficeHost, TenantId, Timestamp};
use uuid::Uuid;

use crate::files;
use crate::toml_text::what_is_wrong;
use crate::{App, AppError};

pub use record::{RegistrationRecord, RunRecord, SecretRecord, UndoStep};

/// The newest format that is written and read.
const VERSION: u32 = 1;
/// Each run that may be taken back keeps what it changed, before and after.
const LIMIT: u64 = 10_000_000;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    version: u32,
    /// Drawn when the profile is begun; what a live run makes carries it in its `tags`.
    pub id: Uuid,
    /// Of an application that is gone: the facts are what was said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<ClientId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<Begun>,
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    pub facts: KnownFacts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationRecord>,
}

/// That a live run asked for a new application and had no answer yet: one with this profile's tag may be there, and not be
/// found for a while.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    pub at: Timestamp,
    /// What the profile knew before that run.
    #[serde(default, skip_serializing_if = "KnownFacts::is_empty")]
    pub facts_before: KnownFacts,
}

/// The facts as far as somebody gave them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KnownFacts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<HostPort>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub office_hosts: Vec<OfficeHost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_types: Option<AccountTypes>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<GraphPermission>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth: Option<Auth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud: Option<Cloud>,
}

impl Profile {
    pub fn new(id: Uuid) -> Self {
        Self {
            version: VERSION,
            id,
            gone: None,
            begun: None,
            facts: KnownFacts::default(),
            drawn: None,
            registration: None,
        }
    }
}

fn path(app: &App) -> PathBuf {
    app.folders.config.join("profiles").join("default.toml")
}

/// The profile, or `None` where there is none yet.
///
/// # Errors
/// `profile-not-readable` where the file is no profile, or of a newer version: it is left as it is. Those of reading a file.
pub fn read(app: &App) -> Result<Option<Profile>, AppError> {
    let path = path(app);
    let Some(bytes) = files::read_if_there(&path, LIMIT)? else { return Ok(None) };
    let unreadable = |why: String| {
        AppError::could_not_check("profile-not-readable", format!("could not read {}: {why}", path.display()))
            .with_hint("mend it, or move it away to begin a new one")
    };
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let not_toml = |error: toml::de::Error| unreadable(what_is_wrong(&error, &text));
    let Versioned { version } = toml::from_str(&text).map_err(not_toml)?;
    if version > VERSION {
        return Err(unreadable(format!("it was written by a newer Hallpass (version {version} of its format)")));
    }
    toml::from_str(&text).map(Some).map_err(not_toml)
}

/// The name of the one profile, as the keyring's entries begin.
pub const NAME: &str = "default";

impl KnownFacts {
    /// Whether nobody has given any.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes over what a plan was made of, apart from the client ID, which is known when the application is there.
    pub fn remember(&mut self, facts: &Facts) {
        let Facts {
            name,
            domain,
            office_hosts,
            client_id: _,
            tenant_id,
            account_types,
            permissions,
            auth,
            pages,
            cloud,
        } = facts;
        self.name = Some(name.clone());
        self.domain = Some(domain.clone());
        self.office_hosts.clone_from(office_hosts);
        self.tenant_id = tenant_id.or(self.tenant_id);
        self.account_types = Some(*account_types);
        self.permissions.clone_from(permissions);
        self.auth = Some(*auth);
        self.pages = Some(pages.clone());
        self.cloud = Some(cloud.clone());
    }
}

/// Writes it whole or not at all, readable by its owner alone.
pub fn write(app: &App, profile: &Profile) -> Result<(), AppError> {
    let text = toml::to_string(profile).map_err(|error| {
        AppError::failed("profile-not-writable", format!("the profile could not be written: {error}"))
            .with_hint("report this as a bug of Hallpass")
    })?;
    files::write_private(&path(app), text.as_bytes())
}
