//! The claims of the tokens that this tenant issues: access token, ID token and optional claims references.

use std::collections::BTreeSet;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};
use sso_core::ClientId;
use sso_core::token::AccessToken;

use super::Tenant;
use super::claims_request::CHALLENGES;
use super::client_authentication::Proof;
use super::directory::Directory;
use super::jwt::{Claims, Draft, NotOurs};
use super::resource::Resource;
use super::scope::Scopes;
use super::session::Authentication;
use crate::rules::{Refusal, personal_token_version};
use crate::{Account, Person};

/// Entra sets `iat` and `nbf` five minutes back, for servers whose clocks are slow.
const BACKDATED: i64 = 5 * 60;

/// Shortest life of an access token in seconds, and what chance adds at most.
const SHORTEST_LIFE: i64 = 60 * 60;
const CHANCE_OF_LIFE: u16 = 30 * 60;

const ID_TOKEN_LIFE: i64 = 60 * 60;

/// The identity provider of personal accounts.
const PERSONAL: &str = "live.com";

/// For whom and by whom a token is issued.
pub(super) struct SigningContext<'a> {
    /// Scheme, host and port of the listener asked: the issuer begins with it.
    pub origin: &'a str,
    pub client_id: ClientId,
    pub proof: Proof,
    /// The tenant that issues, and its user.
    pub directory: &'a Directory,
    pub person: &'a Person,
    pub authentication: &'a Authentication,
    /// The client said so.
    pub handles_challenges: bool,
}

/// An access token of which only the signature is missing.
pub(super) enum UnsignedAccessToken {
    Jwt(Draft),
    /// Its text says nothing, so there is nothing to sign. `behind`: what it stands for.
    Opaque {
        token: AccessToken,
        behind: Claims,
    },
}

/// Issuer of version 2 tokens, the one of the metadata. `tenant`: a GUID, or `{tenantid}` where it is left open.
pub fn issuer_v2(origin: &str, tenant: impl std::fmt::Display) -> String {
    format!("{origin}/{tenant}/v2.0")
}

/// Issuer of version 1 tokens; Entra's is on another host, `sts.windows.net`, and also ends with a slash.
pub fn issuer_v1(origin: &str, tenant: impl std::fmt::Display) -> String {
    format!("{origin}/{tenant}/")
}

impl Tenant {
    /// With its life in seconds. `identifier`: how the request called the resource; version 1 tokens repeat it as
    /// audience.
    pub(super) fn access_token(
        &self,
        context: &SigningContext<'_>,
        resource: Resource,
        identifier: &str,
        scopes: &BTreeSet<String>,
    ) -> Result<(UnsignedAccessToken, i64), Refusal> {
        let expires_in = SHORTEST_LIFE + i64::from(self.chance.below(CHANCE_OF_LIFE));
        let mut claims = self.common_claims(context, resource.app_id(), expires_in);
        let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
        claims["scp"] = scopes.join(" ").into();
        if !context.authentication.contexts.is_empty() {
            claims["acrs"] = json!(context.authentication.contexts);
        }
        if context.handles_challenges && self.wants_capabilities(resource) {
            claims["xms_cc"] = json!([CHALLENGES]);
        }
        let draft = match resource {
            // Graph knows what it stands for; nobody else can read it.
            Resource::Graph if context.directory.is_personal() => {
                self.add_v1_claims(&mut claims, context, &resource.app_id().to_string());
                let token = AccessToken::new(format!("EwB{}", self.chance.text::<96>()));
                let behind = claims.as_object().cloned().unwrap_or_default();
                return Ok((UnsignedAccessToken::Opaque { token, behind }, expires_in));
            }
            Resource::Graph => {
                self.add_v1_claims(&mut claims, context, &resource.app_id().to_string());
                self.signer.draft_for_graph(&self.chance.text::<32>(), &claims)
            }
            Resource::Api(api) if self.token_version(api) == 2 => {
                claims["ver"] = "2.0".into();
                claims["iss"] = issuer_v2(context.origin, context.directory.id).into();
                claims["aud"] = api.to_string().into();
                claims["azp"] = context.client_id.to_string().into();
                claims["azpacr"] = context.proof.acr().into();
                claims["preferred_username"] = context.person.sign_in_name().into();
                self.signer.draft(&claims)
            }
            Resource::Api(_) => {
                personal_token_version::check(context.directory.is_personal(), 1)?;
                self.add_v1_claims(&mut claims, context, identifier);
                self.signer.draft_v1(&claims)
            }
        };
        Ok((UnsignedAccessToken::Jwt(draft), expires_in))
    }

    /// Remembers what an opaque token stands for.
    pub(super) fn remember(&mut self, token: &UnsignedAccessToken) {
        if let UnsignedAccessToken::Opaque { token, behind } = token {
            self.opaque_tokens.insert(token.expose().to_owned(), behind.clone());
        }
    }

    /// The claims of a token for Graph, as Graph reads it.
    pub(super) fn graph_claims(&self, token: &str) -> Result<Claims, NotOurs> {
        match self.opaque_tokens.get(token) {
            Some(claims) => Ok(claims.clone()),
            None => self.signer.verify_for_graph(token),
        }
    }

