//! The state of the practice tenant and its answers, without HTTP.
//!
//! [`Tenant`] is the state of all: like Entra it holds several tenants, each a [`Directory`], and the applications that
//! are registered in them. Each file beside this one adds what it answers to one kind of request.

mod admin_consent;
mod app_role;
mod application;
mod authentication_context;
mod authorization;
mod authorize;
mod certificate;
mod chance;
mod claims;
mod claims_request;
mod client_assertion;
mod client_authentication;
mod client_credentials;
mod code;
mod conditional_access;
mod consent;
mod device_code;
mod directory;
mod exchange;
mod fault;
mod fault_place;
mod form;
mod graph;
mod interaction;
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
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sso_core::{ClientId, TenantId};
use uuid::Uuid;

use crate::{Clock, Person, Seed};

pub use admin_consent::AdminConsentAddress;
pub use application::IssuedSecret;
pub use authorization::{CodeChallenge, Platform, Prompt, ResponseMode};
pub use chance::Chance;
pub use claims::{issuer_v1, issuer_v2};
pub use conditional_access::Challenged;
pub use device_code::DeviceAuthorization;
pub use directory::ServicePrincipal;
pub use exchange::{ExchangeIdentity, ExchangeRefusal, IdentityTokenFlaw, IdentityTokenShape};
pub use fault::{Fault, FaultError, FaultTarget};
pub use form::Form;
pub use graph::{GraphBody, GraphRefusal, GraphReply, GraphRequest, IdentifierUriPolicy, Verb};
pub use jwt::Signer;
pub use mint::{ClaimOrder, MintError, TokenKind, TokenOrder};
pub use segment::Segment;
pub use token::{TokenRequest, TokenResponse, UnsignedResponse};
pub use view::{
    Authorization, AuthorizationResponse, ConsentView, Granted, Next, Offered, Proving, SignInView, StepView,
};

use application::Application;
use authorization::AuthorizationRequest;
use code::Code;
use device_code::DeviceCode;
use directory::Directory;
use fault::Faults;
use interaction::Transaction;
use jwt::Claims;
use kept::Kept;
use refresh::Refresh;
use reset::Ready;
use session::Session;

/// Sessions, open pages, codes and device codes, each. What one of them keeps is bounded, too: by the length of its
/// request (16 KB), of which every scope is kept once, and only what the tenant knows.
const MOST_OPEN: usize = 1024;
/// They live for days, and nothing in them is of the client's choice but which authentication contexts were satisfied.
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
    device_codes: Kept<DeviceCode>,
    refresh_tokens: Kept<Refresh>,
    /// Graph's tokens for personal accounts, which say nothing by themselves.
    opaque_tokens: Kept<Claims>,
    /// What a client may call Microsoft Graph in a scope, beside its own names.
    graph_origin: String,
    graph_settings: graph::Settings,
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
            device_codes: Kept::at_most(MOST_OPEN),
            refresh_tokens: Kept::at_most(MOST_REFRESH_TOKENS),
            opaque_tokens: Kept::at_most(MOST_OPEN),
            graph_origin,
            graph_settings: graph::Settings::default(),
            signer,
            clock,
            chance,
            seed: kept,
            ready: None,
            faults: Faults::default(),
        };
        let settings: Vec<_> =
            seed.applications.into_iter().map(|application| tenant.register_seed(application)).collect();
        // One may list permissions of another that comes later.
        for (client_id, home) in settings.into_iter().flatten() {
            tenant.grant_admin_consent(home, client_id);
        }
        tenant
    }

    /// Who is in a tenant, guests too.
    pub fn people(&self, tenant: TenantId) -> &[Person] {
        self.directory(tenant).map(|directory| directory.people.as_slice()).unwrap_or_default()
    }

    /// The signing key, for whoever judges or makes tokens without the state.
    pub fn signer(&self) -> &Arc<Signer> {
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
