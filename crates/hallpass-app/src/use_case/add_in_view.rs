//! The add-in whose flows are tried, for the window: who it is, before anything is asked of anyone.

use serde::Serialize;
use sso_core::plan::AccountTypes;
use ts_rs::TS;

use super::sign_in::TIME_OUT;
use super::{add_in, plan};
use crate::session::{self, Account};
use crate::{App, AppError};

/// The profile's add-in, or the practice tenant's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AddInView {
    /// As the profile or the project names it.
    pub name: Option<String>,
    pub client_id: String,
    /// Of its own API, as a sign-in asks for it.
    pub scope: String,
    /// Which tenant is asked: its ID, `organizations` or `common`.
    pub tenant: String,
    /// Whether the tenant's own users alone may sign in.
    pub single_tenant: bool,
    /// For how long a sign-in in the browser waits.
    #[ts(type = "number")]
    pub waits_seconds: u64,
    /// Those who signed in with it and are kept, the newest first.
    pub accounts: Vec<Account>,
}

/// # Errors
/// `fact-missing`, `practice-not-running`; those of the profile and of the list of accounts.
pub async fn add_in_view(app: &App) -> Result<AddInView, AppError> {
    let none_given = plan::Input::default();
    let known = plan::known(app, &none_given)?;
    let add_in = add_in::of_facts(app, &none_given).await?;
    let mut accounts = session::accounts(app)?;
    accounts.retain(|account| account.client_id == add_in.client_id && account.cloud == add_in.cloud);
    Ok(AddInView {
        name: known.name,
        client_id: add_in.client_id.to_string(),
        scope: add_in.scope(),
        tenant: add_in.segment,
        single_tenant: known.account_types.unwrap_or_default() == AccountTypes::SingleTenant,
        waits_seconds: TIME_OUT.as_secs(),
        accounts,
    })
}
