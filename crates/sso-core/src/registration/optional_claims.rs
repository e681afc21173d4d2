//! Claims that tokens carry beside those that they always do.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `optionalClaims`, by the token they go into.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OptionalClaims {
    pub access_token: Vec<OptionalClaim>,
    pub id_token: Vec<OptionalClaim>,
    pub saml2_token: Vec<OptionalClaim>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionalClaim {
    pub name: String,
    /// `user` for an extension property; `None` for the claims that Entra knows.
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub essential: bool,
    #[serde(default)]
    pub additional_properties: Vec<String>,
    #[serde(flatten)]
    pub other: Map<String, Value>,
}
