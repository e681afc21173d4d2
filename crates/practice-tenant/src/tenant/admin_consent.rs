//! *Grant admin consent*: the portal's button, and the address that an administrator is sent to.

use sso_core::{ClientId, TenantId};

use super::app_role::AppRoleAssignment;
use super::authorization::AnswerTo;
use super::claims_request::Demanded;
use super::client_authentication::check_audience;
use super::consent::Missing;
use super::resource::Resource;
use super::scope::{ResourceScopes, Scopes};
use super::view::{Authorization, Next};
use super::{Asked, AuthorizationRequest, Form, Prompt, Tenant};
use crate::rules::{Refusal, parameter_missing, redirect_uri_missing};

impl Tenant {
    /// Everything that the registration lists, delegated for everybody in a tenant and for the application itself. Nobody
    /// may do that for personal accounts.
    pub fn grant_admin_consent(&mut self, tenant: TenantId, client: ClientId) {
        if tenant == TenantId::PERSONAL_ACCOUNTS
            || !self.application(client).is_some_and(|application| application.may_be_in(tenant))
        {
            return;
        }
        let mut delegated = Missing::default();
        let mut roles = Vec::new();
        for resource in self.listed_resources(tenant, client) {
            let permissions = self.listed_permissions(client, resource);
            delegated.0.extend(permissions.into_iter().map(|permission| (resource, permission)));
            let named = self.listed_roles(client, resource).into_iter();
            roles.extend(named.map(|role| AppRoleAssignment { client, resource, role }));
        }
        let Some(directory) = self.directory_mut(tenant) else { return };
        for (resource, permission) in &delegated.0 {
            directory.grant(client, *resource, None, permission.name.clone());
        }
        roles.into_iter().for_each(|assignment| directory.assign(assignment));
        self.install(tenant, client, &delegated);
    }

    /// `GET …/v2.0/adminconsent`. `session`: the browser's cookie. Without `redirect_uri` Entra takes the first one of the
    /// registration, which for an add-in may be one for nested app authentication, and so none that a browser can go to.
    pub fn admin_consent(&mut self, asked: Asked<'_>, form: &Form, session: Option<&str>) -> Authorization {
        let next = match self.admin_consent_request(asked, form) {
            Ok(request) => self.choose_session(request, session),
            Err(refusal) => Next::Refused(refusal),
        };
        Authorization { next, new_session: None }
    }

    fn admin_consent_request(&self, asked: Asked<'_>, form: &Form) -> Result<AuthorizationRequest, Refusal> {
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
        let scopes = self.scopes(application, segment, parameter_missing::require(form, "scope")?)?;
        Ok(AuthorizationRequest {
            client_id: application.client_id,
            segment,
            scopes,
            prompt: Prompt::IfNeeded,
            login_hint: None,
            domain_hint: None,
            demanded: Demanded::default(),
            answer: AnswerTo::AdminConsent(target),
        })
    }

    /// What an administrator is asked for: the scopes by name, or with `.default` what the registration lists.
    pub(super) fn listed(&self, client: ClientId, scopes: &Scopes) -> Missing {
        let of = |of: &ResourceScopes| -> Vec<_> {
            let named = of.named.iter().filter_map(|scope| self.permission(of.resource, &scope.name));
            let listed = if of.is_default { self.listed_permissions(client, of.resource) } else { Vec::new() };
            named.chain(listed).map(|permission| (of.resource, permission)).collect()
        };
        Missing(scopes.resources.iter().flat_map(of).collect())
    }

    /// The resources under *API permissions* that can be in the tenant.
    fn listed_resources(&self, tenant: TenantId, client: ClientId) -> Vec<Resource> {
        let listed = self.application(client).map(|client| client.registration.required_resource_access.as_slice());
        let listed = listed.unwrap_or_default().iter();
        listed.filter_map(|access| self.resource(Some(tenant), &access.resource_app_id.to_string())).collect()
    }
}
