//! `grant_type=refresh_token`. Each answer has a new one; the old one is not revoked, as with Entra.

use jiff::Timestamp;
use sso_core::ClientId;

use super::claims_request::Demanded;
use super::client_authentication::Client;
use super::conditional_access::Challenged;
use super::resource::Resource;
use super::session::Authentication;
use super::token::Issue;
use super::{Asked, Platform, Segment, Tenant, TokenRequest, UnsignedResponse};
use crate::Account;
use crate::rules::{
    Refusal, grant_invalid, grant_revoked, parameter_missing, refresh_token_inactive, spa_refresh_token_expired,
    token_for_itself,
};

/// A refresh token that was given out. It is good for every resource.
pub(super) struct Refresh {
    pub client_id: ClientId,
    pub account: Account,
    pub platform: Platform,
    /// The sign-in that the row of tokens began with.
    pub authentication: Authentication,
    pub issued: Timestamp,
    /// When the first one of the row was: with it the life of a single-page application's began.
    pub first_issued: Timestamp,
}

impl Tenant {
    pub(super) fn refresh(
        &mut self,
        asked: Asked<'_>,
        client: Client,
        request: &TokenRequest,
    ) -> Result<UnsignedResponse, Refusal> {
        let text = parameter_missing::require(&request.form, "refresh_token")?;
        let unknown = || grant_invalid::refusal("refresh_token");
        let demanded = Demanded::read(&request.form)?;
        let now = self.now();

        let known = self.refresh_tokens.get(text).filter(|known| known.client_id == client.id).ok_or_else(unknown)?;
        let application = self.application(client.id).ok_or_else(unknown)?;
        let proof = self.authenticate(asked, application, known.platform, request)?;
        spa_refresh_token_expired::check(known.platform, known.first_issued, now)?;
        refresh_token_inactive::check(known.issued, now)?;
        if let Some(valid_from) = self.user(known.account.id).and_then(|(_, home)| home.sign_in_sessions_valid_from)
            && known.authentication.at < valid_from
        {
            return Err(grant_revoked::refusal(known.authentication.at, valid_from));
        }

        // A refresh that names no scope is read as a request for the app itself, by no GUID.
        let Some(scope) = request.form.get("scope").filter(|scope| !scope.trim().is_empty()) else {
            return Err(match token_for_itself::check(client.id, application.name(), "", true) {
                Err(refusal) => refusal,
                Ok(()) => unknown(),
            });
        };
        // A refresh token is of the account, not of a tenant: so it serves wherever the account is a guest.
        let segment = Segment::of(self.tenant_for(client.segment, known.account)?.id);
        let mut scopes = self.scopes_of_one_resource(application, segment, scope)?;
        for of in &scopes.resources {
            let is_itself = of.resource == Resource::Api(client.id);
            token_for_itself::check(client.id, application.name(), &of.identifier, is_itself)?;
        }
        // Once given, always given on.
        scopes.openid_connect.insert("offline_access");
        let (directory, person) = self.user_for(segment, application, known.account)?;
        self.require_consent(directory, application, person, &scopes)?;
        self.require_access(directory, person, &scopes, &known.authentication, Challenged::ByGrant)?;
        self.require_demanded(directory, person, client.id, &demanded, &known.authentication)?;
        let first_issued = known.first_issued;
        let issue = Issue {
            client_id: client.id,
            proof,
            tenant: directory.id,
            person: person.clone(),
            platform: known.platform,
            authentication: known.authentication.clone(),
            nonce: None,
        };
        let response = self.issue(asked, &issue, &scopes, request)?;
        let next = response.refresh_token.as_ref().and_then(|next| self.refresh_tokens.get_mut(next.expose()));
        if let Some(next) = next {
            next.first_issued = first_issued;
        }
        Ok(response)
    }
}