    /// `nonce`: that of the authorization request.
    pub(super) fn id_token(&self, context: &SigningContext<'_>, scopes: &Scopes, nonce: Option<&str>) -> Draft {
        let mut claims = self.common_claims(context, context.client_id, ID_TOKEN_LIFE);
        claims["ver"] = "2.0".into();
        claims["iss"] = issuer_v2(context.origin, context.directory.id).into();
        claims["aud"] = context.client_id.to_string().into();
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        if scopes.has("profile") {
            claims["preferred_username"] = context.person.sign_in_name().into();
        } else if let Some(claims) = claims.as_object_mut() {
            claims.remove("name");
        }
        if let Some(mail) = context.person.mail.as_deref().filter(|_| scopes.has("email")) {
            claims["email"] = mail.into();
        }
        self.signer.draft(&claims)
    }

    /// What all tokens have. `audience` decides the pairwise `sub`.
    pub(super) fn common_claims(&self, context: &SigningContext<'_>, audience: ClientId, life: i64) -> Value {
        let person = context.person;
        let mut claims = self.opaque_claims(life);
        claims["name"] = person.display_name.as_str().into();
        claims["oid"] = person.id.to_string().into();
        claims["rh"] = self.remembering(context.authentication).into();
        claims["sub"] = pairwise_subject(context.directory, person, audience).into();
        claims["tid"] = context.directory.id.to_string().into();
        if let Some(home) = person.home {
            claims["idp"] = match home.is_personal() {
                true => PERSONAL.into(),
                false => issuer_v1(context.origin, home.tenant_id).into(),
            };
            // Comes by itself for guests, and for them alone.
            claims["email"] = person.mail.as_deref().into();
        }
        claims
    }

    /// Times, and what nobody but the tenant reads.
    fn opaque_claims(&self, life: i64) -> Value {
        let now = self.now().as_second();
        json!({
            "iat": now - BACKDATED,
            "nbf": now - BACKDATED,
            "exp": now + life,
            "aio": self.chance.text::<48>(),
            "rh": format!("1.{}.", self.chance.text::<24>()),
            "uti": self.chance.text::<16>(),
        })
    }

    /// The same for an access token, with its life in seconds.
    pub(super) fn opaque_and_times(&self) -> (Value, i64) {
        let expires_in = SHORTEST_LIFE + i64::from(self.chance.below(CHANCE_OF_LIFE));
        (self.opaque_claims(expires_in), expires_in)
    }

    /// `rh` is opaque to everyone, so the tenant writes there what it wants to know again when the token comes back as
    /// an assertion: how the user proved who they are.
    fn remembering(&self, authentication: &Authentication) -> String {
        let known = serde_json::to_vec(authentication).unwrap_or_default();
        format!("1.{}.{}", URL_SAFE_NO_PAD.encode(known), self.chance.text::<6>())
    }

    pub(super) fn add_v1_claims(&self, claims: &mut Value, context: &SigningContext<'_>, audience: &str) {
        let person = context.person;
        let (given, family) = person.names();
        claims["ver"] = "1.0".into();
        claims["iss"] = issuer_v1(context.origin, context.directory.id).into();
        claims["aud"] = audience.into();
        claims["acr"] = "1".into();
        claims["amr"] = json!(context.authentication.methods());
        claims["appid"] = context.client_id.to_string().into();
        claims["appidacr"] = context.proof.acr().into();
        claims["given_name"] = given.into();
        claims["family_name"] = family.into();
        claims["ipaddr"] = "127.0.0.1".into();
        claims["unique_name"] = match person.home.is_some_and(Account::is_personal) {
            true => format!("{PERSONAL}#{}", person.sign_in_name()).into(),
            false => person.sign_in_name().into(),
        };
        claims["upn"] = person.user_principal_name.as_str().into();
    }

    /// An API sees what its clients can do if it asks for the optional claim. Graph has to know it: it sends challenges
    /// to nobody else.
    fn wants_capabilities(&self, resource: Resource) -> bool {
        let Resource::Api(api) = resource else { return true };
        let optional = self.application(api).and_then(|api| api.registration.optional_claims.as_ref());
        optional.is_some_and(|optional| optional.access_token.iter().any(|claim| claim.name == "xms_cc"))
    }

    pub(super) fn token_version(&self, api: ClientId) -> u8 {
        let version = |application: &super::Application| application.registration.api.requested_access_token_version;
        match self.application(api).and_then(version) {
            Some(2) => 2,
            _ => 1,
        }
    }

    /// `client_info`: who the account is at home, for a client's cache.
    pub(super) fn client_info(&self, account: Account) -> String {
        URL_SAFE_NO_PAD.encode(json!({ "uid": account.id, "utid": account.tenant_id }).to_string())
    }
}

/// The same person is another `sub` to each application.
pub(super) fn pairwise_subject(directory: &Directory, person: &Person, audience: ClientId) -> String {
    let text = format!("{}/{}/{audience}", directory.id, person.id);
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// How the user of a verified token proved who they are.
pub(super) fn remembered(claims: &Claims) -> Option<Authentication> {
    let known = claims.get("rh")?.as_str()?.split('.').nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(known).ok()?).ok()
}

/// `nbf` and `exp` of a verified token, in whole seconds; a token without them is never valid. RFC 7519 §2 allows
/// fractions, and MSAL Python sends them.
pub(super) fn lifetime(claims: &Claims) -> (i64, i64) {
    let seconds = |time: &Value| time.as_i64().or_else(|| Some(time.as_f64()?.floor() as i64));
    let number = |name: &str| claims.get(name).and_then(seconds);
    (number("nbf").unwrap_or(Timestamp::MAX.as_second()), number("exp").unwrap_or(0))
}
