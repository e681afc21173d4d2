//! Tokens made to order, for tests of a server: each kind that it may be sent, and each claim as the test wants it.

use serde_json::{Map, Value, json};
use sso_core::registration::Registration;
use sso_core::token::{AccessToken, ExchangeIdentityToken};
use sso_core::{ClientId, GRAPH_APP_ID, OfficeClient, TenantId};
use uuid::Uuid;

use super::Tenant;
use super::claims::{SigningContext, issuer_v2};
use super::client_authentication::Proof;
use super::directory::Directory;
use super::exchange::{ExchangeIdentity, IdentityTokenFlaw, IdentityTokenShape};
use super::session::Authentication;
use crate::Person;

/// What a server that checks tokens may meet. All are for the ready add-in of the seed but for those that say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// As Office hands it out for an API of token version 1.
    BootstrapV1,
    /// The same for version 2.
    BootstrapV2,
    /// An ID token, which no server may take for an access token.
    Id,
    /// Of an application without a user: no `scp`.
    AppOnly,
    /// For Microsoft Graph: nobody else can check its signature.
    Graph,
    /// Version 2, ended an hour ago.
    Expired,
    /// Version 2, for another API.
    WrongAudience,
    /// Version 2, of somebody from another tenant.
    Guest,
    /// For Microsoft Graph, of a personal account: opaque.
    Personal,
    /// Of Exchange, about a mailbox (`ExIdTok.V1`).
    Exchange,
}

impl TokenKind {
    pub const ALL: [Self; 10] = [
        Self::BootstrapV1,
        Self::BootstrapV2,
        Self::Id,
        Self::AppOnly,
        Self::Graph,
        Self::Expired,
        Self::WrongAudience,
        Self::Guest,
        Self::Personal,
        Self::Exchange,
    ];

    /// As people and programs write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BootstrapV1 => "bootstrap-v1",
            Self::BootstrapV2 => "bootstrap-v2",
            Self::Id => "id",
            Self::AppOnly => "app-only",
            Self::Graph => "graph",
            Self::Expired => "expired",
            Self::WrongAudience => "wrong-audience",
            Self::Guest => "guest",
            Self::Personal => "personal",
            Self::Exchange => "exchange",
        }
    }

    /// The other way round.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Claims to set, or with `None` to leave out; they win over what the kind has.
pub type ClaimOverrides = [(String, Option<Value>)];

/// Why a token was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MintError {
    #[error("the seed has no add-in that is ready for use")]
    NoAddIn,
    #[error("the seed has nobody of this kind: {0}")]
    NoPerson(&'static str),
    #[error("an opaque token says nothing, so it has no claims to change")]
    Opaque,
    #[error("the token could not be signed")]
    Signing,
}

/// How a payload becomes a token.
enum Form {
    V1,
    V2,
    Graph,
    Exchange,
}

const LIFE: i64 = 60 * 60;

/// An API that no seed has.
const ANOTHER_API: &str = "0a0a0a0a-0000-4000-8000-000000000001";

impl Tenant {
    /// `origin`: scheme, host and port that the issuer begins with.
    pub fn mint(
        &mut self,
        origin: &str,
        kind: TokenKind,
        overrides: &ClaimOverrides,
    ) -> Result<AccessToken, MintError> {
        if kind == TokenKind::Personal {
            return self.mint_opaque(origin, overrides);
        }
        let (claims, form) = self.minted_claims(origin, kind)?;
        let payload = changed(claims, overrides);
        let draft = match form {
            Form::V1 => self.signer.draft_v1(&payload),
            Form::V2 => self.signer.draft(&payload),
            Form::Graph => self.signer.draft_for_graph(&self.chance.text::<32>(), &payload),
            Form::Exchange => self.signer.draft_for_exchange(self.signer.thumbprint(), &payload),
        };
        self.signer.sign(&draft).map(AccessToken::new).map_err(|_| MintError::Signing)
    }

    /// A token of Exchange that a server must refuse.
    pub fn mint_flawed(
        &self,
        flaw: &IdentityTokenFlaw,
        overrides: &ClaimOverrides,
    ) -> Result<ExchangeIdentityToken, MintError> {
        let ready = self.ready.ok_or(MintError::NoAddIn)?;
        let application = self.application(ready.client_id).ok_or(MintError::NoAddIn)?;
        let home = self.directory(application.home).map_err(|_| MintError::NoAddIn)?;
        let person = person_for(home, TokenKind::Exchange)?;
        let claims = self.mailbox_claims(person.id, &application.registration, Some(flaw))?;
        let token = self.sealed(&changed(claims, overrides), Some(flaw));
        token.map(ExchangeIdentityToken::new).map_err(|_| MintError::Signing)
    }

