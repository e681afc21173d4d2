//! What of an add-in was read in this process, profile by profile, the last of each kind: the overview compares it. Whatever
//! reads one tells it here; nothing is written to disk, and no token or secret is in it.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sso_core::registration::{PermissionGrant, Registration, ServicePrincipal};
use sso_core::token::{TokenKind, TokenReport};
use sso_core::{TenantId, Timestamp};

use crate::App;
use crate::profile::ProfileName;

/// Shared by all that an [`App`] gives.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<HashMap<ProfileName, SeenOfProfile>>>);

/// Of one profile.
#[derive(Clone, Default)]
pub struct SeenOfProfile {
    pub registration: Option<SeenRegistration>,
    /// The manifest that a person works on, among several of a project.
    pub manifest: Option<PathBuf>,
    pub token: Option<SeenToken>,
    pub consent: Option<SeenConsent>,
}

#[derive(Clone)]
pub enum SeenRegistration {
    /// An export, which is read anew whenever it is looked at.
    File(PathBuf),
    /// As Graph answered it.
    Graph(Arc<GraphRegistration>),
}

pub struct GraphRegistration {
    pub registration: Registration,
    pub service_principal: Option<ServicePrincipal>,
    pub tenant: TenantId,
    pub at: Timestamp,
}

/// Of the add-in's own API: its claims and what the checks said. Not the token.
#[derive(Clone)]
pub struct SeenToken {
    pub report: Arc<TokenReport>,
    pub at: Timestamp,
}

/// Permissions of Graph that somebody has consented to, by their short names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenConsent {
    pub scopes: Vec<String>,
    /// Whether there are no others: what one exchange was granted is not all.
    pub is_all: bool,
    /// What told it, for a person.
    pub from: &'static str,
    pub at: Timestamp,
}

impl App {
    /// What was read for the chosen profile.
    pub fn seen(&self) -> SeenOfProfile {
        self.seen.of(self, |seen| seen.clone())
    }

    /// An export was checked, or named by a person.
    pub fn saw_registration_file(&self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.seen.of(self, |seen| seen.registration = Some(SeenRegistration::File(file)));
    }

    /// Graph answered the registration.
    pub(crate) fn saw_registration(
        &self,
        registration: &Registration,
        service_principal: Option<&ServicePrincipal>,
        tenant: TenantId,
    ) {
        let seen_one = Arc::new(GraphRegistration {
            registration: registration.clone(),
            service_principal: service_principal.cloned(),
            tenant,
            at: self.now(),
        });
        self.seen.of(self, |seen| seen.registration = Some(SeenRegistration::Graph(seen_one)));
    }

    /// It is gone, or belongs to another app.
    pub fn forget_seen_registration(&self) {
        self.seen.of(self, |seen| seen.registration = None);
    }

    /// A manifest was opened, or written.
    pub fn saw_manifest(&self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        self.seen.of(self, |seen| seen.manifest = Some(file));
    }

    /// A token was checked. One that is none for an add-in's own API says nothing of the add-in.
    pub fn saw_token(&self, report: &TokenReport) {
        if report.kind == TokenKind::ApiAccessToken {
            let token = SeenToken { report: Arc::new(report.clone()), at: self.now() };
            self.seen.of(self, |seen| seen.token = Some(token));
        }
    }

    /// On-Behalf-Of got a token for these scopes: somebody has consented to them.
    pub(crate) fn saw_granted(&self, scopes: &[String]) {
        self.saw_consent(scopes.iter().map(String::as_str), false, "the last On-Behalf-Of exchange");
    }

    /// All that is consented to of Microsoft Graph, as Graph lists it.
    pub(crate) fn saw_grants(&self, grants: &[PermissionGrant]) {
        let scopes = grants.iter().flat_map(|grant| grant.scope.split_whitespace());
        self.saw_consent(scopes, true, "the grants in the tenant");
    }

    fn saw_consent<'a>(&self, scopes: impl Iterator<Item = &'a str>, is_all: bool, from: &'static str) {
        let short = scopes.map(|scope| scope.rsplit('/').next().unwrap_or(scope).to_owned());
        let consent = SeenConsent { scopes: short.collect(), is_all, from, at: self.now() };
        self.seen.of(self, |seen| seen.consent = Some(consent));
    }
}

impl Seen {
    fn of<T>(&self, app: &App, change: impl FnOnce(&mut SeenOfProfile) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(all.entry(app.profile.name().clone()).or_default())
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seen(…)")
    }
}
