//! The token endpoint: who asks, for which grant, and what is issued.

use sso_core::token::{AccessToken, ClientSecret, IdToken, RefreshToken};
use sso_core::{ClientId, TenantId};

use super::claims::{SigningContext, UnsignedAccessToken};
use super::claims_request::Demanded;
use super::client_authentication::Proof;
use super::jwt::{Draft, Signer};
use super::refresh::Refresh;
use super::resource::Resource;
use super::scope::Scopes;
use super::session::Authentication;
use super::{Asked, Form, Platform, Tenant, claims_request};
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

/// The same before its tokens are signed.
pub struct UnsignedResponse {
    pub(super) scope: String,
    pub(super) expires_in: i64,
    pub(super) access_token: UnsignedAccessToken,
    pub(super) refresh_token: Option<RefreshToken>,
    pub(super) id_token: Option<Draft>,
    pub(super) client_info: Option<String>,
}

impl UnsignedResponse {
    /// Needs nothing of the tenant's state. A signature takes longer than all that was done before it, so whoever holds
    /// the state lets go of it first: then others are answered meanwhile.
    pub fn sign(self, signer: &Signer) -> Result<TokenResponse, Refusal> {
        let access_token = match self.access_token {
            UnsignedAccessToken::Jwt(draft) => AccessToken::new(signer.sign(&draft)?),
            UnsignedAccessToken::Opaque { token, .. } => token,
        };
        Ok(TokenResponse {
            scope: self.scope,
            expires_in: self.expires_in,
            access_token,
            refresh_token: self.refresh_token,
            id_token: self.id_token.map(|draft| signer.sign(&draft).map(IdToken::new)).transpose()?,
            client_info: self.client_info,
        })
    }
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
    pub fn token(&mut self, asked: Asked<'_>, request: &TokenRequest) -> Result<UnsignedResponse, Refusal> {
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
    ) -> Result<UnsignedResponse, Refusal> {
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
            handles_challenges: claims_request::handles_challenges(&request.form),
        };
        let (access_token, expires_in) = self.access_token(&context, of.resource, &of.identifier, &allowed)?;
        let id_token = scopes.has("openid").then(|| self.id_token(&context, scopes, issue.nonce.as_deref()));
        let client_info = (request.form.get("client_info") == Some("1")).then(|| self.client_info(account));
        self.remember(&access_token);
        let refresh_token = scopes.has("offline_access").then(|| self.refresh_token(issue, account));
        Ok(UnsignedResponse {
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
