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
use crate::seed::ready_scope;

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

/// A token as a test wants it.
#[derive(Debug, Clone)]
pub struct TokenOrder {
    pub kind: TokenKind,
    /// Name or address of who it is about, in the add-in's tenant; `None`: the first who fits the kind.
    pub user: Option<String>,
    /// The person passed multi-factor authentication, so that policies which demand it are met.
    pub mfa: bool,
    /// These win over what the kind has.
    pub claims: Vec<(String, ClaimOrder)>,
    /// The signature is a good one, of something else.
    pub other_signature: bool,
}

impl TokenOrder {
    /// A plain one of this kind.
    pub fn of(kind: TokenKind) -> Self {
        Self { kind, user: None, mfa: false, claims: Vec::new(), other_signature: false }
    }
}

/// What becomes of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimOrder {
    Value(Value),
    /// As a person writes it: JSON, or else text. A number or `true` stays text where the kind has text, as in `ver`.
    Written(String),
    LeftOut,
}

impl ClaimOrder {
    /// What stands in the token. `known`: what the kind has.
    fn value(&self, known: Option<&Value>) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::LeftOut => None,
            Self::Written(text) => Some(match serde_json::from_str(text) {
                Ok(Value::Number(_) | Value::Bool(_)) if known.is_some_and(Value::is_string) => text.as_str().into(),
                Ok(value) => value,
                Err(_) => text.as_str().into(),
            }),
        }
    }
}

/// Why a token was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MintError {
    #[error("the seed has no add-in that is ready for use")]
    NoAddIn,
    #[error("the seed has nobody of this kind: {0}")]
    NoPerson(&'static str),
    /// `known`: the names of those who are there.
    #[error("nobody in the add-in's tenant is called {name}; there are {known}")]
    UserUnknown { name: String, known: String },
    #[error("a token of this kind is not about a person of the add-in's tenant")]
    NotAboutUser,
    #[error("an opaque token says nothing, so it has no claims to change")]
    Opaque,
    #[error("an opaque token has no signature")]
    Unsigned,
    #[error("the token could not be signed")]
    Signing,
}

