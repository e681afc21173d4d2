use sso_core::TenantId;
use uuid::Uuid;

use super::Tenant;
use super::directory::Directory;
use crate::rules::{Refusal, tenant_malformed, tenant_not_found};
use crate::{Account, Person};

/// The first segment of every path: whose accounts are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// One tenant, by its GUID or domain.
    Tenant(TenantId),
    /// Work and personal accounts.
    Common,
    /// Work accounts of any tenant.
    Organizations,
    /// Personal accounts, by this word or by the GUID of their tenant.
    Consumers,
}

impl Segment {
    /// The one that names this tenant.
    pub fn of(tenant: TenantId) -> Self {
        if tenant == TenantId::PERSONAL_ACCOUNTS { Self::Consumers } else { Self::Tenant(tenant) }
    }

    /// The tenant that it names; `None`: that depends on the account.
    pub fn tenant(self) -> Option<TenantId> {
        match self {
            Self::Tenant(id) => Some(id),
            Self::Consumers => Some(TenantId::PERSONAL_ACCOUNTS),
            Self::Common | Self::Organizations => None,
        }
    }
}

impl Tenant {
    pub fn segment(&self, text: &str) -> Result<Segment, Refusal> {
        if text.eq_ignore_ascii_case("common") {
            return Ok(Segment::Common);
        }
        if text.eq_ignore_ascii_case("organizations") {
            return Ok(Segment::Organizations);
        }
        let id = match Uuid::try_parse(text) {
            Ok(id) => Some(TenantId::from_uuid(id)),
            Err(_) => text.eq_ignore_ascii_case("consumers").then_some(TenantId::PERSONAL_ACCOUNTS),
        };
        let named = |directory: &&Directory| id.map_or_else(|| directory.has_domain(text), |id| directory.id == id);
        match self.directories.iter().find(named) {
            Some(directory) => Ok(Segment::of(directory.id)),
            None if id.is_some() || is_domain(text) => Err(tenant_not_found::refusal(text)),
            None => Err(tenant_malformed::refusal(text)),
        }
    }

    /// What an answer calls the tenant of a request.
    pub(super) fn segment_name(&self, segment: Segment) -> &str {
        match (segment, segment.tenant().and_then(|id| self.directory(id).ok())) {
            (_, Some(directory)) => &directory.name,
            (Segment::Organizations, None) => "organizations",
            (_, None) => "common",
        }
    }

    /// Whom the account picker of a request offers, with the tenant in which they are.
    pub(super) fn people_of(&self, segment: Segment) -> Vec<(&Directory, &Person)> {
        let offered = |directory: &Directory, person: &Person| match segment {
            Segment::Common => !person.is_guest(),
            Segment::Organizations => !person.is_guest() && !directory.is_personal(),
            Segment::Tenant(_) | Segment::Consumers => segment.tenant() == Some(directory.id),
        };
        let all = self.directories.iter().flat_map(|of| of.people.iter().map(move |person| (of, person)));
        all.filter(|(of, person)| offered(of, person)).collect()
    }

    /// By what a person types: among those of the tenant asked, else anybody at home anywhere.
    pub(super) fn account_by_name(&self, segment: Segment, name: &str) -> Option<Account> {
        let name = name.trim();
        let asked = self.directories.iter().filter(|of| segment.tenant() == Some(of.id));
        let of = |directory: &Directory, guests: bool| {
            let known = directory.people.iter().find(|person| (guests || !person.is_guest()) && person.is_called(name));
            known.map(|person| directory.account(person))
        };
        asked
            .into_iter()
            .find_map(|directory| of(directory, true))
            .or_else(|| self.directories.iter().find_map(|directory| of(directory, false)))
    }
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}