    fn minted_claims(&self, origin: &str, kind: TokenKind) -> Result<(Map<String, Value>, Form), MintError> {
        let ready = self.ready.ok_or(MintError::NoAddIn)?;
        let application = self.application(ready.client_id).ok_or(MintError::NoAddIn)?;
        let home = self.directory(application.home).map_err(|_| MintError::NoAddIn)?;
        let person = person_for(home, kind)?;
        if kind == TokenKind::Exchange {
            return Ok((self.mailbox_claims(person.id, &application.registration, None)?, Form::Exchange));
        }
        let client_id = match kind {
            // Not by Office, but by the add-in's own dialog or server.
            TokenKind::Id | TokenKind::AppOnly | TokenKind::Graph => ready.client_id,
            _ => OfficeClient::KNOWN[1].id,
        };
        let proof = if kind == TokenKind::AppOnly { Proof::Secret } else { Proof::None };
        let authentication = &Authentication::simple(self.now());
        let context = SigningContext {
            origin,
            client_id,
            proof,
            directory: home,
            person,
            authentication,
            handles_challenges: false,
        };
        let api = &application.registration.api;
        let scope = api.oauth2_permission_scopes.first().map_or("access_as_user", |scope| scope.value.as_str());
        let graph = ClientId::from_uuid(GRAPH_APP_ID);

        let mut claims =
            self.common_claims(&context, if kind == TokenKind::Graph { graph } else { ready.client_id }, LIFE);
        let form = match kind {
            TokenKind::BootstrapV1 => {
                let uri = application.registration.identifier_uris.first();
                let audience = uri.cloned().unwrap_or_else(|| ready.client_id.to_string());
                self.add_v1_claims(&mut claims, &context, &audience);
                claims["scp"] = scope.into();
                Form::V1
            }
            TokenKind::Graph => {
                self.add_v1_claims(&mut claims, &context, &graph.to_string());
                claims["scp"] = "User.Read openid profile".into();
                Form::Graph
            }
            _ => {
                claims["ver"] = "2.0".into();
                claims["iss"] = issuer_v2(origin, home.id).into();
                claims["aud"] = ready.client_id.to_string().into();
                claims["preferred_username"] = person.sign_in_name().into();
                if kind != TokenKind::Id {
                    claims["azp"] = client_id.to_string().into();
                    claims["azpacr"] = proof.acr().into();
                    claims["scp"] = scope.into();
                }
                Form::V2
            }
        };
        let mut claims = match claims {
            Value::Object(claims) => claims,
            _ => Map::new(),
        };
        self.adjust(&mut claims, kind, home, ready.client_id);
        Ok((claims, form))
    }

    /// For the add-in's page, which a registration knows only as redirect URI.
    fn mailbox_claims(
        &self,
        person: Uuid,
        registration: &Registration,
        flaw: Option<&IdentityTokenFlaw>,
    ) -> Result<Map<String, Value>, MintError> {
        let pages = registration.spa.redirect_uris.iter().chain(&registration.web.redirect_uris);
        let audience =
            pages.map(String::as_str).find(|page| page.starts_with("https://")).unwrap_or("https://localhost/");
        let wanted = ExchangeIdentity {
            person,
            audience: audience.to_owned(),
            shape: IdentityTokenShape::Live,
            flaw: flaw.cloned(),
        };
        match self.exchange_claims(&wanted) {
            Ok(Value::Object(claims)) => Ok(claims),
            _ => Err(MintError::NoPerson("member with a mailbox")),
        }
    }

    /// What makes a kind differ from a healthy version 2 token.
    fn adjust(&self, claims: &mut Map<String, Value>, kind: TokenKind, home: &Directory, client_id: ClientId) {
        match kind {
            TokenKind::Id => {
                claims.insert("nonce".to_owned(), self.chance.text::<16>().into());
            }
            TokenKind::AppOnly => {
                for of_a_user in ["name", "preferred_username", "email", "idp", "scp"] {
                    claims.remove(of_a_user);
                }
                let principal = home.service_principals.get(&client_id).map(|principal| principal.id);
                claims.insert("oid".to_owned(), json!(principal));
                claims.insert("sub".to_owned(), json!(principal));
                claims.insert("idtyp".to_owned(), "app".into());
                claims.insert("roles".to_owned(), json!(["access_as_application"]));
            }
            TokenKind::Expired => {
                let now = self.now().as_second();
                for (name, at) in [("iat", now - 2 * LIFE), ("nbf", now - 2 * LIFE), ("exp", now - LIFE)] {
                    claims.insert(name.to_owned(), at.into());
                }
            }
            TokenKind::WrongAudience => {
                claims.insert("aud".to_owned(), ANOTHER_API.into());
            }
            TokenKind::BootstrapV1
            | TokenKind::BootstrapV2
            | TokenKind::Graph
            | TokenKind::Guest
            | TokenKind::Personal
            | TokenKind::Exchange => {}
        }
    }

    /// Graph knows what it stands for; nobody else can read it.
    fn mint_opaque(&mut self, origin: &str, overrides: &ClaimOverrides) -> Result<AccessToken, MintError> {
        if !overrides.is_empty() {
            return Err(MintError::Opaque);
        }
        let ready = self.ready.ok_or(MintError::NoAddIn)?;
        let directory =
            self.directory(TenantId::PERSONAL_ACCOUNTS).map_err(|_| MintError::NoPerson("personal account"))?;
        let person = directory.people.first().ok_or(MintError::NoPerson("personal account"))?;
        let (client_id, proof, authentication) = (ready.client_id, Proof::None, &Authentication::simple(self.now()));
        let context =
            SigningContext { origin, client_id, proof, directory, person, authentication, handles_challenges: false };
        let graph = ClientId::from_uuid(GRAPH_APP_ID);
        let mut claims = self.common_claims(&context, graph, LIFE);
        self.add_v1_claims(&mut claims, &context, &graph.to_string());
        claims["scp"] = "User.Read openid profile".into();
        let token = format!("EwB{}", self.chance.text::<96>());
        if let Value::Object(claims) = claims {
            self.opaque_tokens.insert(token.clone(), claims);
        }
        Ok(AccessToken::new(token))
    }
}

fn changed(mut claims: Map<String, Value>, overrides: &ClaimOverrides) -> Value {
    for (name, value) in overrides {
        match value {
            Some(value) => claims.insert(name.clone(), value.clone()),
            None => claims.remove(name),
        };
    }
    Value::Object(claims)
}

fn person_for(directory: &Directory, kind: TokenKind) -> Result<&Person, MintError> {
    let guest = kind == TokenKind::Guest;
    let fitting = directory.people.iter().find(|person| person.is_guest() == guest);
    fitting.ok_or(MintError::NoPerson(if guest { "guest" } else { "member" }))
}
