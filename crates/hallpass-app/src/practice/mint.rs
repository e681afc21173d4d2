//! Tokens made to order by the running tenant.

use practice_tenant::{ClaimOrder, TokenOrder};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use sso_core::TenantId;
use uuid::Uuid;

use super::client::{control, understood};
use super::running;
use crate::{App, AppError};

/// One of the two things that are printed though they are secret elsewhere: it opens nothing but the practice tenant.
#[derive(Clone, Serialize, Deserialize)]
pub struct MintedToken {
    pub kind: String,
    pub token: String,
}

/// A claim by its name, and what becomes of it.
pub type Claim = (String, ClaimOrder);

/// Who may change registrations in the running tenant.
#[derive(Debug, Clone, Deserialize)]
pub struct Administrator {
    /// Object ID of the user.
    #[serde(rename = "administrator")]
    pub id: Uuid,
    pub tenant_id: TenantId,
}

/// The administrator of the tenant in which the add-in is registered.
///
/// # Errors
/// `practice-not-running`; `practice-answer` where its seed has none.
pub async fn administrator(app: &App) -> Result<Administrator, AppError> {
    let run = running(app).await?;
    understood(control(&run, reqwest::Method::GET, "status", None).await?)
}

/// `flaw`: of an exchange token, one of [`IdentityTokenFlaw::NAMES`](practice_tenant::IdentityTokenFlaw::NAMES).
///
/// # Errors
/// `practice-not-running`; `practice-asked-wrongly` for claims of an opaque token, a user who is not there, and a flaw of
/// another kind.
pub async fn mint(app: &App, order: &TokenOrder, flaw: Option<&str>) -> Result<MintedToken, AppError> {
    let run = running(app).await?;
    let (mut set, mut written, mut without) = (Map::new(), Map::new(), Vec::new());
    for (name, claim) in &order.claims {
        match claim {
            ClaimOrder::Value(value) => drop(set.insert(name.clone(), value.clone())),
            ClaimOrder::Written(text) => drop(written.insert(name.clone(), text.as_str().into())),
            ClaimOrder::LeftOut => without.push(name),
        }
    }
    let body = json!({
        "kind": order.kind.as_str(),
        "user": order.user,
        "mfa": order.mfa,
        "claims": set,
        "written": written,
        "without": without,
        "flaw": flaw,
    });
    let answer = control(&run, reqwest::Method::POST, "token", Some(body)).await;
    understood(answer.map_err(|error| match error.code.as_str() {
        "practice-asked-wrongly" => error.with_hint("what each kind takes: hallpass practice token --help"),
        _ => error,
    })?)
}
