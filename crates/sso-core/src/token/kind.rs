use serde::Serialize;
use serde_json::Value;

use super::Decoded;
use super::exchange::{EXCHANGE, WHAT_NOW};
use super::named::Named;
use crate::{Cloud, GRAPH_APP_ID};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    ExchangeIdentityToken,
    GraphAccessToken,
    /// For the add-in's own API: the bootstrap token, or what the fallback dialog gets.
    ApiAccessToken,
    IdToken,
    AppOnlyToken,
    Encrypted,
    Opaque,
    /// Meant as a JWT, and broken.
    Malformed,
    /// Text that is something else: words, JSON without a token, a GUID.
    NotAToken,
}

impl TokenKind {
    /// By the decision table of the token reference, in its order. Which API an access token is for is not told here:
    /// that takes the client ID, and [`check`](super::check()) has it.
    pub fn of(token: &Decoded) -> Self {
        Self::by(&Named::of(token))
    }

    pub(super) fn by(claims: &Named) -> Self {
        let is_text = |claim: Option<&Value>, text: &str| claim.and_then(Value::as_str) == Some(text);
        let issuer = claims.iss.and_then(Value::as_str).and_then(|issuer| issuer.split_once('@'));
        // One that lacks its appctx is told by its issuer.
        if claims.appctx.is_some() || issuer.is_some_and(|(principal, _)| principal == EXCHANGE) {
            return Self::ExchangeIdentityToken;
        }
        if claims.aud.and_then(Value::as_str).is_some_and(is_graph) {
            return Self::GraphAccessToken;
        }
        // Whatever else such a token has: Entra says so itself.
        if is_text(claims.idtyp, "app") {
            return Self::AppOnlyToken;
        }
        if claims.scp.is_some() {
            return Self::ApiAccessToken;
        }
        let names_a_client = claims.azp.or(claims.appid).is_some();
        if claims.nonce.or(claims.c_hash).or(claims.at_hash).is_some() || !names_a_client {
            return Self::IdToken;
        }
        let oid_is_sub = claims.oid.and_then(Value::as_str).is_some_and(|oid| is_text(claims.sub, oid));
        if claims.roles.is_some() || oid_is_sub {
            return Self::AppOnlyToken;
        }
        Self::ApiAccessToken
    }

    /// What remains to be done with such a token, whatever the checks say; most kinds are here to stay.
    pub(super) fn what_now(self) -> &'static [&'static str] {
        match self {
            Self::ExchangeIdentityToken => &WHAT_NOW,
            _ => &[],
        }
    }

    /// One sentence for a person: what this is, and what it is for. Without a full stop.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ExchangeIdentityToken => {
                "This is an Exchange user identity token: it names a mailbox user to the add-in's own server, \
                and only Exchange on-premises still issues it"
            }
            Self::GraphAccessToken => {
                "This is an access token for Microsoft Graph: Graph alone checks it, your server gets the \
                bootstrap token instead"
            }
            Self::ApiAccessToken => {
                "This is an access token for an API of your own, such as the bootstrap token of \
                getAccessToken: the add-in sends it to its server as Bearer token"
            }
            Self::IdToken => {
                "This is an ID token: it tells the client who signed in, and no API may take it as proof of access"
            }
            Self::AppOnlyToken => {
                "This looks like an app-only token: an application got it for itself, no user stands behind it"
            }
            Self::Encrypted => "This is an encrypted token (JWE): only its recipient can read it",
            Self::Opaque => {
                "This is an opaque token or code, such as a refresh token, an authorization code, or a \
                personal account's Graph token: only its issuer can read it"
            }
            Self::Malformed => "This is meant as a JWT and is broken",
            Self::NotAToken => "This is no token",
        }
    }
}

/// Whether `aud` is Microsoft Graph: its app ID, or its address in any cloud.
pub(super) fn is_graph(aud: &str) -> bool {
    if aud.parse::<uuid::Uuid>().is_ok_and(|id| id == GRAPH_APP_ID) {
        return true;
    }
    let host = aud.strip_prefix("https://").map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    host.is_some_and(|host| Cloud::MICROSOFT.iter().any(|cloud| cloud.graph_host() == Some(host)))
}
