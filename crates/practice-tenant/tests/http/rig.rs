//! A tenant of the test's own, a client that trusts only its certificate, and the steps that tests are made of.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use practice_tenant::{
    AccessControl, Clock, ConditionalAccessPolicy, Config, KeyMaterial, Limits, PracticeTenant, ReadyAddIn, Seed,
};
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Client, RequestBuilder, Response};
use secrecy::SecretString;
use serde_json::Value;
use url::{Url, form_urlencoded};

pub const CONTROL_TOKEN: &str = "control-token-of-the-tests";
pub const LOOPBACK: &str = "http://localhost:51234";
pub const DIALOG: &str = "https://localhost:3000/dialog.html";
pub const PAGES: &str = "https://localhost:3000";
pub const POLICY: &str = "9ab03e19-0000-4000-8000-000000000001";
pub const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";
pub const ALEX: &str = "AlexW@contoso.onmicrosoft.com";
/// At home in Fabrikam; a guest of Contoso.
pub const IRVIN: &str = "IrvinS@fabrikam.com";
/// At home in Fabrikam, and nowhere else.
pub const LIDIA: &str = "LidiaH@fabrikam.com";
/// A personal account, and a guest of Contoso.
pub const DIEGO: &str = "DiegoS@outlook.example";
/// A personal account.
pub const LYNNE: &str = "LynneR@outlook.example";

/// RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// Parameters of a request, to be changed one by one.
#[derive(Clone, Default)]
pub struct Params(pub Vec<(String, String)>);

