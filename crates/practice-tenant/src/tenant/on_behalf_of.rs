//! `grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer`, `requested_token_use=on_behalf_of`.

use serde_json::Value;
use sso_core::TenantId;
use uuid::Uuid;

use super::application::Application;
use super::claims::{lifetime, remembered};
use super::client_authentication::Client;
use super::conditional_access::Challenged;
use super::jwt::NotOurs;
use super::session::Authentication;
use super::token::Issue;
use super::{Asked, Platform, Segment, Tenant, TokenRequest, UnsignedResponse};
use crate::Account;
use crate::rules::{
    Refusal, assertion_audience, assertion_is_app_only, assertion_is_id_token, assertion_lifetime, assertion_malformed,
    assertion_signature, grant_invalid, malformed_request, parameter_missing, user_not_assigned,
};

impl Tenant {
    pub(super) fn on_behalf_of(
        &mut self,
        asked: Asked<'_>,
        client: Client,
        request: &TokenRequest,
    ) -> Result<UnsignedResponse, Refusal> {
        if parameter_missing::require(&request.form, "requested_token_use")? != "on_behalf_of" {
            return Err(malformed_request::refusal());
        }
        let assertion = parameter_missing::require(&request.form, "assertion")?;
        let scope = parameter_missing::require(&request.form, "scope")?;
        let application = self.application(client.id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        // Only a server that can keep a secret may act for a user.
        let proof = self.authenticate(asked, application, Platform::Web, request)?;
        let Presented { tenant: issuer, account, authentication } = self.presented(assertion, application)?;
        // Where the tenant is left open, it is that of the assertion.
        let segment = Segment::of(client.segment.tenant().unwrap_or(issuer));
        let (directory, person) = self.user_for(segment, application, account)?;
        if let Some(principal) = directory.service_principals.get(&client.id) {
            user_not_assigned::check(principal, application.name(), person)?;
        }
        let scopes = self.scopes_of_one_resource(application, segment, scope)?;
        self.check_resources(directory, client.id, &scopes)?;
        self.require_consent(directory, application, person, &scopes)?;
        self.require_access(directory, person, &scopes, &authentication, Challenged::Interactively)?;
        let issue = Issue {
            client_id: client.id,
            proof,
            tenant: directory.id,
            person: person.clone(),
            platform: Platform::Web,
            authentication,
            nonce: None,
        };
        self.issue(asked, &issue, &scopes, request)
    }

    /// For whom the assertion speaks, if this application may present it.
    fn presented(&self, assertion: &str, application: &Application) -> Result<Presented, Refusal> {
        let claims = self.signer().verify(assertion).map_err(|why| match why {
            NotOurs::Malformed => assertion_malformed::refusal(),
            NotOurs::UnknownKey { kid } => assertion_signature::unknown_key(&kid),
            NotOurs::BadSignature => assertion_signature::bad_signature(),
        })?;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        assertion_is_app_only::check(application.client_id, text("idtyp") == "app")?;
        assertion_is_id_token::check(!text("scp").is_empty())?;
        assertion_audience::check(text("aud"), &application.registration)?;
        let (not_before, expires) = lifetime(&claims);
        assertion_lifetime::check(not_before, expires, self.now())?;
        // The issuer is not compared: what this key signed came from this tenant, whichever listener was asked.
        let user = Uuid::try_parse(text("oid")).ok().and_then(|id| self.user(id));
        let (directory, person) = user.ok_or_else(assertion_malformed::refusal)?;
        let authentication = remembered(&claims).unwrap_or_else(|| Authentication::simple(self.now()));
        Ok(Presented { tenant: directory.id, account: directory.account(person), authentication })
    }
}

/// What an assertion says.
struct Presented {
    /// The tenant that issued it.
    tenant: TenantId,
    account: Account,
    authentication: Authentication,
}
