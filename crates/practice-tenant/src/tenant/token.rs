//! The token endpoint: who asks, for which grant, and what is issued.

use jiff::Timestamp;
use sso_core::ClientId;
use sso_core::token::{AccessToken, ClientSecret, IdToken, RefreshToken};

use super::claims::SigningContext;
use super::refresh::Refresh;
use super::resource::Resource;
use super::scope::Scopes;
use super::{Asked, Form, Platform, Tenant};
use crate::Person;
use crate::rules::{Refusal, parameter_missing, unsupported_grant_type};

pub struct TokenRequest {
    pub form: Form,
    /// Client ID and secret of an `Authorization: Basic` header.
    pub basic: Option<(String, ClientSecret)>,
    /// The `Origin` header, which only browsers send.
    pub origin: Option<String>,
}

#[derive(Debug)]
pub struct TokenResponse {
    pub scope: String,
    /// Seconds.
    pub expires_in: i64,
    pub access_token: AccessToken,
    pub refresh_token: Option<RefreshToken>,
    pub id_token: Option<IdToken>,
    pub client_info: Option<String>,
}

/// What a grant was found good for.
pub(super) struct Issue {
    pub client_id: ClientId,
    pub by_secret: bool,
    pub person: Person,
    pub platform: Platform,
    pub signed_in: Timestamp,
    pub nonce: Option<String>,
}

impl Tenant {
    pub fn token(&mut self, asked: Asked<'_>, request: &TokenRequest) -> Result<TokenResponse, Refusal> {
        let segment = self.segment(asked.segment)?;
        let grant_type = parameter_missing::require(&request.form, "grant_type")?;
        let redeem = match grant_type {
            "authorization_code" => Self::redeem_code,
            "refresh_token" => Self::refresh,
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Self::on_behalf_of,
            _ => return Err(unsupported_grant_type::refusal(grant_type)),
        };
        let client_id = self.client_of(request, segment)?.client_id;
        redeem(self, asked, client_id, request)
    }

    /// Makes the tokens. Consent was checked.
    pub(super) fn issue(
        &mut self,
        asked: Asked<'_>,
        issue: &Issue,
        scopes: &Scopes,
        request: &TokenRequest,
    ) -> Result<TokenResponse, Refusal> {
        let of = scopes.one_resource()?;
        let mut allowed = self.allowed(issue.client_id, of.resource, issue.person.id);
        if of.resource == Resource::Graph {
            allowed.extend(scopes.openid_connect.iter().map(|name| (*name).to_owned()));
            // Graph is not told about it: it is between client and tenant.
            allowed.remove("offline_access");
        }
        let context = SigningContext {
            origin: asked.origin,
            client_id: issue.client_id,
            by_secret: issue.by_secret,
            person: &issue.person,
        };
        let access_token = self.access_token(&context, of.resource, &of.identifier, &allowed)?;
        let id_token = match scopes.has("openid") {
            true => Some(self.id_token(&context, scopes, issue.nonce.as_deref())?),
            false => None,
        };
        let client_info = (request.form.get("client_info") == Some("1")).then(|| self.client_info(&issue.person));
        let refresh_token = scopes.has("offline_access").then(|| self.refresh_token(issue));
        Ok(TokenResponse {
            scope: of.echo(allowed.iter().map(String::as_str)),
            expires_in: access_token.expires_in,
            access_token: access_token.token,
            refresh_token,
            id_token,
            client_info,
        })
    }

    fn refresh_token(&mut self, issue: &Issue) -> RefreshToken {
        let text = format!("1.{}", self.chance.text::<64>());
        let refresh = Refresh {
            client_id: issue.client_id,
            person: issue.person.id,
            platform: issue.platform,
            signed_in: issue.signed_in,
            issued: self.now(),
        };
        self.refresh_tokens.insert(text.clone(), refresh);
        RefreshToken::new(text)
    }
}
