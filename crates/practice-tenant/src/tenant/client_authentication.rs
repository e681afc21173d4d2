//! Who the client of a token request is, and how it proves that.

use jiff::Timestamp;
use sso_core::token::ClientSecret;

use super::application::Application;
use super::{Platform, Segment, Tenant, TokenRequest};
use crate::rules::{
    Refusal, application_disabled, application_not_found, client_assertion_signature, credential_missing,
    cross_origin_redemption, malformed_request, not_multi_tenant, parameter_missing, public_client_credential,
    spa_redemption,
};

/// What a request carries as proof.
#[derive(Debug)]
pub enum Credential {
    None,
    /// In the body or as HTTP Basic.
    Secret(ClientSecret),
    /// `client_assertion`. No certificate is registered in this tenant, so none is right.
    Assertion,
}

impl TokenRequest {
    pub(super) fn client_id(&self) -> Result<&str, Refusal> {
        match (&self.basic, self.form.get("client_id")) {
            (Some((basic, _)), Some(body)) if basic != body => Err(malformed_request::refusal()),
            (Some((basic, _)), _) => Ok(basic),
            (None, _) => parameter_missing::require(&self.form, "client_id"),
        }
    }

    pub(super) fn credential(&self) -> Result<Credential, Refusal> {
        let in_body = self.form.get("client_secret").filter(|secret| !secret.is_empty());
        match (&self.basic, in_body, self.form.get("client_assertion")) {
            (None, None, None) => Ok(Credential::None),
            (None, Some(secret), None) => Ok(Credential::Secret(ClientSecret::new(secret))),
            (Some((_, secret)), None, None) => Ok(Credential::Secret(secret.clone())),
            (None, None, Some(_)) => Ok(Credential::Assertion),
            // RFC 6749 §2.3: one method of authentication per request.
            _ => Err(malformed_request::refusal()),
        }
    }
}

impl Tenant {
    /// The application of `client_id`, if it may be used here at all.
    pub(super) fn client(&self, client_id: &str) -> Result<&Application, Refusal> {
        let application = client_id
            .parse()
            .ok()
            .and_then(|id| self.application(id))
            .ok_or_else(|| application_not_found::refusal(client_id, &self.name))?;
        let enabled = application.service_principal.account_enabled;
        application_disabled::check(application.client_id, application.name(), enabled)?;
        Ok(application)
    }

    pub(super) fn client_of(&self, request: &TokenRequest, segment: Segment) -> Result<&Application, Refusal> {
        let application = self.client(request.client_id()?)?;
        not_multi_tenant::check(&application.registration, segment)?;
        Ok(application)
    }
}

/// Whether the request may redeem what was issued to this platform type. True: the client proved itself by a secret.
pub(super) fn authenticate(
    application: &Application,
    platform: Platform,
    request: &TokenRequest,
    now: Timestamp,
) -> Result<bool, Refusal> {
    cross_origin_redemption::check(platform, request.origin.as_deref())?;
    spa_redemption::check(platform, request.origin.as_deref())?;
    let credential = request.credential()?;
    match (platform, credential) {
        (Platform::Web, Credential::None) => Err(credential_missing::refusal()),
        (Platform::Web, Credential::Secret(secret)) => application.check_secret(&secret, now).map(|()| true),
        (Platform::Web, Credential::Assertion) => Err(client_assertion_signature::refusal(application.client_id)),
        (Platform::Spa | Platform::PublicClient, credential) => {
            public_client_credential::check(!matches!(credential, Credential::None)).map(|()| false)
        }
    }
}
