//! *Grant admin consent*: the portal's button, and the address that an administrator is sent to.

use sso_core::{ClientId, TenantId};

use super::app_role::AppRoleAssignment;
use super::authorization::AnswerTo;
use super::claims_request::Demanded;
use super::client_authentication::check_audience;
use super::consent::Missing;
use super::resource::Resource;
use super::scope::Scopes;
use super::view::{Authorization, Next};
use super::{Asked, AuthorizationRequest, Form, Prompt, Tenant};
use crate::rules::{Refusal, parameter_missing, redirect_uri_missing};

/// The two addresses that an administrator is sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdminConsentAddress {
    /// `…/v2.0/adminconsent`: `scope` says for what.
    Scopes,
    /// `…/adminconsent`: for all that the registration lists.
    AllListed,
}

impl Tenant {
    /// Everything that the registration lists, delegated for everybody in a tenant and for the application itself. Nobody
    /// may do that for personal accounts.
    pub fn grant_admin_consent(&mut self, tenant: TenantId, client: ClientId) {
        if tenant == TenantId::PERSONAL_ACCOUNTS
            || !self.application(client).is_some_and(|application| application.may_be_in(tenant))
        {
            return;
        }
        let mut listed = Missing::default();
        for resource in self.listed_resources(Some(tenant), client) {
            self.add_listed(&mut listed, client, resource);
        }
        self.grant_to(tenant, client, None, &listed);
    }

    /// `GET …/v2.0/adminconsent`, or the older address without `v2.0`. `session`: the browser's cookie. Without `redirect_uri` Entra takes the first one of the
    /// registration, which for an add-in may be one for nested app authentication, and so none that a browser can go to.
    pub fn admin_consent(
        &mut self,
        asked: Asked<'_>,
        address: AdminConsentAddress,
        form: &Form,
        session: Option<&str>,
    ) -> Authorization {
        let next = match self.admin_consent_request(asked, address, form) {
            Ok(request) => self.choose_session(request, session),
            Err(refusal) => Next::Refused(refusal),
        };
        Authorization { next, new_session: None }
    }

    fn admin_consent_request(
        &self,
        asked: Asked<'_>,
        address: AdminConsentAddress,
        form: &Form,
    ) -> Result<AuthorizationRequest, Refusal> {
        let segment = self.segment(asked.segment)?;
        let application = self.client_of_page(asked, form)?;
        check_audience(&application.registration, segment)?;
        let registration = &application.registration;
        let mut registered = registration
            .spa
            .redirect_uris
            .iter()
            .chain(&registration.web.redirect_uris)
            .chain(&registration.public_client.redirect_uris);
        let named = form.get("redirect_uri").or_else(|| registered.next().map(String::as_str));
        let target = self.target_at(application, redirect_uri_missing::check(named)?, form)?;
        let (scopes, scope) = match address {
            AdminConsentAddress::Scopes => {
                let scopes = self.scopes(application, segment, parameter_missing::require(form, "scope")?)?;
                let scope = scopes.to_string();
                (scopes, Some(scope))
            }
            AdminConsentAddress::AllListed => {
                (Scopes::all_of(self.listed_resources(segment.tenant(), application.client_id)), None)
            }
        };
        Ok(AuthorizationRequest {
            client_id: application.client_id,
            segment,
            scopes,
            prompt: Prompt::IfNeeded,
            login_hint: None,
            domain_hint: None,
            demanded: Demanded::default(),
            answer: AnswerTo::AdminConsent { target, scope },
        })
    }

    /// What an administrator is asked for: the scopes by name, or with `.default` what the registration lists, which may
    /// be application permissions, too.
    pub(super) fn listed(&self, client: ClientId, scopes: &Scopes) -> Missing {
        let mut listed = Missing::default();
        for of in &scopes.resources {
            let named = of.named.iter().filter_map(|scope| self.permission(of.resource, &scope.name));
            listed.delegated.extend(named.map(|permission| (of.resource, permission)));
            if of.is_default {
                self.add_listed(&mut listed, client, of.resource);
            }
        }
        listed
    }

    fn add_listed(&self, listed: &mut Missing, client: ClientId, resource: Resource) {
        let permissions = self.listed_permissions(client, resource).into_iter();
        listed.delegated.extend(permissions.map(|permission| (resource, permission)));
        let roles = self.listed_roles(client, resource).into_iter();
        listed.roles.extend(roles.map(|role| AppRoleAssignment { client, resource, role }));
    }

    /// The resources under *API permissions* that can be in the tenant; `None`: in any.
    pub(super) fn listed_resources(&self, tenant: Option<TenantId>, client: ClientId) -> Vec<Resource> {
        let listed = self.application(client).map(|client| client.registration.required_resource_access.as_slice());
        let listed = listed.unwrap_or_default().iter();
        listed.filter_map(|access| self.resource(tenant, &access.resource_app_id.to_string())).collect()
    }
}
