//! The token endpoint: who asks, for which grant, and what is issued.

use sso_core::token::{AccessToken, ClientSecret, IdToken, RefreshToken};
use sso_core::{ClientId, TenantId};

use super::claims::SigningContext;
use super::claims_request::Demanded;
use super::client_authentication::Proof;
use super::refresh::Refresh;
use super::resource::Resource;
use super::scope::Scopes;
use super::session::Authentication;
use super::{Asked, Form, Platform, Tenant};
use crate::rules::{Refusal, parameter_missing, resource_parameter, unsupported_grant_type};
use crate::{Account, FaultTarget, Person};

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
    pub proof: Proof,
    /// The tenant that issues, and its user.
    pub tenant: TenantId,
    pub person: Person,
    pub platform: Platform,
    pub authentication: Authentication,
    pub nonce: Option<String>,
}

impl Tenant {
    pub fn token(&mut self, asked: Asked<'_>, request: &TokenRequest) -> Result<TokenResponse, Refusal> {
        let segment = self.segment(asked.segment)?;
        let grant_type = parameter_missing::require(&request.form, "grant_type")?;
        self.struck(FaultTarget::of_grant(grant_type), request.form.get("client_id"))?;
        let redeem = match grant_type {
            "authorization_code" => Self::redeem_code,
            "refresh_token" => Self::refresh,
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Self::on_behalf_of,
            "client_credentials" => Self::client_credentials,
            "urn:ietf:params:oauth:grant-type:device_code" | "device_code" => Self::redeem_device_code,
            _ => return Err(unsupported_grant_type::refusal(grant_type)),
        };
        resource_parameter::check(&request.form)?;
        // Whatever the grant: what is no JSON is refused. MSAL says by it that it understands challenges.
        Demanded::read(&request.form)?;
        let client = self.client_of(request, segment)?;
        redeem(self, asked, client, request)
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
        let directory = self.directory(issue.tenant)?;
        let account = directory.account(&issue.person);
        let mut allowed = self.allowed(directory, issue.client_id, of.resource, issue.person.id);
        if of.resource == Resource::Graph {
            allowed.extend(scopes.openid_connect.iter().map(|name| (*name).to_owned()));
            // Graph is not told about it: it is between client and tenant.
            allowed.remove("offline_access");
        }
        let context = SigningContext {
            origin: asked.origin,
            client_id: issue.client_id,
            proof: issue.proof,
            directory,
            person: &issue.person,
            authentication: &issue.authentication,
        };
        let access_token = self.access_token(&context, of.resource, &of.identifier, &allowed)?;
        let id_token = match scopes.has("openid") {
            true => Some(self.id_token(&context, scopes, issue.nonce.as_deref())?),
            false => None,
        };
        let client_info = (request.form.get("client_info") == Some("1")).then(|| self.client_info(account));
        let (access_token, expires_in) = self.hand_out(access_token);
        let refresh_token = scopes.has("offline_access").then(|| self.refresh_token(issue, account));
        Ok(TokenResponse {
            scope: of.echo(allowed.iter().map(String::as_str)),
            expires_in,
            access_token,
            refresh_token,
            id_token,
            client_info,
        })
    }

    fn refresh_token(&mut self, issue: &Issue, account: Account) -> RefreshToken {
        let text = format!("1.{}", self.chance.text::<64>());
        let refresh = Refresh {
            client_id: issue.client_id,
            account,
            platform: issue.platform,
            authentication: issue.authentication.clone(),
            issued: self.now(),
            first_issued: self.now(),
        };
        self.refresh_tokens.insert(text.clone(), refresh);
        RefreshToken::new(text)
    }
}
