use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{DecodeError, ExplainedClaim, Jwks, TokenKind};
use crate::{AppIdUri, ClientId, ScopeName, TenantId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckId {
    Form,
    Algorithm,
    Key,
    Signature,
    Issuer,
    Tenant,
    Audience,
    Lifetime,
    Scope,
    Client,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Pass,
    Warn,
    Fail,
    Skipped,
}

/// One check with its verdict, the value found, the value expected and the fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub id: CheckId,
    pub verdict: Verdict,
    pub detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// What the server behind the add-in must expect; comes out of the plan.
#[derive(Debug, Clone)]
pub struct Expected {
    pub client_id: ClientId,
    /// Accepted as `aud` of version 1 tokens.
    pub app_id_uris: Vec<AppIdUri>,
    /// Issuer of the metadata for version 2 tokens: literal, or a template with `{tenantid}`.
    pub issuer: String,
    /// Empty: any tenant.
    pub tenants: Vec<TenantId>,
    pub scope: ScopeName,
    /// Clock skew, at most 5 minutes.
    pub skew: SignedDuration,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenReport {
    pub kind: TokenKind,
    /// A key was used and the signature holds. Says nothing of the other checks.
    pub verified: bool,
    pub checks: Vec<Check>,
    pub claims: Vec<ExplainedClaim>,
}

/// Kind and claims of a token; nothing is verified.
pub fn inspect(token: &str) -> Result<TokenReport, DecodeError> {
    let _ = token;
    todo!()
}

/// Every check on its own. Without keys, `Key` and `Signature` are skipped and the report says it is not verified.
pub fn check(
    token: &str,
    keys: Option<&Jwks>,
    expected: &Expected,
    now: Timestamp,
) -> Result<TokenReport, DecodeError> {
    let _ = (token, keys, expected, now);
    todo!()
}
