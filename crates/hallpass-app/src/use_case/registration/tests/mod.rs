//! Whole runs over real HTTP against a practice tenant of the test's own. No test waits: time is handed in.

#[cfg(unix)]
mod azure_cli;
mod create;
mod cut_off;
mod delete;
mod meanwhile;
mod script;
mod secrecy;
mod secret;
mod sign_in;
mod unknown;
mod update;

use std::sync::{Arc, Mutex};

use practice_tenant::PracticeTenant;
use serde_json::Value;
use sso_core::plan::{AccountTypes, Auth, Drawn, Facts, Pages, Plan, Stated};
use sso_core::registration::Registration;
use sso_core::token::ClientSecret;
use sso_core::{ClientId, Cloud, GraphPermission, Timestamp};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use uuid::uuid;

use super::*;
use crate::practice::{self, Running, Started, TokenKind};
use crate::profile;
use crate::vault::Vault;
use crate::{App, AppError, Folders, Progress};

pub const ENDLESS: usize = usize::MAX;

/// An app with a folder and a keyring of its own, and a shared practice tenant that runs in this process.
pub struct Rig {
    pub app: App,
    pub running: Arc<Running>,
    pub events: Arc<Mutex<Vec<RegistrationEvent>>>,
    _folder: TempDir,
}

#[expect(clippy::disallowed_methods, reason = "certificates must be in time for a real client")]
fn now() -> Timestamp {
    Timestamp::now()
}

