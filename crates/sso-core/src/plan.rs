//! The plan: made once from a few facts; every value that anyone has to type anywhere is derived from it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::registration::{Registration, SignInAudience};
use crate::token::Expected;
use crate::{AppIdUri, ClientId, Cloud, GraphPermission, HostPort, OfficeHost, TenantId};

/// What only the developer knows.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub name: String,
    pub domain: HostPort,
    pub office_hosts: Vec<OfficeHost>,
    /// Known once the registration exists.
    pub client_id: Option<ClientId>,
    pub tenant_id: Option<TenantId>,
    pub account_types: AccountTypes,
    pub permissions: Vec<GraphPermission>,
    pub cloud: Cloud,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountTypes {
    #[default]
    SingleTenant,
    MultiTenant,
    MultiTenantAndPersonal,
}

/// What is drawn by chance once and then kept, so that every rendering repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// `api.oauth2PermissionScopes[access_as_user].id`
    pub scope_id: Uuid,
}

/// One value with the place where it is typed and the reason for it, in the order of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedValue {
    pub name: String,
    pub value: String,
    pub portal: String,
    pub property: String,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub facts: Facts,
    pub drawn: Drawn,
}

impl Plan {
    /// `None` until the client ID is known: the URI contains it.
    pub fn app_id_uri(&self) -> Option<AppIdUri> {
        todo!()
    }

    pub fn sign_in_audience(&self) -> SignInAudience {
        todo!()
    }

    /// `Scope` elements of the manifest: OpenID Connect's, then Graph's.
    pub fn manifest_scopes(&self) -> Vec<&str> {
        todo!()
    }

    /// Scopes of the On-Behalf-Of request.
    pub fn graph_scopes(&self) -> Vec<&str> {
        todo!()
    }

    /// The registration as it should be, without credentials.
    pub fn registration(&self) -> Registration {
        todo!()
    }

    pub fn values(&self) -> Vec<PlannedValue> {
        todo!()
    }

    /// What a server must expect of a token; `issuer` as the metadata of the configured cloud says.
    pub fn expected(&self, issuer: &str) -> Option<Expected> {
        let _ = issuer;
        todo!()
    }
}
