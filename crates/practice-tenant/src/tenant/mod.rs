//! The state of the practice tenant and its answers, without HTTP.
//!
//! [`Tenant`] is the state of all: like Entra it holds several tenants, each a [`Directory`], and the applications that
//! are registered in them. Each file beside this one adds what it answers to one kind of request.

mod application;
mod authorization;
mod authorize;
mod chance;
mod claims;
mod client_authentication;
mod code;
mod consent;
mod directory;
mod fault;
mod form;
mod graph;
mod jwt;
mod kept;
mod mint;
mod on_behalf_of;
mod refresh;
mod reset;
mod resource;
mod scope;
mod segment;
mod session;
mod token;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use crate::{Clock, Person, Seed};

pub use application::IssuedSecret;
pub use authorization::{CodeChallenge, Platform, Prompt, ResponseMode};
pub use authorize::{Authorization, AuthorizationResponse, ConsentView, Offered, SignInView};
pub use chance::Chance;
pub use claims::{issuer_v1, issuer_v2};
pub use directory::ServicePrincipal;
pub use fault::{Fault, FaultError, FaultTarget};
pub use form::Form;
pub use graph::{GraphRefusal, Profile};
pub use jwt::Signer;
pub use mint::{MintError, TokenKind};
pub use segment::Segment;
pub use token::{TokenRequest, TokenResponse};

use application::Application;
use authorization::AuthorizationRequest;
use authorize::Transaction;
use code::Code;
use directory::Directory;
use fault::Faults;
use jwt::Claims;
use kept::Kept;
use refresh::Refresh;
use reset::Ready;
use session::Session;

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

fn after(now: Timestamp, life: SignedDuration) -> Timestamp {
    now.checked_add(life).unwrap_or(Timestamp::MAX)
}

/// Tenants and applications, what was consented, what is under way.
pub struct Tenant {
    directories: Vec<Directory>,
    applications: BTreeMap<ClientId, Application>,
    sessions: Kept<Session>,
    transactions: Kept<Transaction>,
    codes: Kept<Code>,
    refresh_tokens: Kept<Refresh>,
    /// Graph's tokens for personal accounts, which say nothing by themselves.
    opaque_tokens: Kept<Claims>,
    /// What a client may call Microsoft Graph in a scope, beside its own names.
    graph_origin: String,
    signer: Arc<Signer>,
    clock: Clock,
    chance: Chance,
    /// What a reset goes back to.
    seed: Seed,
    ready: Option<Ready>,
    faults: Faults,
}

impl Tenant {
    /// `graph_origin`: where this tenant's Graph answers, without a trailing slash.
    pub fn new(seed: Seed, graph_origin: String, signer: Arc<Signer>, clock: Clock, chance: Chance) -> Self {
        let kept = seed.clone();
        let mut tenant = Self {
            directories: seed.tenants.into_iter().map(Directory::new).collect(),
            applications: BTreeMap::new(),
            sessions: Kept::at_most(MOST_OPEN),
            transactions: Kept::at_most(MOST_OPEN),
            codes: Kept::at_most(MOST_OPEN),
            refresh_tokens: Kept::at_most(MOST_REFRESH_TOKENS),
            opaque_tokens: Kept::at_most(MOST_OPEN),
            graph_origin,
            signer,
            clock,
            chance,
            seed: kept,
            ready: None,
            faults: Faults::default(),
        };
        for application in seed.applications {
            let kept = tenant.register(application.home, application.registration);
            if let Some(client_id) = kept.app_id {
                tenant.add_service_principal(application.home, client_id);
            }
        }
        tenant
    }

    /// Who is in a tenant, guests too.
    pub fn people(&self, tenant: TenantId) -> &[Person] {
        self.directory(tenant).map(|directory| directory.people.as_slice()).unwrap_or_default()
    }

    /// The public half of the signing key.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// A user of any tenant, and which: object IDs are unique.
    fn user(&self, id: Uuid) -> Option<(&Directory, &Person)> {
        self.directories.iter().find_map(|directory| Some((directory, directory.person(id)?)))
    }
}
