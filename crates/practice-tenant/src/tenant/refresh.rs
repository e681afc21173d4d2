//! `grant_type=refresh_token`. Each answer has a new one; the old one is not revoked, as with Entra.

use jiff::Timestamp;
use sso_core::ClientId;
use uuid::Uuid;

use super::client_authentication::authenticate;
use super::resource::Resource;
use super::token::Issue;
use super::{Asked, Platform, Tenant, TokenRequest, TokenResponse};
use crate::rules::{
    Refusal, grant_invalid, parameter_missing, refresh_token_inactive, spa_refresh_token_expired, token_for_itself,
};

/// A refresh token that was given out. It is good for every resource.
pub(super) struct Refresh {
    pub client_id: ClientId,
    pub person: Uuid,
    pub platform: Platform,
    /// Of the sign-in that the row of tokens began with.
    pub signed_in: Timestamp,
    pub issued: Timestamp,
}

impl Tenant {
    pub(super) fn refresh(
        &mut self,
        asked: Asked<'_>,
        client_id: ClientId,
        request: &TokenRequest,
    ) -> Result<TokenResponse, Refusal> {
        let text = parameter_missing::require(&request.form, "refresh_token")?;
        let unknown = || grant_invalid::refusal("refresh_token");
        let now = self.now();

        let known = self.refresh_tokens.get(text).filter(|known| known.client_id == client_id).ok_or_else(unknown)?;
        let application = self.application(client_id).ok_or_else(unknown)?;
        let by_secret = authenticate(application, known.platform, request, now)?;
        spa_refresh_token_expired::check(known.platform, known.signed_in, now)?;
        refresh_token_inactive::check(known.issued, now)?;

        // A refresh that names no scope is read as a request for the app itself, by no GUID.
        let Some(scope) = request.form.get("scope").filter(|scope| !scope.trim().is_empty()) else {
            return Err(match token_for_itself::check(client_id, application.name(), "", true) {
                Err(refusal) => refusal,
                Ok(()) => unknown(),
            });
        };
        let mut scopes = self.scopes_of_one_resource(application, scope)?;
        for of in &scopes.resources {
            let is_itself = of.resource == Resource::Api(client_id);
            token_for_itself::check(client_id, application.name(), &of.identifier, is_itself)?;
        }
        // Once given, always given on.
        scopes.openid_connect.insert("offline_access");
        let person = self.person(known.person).ok_or_else(unknown)?.clone();
        self.require_consent(application, &person, &scopes)?;
        let issue =
            Issue { client_id, by_secret, person, platform: known.platform, signed_in: known.signed_in, nonce: None };
        self.issue(asked, &issue, &scopes, request)
    }
}
