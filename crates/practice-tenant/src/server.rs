use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum_server::Handle;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde_json::Value;
use sso_core::registration::Registration;
use sso_core::token::{AccessToken, ClientSecret};
use sso_core::{ClientId, TenantId};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::clock::Ahead;
use crate::http::{Control, Scheme, Shared};
use crate::ports::Ports;
use crate::seed::ready_scope;
use crate::serve::{serve, tls};
use crate::tenant::{Chance, Signer, Tenant};
use crate::{
    ClaimOrder, ConditionalAccessPolicy, Fault, Hint, IssuedSecret, KeyMaterial, Limits, MintError, Person, Seed, Seen,
    ServicePrincipal, StartError, TokenKind, TokenOrder,
};

/// How long requests that are under way may take when the tenant stops.
const GRACE: Duration = Duration::from_secs(2);

pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// How a practice tenant starts.
#[derive(Clone)]
pub struct Config {
    /// If it is taken, or `https_port` is: the next free pair. 0 for any free port.
    pub http_port: u16,
    /// 0 for any free port.
    pub https_port: u16,
    pub seed: Seed,
    pub keys: KeyMaterial,
    /// `None`: there is no control endpoint.
    pub control_token: Option<SecretString>,
    pub clock: Clock,
    pub random: Random,
}

/// Who signs in where nobody sits at the browser. Answers only redirect URIs on loopback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AutoSignIn {
    /// By user principal name or address.
    User(String),
    /// Whom the request hints at, else the first that the account picker offers.
    First,
}

/// The add-in that the seed marks as ready, with its secret: of the seed, else drawn for this run.
#[derive(Debug, Clone)]
pub struct ReadyAddIn {
    /// In which it is registered.
    pub tenant_id: TenantId,
    pub client_id: ClientId,
    pub app_id_uri: String,
    /// Its first enabled scope, as clients ask for it.
    pub scope: String,
    /// Somebody to sign in as.
    pub user: String,
    pub client_secret: ClientSecret,
}

/// A running tenant. Stops when it is dropped.
pub struct PracticeTenant {
    shared: Arc<Shared>,
    handle: Handle<SocketAddr>,
    servers: Vec<JoinHandle<()>>,
    stop: CancellationToken,
    authority: Url,
    http_authority: Url,
    ca_certificate: String,
    tenant_id: TenantId,
    add_in: Option<ReadyAddIn>,
}

impl std::fmt::Debug for PracticeTenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PracticeTenant")
            .field("authority", &self.authority.as_str())
            .field("http_authority", &self.http_authority.as_str())
            .field("tenant_id", &self.tenant_id)
            .finish_non_exhaustive()
    }
}