/// What is signed in the one, with the signature of the other.
pub(super) fn with_signature_of(token: String, other: &str) -> String {
    let parts = token.rsplit_once('.').zip(other.rsplit_once('.'));
    parts.map(|((message, _), (_, signature))| format!("{message}.{signature}")).unwrap_or(token)
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
    pub fn mint(&mut self, origin: &str, order: &TokenOrder) -> Result<AccessToken, MintError> {
        let (of_user, of_app) = (order.user.is_some() || order.mfa, [TokenKind::AppOnly, TokenKind::Personal]);
        if of_user && of_app.contains(&order.kind) {
            return Err(MintError::NotAboutUser);
        }
        if order.kind == TokenKind::Personal {
            if order.other_signature {
                return Err(MintError::Unsigned);
            }
            return self.mint_opaque(origin, &order.claims);
        }
        let (claims, form) = self.minted_claims(origin, order)?;
        let payload = changed(claims, order);
        let draft = match form {
            Form::V1 => self.signer.draft_v1(&payload),
            Form::V2 => self.signer.draft(&payload),
            Form::Graph => self.signer.draft_for_graph(&self.chance.text::<32>(), &payload),
            Form::Exchange => self.signer.draft_for_exchange(self.signer.thumbprint(), &payload),
        };
        let token = self.signer.sign(&draft).map_err(|_| MintError::Signing)?;
        if !order.other_signature {
            return Ok(AccessToken::new(token));
        }
        let other = self.signer.sign(&self.signer.draft(&json!({}))).map_err(|_| MintError::Signing)?;
        Ok(AccessToken::new(with_signature_of(token, &other)))
    }

    /// A token of Exchange that a server must refuse.
    pub fn mint_flawed(
        &self,
        flaw: &IdentityTokenFlaw,
        order: &TokenOrder,
    ) -> Result<ExchangeIdentityToken, MintError> {
        let ready = self.ready.ok_or(MintError::NoAddIn)?;
        let application = self.application(ready.client_id).ok_or(MintError::NoAddIn)?;
        let home = self.directory(application.home).map_err(|_| MintError::NoAddIn)?;
        let person = person_for(home, order)?;
        let claims = self.mailbox_claims(person.id, &application.registration, Some(flaw))?;
        let token = self.sealed(&changed(claims, order), Some(flaw));
        token.map(ExchangeIdentityToken::new).map_err(|_| MintError::Signing)
    }

    fn minted_claims(&self, origin: &str, order: &TokenOrder) -> Result<(Map<String, Value>, Form), MintError> {
        let kind = order.kind;
        let ready = self.ready.ok_or(MintError::NoAddIn)?;
        let application = self.application(ready.client_id).ok_or(MintError::NoAddIn)?;
        let home = self.directory(application.home).map_err(|_| MintError::NoAddIn)?;
        let person = person_for(home, order)?;
        if kind == TokenKind::Exchange {
            return Ok((self.mailbox_claims(person.id, &application.registration, None)?, Form::Exchange));
        }
        let client_id = match kind {
            // Not by Office, but by the add-in's own dialog or server.
            TokenKind::Id | TokenKind::AppOnly | TokenKind::Graph => ready.client_id,
            _ => OfficeClient::KNOWN[1].id,
        };
        let proof = if kind == TokenKind::AppOnly { Proof::Secret } else { Proof::None };
        let authentication = &Authentication { mfa: order.mfa, ..Authentication::simple(self.now()) };
        let context = SigningContext {
            origin,
            client_id,
            proof,
            directory: home,
            person,
            authentication,
            handles_challenges: false,
        };
        let scope = ready_scope(&application.registration).unwrap_or("access_as_user");
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
    fn mint_opaque(&mut self, origin: &str, claims: &[(String, ClaimOrder)]) -> Result<AccessToken, MintError> {
        if !claims.is_empty() {
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

fn changed(mut claims: Map<String, Value>, order: &TokenOrder) -> Value {
    for (name, claim) in &order.claims {
        match claim.value(claims.get(name)) {
            Some(value) => claims.insert(name.clone(), value),
            None => claims.remove(name),
        };
    }
    Value::Object(claims)
}

fn person_for<'a>(directory: &'a Directory, order: &TokenOrder) -> Result<&'a Person, MintError> {
    let guest = order.kind == TokenKind::Guest;
    let mut fitting = directory.people.iter().filter(|person| match &order.user {
        // A guest is somebody from elsewhere; every other kind is of whoever is named.
        Some(name) => person.is_called(name) && (!guest || person.is_guest()),
        None => person.is_guest() == guest,
    });
    fitting.next().ok_or_else(|| match &order.user {
        Some(name) => {
            let known: Vec<&str> = directory.people.iter().map(Person::sign_in_name).collect();
            MintError::UserUnknown { name: name.chars().take(200).collect(), known: known.join(", ") }
        }
        None => MintError::NoPerson(if guest { "guest" } else { "member" }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_that_is_text_stays_text() {
        for (known, written, value) in [
            (json!("2.0"), "1.0", json!("1.0")),
            (json!("2.0"), "1.10", json!("1.10")),
            (json!("2.0"), "true", json!("true")),
            (json!("2.0"), "\"1.0\"", json!("1.0")),
            (json!("a"), "[\"a\"]", json!(["a"])),
            (json!(1), "0", json!(0)),
            (json!(1), "soon", json!("soon")),
            (Value::Null, "1.0", json!(1.0)),
            (Value::Null, "a b", json!("a b")),
        ] {
            assert_eq!(ClaimOrder::Written(written.to_owned()).value(Some(&known)), Some(value), "{written}");
        }
        assert_eq!(ClaimOrder::Value(json!(1.0)).value(Some(&json!("2.0"))), Some(json!(1.0)));
        assert_eq!(ClaimOrder::LeftOut.value(Some(&json!("2.0"))), None);
    }
}
