//! What a registration may be, and from what to what it may change. A file a rule, with Graph's words.

mod audience;
mod duplicate;
mod enabled_permission;
mod identifier_uri;
mod identifier_uri_taken;
mod pre_authorization;
mod redirect_uri;
mod size;
mod token_version;

use sso_core::registration::Registration;
use sso_core::{ClientId, TenantId};

use super::{GraphRefusal, Tenant};
use crate::tenant::directory::Directory;

/// Which App ID URIs an app with version 1 tokens may add: Entra's page on restrictions of identifier URIs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IdentifierUriPolicy {
    /// What contains a verified domain, the tenant ID or the client ID. All tenants have it since 2025.
    #[default]
    Default,
    /// `api://<client ID>` and `api://<tenant ID>/<client ID>` alone.
    Strict,
}

/// A registration as it is and as it would become.
pub(super) struct Change<'a> {
    /// The tenant in which it is registered.
    pub directory: &'a Directory,
    pub policy: IdentifierUriPolicy,
    pub client_id: ClientId,
    /// `None`: it is being created.
    pub before: Option<&'a Registration>,
    pub after: &'a Registration,
    /// All other registrations, each with its tenant.
    pub others: Vec<(TenantId, &'a Registration)>,
}

impl Change<'_> {
    /// What `list` has now and had not before.
    fn added<'a>(&'a self, list: impl Fn(&'a Registration) -> &'a [String]) -> impl Iterator<Item = &'a String> {
        let before = self.before.map(&list).unwrap_or_default();
        list(self.after).iter().filter(move |value| !before.contains(value))
    }
}

impl Tenant {
    pub(super) fn identifier_uri_policy(&self, tenant: TenantId) -> IdentifierUriPolicy {
        match self.graph_settings.strict_identifier_uris.contains(&tenant) {
            true => IdentifierUriPolicy::Strict,
            false => IdentifierUriPolicy::Default,
        }
    }
}

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    for rule in [
        size::check,
        duplicate::check,
        audience::check,
        token_version::check,
        identifier_uri::check,
        identifier_uri_taken::check,
        redirect_uri::check,
        enabled_permission::check,
        pre_authorization::check,
    ] {
        rule(change)?;
    }
    Ok(())
}
