//! The state of the tenant and its answers, without HTTP.
//!
//! [`Tenant`] is the state; each file beside this one adds what it answers to one kind of request.

mod application;
mod authorization;
mod authorize;
mod chance;
mod claims;
mod client_authentication;
mod code;
mod consent;
mod form;
mod graph;
mod jwt;
mod kept;
mod on_behalf_of;
mod refresh;
mod resource;
mod scope;
mod segment;
mod token;

use std::collections::BTreeMap;

use jiff::Timestamp;
use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use crate::{Clock, Person, Seed};

pub use application::{IssuedSecret, ServicePrincipal};
pub use authorization::{CodeChallenge, Platform, Prompt, ResponseMode};
pub use authorize::{Authorization, AuthorizationResponse, ConsentView, SignInView};
pub use chance::Chance;
pub use form::Form;
pub use graph::{GraphRefusal, Profile};
pub use jwt::Signer;
pub use segment::Segment;
pub use token::{TokenRequest, TokenResponse};

use application::Application;
use authorization::AuthorizationRequest;
use authorize::{Session, Transaction};
use code::Code;
use consent::PermissionGrant;
use kept::Kept;
use refresh::Refresh;

/// Sessions, open pages and codes, each. With the size of an authorization request this bounds the memory.
const MOST_OPEN: usize = 1024;
/// They are small, and live for days.
const MOST_REFRESH_TOKENS: usize = 16 * 1024;

/// The listener that was asked, as the client names it, and the tenant segment of the path.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Scheme, host and port, without a trailing slash: issuers begin with it.
    pub origin: &'a str,
    pub segment: &'a str,
}

/// One tenant: who and what is in it, what was consented, what is under way.
pub struct Tenant {
    id: TenantId,
    name: String,
    domain: String,
    people: Vec<Person>,
    applications: BTreeMap<ClientId, Application>,
    grants: Vec<PermissionGrant>,
    sessions: Kept<Session>,
    transactions: Kept<Transaction>,
    codes: Kept<Code>,
    refresh_tokens: Kept<Refresh>,
    /// What a client may call Microsoft Graph in a scope, beside its own names.
    graph_origin: String,
    signer: Signer,
    clock: Clock,
    chance: Chance,
}

impl Tenant {
    /// `graph_origin`: where this tenant's Graph answers, without a trailing slash.
    pub fn new(seed: Seed, graph_origin: String, signer: Signer, clock: Clock, chance: Chance) -> Self {
        let mut tenant = Self {
            id: seed.tenant_id,
            name: seed.tenant_name,
            domain: seed.domain,
            people: seed.people,
            applications: BTreeMap::new(),
            grants: Vec::new(),
            sessions: Kept::at_most(MOST_OPEN),
            transactions: Kept::at_most(MOST_OPEN),
            codes: Kept::at_most(MOST_OPEN),
            refresh_tokens: Kept::at_most(MOST_REFRESH_TOKENS),
            graph_origin,
            signer,
            clock,
            chance,
        };
        for registration in seed.registrations {
            tenant.register(registration);
        }
        tenant
    }

    pub fn id(&self) -> TenantId {
        self.id
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The public half of the signing key.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn person(&self, id: Uuid) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// By what a person types: user principal name or mail, in any case.
    fn person_by_sign_in_name(&self, name: &str) -> Option<&Person> {
        let name = name.trim();
        self.people.iter().find(|person| {
            person.user_principal_name.eq_ignore_ascii_case(name)
                || person.mail.as_deref().is_some_and(|mail| mail.eq_ignore_ascii_case(name))
        })
    }
}
