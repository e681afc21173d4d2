//! The facts as far as somebody gave them.

use serde::{Deserialize, Serialize};
use sso_core::plan::{AccountTypes, Auth, Facts, Pages};
use sso_core::{ClientId, Cloud, GraphPermission, HostPort, OfficeHost, TenantId};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KnownFacts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<HostPort>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub office_hosts: Vec<OfficeHost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_types: Option<AccountTypes>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<GraphPermission>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth: Option<Auth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud: Option<Cloud>,
}

impl KnownFacts {
    /// Whether nobody has given any.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes over what a plan was made of, apart from the client ID, which is known when the application is there.
    pub fn remember(&mut self, facts: &Facts) {
        let Facts {
            name,
            domain,
            office_hosts,
            client_id: _,
            tenant_id,
            account_types,
            permissions,
            auth,
            pages,
            cloud,
        } = facts;
        self.name = Some(name.clone());
        self.domain = Some(domain.clone());
        self.office_hosts.clone_from(office_hosts);
        self.tenant_id = tenant_id.or(self.tenant_id);
        self.account_types = Some(*account_types);
        self.permissions.clone_from(permissions);
        self.auth = Some(*auth);
        self.pages = Some(pages.clone());
        self.cloud = Some(cloud.clone());
    }

    /// Takes over the facts that others give; those that they do not give stay.
    pub(crate) fn take_over(&mut self, others: Self) {
        self.name = others.name.or(self.name.take());
        self.domain = others.domain.or(self.domain.take());
        if !others.office_hosts.is_empty() {
            self.office_hosts = others.office_hosts;
        }
        self.client_id = others.client_id.or(self.client_id);
        self.tenant_id = others.tenant_id.or(self.tenant_id);
        self.account_types = others.account_types.or(self.account_types);
        if !others.permissions.is_empty() {
            self.permissions = others.permissions;
        }
        self.auth = others.auth.or(self.auth);
        self.pages = others.pages.or(self.pages.take());
        self.cloud = others.cloud.or(self.cloud.take());
    }

    /// Makes the changes that lead from `before` to `after`, and no other: what somebody else changed meanwhile stays.
    pub(super) fn carry_over(&mut self, before: &Self, after: &Self) {
        let Self { name, domain, office_hosts, client_id, tenant_id, account_types, permissions, auth, pages, cloud } =
            self;
        carry(name, &before.name, &after.name);
        carry(domain, &before.domain, &after.domain);
        carry(office_hosts, &before.office_hosts, &after.office_hosts);
        carry(client_id, &before.client_id, &after.client_id);
        carry(tenant_id, &before.tenant_id, &after.tenant_id);
        carry(account_types, &before.account_types, &after.account_types);
        carry(permissions, &before.permissions, &after.permissions);
        carry(auth, &before.auth, &after.auth);
        carry(pages, &before.pages, &after.pages);
        carry(cloud, &before.cloud, &after.cloud);
    }
}

pub(super) fn carry<T: Clone + PartialEq>(there: &mut T, before: &T, after: &T) {
    if before != after {
        there.clone_from(after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_carried_over() {
        let facts = |name: &str, domain: Option<&str>| KnownFacts {
            name: Some(name.to_owned()),
            domain: domain.map(|domain| domain.parse().unwrap()),
            ..KnownFacts::default()
        };
        // Another program changed the name, this one the domain.
        let mut there = KnownFacts { auth: Some(Auth::Both), ..facts("theirs", Some("localhost:3000")) };
        there.carry_over(&facts("ours", Some("localhost:3000")), &facts("ours", Some("localhost:3001")));
        assert_eq!(there, KnownFacts { auth: Some(Auth::Both), ..facts("theirs", Some("localhost:3001")) });
        there.carry_over(&facts("ours", Some("localhost:3001")), &facts("mine", None));
        assert_eq!(there, KnownFacts { auth: Some(Auth::Both), ..facts("mine", None) });
    }
}
