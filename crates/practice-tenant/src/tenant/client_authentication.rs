//! Who the client of a token request is, and how it proves that.

use sso_core::ClientId;
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;

use super::application::Application;
use super::directory::Directory;
use super::{Asked, Platform, Segment, Tenant, TokenRequest};
use crate::rules::{
    Refusal, account_disabled, account_not_in_tenant, application_disabled, application_not_found, credential_missing,
    cross_origin_redemption, malformed_request, not_multi_tenant, parameter_missing, personal_accounts_unsupported,
    public_client_credential, spa_redemption, work_accounts_unsupported,
};
use crate::{Account, Person};

/// Who asks at the token endpoint, and at which tenant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    pub id: ClientId,
    pub segment: Segment,
}

/// How a client proved itself. Tokens tell it as `azpacr`, in version 1 `appidacr`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// A public client: none.
    None,
    Secret,
    Certificate,
}

impl Proof {
    pub fn acr(self) -> &'static str {
        match self {
            Self::None => "0",
            Self::Secret => "1",
            Self::Certificate => "2",
        }
    }
}

/// What a request carries as proof. Does not print.
pub enum Credential {
    None,
    /// In the body or as HTTP Basic.
    Secret(ClientSecret),
    /// `client_assertion`.
    Assertion(String),
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
            (None, None, Some(assertion)) => {
                let bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                match parameter_missing::require(&self.form, "client_assertion_type")? == bearer {
                    true => Ok(Credential::Assertion(assertion.to_owned())),
                    false => Err(malformed_request::refusal()),
                }
            }
            // RFC 6749 §2.3: one method of authentication per request.
            _ => Err(malformed_request::refusal()),
        }
    }
}

impl Tenant {
    /// The application of `client_id`, if the tenant that is asked can know it and has not disabled it.
    pub(super) fn client(&self, client_id: &str, segment: Segment) -> Result<&Application, Refusal> {
        let application = client_id
            .parse()
            .ok()
            .and_then(|id| self.application(id))
            .filter(|application| match segment {
                // Which one is said by another rule.
                Segment::Common | Segment::Organizations | Segment::Consumers => true,
                Segment::Tenant(id) => application.may_be_in(id),
            })
            .ok_or_else(|| application_not_found::refusal(client_id, self.segment_name(segment)))?;
        if let Some(id) = segment.tenant() {
            self.is_usable(application, self.directory(id)?)?;
        }
        Ok(application)
    }

    /// Unless an administrator of this tenant has forbidden it. Where it is not installed yet, nobody has.
    pub(super) fn is_usable(&self, application: &Application, directory: &Directory) -> Result<(), Refusal> {
        let principal = directory.service_principals.get(&application.client_id);
        let enabled = principal.is_none_or(|principal| principal.account_enabled);
        application_disabled::check(application.client_id, application.name(), enabled)
    }

    pub(super) fn client_of(&self, request: &TokenRequest, segment: Segment) -> Result<Client, Refusal> {
        let application = self.client(request.client_id()?, segment)?;
        check_audience(&application.registration, segment)?;
        Ok(Client { id: application.client_id, segment })
    }

    /// Whether the request may redeem what was issued to this platform type, and by what proof.
    pub(super) fn authenticate(
        &self,
        asked: Asked<'_>,
        application: &Application,
        platform: Platform,
        request: &TokenRequest,
    ) -> Result<Proof, Refusal> {
        cross_origin_redemption::check(platform, request.origin.as_deref())?;
        spa_redemption::check(platform, request.origin.as_deref())?;
        match (platform, request.credential()?) {
            (Platform::Web, Credential::None) => Err(credential_missing::refusal()),
            (Platform::Web, Credential::Secret(secret)) => {
                application.check_secret(&secret, self.now()).map(|()| Proof::Secret)
            }
            (Platform::Web, Credential::Assertion(assertion)) => {
                self.check_client_assertion(asked, application, &assertion).map(|()| Proof::Certificate)
            }
            (Platform::Spa | Platform::PublicClient, credential) => {
                public_client_credential::check(!matches!(credential, Credential::None)).map(|()| Proof::None)
            }
        }
    }

    /// As whom an account is known in a tenant that it uses an application of.
    pub(super) fn user_in<'a>(
        &self,
        directory: &'a Directory,
        application: &Application,
        account: Account,
    ) -> Result<&'a Person, Refusal> {
        let person = directory.user(account).ok_or_else(|| {
            let (home, name) = match self.user(account.id) {
                Some((home, person)) => (home.id, person.sign_in_name()),
                None => (account.tenant_id, ""),
            };
            account_not_in_tenant::refusal(&account_not_in_tenant::Stranger {
                name,
                home,
                tenant: &directory.name,
                client_id: application.client_id,
                application: application.name(),
            })
        })?;
        account_disabled::check(person)?;
        // A guest signs in at home.
        if let Some((_, at_home)) = self.user(account.id) {
            account_disabled::check(at_home)?;
        }
        Ok(person)
    }

    /// The tenant that answers for an account: the one asked for by name, or the account's home.
    pub(super) fn tenant_for(&self, segment: Segment, account: Account) -> Result<&Directory, Refusal> {
        self.directory(segment.tenant().unwrap_or(account.tenant_id))
    }

    /// As whom, and in which tenant, the account of a grant uses the application now.
    pub(super) fn user_for(
        &self,
        segment: Segment,
        application: &Application,
        account: Account,
    ) -> Result<(&Directory, &Person), Refusal> {
        let directory = self.tenant_for(segment, account)?;
        self.is_usable(application, directory)?;
        Ok((directory, self.user_in(directory, application, account)?))
    }
}

/// Whether the account types of the registration go with the segment of the path.
pub(super) fn check_audience(registration: &Registration, segment: Segment) -> Result<(), Refusal> {
    not_multi_tenant::check(registration, segment)?;
    personal_accounts_unsupported::check(registration, segment)?;
    work_accounts_unsupported::check(registration, segment)
}
