//! `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`, `requested_token_use=on_behalf_of`.

use serde_json::Value;
use sso_core::ClientId;
use uuid::Uuid;

use super::application::Application;
use super::claims::lifetime;
use super::client_authentication::authenticate;
use super::jwt::NotOurs;
use super::token::Issue;
use super::{Asked, Platform, Tenant, TokenRequest, TokenResponse};
use crate::Person;
use crate::rules::{
    Refusal, assertion_audience, assertion_is_id_token, assertion_lifetime, assertion_malformed, assertion_signature,
    malformed_request, parameter_missing, user_not_assigned,
};

impl Tenant {
    pub(super) fn on_behalf_of(
        &mut self,
        asked: Asked<'_>,
        client_id: ClientId,
        request: &TokenRequest,
    ) -> Result<TokenResponse, Refusal> {
        if parameter_missing::require(&request.form, "requested_token_use")? != "on_behalf_of" {
            return Err(malformed_request::refusal());
        }
        let assertion = parameter_missing::require(&request.form, "assertion")?;
        let scope = parameter_missing::require(&request.form, "scope")?;
        let application = self.client(&client_id.to_string())?;
        // Only a server that can keep a secret may act for a user.
        let by_secret = authenticate(application, Platform::Web, request, self.now())?;
        let person = self.user_of(assertion, application)?.clone();
        user_not_assigned::check(&application.service_principal, application.name(), &person)?;
        let scopes = self.scopes_of_one_resource(application, scope)?;
        self.require_consent(application, &person, &scopes)?;
        let issue = Issue { client_id, by_secret, person, platform: Platform::Web, signed_in: self.now(), nonce: None };
        self.issue(asked, &issue, &scopes, request)
    }

    /// The user for whom the assertion speaks, if it is one that this application may present.
    fn user_of(&self, assertion: &str, application: &Application) -> Result<&Person, Refusal> {
        let claims = self.signer().verify(assertion).map_err(|why| match why {
            NotOurs::Malformed => assertion_malformed::refusal(),
            NotOurs::UnknownKey { kid } => assertion_signature::unknown_key(&kid),
            NotOurs::BadSignature => assertion_signature::bad_signature(),
        })?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        assertion_is_id_token::check(!text("scp").is_empty())?;
        assertion_audience::check(text("aud"), &application.registration)?;
        let (not_before, expires) = lifetime(&claims);
        assertion_lifetime::check(not_before, expires, self.now())?;
        // The issuer is not compared: what this key signed came from this tenant, whichever listener was asked.
        Uuid::try_parse(text("oid")).ok().and_then(|id| self.person(id)).ok_or_else(assertion_malformed::refusal)
    }
}
