//! What must hold besides the registration, and no form asks for.

mod office;
mod tenant;

use serde::Serialize;

use super::Plan;
use crate::OfficeHost;

/// What must hold, why, and where. Sentences without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prerequisite {
    pub id: PrerequisiteId,
    pub what: String,
    /// What happens else.
    pub why: String,
    /// Who can see to it.
    pub who: Who,
    /// The hosts of the add-in for which it matters.
    pub applies_to: Vec<OfficeHost>,
}

/// Stable words for it, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PrerequisiteId {
    MayRegister,
    MayConsent,
    OtherTenants,
    NationalCloud,
    TrustedCertificate,
    OfficeVersion,
    WorkAccounts,
    Mailboxes,
    ModernAuthentication,
    DocumentsOnTheWeb,
    ApprovedClientApp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    Developer,
    Administrator,
    /// Who uses the add-in.
    Users,
}

impl Plan {
    /// What must hold besides the values, by the facts. Where no host is given, it is for all of them.
    pub fn prerequisites(&self) -> Vec<Prerequisite> {
        tenant::all(self).into_iter().chain(office::all(self)).collect()
    }

    fn hosts(&self) -> Vec<OfficeHost> {
        match self.facts.office_hosts.is_empty() {
            true => OfficeHost::ALL.to_vec(),
            false => self.facts.office_hosts.clone(),
        }
    }

    /// A prerequisite that matters for all hosts.
    fn everywhere(
        &self,
        id: PrerequisiteId,
        who: Who,
        what: impl Into<String>,
        why: impl Into<String>,
    ) -> Prerequisite {
        Prerequisite { id, what: what.into(), why: why.into(), who, applies_to: self.hosts() }
    }

    /// One that matters for some of them; `None` if the add-in is in none.
    fn only_in(&self, hosts: &[OfficeHost], prerequisite: Prerequisite) -> Option<Prerequisite> {
        let applies_to: Vec<_> = self.hosts().into_iter().filter(|host| hosts.contains(host)).collect();
        (!applies_to.is_empty()).then_some(Prerequisite { applies_to, ..prerequisite })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drawn, facts};
    use super::*;
    use crate::plan::{AccountTypes, Auth, Facts};
    use crate::{Cloud, GraphPermission};

    fn ids(facts: Facts) -> Vec<PrerequisiteId> {
        Plan::new(facts, drawn()).prerequisites().into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn of_everything_at_once() {
        let facts = Facts {
            office_hosts: Vec::new(),
            account_types: AccountTypes::MultiTenant,
            auth: Auth::Both,
            cloud: Cloud::UsGov,
            permissions: GraphPermission::by_name("User.Read.All").into_iter().collect(),
            ..facts()
        };
        insta::assert_json_snapshot!(Plan::new(facts, drawn()).prerequisites());
    }

    #[test]
    fn by_the_facts() {
        use PrerequisiteId::*;
        let word = [MayRegister, MayConsent, TrustedCertificate, OfficeVersion, WorkAccounts, DocumentsOnTheWeb];
        assert_eq!(ids(facts()), word);
        let outlook = |auth| Facts { office_hosts: vec![OfficeHost::Outlook], auth, ..facts() };
        assert_eq!(
            ids(outlook(Auth::LegacySso)),
            [MayRegister, MayConsent, TrustedCertificate, OfficeVersion, WorkAccounts, Mailboxes, ModernAuthentication]
        );
        assert_eq!(
            ids(outlook(Auth::Naa)),
            [MayRegister, MayConsent, TrustedCertificate, OfficeVersion, Mailboxes, ApprovedClientApp]
        );
        let production = Facts { domain: "addin.contoso.com".parse().unwrap(), ..facts() };
        assert!(!ids(production).contains(&TrustedCertificate));
        let china = Facts { cloud: Cloud::China, account_types: AccountTypes::MultiTenant, ..facts() };
        assert_eq!(ids(china)[1..4], [MayConsent, OtherTenants, NationalCloud]);
    }

    #[test]
    fn in_the_order_of_their_ids() {
        for auth in [Auth::LegacySso, Auth::Naa, Auth::Both] {
            let all = Facts { auth, office_hosts: Vec::new(), cloud: Cloud::UsGovDod, ..facts() };
            assert!(ids(all).is_sorted());
        }
    }
}
