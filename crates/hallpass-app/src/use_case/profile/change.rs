use std::path::PathBuf;

use serde::Serialize;
use sso_core::plan::Pages;

use super::show::{FactSource, ShownProfile, SourcedFact, show};
use crate::profile::{self, KnownFacts, Profile};
use crate::use_case::check_manifest::shown;
use crate::use_case::plan::{self, Input};
use crate::{App, AppError};

/// A fact that can be taken out of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactName {
    Name,
    Domain,
    OfficeHost,
    ClientId,
    TenantId,
    AccountTypes,
    Permission,
    Auth,
    DialogPage,
    TaskPanePage,
    Cloud,
}

/// A profile after its facts were changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    #[serde(serialize_with = "shown")]
    pub file: PathBuf,
    /// It was begun by this.
    pub made: bool,
    #[serde(flatten)]
    pub shown: ShownProfile,
}

/// Gives facts to the chosen profile, and takes out those of `unset`; a profile that is not there is begun.
///
/// # Errors
/// `fact-missing` where nothing is said, `fact-named-twice`; those of facts, as of a plan; `profile-has-another` where the
/// profile's registration would no longer be the one that it names; those of reading and writing the profile.
pub fn set(app: &App, given: &Input, unset: &[FactName]) -> Result<Changed, AppError> {
    if *given == Input::default() && unset.is_empty() {
        return Err(AppError::usage("fact-missing", "no fact was given that could be set")
            .with_hint("give one, such as --domain HOST[:PORT], or take one out: --unset domain"));
    }
    if let Some(twice) = unset.iter().find(|name| name.is_in(given)) {
        return Err(AppError::usage("fact-named-twice", format!("{} is set and unset at once", twice.word()))
            .with_hint("do one of the two"));
    }
    let facts = plan::given_facts(given)?;
    let mut changed = changed(app, |profile| {
        merge(&mut profile.facts, given, facts);
        unset.iter().for_each(|name| name.take_out(&mut profile.facts));
    })?;
    for (fact, value) in given.shown() {
        let wins =
            |one: &&SourcedFact| one.fact == fact && one.source == Some(FactSource::Project) && one.value != value;
        if value.is_some() && changed.shown.facts.iter().any(|one| wins(&one)) {
            let fact = fact.replace('_', " ");
            changed.shown.notes.push(format!("{} says the {fact} otherwise, and wins", profile::project::FILE_NAME));
        }
    }
    Ok(changed)
}

/// As [`set`], for facts that were read elsewhere.
pub(super) fn changed(app: &App, change: impl FnOnce(&mut Profile)) -> Result<Changed, AppError> {
    let made = !profile::is_there(app);
    profile::try_change(app, |profile| {
        let before = profile.facts.clone();
        change(profile);
        check_registration(profile, &before)?;
        plan::check_together(&profile.facts)
    })?;
    Ok(Changed { file: profile::path(app), made, shown: show(app, None, &Input::default())? })
}

/// One profile has one registration, which its IDs and its cloud go on to name.
fn check_registration(profile: &Profile, before: &KnownFacts) -> Result<(), AppError> {
    let (Some(record), facts) = (&profile.registration, &profile.facts) else { return Ok(()) };
    let is_same = facts.client_id.is_none_or(|id| id == record.client_id)
        && facts.tenant_id.is_none_or(|id| id == record.tenant_id)
        && facts.cloud.clone().unwrap_or_default() == before.cloud.clone().unwrap_or_default();
    if is_same {
        return Ok(());
    }
    let words = format!(
        "the profile has the registration {} in the tenant {}, and keeps its IDs and its cloud",
        record.client_id, record.tenant_id
    );
    Err(AppError::usage("profile-has-another", words)
        .with_hint("give another add-in a profile of its own: hallpass profile use NAME --new"))
}

fn merge(known: &mut KnownFacts, given: &Input, facts: KnownFacts) {
    let pages = facts.pages.map(|pages| {
        let known = known.pages.clone().unwrap_or_default();
        Pages {
            dialog: given.dialog_page.as_ref().map_or(known.dialog, |_| pages.dialog),
            task_pane: given.task_pane_page.as_ref().map_or(known.task_pane, |_| pages.task_pane),
        }
    });
    known.take_over(KnownFacts { pages, ..facts });
}

impl FactName {
    /// As the flag is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Domain => "domain",
            Self::OfficeHost => "office-host",
            Self::ClientId => "client-id",
            Self::TenantId => "tenant-id",
            Self::AccountTypes => "account-types",
            Self::Permission => "permission",
            Self::Auth => "auth",
            Self::DialogPage => "dialog-page",
            Self::TaskPanePage => "task-pane-page",
            Self::Cloud => "cloud",
        }
    }

    fn is_in(self, given: &Input) -> bool {
        match self {
            Self::Name => given.name.is_some(),
            Self::Domain => given.domain.is_some(),
            Self::OfficeHost => !given.office_hosts.is_empty(),
            Self::ClientId => given.client_id.is_some(),
            Self::TenantId => given.tenant_id.is_some(),
            Self::AccountTypes => given.account_types.is_some(),
            Self::Permission => !given.permissions.is_empty(),
            Self::Auth => given.auth.is_some(),
            Self::DialogPage => given.dialog_page.is_some(),
            Self::TaskPanePage => given.task_pane_page.is_some(),
            Self::Cloud => given.cloud.is_some(),
        }
    }

    fn take_out(self, facts: &mut KnownFacts) {
        let default = Pages::default();
        let mut pages = facts.pages.clone().unwrap_or_default();
        match self {
            Self::Name => facts.name = None,
            Self::Domain => facts.domain = None,
            Self::OfficeHost => facts.office_hosts.clear(),
            Self::ClientId => facts.client_id = None,
            Self::TenantId => facts.tenant_id = None,
            Self::AccountTypes => facts.account_types = None,
            Self::Permission => facts.permissions.clear(),
            Self::Auth => facts.auth = None,
            Self::DialogPage => pages.dialog.clone_from(&default.dialog),
            Self::TaskPanePage => pages.task_pane.clone_from(&default.task_pane),
            Self::Cloud => facts.cloud = None,
        }
        facts.pages = facts.pages.take().and((pages != default).then_some(pages));
    }
}
