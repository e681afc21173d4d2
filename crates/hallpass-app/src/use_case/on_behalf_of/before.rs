//! What the window shows before an exchange: the credential that would be sent, the scopes and calls that can be chosen. Nobody is
//! asked to unlock anything, and nothing is sent.

use serde::Serialize;
use sso_core::{Cloud, GRAPH_CALLS, Timestamp};
use ts_rs::TS;

use crate::use_case::secret::{self, Kept, KeyringState, Verdict};
use crate::use_case::{add_in, plan};
use crate::vault::SecretKind;
use crate::{App, AppError, practice};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BeforeView {
    pub client_id: String,
    pub credential: CredentialView,
    /// Graph permissions of the plan, short names; where there is none, what every add-in may ask for.
    pub scopes: Vec<String>,
    /// The calls that are offered, the simplest first.
    pub calls: Vec<CallView>,
}

/// What is known of the credential, never it itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CredentialView {
    pub state: CredentialState,
    /// Entra's own hint of a secret: its first three characters; of a certificate its subject.
    pub hint: Option<String>,
    #[ts(type = "string | null")]
    pub end: Option<Timestamp>,
    /// Whole days until then; negative ones are past.
    #[ts(type = "number | null")]
    pub days_left: Option<i64>,
    /// 30 days or less are left.
    pub ends_soon: bool,
    /// Why the keyring was not looked into.
    pub error: Option<AppError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CredentialState {
    Secret,
    Certificate,
    /// Of the practice tenant's own add-in, which everybody may know.
    Practice,
    None,
    /// The profile knows of it, and the keyring has it no more.
    Lost,
    /// The keyring did not answer.
    NotRead,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CallView {
    pub path: String,
    /// The permission to ask for, and all of which one is enough.
    pub least: String,
    pub any_of: Vec<String>,
    /// What an answer shows, without a full stop.
    pub proves: String,
}

/// # Errors
/// `fact-missing`, `practice-not-running`; those of the profile. What the keyring says stands in the answer.
pub async fn before(app: &App) -> Result<BeforeView, AppError> {
    let none_given = plan::Input::default();
    let known = plan::known(app, &none_given)?;
    let add_in = add_in::of_facts(app, &none_given).await?;
    let status = secret::status(app).await?;
    let of_app = status.kept.iter().filter(|kept| kept.account == add_in.client_id);
    // As they are taken for an exchange: what is there and good before what is not.
    let best = of_app.min_by_key(|kept| (kept.verdict.is_bad(), kept.in_keyring != Some(true)));
    let practice = add_in.cloud == Cloud::Practice
        && practice::environment(app).await.is_ok_and(|own| own.client_id == add_in.client_id.to_string());
    let credential = match best {
        Some(kept) => CredentialView::of(kept, status.error.clone()),
        None if practice => CredentialView::without(CredentialState::Practice, None),
        None if status.keyring != KeyringState::Open => {
            CredentialView::without(CredentialState::NotRead, status.error.clone())
        }
        None => CredentialView::without(CredentialState::None, None),
    };
    let mut scopes: Vec<String> = known
        .permissions
        .iter()
        .map(|permission| permission.split('=').next().unwrap_or(permission).to_owned())
        .filter(|name| !matches!(name.as_str(), "openid" | "profile" | "email" | "offline_access"))
        .collect();
    if scopes.is_empty() {
        scopes.push("User.Read".to_owned());
    }
    let calls = GRAPH_CALLS.iter().map(|call| CallView {
        path: call.path.to_owned(),
        least: call.least().to_owned(),
        any_of: call.any_of.iter().map(|name| (*name).to_owned()).collect(),
        proves: call.proves.to_owned(),
    });
    Ok(BeforeView { client_id: add_in.client_id.to_string(), credential, scopes, calls: calls.collect() })
}

impl CredentialView {
    fn of(kept: &Kept, error: Option<AppError>) -> Self {
        let state = match (kept.verdict, kept.in_keyring, kept.kind) {
            (Verdict::NotInKeyring, ..) => CredentialState::Lost,
            (_, None, _) => CredentialState::NotRead,
            (.., SecretKind::CertificateKey) => CredentialState::Certificate,
            _ => CredentialState::Secret,
        };
        let hint = kept.hint.clone().or_else(|| kept.subject.clone());
        let ends_soon = matches!(kept.verdict, Verdict::EndsSoon | Verdict::Ended);
        Self { state, hint, end: kept.end, days_left: kept.days_left, ends_soon, error }
    }

    fn without(state: CredentialState, error: Option<AppError>) -> Self {
        Self { state, hint: None, end: None, days_left: None, ends_soon: false, error }
    }
}
