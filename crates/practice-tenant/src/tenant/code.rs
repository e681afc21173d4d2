//! `grant_type=authorization_code`.

use jiff::Timestamp;
use sso_core::{ClientId, TenantId};

use super::authorization::CodeRequest;
use super::client_authentication::Client;
use super::conditional_access::Challenged;
use super::scope::Scopes;
use super::session::Authentication;
use super::token::Issue;
use super::{Asked, Segment, Tenant, TokenRequest, UnsignedResponse};
use crate::Account;
use crate::rules::{
    Refusal, code_expired, code_of_another_tenant, code_redeemed, code_verifier_mismatch, grant_invalid,
    parameter_missing, pkce_required, redirect_uri_differs,
};

/// A code that was given out. It stays until it is forgotten, so that a second use is known as one.
pub(super) struct Code {
    pub client_id: ClientId,
    pub request: CodeRequest,
    pub scopes: Scopes,
    /// The tenant that gave it.
    pub tenant: TenantId,
    pub account: Account,
    pub authentication: Authentication,
    pub expires: Timestamp,
    pub redeemed: bool,
}

impl Tenant {
    pub(super) fn redeem_code(
        &mut self,
        asked: Asked<'_>,
        client: Client,
        request: &TokenRequest,
    ) -> Result<UnsignedResponse, Refusal> {
        let code_text = parameter_missing::require(&request.form, "code")?;
        let redirect_uri = parameter_missing::require(&request.form, "redirect_uri")?;
        let unknown = || grant_invalid::refusal("code");
        let now = self.now();

        let code = self.codes.get(code_text).filter(|code| code.client_id == client.id);
        let code = code.ok_or_else(unknown)?;
        let target = &code.request.target;
        let application = self.application(client.id).ok_or_else(unknown)?;
        let proof = self.authenticate(asked, application, target.platform, request)?;
        code_redeemed::check(code.redeemed)?;
        code_expired::check(code.expires, now)?;
        redirect_uri_differs::check(&target.redirect_uri, redirect_uri)?;
        pkce_required::check(target.platform, code.request.challenge.is_some())?;
        code_verifier_mismatch::check(code.request.challenge.as_ref(), request.form.get("code_verifier"))?;

        code_of_another_tenant::check(code.tenant, client.segment)?;

        let segment = Segment::of(code.tenant);
        let scopes = match request.form.get("scope").filter(|scope| !scope.trim().is_empty()) {
            Some(scope) => self.scopes_of_one_resource(application, segment, scope)?,
            None => code.scopes.first_resource(),
        };
        let (directory, person) = self.user_for(segment, application, code.account)?;
        self.require_consent(directory, application, person, &scopes)?;
        self.require_access(directory, person, &scopes, &code.authentication, Challenged::ByGrant)?;
        let issue = Issue {
            client_id: client.id,
            proof,
            tenant: directory.id,
            person: person.clone(),
            platform: target.platform,
            authentication: code.authentication.clone(),
            nonce: code.request.nonce.clone(),
        };
        let response = self.issue(asked, &issue, &scopes, request)?;
        if let Some(code) = self.codes.get_mut(code_text) {
            code.redeemed = true;
        }
        Ok(response)
    }
}
