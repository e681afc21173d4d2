//! Tokens made to order by the running tenant.

use practice_tenant::TokenKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

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

/// `claims`: win over what the kind has. `flaw`: of an exchange token, one of
/// [`IdentityTokenFlaw::NAMES`](practice_tenant::IdentityTokenFlaw::NAMES).
///
/// # Errors
/// `practice-not-running`; `practice-asked-wrongly` for claims of an opaque token, and for a flaw of another kind.
pub async fn mint(app: &App, kind: TokenKind, claims: Vec<Claim>, flaw: Option<&str>) -> Result<MintedToken, AppError> {
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
    let body = json!({ "kind": kind.as_str(), "claims": set, "without": without, "flaw": flaw });
    understood(control(&run, reqwest::Method::POST, "token", Some(body)).await?)
}
