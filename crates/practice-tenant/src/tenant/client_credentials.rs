//! `grant_type=client_credentials`: a token of the application itself, without a user.

use serde_json::{Value, json};

use super::application::Application;
use super::claims::UnsignedAccessToken;
use super::client_authentication::{Client, Proof};
use super::directory::Directory;
use super::jwt::Draft;
use super::resource::Resource;
use super::{Asked, Platform, Tenant, TokenRequest, UnsignedResponse, issuer_v1, issuer_v2};
use crate::rules::{
    Refusal, grant_invalid, grant_needs_tenant, parameter_missing, role_not_assigned, scope_not_default,
    service_principal_missing,
};

impl Tenant {
    pub(super) fn client_credentials(
        &mut self,
        asked: Asked<'_>,
        client: Client,
        request: &TokenRequest,
    ) -> Result<UnsignedResponse, Refusal> {
        grant_needs_tenant::check(client.segment)?;
        let scope = parameter_missing::require(&request.form, "scope")?;
        let application = self.application(client.id).ok_or_else(|| grant_invalid::refusal("client_id"))?;
        let proof = self.authenticate(asked, application, Platform::Web, request)?;
        // No user, so nobody's home would answer for an open segment: the rule above saw to that.
        let tenant = client.segment.tenant().unwrap_or(application.home);
        let directory = self.directory(tenant)?;
        let scopes = self.scopes_of_one_resource(application, client.segment, scope)?;
        let [of] = scopes.resources.as_slice() else { return Err(scope_not_default::refusal(scope)) };
        if !of.is_default {
            return Err(scope_not_default::refusal(scope));
        }
        self.check_resources(directory, client.id, &scopes)?;
        let roles = self.roles(directory, application, of.resource)?;
        let app = AppOnly { application, proof, directory, roles: &roles };
        let (draft, expires_in) = self.app_only_token(asked, &app, of.resource, &of.identifier)?;
        Ok(UnsignedResponse {
            scope: scope.to_owned(),
            expires_in,
            access_token: UnsignedAccessToken::Jwt(draft),
            refresh_token: None,
            id_token: None,
            client_info: None,
        })
    }

    /// The roles that the application was granted; none is fine unless the API demands an assignment.
    fn roles(
        &self,
        directory: &Directory,
        application: &Application,
        resource: Resource,
    ) -> Result<Vec<String>, Refusal> {
        let roles = directory.roles_of(application.client_id, resource);
        let api = self.application(resource.app_id());
        let demands = directory.service_principals.get(&resource.app_id()).map(|api| api.app_role_assignment_required);
        if let (true, Some(true), Some(api)) = (roles.is_empty(), demands, api) {
            let client = (application.client_id, application.name());
            return Err(role_not_assigned::refusal(client, (api.client_id, api.name())));
        }
        Ok(roles)
    }

    fn app_only_token(
        &self,
        asked: Asked<'_>,
        app: &AppOnly<'_>,
        resource: Resource,
        identifier: &str,
    ) -> Result<(Draft, i64), Refusal> {
        let AppOnly { application, proof, directory, roles } = *app;
        let principal = directory.service_principals.get(&application.client_id);
        let principal =
            principal.ok_or_else(|| service_principal_missing::refusal(application.client_id, directory.id))?;
        let (mut claims, expires_in) = self.opaque_and_times();
        claims["oid"] = principal.id.to_string().into();
        claims["sub"] = principal.id.to_string().into();
        claims["tid"] = directory.id.to_string().into();
        claims["idtyp"] = "app".into();
        if !roles.is_empty() {
            claims["roles"] = json!(roles);
        }
        let client_id = application.client_id.to_string();
        let version = match resource {
            Resource::Graph => 1,
            Resource::Api(api) => self.token_version(api),
        };
        let draft = if version == 2 {
            set(
                &mut claims,
                [
                    ("ver", "2.0".to_owned()),
                    ("iss", issuer_v2(asked.origin, directory.id)),
                    ("aud", resource.app_id().to_string()),
                    ("azp", client_id),
                    ("azpacr", proof.acr().to_owned()),
                ],
            );
            self.signer.draft(&claims)
        } else {
            let issuer = issuer_v1(asked.origin, directory.id);
            set(
                &mut claims,
                [
                    ("ver", "1.0".to_owned()),
                    ("iss", issuer.clone()),
                    ("idp", issuer),
                    ("appid", client_id),
                    ("appidacr", proof.acr().to_owned()),
                ],
            );
            match resource {
                Resource::Graph => {
                    claims["aud"] = resource.app_id().to_string().into();
                    self.signer.draft_for_graph(&self.chance.text::<32>(), &claims)
                }
                Resource::Api(_) => {
                    claims["aud"] = identifier.into();
                    self.signer.draft_v1(&claims)
                }
            }
        };
        Ok((draft, expires_in))
    }
}

/// An application that acts for itself.
#[derive(Clone, Copy)]
struct AppOnly<'a> {
    application: &'a Application,
    proof: Proof,
    directory: &'a Directory,
    roles: &'a [String],
}

fn set<const N: usize>(claims: &mut Value, values: [(&str, String); N]) {
    for (name, value) in values {
        claims[name] = value.into();
    }
}