impl PracticeTenant {
    /// Binds loopback only (127.0.0.1, and ::1 where there is one) and serves from then on.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_within(config, Limits::default()).await
    }

    /// The same with other limits for slow clients.
    pub async fn start_within(config: Config, limits: Limits) -> Result<Self, StartError> {
        let tls = tls(&config.keys)?;
        let signer = Signer::from_pem(&config.keys.signing_key)?;
        let ports = Ports::open(config.http_port, config.https_port).map_err(StartError::Bind)?;
        let http_authority = authority(Scheme::Http, ports.http.number)?;
        let authority = authority(Scheme::Https, ports.https.number)?;

        let chance = Chance::new(config.random);
        let graph_origin = authority.as_str().trim_end_matches('/').to_owned();
        let tenant_id = config.seed.tenants.first().ok_or(StartError::NoTenant)?.id;
        let ready = config.seed.add_in;
        let ahead = Ahead::default();
        let clock = ahead.of(config.clock);
        let known_secret = ready.and_then(|client_id| config.seed.secret_of(client_id, clock()));
        let mut tenant = Tenant::new(config.seed, graph_origin, Arc::new(signer), clock.clone(), chance.clone());
        let add_in =
            ready.map(|client_id| make_ready(&mut tenant, client_id, known_secret).ok_or(StartError::NotReady));
        let add_in = add_in.transpose()?;

        let stop = CancellationToken::new();
        let control = config.control_token.map(|token| Control {
            token,
            authority: authority.clone(),
            http_authority: http_authority.clone(),
            graph: authority.clone(),
            tenant_id,
            started: clock(),
            add_in: add_in.clone(),
            stop: stop.clone(),
        });
        let shared = Arc::new(Shared {
            tenant: Mutex::new(tenant),
            clock,
            chance,
            graph: authority.clone(),
            limits,
            control,
            activity: Mutex::default(),
            ahead,
            standing_faults: Mutex::default(),
            auto_sign_in: Mutex::default(),
        });
        let handle = Handle::new();
        let servers = serve(&shared, &handle, ports, &tls).map_err(StartError::Bind)?;
        Ok(Self {
            shared,
            handle,
            servers,
            stop,
            authority,
            http_authority,
            ca_certificate: config.keys.ca_certificate,
            tenant_id,
            add_in,
        })
    }

    /// `https://localhost:<port>/`
    pub fn authority(&self) -> &Url {
        &self.authority
    }

    /// `http://localhost:<port>/`
    pub fn http_authority(&self) -> &Url {
        &self.http_authority
    }

    /// Origin of its Microsoft Graph: the https listener.
    pub fn graph(&self) -> &Url {
        &self.authority
    }

    /// The authority to trust, PEM.
    pub fn ca_certificate(&self) -> &str {
        &self.ca_certificate
    }

    pub fn tenant_id(&self) -> TenantId {
        self.tenant_id
    }

    /// Who is in the first tenant, guests too.
    pub fn people(&self) -> Vec<Person> {
        self.people_of(self.tenant_id)
    }

    /// Who is in a tenant, guests too; nobody if there is no such tenant.
    pub fn people_of(&self, tenant: TenantId) -> Vec<Person> {
        self.shared.tenant().people(tenant).to_vec()
    }

    /// What an administrator changes at the user of this object ID, such as to block the sign-in. False if there is none.
    pub fn update_person(&self, person: Person) -> bool {
        self.shared.tenant().update_person(person)
    }

    /// What an administrator sets under Conditional Access: takes the place of all policies of the tenant.
    pub fn set_policies(&self, tenant: TenantId, policies: Vec<ConditionalAccessPolicy>) {
        self.shared.tenant().set_policies(tenant, policies);
    }

    /// The add-in that the seed marks as ready.
    pub fn add_in(&self) -> Option<&ReadyAddIn> {
        self.add_in.as_ref()
    }

    /// What the portal does: keeps the registration under a new client ID (or the one it names) in the first tenant,
    /// with a service principal, and answers it as kept. A client ID that is known already keeps its tenant, its secrets
    /// and its consent.
    pub fn register(&self, registration: Registration) -> Registration {
        self.register_in(self.tenant_id, registration)
    }

    /// The same in another tenant.
    pub fn register_in(&self, tenant: TenantId, registration: Registration) -> Registration {
        let mut state = self.shared.tenant();
        let kept = state.register(tenant, registration);
        if let Some(client_id) = kept.app_id
            && let Some(home) = state.home_of(client_id)
        {
            state.add_service_principal(home, client_id);
        }
        kept
    }

    /// `addPassword`: `None` if there is no such app.
    pub fn add_password(&self, client_id: ClientId, display_name: &str) -> Option<IssuedSecret> {
        self.shared.tenant().add_password(client_id, display_name)
    }

    /// Which App ID URIs may be added in a tenant to apps with version 1 tokens.
    pub fn set_identifier_uri_policy(&self, tenant: TenantId, policy: crate::IdentifierUriPolicy) {
        self.shared.tenant().set_identifier_uri_policy(tenant, policy);
    }

    /// Microsoft Graph as it is in life: the first `calls` that name an application or service principal made from now on
    /// do not find it. 0 ends it.
    pub fn set_replication_lag(&self, calls: u32) {
        self.shared.tenant().set_replication_lag(calls);
    }

    /// What `getUserIdentityTokenAsync` of Office.js would hand out, good or with a flaw.
    ///
    /// # Errors
    /// There is no such user, or it has no mailbox here.
    pub fn exchange_identity_token(
        &self,
        wanted: &crate::ExchangeIdentity,
    ) -> Result<sso_core::token::ExchangeIdentityToken, crate::ExchangeRefusal> {
        self.shared.tenant().exchange_identity_token(wanted)
    }

    /// Admin consent for everything that the registration lists. Its own API is not in that list: a client that asks
    /// for its own scope meets the consent page, as in Entra, unless the API pre-authorizes it.
    pub fn grant_admin_consent(&self, client_id: ClientId) {
        let home = self.shared.tenant().home_of(client_id);
        if let Some(home) = home {
            self.grant_admin_consent_in(home, client_id);
        }
    }

    /// The same by the administrator of another tenant, who thereby installs a multi-tenant app.
    pub fn grant_admin_consent_in(&self, tenant: TenantId, client_id: ClientId) {
        self.shared.tenant().grant_admin_consent(tenant, client_id);
    }

    /// The enterprise application in the tenant where the app is registered: `None` if there is no such app.
    pub fn service_principal(&self, client_id: ClientId) -> Option<ServicePrincipal> {
        let home = self.shared.tenant().home_of(client_id)?;
        self.service_principal_in(home, client_id)
    }

    /// The same in another tenant: `None` if the app is not installed there.
    pub fn service_principal_in(&self, tenant: TenantId, client_id: ClientId) -> Option<ServicePrincipal> {
        self.shared.tenant().service_principal(tenant, client_id).cloned()
    }

    /// What an administrator changes at the enterprise application of this object ID. False if there is none.
    pub fn update_service_principal(&self, principal: ServicePrincipal) -> bool {
        self.shared.tenant().update_service_principal(principal)
    }

    /// Sets a fault: see [`Fault`]. One with the same code and endpoint gives way.
    pub fn fault(&self, fault: Fault) {
        self.shared.tenant().faults().set(fault);
    }

    /// Sets a fault, and sets it again at each reset.
    pub fn standing_fault(&self, fault: Fault) {
        self.shared.standing_faults().push(fault);
        self.fault(fault);
    }

    /// Those that are set; one that strikes once is gone when it has.
    pub fn faults(&self) -> Vec<Fault> {
        self.shared.tenant().faults().all()
    }

    pub fn clear_faults(&self) {
        self.shared.tenant().faults().clear();
    }

    /// Moves the tenant's time on, or back where `by` is negative, in whole seconds; answers how far it is then from the
    /// clock that it was started with, at most a hundred years. Certificates are judged by the clients' own clocks.
    pub fn move_time(&self, by: SignedDuration) -> SignedDuration {
        self.shared.ahead.move_by(by)
    }

    /// Back to the seed: consent, sessions, codes, refresh tokens, registrations, changed users, faults and the time.
    /// Faults from the start are set again. What stays: keys, the ready add-in's secret, what was seen, and who signs in by themselves.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// What was seen behind this number, 0 for all that is kept, the oldest first.
    pub fn activity(&self, since: u64) -> Vec<Seen> {
        self.shared.activity().since(since)
    }

    /// What clients missed that gave up, by what was seen so far.
    pub fn hints(&self) -> Vec<Hint> {
        let now = (self.shared.clock)();
        self.shared.activity().hints(now)
    }

    /// A token made to order, as the https listener issues it. `claims`: to set, or with `None` to leave out.
    ///
    /// # Errors
    /// The seed has no ready add-in, or nobody of the kind; or claims of an opaque token.
    pub fn mint(&self, kind: TokenKind, claims: &[(String, Option<Value>)]) -> Result<AccessToken, MintError> {
        let claim = |value: &Option<Value>| value.clone().map_or(ClaimOrder::LeftOut, ClaimOrder::Value);
        let claims = claims.iter().map(|(name, value)| (name.clone(), claim(value)));
        self.mint_to_order(&TokenOrder { claims: claims.collect(), ..TokenOrder::of(kind) })
    }

    /// The same for somebody by name, or with multi-factor authentication passed.
    ///
    /// # Errors
    /// Those of [`mint`](Self::mint), and a name that nobody in the add-in's tenant has.
    pub fn mint_to_order(&self, order: &TokenOrder) -> Result<AccessToken, MintError> {
        let origin = self.authority.as_str().trim_end_matches('/');
        self.shared.tenant().mint(origin, order)
    }

    /// Signs in and consents in place of a person; `None` ends it.
    pub fn auto_sign_in(&self, who: Option<AutoSignIn>) {
        *self.shared.auto_sign_in() = who;
    }

    /// Ends when somebody asked by the control endpoint that this tenant stop. Then [`stop`](Self::stop) it.
    pub async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    /// Stops listening, lets running requests end.
    pub async fn stop(mut self) {
        self.handle.graceful_shutdown(Some(GRACE));
        for server in std::mem::take(&mut self.servers) {
            if let Err(error) = server.await {
                tracing::warn!(%error, "a listener of the practice tenant did not end by itself");
            }
        }
    }
}

impl Drop for PracticeTenant {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}

fn authority(scheme: Scheme, port: u16) -> Result<Url, StartError> {
    Url::parse(&format!("{}://localhost:{port}/", scheme.as_str()))
        .map_err(|error| StartError::Bind(std::io::Error::other(error)))
}

/// A secret for the add-in if the seed knows none. `None` if it has no API to call, or nobody can sign in.
fn make_ready(tenant: &mut Tenant, client_id: ClientId, known: Option<ClientSecret>) -> Option<ReadyAddIn> {
    let home = tenant.home_of(client_id)?;
    let (client_secret, key_id) = match known {
        Some(known) => (known, None),
        None => {
            let issued = tenant.add_password(client_id, "practice")?;
            (issued.value, Some(issued.credential.key_id))
        }
    };
    tenant.keep_ready(client_id, key_id);
    let registration = tenant.registration(client_id)?;
    let app_id_uri = registration.identifier_uris.first()?.clone();
    let scope = format!("{app_id_uri}/{}", ready_scope(registration)?);
    let user = tenant.people(home).iter().find(|person| person.account_enabled)?.user_principal_name.clone();
    Some(ReadyAddIn { tenant_id: home, client_id, app_id_uri, scope, user, client_secret })
}
