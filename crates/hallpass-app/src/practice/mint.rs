//! Tokens made to order by the running tenant.

use practice_tenant::TokenKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
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

/// A claim to set, or with `None` to leave out.
pub type Claim = (String, Option<Value>);

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

/// `claims`: win over what the kind has.
///
/// # Errors
/// `practice-not-running`; `practice-asked-wrongly` for claims of an opaque token.
pub async fn mint(app: &App, kind: TokenKind, claims: Vec<Claim>) -> Result<MintedToken, AppError> {
    let run = running(app).await?;
    let (mut set, mut without) = (Map::new(), Vec::new());
    for (name, value) in claims {
        match value {
            Some(value) => {
                set.insert(name, value);
            }
            None => without.push(name),
        }
    }
    let body = json!({ "kind": kind.as_str(), "claims": set, "without": without });
    understood(control(&run, reqwest::Method::POST, "token", Some(body)).await?)
}
