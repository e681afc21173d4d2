//! The claims of the tokens that this tenant issues: access token, ID token and optional claims references.

use std::collections::BTreeSet;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};
use sso_core::ClientId;
use sso_core::token::{AccessToken, IdToken};

use super::Tenant;
use super::jwt::Claims;
use super::resource::Resource;
use super::scope::Scopes;
use crate::Person;
use crate::rules::Refusal;

/// Entra sets `iat` and `nbf` five minutes back, for servers whose clocks are slow.
const BACKDATED: i64 = 5 * 60;

/// Shortest life of an access token in seconds, and what chance adds at most.
const SHORTEST_LIFE: i64 = 60 * 60;
const CHANCE_OF_LIFE: u16 = 30 * 60;

const ID_TOKEN_LIFE: i64 = 60 * 60;

/// Guests of this tenant have a Microsoft account at home.
const GUEST_HOME: &str = "live.com";

/// For whom and by whom a token is issued.
pub struct SigningContext<'a> {
    /// Scheme, host and port of the listener asked: the issuer begins with it.
    pub origin: &'a str,
    pub client_id: ClientId,
    /// The client proved itself by a secret (`azpacr` 1); a public client is 0.
    pub by_secret: bool,
    pub person: &'a Person,
}

pub(super) struct IssuedAccessToken {
    pub token: AccessToken,
    pub expires_in: i64,
}

impl Tenant {
    /// Issuer of version 2 tokens, the one of the metadata.
    pub fn issuer_v2(&self, origin: &str) -> String {
        format!("{origin}/{}/v2.0", self.id)
    }

    /// Issuer of version 1 tokens; Entra's is on another host, `sts.windows.net`, and also ends with a slash.
    fn issuer_v1(&self, origin: &str) -> String {
        format!("{origin}/{}/", self.id)
    }

    /// `identifier`: how the request called the resource; version 1 tokens repeat it as audience.
    pub(super) fn access_token(
        &self,
        context: &SigningContext<'_>,
        resource: Resource,
        identifier: &str,
        scopes: &BTreeSet<String>,
    ) -> Result<IssuedAccessToken, Refusal> {
        let expires_in = SHORTEST_LIFE + i64::from(self.chance.below(CHANCE_OF_LIFE));
        let mut claims = self.common_claims(context, resource.app_id(), expires_in);
        let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
        claims["scp"] = scopes.join(" ").into();
        let token = match resource {
            Resource::Graph => {
                self.add_v1_claims(&mut claims, context, &resource.app_id().to_string());
                self.signer.sign_for_graph(&self.chance.text::<32>(), &claims)
            }
            Resource::Api(api) if self.token_version(api) == 2 => {
                claims["ver"] = "2.0".into();
                claims["iss"] = self.issuer_v2(context.origin).into();
                claims["aud"] = api.to_string().into();
                claims["azp"] = context.client_id.to_string().into();
                claims["azpacr"] = acr(context).into();
                claims["preferred_username"] = context.person.sign_in_name().into();
                self.signer.sign(&claims)
            }
            Resource::Api(_) => {
                self.add_v1_claims(&mut claims, context, identifier);
                self.signer.sign_v1(&claims)
            }
        };
        Ok(IssuedAccessToken { token: AccessToken::new(token?), expires_in })
    }

    /// `nonce`: that of the authorization request.
    pub(super) fn id_token(
        &self,
        context: &SigningContext<'_>,
        scopes: &Scopes,
        nonce: Option<&str>,
    ) -> Result<IdToken, Refusal> {
        let mut claims = self.common_claims(context, context.client_id, ID_TOKEN_LIFE);
        claims["ver"] = "2.0".into();
        claims["iss"] = self.issuer_v2(context.origin).into();
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
        self.signer.sign(&claims).map(IdToken::new)
    }

    /// What all tokens have. `audience` decides the pairwise `sub`.
    fn common_claims(&self, context: &SigningContext<'_>, audience: ClientId, life: i64) -> Value {
        let now = self.now().as_second();
        let person = context.person;
        let mut claims = json!({
            "iat": now - BACKDATED,
            "nbf": now - BACKDATED,
            "exp": now + life,
            "aio": self.chance.text::<48>(),
            "name": person.display_name,
            "oid": person.id,
            "rh": format!("1.{}.", self.chance.text::<24>()),
            "sub": self.pairwise_subject(person, audience),
            "tid": self.id,
            "uti": self.chance.text::<16>(),
        });
        if person.is_guest() {
            claims["idp"] = GUEST_HOME.into();
        }
        claims
    }

    fn add_v1_claims(&self, claims: &mut Value, context: &SigningContext<'_>, audience: &str) {
        let person = context.person;
        let (given, family) = person.names();
        claims["ver"] = "1.0".into();
        claims["iss"] = self.issuer_v1(context.origin).into();
        claims["aud"] = audience.into();
        claims["acr"] = "1".into();
        claims["amr"] = json!(["pwd"]);
        claims["appid"] = context.client_id.to_string().into();
        claims["appidacr"] = acr(context).into();
        claims["given_name"] = given.into();
        claims["family_name"] = family.into();
        claims["ipaddr"] = "127.0.0.1".into();
        claims["unique_name"] = match person.is_guest() {
            true => format!("{GUEST_HOME}#{}", person.sign_in_name()).into(),
            false => person.sign_in_name().into(),
        };
        claims["upn"] = person.user_principal_name.as_str().into();
    }

    fn token_version(&self, api: ClientId) -> u8 {
        let version = |application: &super::Application| application.registration.api.requested_access_token_version;
        match self.application(api).and_then(version) {
            Some(2) => 2,
            _ => 1,
        }
    }

    /// The same person is another `sub` to each application.
    pub(super) fn pairwise_subject(&self, person: &Person, audience: ClientId) -> String {
        let text = format!("{}/{}/{audience}", self.id, person.id);
        URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, text.as_bytes()))
    }

    /// `client_info`: who the account is, for a client's cache.
    pub(super) fn client_info(&self, person: &Person) -> String {
        URL_SAFE_NO_PAD.encode(json!({ "uid": person.id, "utid": self.id }).to_string())
    }
}

fn acr(context: &SigningContext<'_>) -> &'static str {
    if context.by_secret { "1" } else { "0" }
}

/// `nbf` and `exp` of a verified token; a token without them is never valid.
pub(super) fn lifetime(claims: &Claims) -> (i64, i64) {
    let number = |name: &str| claims.get(name).and_then(Value::as_i64);
    (number("nbf").unwrap_or(Timestamp::MAX.as_second()), number("exp").unwrap_or(0))
}
