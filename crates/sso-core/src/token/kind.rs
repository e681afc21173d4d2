use serde::Serialize;

use super::Decoded;
use super::exchange::WHAT_NOW;
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
        let has = |name: &str| token.claims.contains_key(name);
        if has("appctx") {
            return Self::ExchangeIdentityToken;
        }
        if token.text_claim("aud").is_some_and(is_graph) {
            return Self::GraphAccessToken;
        }
        // Whatever else such a token has: Entra says so itself.
        if token.text_claim("idtyp") == Some("app") {
            return Self::AppOnlyToken;
        }
        if has("scp") {
            return Self::ApiAccessToken;
        }
        if has("nonce") || has("c_hash") || has("at_hash") || !(has("azp") || has("appid")) {
            return Self::IdToken;
        }
        let oid_is_sub = token.text_claim("oid").is_some_and(|oid| Some(oid) == token.text_claim("sub"));
        if has("roles") || oid_is_sub {
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