impl Params {
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.0.push((name.to_owned(), value.into()));
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

pub struct Rig {
    pub tenant: PracticeTenant,
    pub add_in: ReadyAddIn,
    pub http: Client,
    /// When the tenant started.
    pub started: Timestamp,
    /// Seconds that the tenant's clock is ahead.
    ahead: Arc<AtomicI64>,
}

fn keys() -> KeyMaterial {
    static KEYS: OnceLock<KeyMaterial> = OnceLock::new();
    KEYS.get_or_init(|| KeyMaterial::generate(now()).unwrap()).clone()
}

/// The certificate must be in time for a real client.
#[expect(clippy::disallowed_methods, reason = "this is where time enters the tests")]
fn now() -> Timestamp {
    Timestamp::now()
}

pub fn client(ca_certificate: &str) -> Client {
    Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(ca_certificate.as_bytes()).unwrap()])
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl Rig {
    pub async fn start() -> Self {
        Self::start_with(Seed::contoso_with_add_in("localhost:3000".parse().unwrap())).await
    }

    pub async fn start_with(seed: Seed) -> Self {
        Self::start_within(seed, Limits::default()).await
    }

    pub async fn start_within(seed: Seed, limits: Limits) -> Self {
        let ahead = Arc::new(AtomicI64::new(0));
        let (start, moved) = (now(), ahead.clone());
        let clock: Clock = Arc::new(move || start + jiff::SignedDuration::from_secs(moved.load(Ordering::Relaxed)));
        let tenant = PracticeTenant::start_within(Config { clock, ..Self::config(seed) }, limits).await.unwrap();
        let add_in = tenant.add_in().unwrap().clone();
        let http = client(tenant.ca_certificate());
        Self { tenant, add_in, http, started: start, ahead }
    }

    /// On any free ports, by the clock of this machine.
    pub fn config(seed: Seed) -> Config {
        Config {
            http_port: 0,
            https_port: 0,
            seed,
            keys: keys(),
            control_token: Some(SecretString::from(CONTROL_TOKEN)),
            clock: Arc::new(now),
            random: Arc::new(|bytes| getrandom::fill(bytes).unwrap()),
        }
    }

    pub fn pass(&self, hours: i64) {
        self.pass_seconds(hours * 3600);
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::Relaxed);
    }

    /// By the tenant's clock.
    pub fn now(&self) -> Timestamp {
        self.started + jiff::SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed))
    }

    /// A Conditional Access policy of Contoso for everybody who wants something of Graph.
    pub fn guard_graph(&self, control: AccessControl) {
        let policy = ConditionalAccessPolicy {
            id: POLICY.parse().unwrap(),
            display_name: "Guard Graph".to_owned(),
            users: Default::default(),
            resources: [sso_core::ClientId::from_uuid(sso_core::GRAPH_APP_ID)].into(),
            control,
        };
        self.tenant.set_policies(self.tenant.tenant_id(), vec![policy]);
    }

    /// A token of the app itself for Graph.
    pub fn client_credentials(&self) -> Params {
        Params::of(&[
            ("grant_type", "client_credentials"),
            ("client_id", &self.client_id()),
            ("client_secret", self.add_in.client_secret.expose()),
            ("scope", "https://graph.microsoft.com/.default"),
        ])
    }

    pub async fn device_code(&self, scope: &str) -> Value {
        let request = Params::of(&[("client_id", &self.client_id()), ("scope", scope)]);
        let answer = self.http.post(self.url("oauth2/v2.0/devicecode")).form(&request.0).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    /// The question of a program that waits.
    pub fn device_poll(&self, device_code: &str) -> Params {
        Params::of(&[
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("client_id", &self.client_id()),
            ("device_code", device_code),
        ])
    }

    /// Types a code on the page for it.
    pub async fn enter_code(&self, user_code: &str) -> Response {
        let page = self.url_of("common", "oauth2/deviceauth");
        self.http.post(page).form(&[("otc", user_code)]).send().await.unwrap()
    }

    /// A path below the tenant's own segment, on the https listener.
    pub fn url(&self, path: &str) -> Url {
        self.url_of(&self.tenant.tenant_id().to_string(), path)
    }

    pub fn url_of(&self, segment: &str, path: &str) -> Url {
        self.tenant.authority().join(&format!("{segment}/{path}")).unwrap()
    }

    pub fn client_id(&self) -> String {
        self.add_in.client_id.to_string()
    }

    /// A healthy authorization request of a desktop program for the add-in's own API.
    pub fn authorize(&self) -> Params {
        Params::of(&[
            ("client_id", &self.client_id()),
            ("response_type", "code"),
            ("redirect_uri", LOOPBACK),
            ("scope", &format!("openid profile offline_access {}", self.add_in.scope)),
            ("state", "the-state"),
            ("nonce", "the-nonce"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ])
    }

    /// The redemption that belongs to [`authorize`](Self::authorize), but for the code.
    pub fn redemption(&self) -> Params {
        Params::of(&[
            ("grant_type", "authorization_code"),
            ("client_id", &self.client_id()),
            ("redirect_uri", LOOPBACK),
            ("code_verifier", VERIFIER),
        ])
    }

    /// A healthy on-behalf-of request.
    pub fn on_behalf_of(&self, assertion: &str) -> Params {
        Params::of(&[
            ("grant_type", JWT_BEARER),
            ("requested_token_use", "on_behalf_of"),
            ("client_id", &self.client_id()),
            ("client_secret", self.add_in.client_secret.expose()),
            ("assertion", assertion),
            ("scope", "https://graph.microsoft.com/User.Read"),
        ])
    }

    pub async fn get_authorize(&self, params: &Params) -> Response {
        self.http.get(self.url("oauth2/v2.0/authorize")).query(&params.0).send().await.unwrap()
    }

    /// Signs in as Adele Vance and accepts what is asked; answers what came to the redirect URI.
    pub async fn sign_in(&self, params: &Params) -> Returned {
        self.sign_in_as(params, &self.add_in.user).await
    }

    pub async fn sign_in_as(&self, params: &Params, account: &str) -> Returned {
        self.sign_in_at(&self.tenant.tenant_id().to_string(), params, account).await
    }

    pub async fn sign_in_at(&self, segment: &str, params: &Params, account: &str) -> Returned {
        let next = self.choose_at(segment, params.clone(), account).await;
        match next.headers().contains_key(LOCATION) {
            true => Returned::of(&next),
            false => {
                let page = Page::of(next).await;
                Returned::of(&self.post_page(&page, "consent", "accept").await)
            }
        }
    }

    /// What comes after the account was chosen.
    pub async fn choose_at(&self, segment: &str, params: Params, account: &str) -> Response {
        let request = self.http.get(self.url_of(segment, "oauth2/v2.0/authorize")).query(&params.0);
        let page = Page::of(request.send().await.unwrap()).await;
        self.post_page(&page, "account", account).await
    }

    pub async fn post_page(&self, page: &Page, name: &str, value: &str) -> Response {
        let fields = [("transaction", page.transaction()), (name, value.to_owned())];
        self.http.post(self.url("oauth2/v2.0/authorize")).form(&fields).send().await.unwrap()
    }

    pub fn token_request(&self, params: &Params) -> RequestBuilder {
        self.http.post(self.url("oauth2/v2.0/token")).form(&params.0)
    }

    pub async fn token(&self, params: &Params) -> Value {
        let answer = self.token_request(params).send().await.unwrap();
        let status = answer.status();
        let body: Value = answer.json().await.unwrap();
        assert_eq!(status, 200, "{}", body["error_description"]);
        body
    }

    /// Signs in and redeems: the answer of the token endpoint.
    pub async fn tokens(&self) -> Value {
        let returned = self.sign_in(&self.authorize()).await;
        let mut redemption = self.redemption();
        redemption.set("code", returned.get("code"));
        self.token(&redemption).await
    }

    /// The same as another account, at another tenant.
    pub async fn tokens_at(&self, segment: &str, account: &str) -> Value {
        let returned = self.sign_in_at(segment, &self.authorize(), account).await;
        let mut redemption = self.redemption();
        redemption.set("code", returned.get("code"));
        redemption.set("client_info", "1");
        let request = self.http.post(self.url_of(segment, "oauth2/v2.0/token")).form(&redemption.0);
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let body: Value = answer.json().await.unwrap();
        assert_eq!(status, 200, "{segment} {account}: {}", body["error_description"]);
        body
    }

    /// A refresh for Graph.
    pub fn refresh(&self, refresh_token: &str) -> Params {
        Params::of(&[
            ("grant_type", "refresh_token"),
            ("scope", "User.Read"),
            ("client_id", &self.client_id()),
            ("refresh_token", refresh_token),
        ])
    }

    pub async fn graph_token(&self) -> String {
        let tokens = self.tokens().await;
        let answer = self.token(&self.on_behalf_of(text(&tokens, "access_token"))).await;
        text(&answer, "access_token").to_owned()
    }
}

/// What came to the redirect URI.
#[derive(Debug)]
pub struct Returned {
    pub url: Url,
    fields: Vec<(String, String)>,
    pub cookie: Option<String>,
}

impl Returned {
    pub fn of(response: &Response) -> Self {
        assert_eq!(response.status(), 302, "no redirect");
        let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let url: Url = header(LOCATION).unwrap().parse().unwrap();
        let text = url.fragment().or(url.query()).unwrap_or_default();
        let fields = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        Self { fields, cookie: header(SET_COOKIE), url }
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// `name=value` of the session cookie.
    pub fn session(&self) -> String {
        self.cookie.as_deref().unwrap().split(';').next().unwrap().to_owned()
    }
}

pub struct Page {
    pub html: String,
}

impl Page {
    pub async fn of(response: Response) -> Self {
        Self::with_status(200, response).await
    }

    /// The same page once more, with what was wrong in it.
    pub async fn again(response: Response) -> Self {
        Self::with_status(400, response).await
    }

    async fn with_status(wanted: u16, response: Response) -> Self {
        let (status, html) = (response.status(), response.text().await.unwrap());
        assert_eq!(status, wanted, "{html}");
        Self { html }
    }

    pub fn transaction(&self) -> String {
        let mark = "name=\"transaction\" value=\"";
        let (_, rest) = self.html.split_once(mark).unwrap_or_else(|| panic!("no form: {}", self.html));
        rest.split('"').next().unwrap().to_owned()
    }
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}"))
}

/// Header (0) or payload (1) of a token, unverified.
pub fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
