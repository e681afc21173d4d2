//! Healthy registrations, and how a rule's tests break one of them in one place. For the rooms of redirect URIs,
//! credentials, permissions and nested app authentication too.

use super::{Subject, check_registration, law};
use crate::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan};
use crate::registration::{PasswordCredential, Registration, ServicePrincipal};
use crate::{ClientId, Cloud, Code, Finding, GraphPermission, OfficeHost, Severity, Timestamp};

pub(in crate::rules) const ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub(in crate::rules) const ANOTHER_ID: &str = "5f2b6c1e-8d43-4a57-9c10-2e7a9b3d4f60";
pub(in crate::rules) const SCOPE_ID: &str = "5b3a4e4a-e55e-45ba-820b-ea16efbe3d50";

/// A registration in which nothing is wrong, with all that belongs to it. A test may change any of it.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Healthy {
    pub registration: Registration,
    pub service_principal: Option<ServicePrincipal>,
    pub plan: Option<Plan>,
    pub now: Timestamp,
}

impl Healthy {
    /// At a developer's desk: one tenant, localhost:3000.
    pub fn localhost() -> Self {
        Self::of("localhost:3000", AccountTypes::SingleTenant)
    }

    /// For everybody's tenant: addin.contoso.com.
    pub fn production() -> Self {
        Self::of("addin.contoso.com", AccountTypes::MultiTenant)
    }

    /// As [`Self::production`], and for personal Microsoft accounts.
    pub fn personal() -> Self {
        Self::of("addin.contoso.com", AccountTypes::MultiTenantAndPersonal)
    }

    pub fn all() -> [Self; 3] {
        [Self::localhost(), Self::production(), Self::personal()]
    }

    fn of(domain: &str, account_types: AccountTypes) -> Self {
        let facts = Facts {
            name: "Contoso".into(),
            domain: domain.parse().unwrap(),
            office_hosts: vec![OfficeHost::Excel],
            client_id: Some(client_id(ID)),
            tenant_id: Some("7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11".parse().unwrap()),
            account_types,
            permissions: GraphPermission::by_name("User.Read").into_iter().collect(),
            auth: Auth::LegacySso,
            pages: Pages::default(),
            cloud: Cloud::Public,
        };
        let plan = Plan::new(facts, Drawn { scope_id: SCOPE_ID.parse().unwrap() });
        let mut registration = plan.registration();
        registration.password_credentials = vec![PasswordCredential {
            key_id: "0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21".parse().unwrap(),
            display_name: Some("server".to_owned()),
            hint: Some("abc".to_owned()),
            start_date_time: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            end_date_time: Some("2026-06-30T00:00:00Z".parse().unwrap()),
        }];
        let service_principal = ServicePrincipal {
            id: "d0c4a7e1-52f4-4b2c-8f0a-9a1b7c3e5d60".parse().unwrap(),
            app_id: client_id(ID),
            account_enabled: Some(true),
            app_role_assignment_required: Some(false),
            app_owner_organization_id: plan.facts.tenant_id,
            other: serde_json::Map::new(),
        };
        Self {
            registration,
            service_principal: Some(service_principal),
            plan: Some(plan),
            now: "2026-01-15T00:00:00Z".parse().unwrap(),
        }
    }

    /// Nothing is known but the registration itself.
    pub fn alone(self) -> Self {
        Self { service_principal: None, plan: None, ..self }
    }

    pub fn subject(&self) -> Subject<'_> {
        Subject {
            registration: &self.registration,
            service_principal: self.service_principal.as_ref(),
            plan: self.plan.as_ref(),
            now: self.now,
        }
    }

    /// Of all rooms. Each finding is what a finding has to be.
    pub fn findings(&self) -> Vec<Finding> {
        let subject = self.subject();
        let findings = check_registration(&subject);
        law::holds(&findings, &subject);
        findings
    }

    pub fn codes(&self) -> Vec<Code> {
        self.findings().into_iter().map(|finding| finding.code).collect()
    }

    /// The only finding after the change; before, there is none.
    pub fn broken(mut self, change: impl FnOnce(&mut Self)) -> Finding {
        assert_eq!(self.findings(), []);
        change(&mut self);
        let mut findings = self.findings();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.remove(0)
    }

    /// As [`Self::broken`], where only the registration changes.
    pub fn breaks(self, change: impl FnOnce(&mut Registration)) -> Finding {
        self.broken(|healthy| change(&mut healthy.registration))
    }

    /// The change makes no finding.
    pub fn stays_silent(mut self, change: impl FnOnce(&mut Self)) {
        change(&mut self);
        assert_eq!(self.findings(), []);
    }
}

/// The only finding of [`Healthy::localhost`] after the change, where neither plan nor service principal are known.
pub(in crate::rules) fn broken(change: impl FnOnce(&mut Registration)) -> Finding {
    Healthy::localhost().alone().breaks(change)
}

/// The codes of [`Healthy::localhost`] after the change, where neither plan nor service principal are known.
pub(in crate::rules) fn codes(change: impl FnOnce(&mut Registration)) -> Vec<Code> {
    let mut healthy = Healthy::localhost().alone();
    change(&mut healthy.registration);
    healthy.codes()
}

/// The property of the evidence that decided.
pub(in crate::rules) fn property(finding: &Finding) -> &str {
    finding.evidence[0].place.path.as_deref().unwrap()
}

/// Code, severity and property at once, as most tests compare them.
pub(in crate::rules) fn told(finding: &Finding) -> (Code, Severity, &str) {
    (finding.code, finding.severity, property(finding))
}

pub(in crate::rules) fn client_id(text: &str) -> ClientId {
    text.parse().unwrap()
}

#[test]
fn healthy_registrations_have_no_finding_with_and_without_a_plan() {
    for healthy in Healthy::all() {
        assert_eq!(healthy.findings(), []);
        assert_eq!(healthy.alone().findings(), []);
    }
}
