//! What of an add-in was read in this process, profile by profile, the last of each kind: the overview compares it. Whatever
//! reads one tells it here; nothing is written to disk, and no token or secret is in it.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sso_core::registration::{PermissionGrant, Registration, ServicePrincipal};
use sso_core::token::{TokenKind, TokenReport};
use sso_core::{ObjectId, TenantId, Timestamp};

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

    /// It is gone, or nobody wants to see it any more.
    pub fn forget_seen_registration(&self) {
        self.seen.of(self, |seen| seen.registration = None);
    }

    /// The profile is about another tenant now, or its tenant began anew: what that one said is not true any more. Files are.
    pub fn forget_seen_tenant(&self) {
        self.seen.of(self, |seen| {
            seen.registration.take_if(|one| matches!(one, SeenRegistration::Graph(_)));
            (seen.token, seen.consent) = (None, None);
        });
    }

    /// The profile is gone.
    pub(crate) fn forget_seen(&self) {
        self.seen.of(self, |seen| *seen = SeenOfProfile::default());
    }

    /// Another project was opened, or this one closed: files of the one before say nothing of it.
    pub(crate) fn forget_seen_files(&self) {
        self.seen.of(self, |seen| {
            seen.registration.take_if(|one| matches!(one, SeenRegistration::File(_)));
            seen.manifest = None;
        });
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

    /// On-Behalf-Of got a token for these scopes: somebody has consented to them. What was known before still is: an exchange
    /// for one permission takes nothing from another.
    pub(crate) fn saw_granted(&self, scopes: &[String]) {
        let at = self.now();
        self.seen.of(self, |seen| {
            let known = seen.consent.take();
            let is_listed =
                |name: &String| known.iter().flat_map(|known| &known.scopes).any(|one| one.eq_ignore_ascii_case(name));
            let more: Vec<String> = short(scopes).into_iter().filter(|name| !is_listed(name)).collect();
            seen.consent = match known {
                // The exchange says nothing new of a list of all.
                Some(known) if known.is_all && more.is_empty() => Some(known),
                known => {
                    let scopes = known.into_iter().flat_map(|known| known.scopes).chain(more).collect();
                    Some(SeenConsent { scopes, is_all: false, from: "the last On-Behalf-Of exchange", at })
                }
            };
        });
    }

    /// All that is consented to of Microsoft Graph: short names of permissions.
    pub(crate) fn saw_consented(&self, scopes: &[String]) {
        let consent =
            SeenConsent { scopes: short(scopes), is_all: true, from: "the grants in the tenant", at: self.now() };
        self.seen.of(self, |seen| seen.consent = Some(consent));
    }

    /// The same as Graph lists it, with that of other APIs beside it. `graph`: whose it is.
    pub(crate) fn saw_grants(&self, grants: &[PermissionGrant], graph: Option<ObjectId>) {
        let of_graph = grants.iter().filter(|grant| graph.is_none_or(|graph| grant.resource_id == graph));
        let scopes: Vec<String> =
            of_graph.flat_map(|grant| grant.scope.split_whitespace()).map(str::to_owned).collect();
        self.saw_consented(&scopes);
    }
}

/// `https://graph.microsoft.com/User.Read` is `User.Read`.
fn short(scopes: &[String]) -> Vec<String> {
    scopes.iter().map(|scope| scope.rsplit('/').next().unwrap_or(scope).to_owned()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Folders;

    fn app() -> (tempfile::TempDir, App) {
        let folder = tempfile::tempdir().unwrap();
        let app = App::on_this_machine(Folders::under(folder.path()));
        (folder, app)
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn consent(app: &App) -> Option<(Vec<String>, bool)> {
        app.seen().consent.map(|consent| (consent.scopes, consent.is_all))
    }

    #[test]
    fn an_exchange_takes_nothing_from_what_was_consented_to_before() {
        let (_folder, app) = app();
        app.saw_granted(&names(&["https://graph.microsoft.com/User.Read"]));
        app.saw_granted(&names(&["Files.Read", "user.read"]));
        assert_eq!(consent(&app), Some((names(&["User.Read", "Files.Read"]), false)));
        app.saw_consented(&names(&["User.Read", "Mail.Read"]));
        app.saw_granted(&names(&["User.Read"]));
        assert_eq!(consent(&app), Some((names(&["User.Read", "Mail.Read"]), true)), "the list is still of all");
        app.saw_granted(&names(&["Files.Read"]));
        assert_eq!(consent(&app), Some((names(&["User.Read", "Mail.Read", "Files.Read"]), false)), "it was not of all");
    }

    #[test]
    fn another_tenant_or_project_leaves_what_is_not_its_own() {
        let (folder, app) = app();
        let (manifest, export) = (folder.path().join("manifest.xml"), folder.path().join("app.json"));
        let again = || {
            app.saw_manifest(&manifest);
            app.saw_registration_file(&export);
            app.saw_consented(&[]);
        };
        again();
        app.forget_seen_tenant();
        let seen = app.seen();
        assert!(seen.consent.is_none() && seen.registration.is_some() && seen.manifest.is_some());
        again();
        app.forget_seen_files();
        let seen = app.seen();
        assert!(seen.consent.is_some() && seen.registration.is_none() && seen.manifest.is_none());
    }
}