impl Rig {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App {
            clock: Arc::new(now),
            zone: jiff::tz::TimeZone::UTC,
            random: Arc::new(|bytes| getrandom::fill(bytes).unwrap()),
            folders: Folders::under(folder.path()),
            profile: crate::profile::ProfileChoice::default(),
            vault: Vault::of_test(ENDLESS),
            clipboard: crate::Clipboard::of_system(),
            session: Default::default(),
            seen: crate::seen::Seen::default(),
            open_browser: Arc::new(|_| Ok(())),
            wait: Arc::new(|_| Box::pin(async {})),
            azure_cli: "there-is-no-such-program".into(),
        };
        let options = practice::Options {
            http_port: Some(0),
            https_port: Some(0),
            ..practice::Options::for_add_in("localhost:3000".parse().unwrap())
        };
        let Started::Here(running) = practice::start(&app, options).await.unwrap() else { panic!("it runs elsewhere") };
        Self { app, running: Arc::from(running), events: Arc::default(), _folder: folder }
    }

    pub fn tenant(&self) -> &PracticeTenant {
        self.running.tenant()
    }

    pub fn progress(&self) -> Progress<RegistrationEvent> {
        self.progress_that_stops(usize::MAX, &CancellationToken::new())
    }

    /// Cancels when so many steps are finished.
    pub fn progress_that_stops(&self, after: usize, cancel: &CancellationToken) -> Progress<RegistrationEvent> {
        let (events, cancel) = (self.events.clone(), cancel.clone());
        let finished = Mutex::new(0);
        Progress::new(move |event| {
            if matches!(event, RegistrationEvent::Finished { .. }) {
                *finished.lock().unwrap() += 1;
            }
            if *finished.lock().unwrap() >= after {
                cancel.cancel();
            }
            events.lock().unwrap().push(event);
        })
    }

    pub async fn create(&self) -> Result<Outcome, AppError> {
        create(&self.app, wanted(plan(None)), &self.progress(), CancellationToken::new()).await
    }

    /// Stopped after so many steps.
    pub async fn create_until(&self, steps: usize) -> Result<Outcome, AppError> {
        let cancel = CancellationToken::new();
        if steps == 0 {
            cancel.cancel();
        }
        create(&self.app, wanted(plan(None)), &self.progress_that_stops(steps, &cancel), cancel).await
    }

    pub async fn update(&self, client_id: ClientId) -> Result<Outcome, AppError> {
        update(&self.app, wanted(plan(Some(client_id))), &self.progress(), CancellationToken::new()).await
    }

    pub async fn undo(&self, target: Target) -> Result<Undone, AppError> {
        undo(&self.app, practice_tenant(), target, &self.progress(), CancellationToken::new()).await
    }

    pub async fn delete(&self, target: Target) -> Result<Deleted, AppError> {
        delete(&self.app, practice_tenant(), target, &self.progress(), CancellationToken::new()).await
    }

    /// All applications of the add-in's name, as Graph answers them.
    pub async fn applications(&self) -> Vec<Registration> {
        let list = self.get(&format!("applications?$filter=displayName%20eq%20'{NAME}'")).await;
        list["value"].as_array().unwrap().iter().map(|one| serde_json::from_value(one.clone()).unwrap()).collect()
    }

    pub async fn service_principals(&self) -> usize {
        let list = self.get(&format!("servicePrincipals?$filter=displayName%20eq%20'{NAME}'")).await;
        list["value"].as_array().unwrap().len()
    }

    pub async fn registration(&self, client_id: ClientId) -> Registration {
        serde_json::from_value(self.get(&format!("applications(appId='{client_id}')")).await).unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        let ca = reqwest::Certificate::from_pem(self.tenant().ca_certificate().as_bytes()).unwrap();
        let http = reqwest::Client::builder().tls_certs_only([ca]).no_proxy().build().unwrap();
        let address = self.tenant().graph().join(&format!("v1.0/{path}")).unwrap();
        let token = self.token(MEGAN, "Application.ReadWrite.All DelegatedPermissionGrant.ReadWrite.All");
        http.get(address).bearer_auth(token.await).send().await.unwrap().json().await.unwrap()
    }

    /// A Graph token of somebody in Contoso.
    pub async fn token(&self, name: &str, scopes: &str) -> String {
        let people = self.tenant().people();
        let person = people.iter().find(|person| person.user_principal_name == name).unwrap();
        let claims = [("oid".to_owned(), Some(person.id.to_string().into())), ("scp".to_owned(), Some(scopes.into()))];
        self.tenant().mint(TokenKind::Graph, &claims).unwrap().expose().to_owned()
    }

    pub async fn kept_secret(&self, client_id: ClientId) -> Option<ClientSecret> {
        self.app.vault.read(&super::secret::name(&self.app, client_id)).await.unwrap()
    }

    /// What the profile's file says.
    pub fn profile_text(&self) -> String {
        std::fs::read_to_string(self.app.folders.config.join("profiles/default.toml")).unwrap_or_default()
    }

    pub fn profile(&self) -> profile::Profile {
        profile::read(&self.app).unwrap().unwrap()
    }
}

pub const NAME: &str = "Fabrikam add-in";
pub const MEGAN: &str = "MeganB@contoso.onmicrosoft.com";
pub const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";
pub const SCOPE: uuid::Uuid = uuid!("5c09e000-0000-4000-8000-000000000007");

pub fn plan(client_id: Option<ClientId>) -> Plan {
    let facts = Facts {
        name: NAME.to_owned(),
        domain: "addin.fabrikam.com".parse().unwrap(),
        office_hosts: Vec::new(),
        client_id,
        tenant_id: None,
        account_types: AccountTypes::MultiTenant,
        permissions: ["User.Read", "Mail.Read"].into_iter().filter_map(GraphPermission::by_name).collect(),
        auth: Auth::Both,
        pages: Pages::default(),
        cloud: Cloud::Practice,
    };
    Plan::new(facts, Drawn { scope_id: SCOPE })
}

pub fn wanted(plan: Plan) -> Wanted {
    let plan = Plan { stated: Stated::default(), ..plan };
    Wanted { plan, via: None, dry_run: false, no_secret: false, admin_consent: true }
}

pub fn practice_tenant() -> Tenant {
    Tenant { cloud: Some(Cloud::Practice), ..Tenant::default() }
}
