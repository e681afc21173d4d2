//! A practice tenant whose administrator has a token for Graph.

use std::sync::Arc;

use hallpass_tests::home::Home;
use hallpass_tests::person::Person;
use hallpass_tests::sign_in;
use jiff::Timestamp;
use practice_tenant::{Config, KeyMaterial, PracticeTenant, Seed};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use sso_core::plan::{Facts, Plan};
use sso_core::registration::{Registration, ServicePrincipal};
use sso_core::rules::registration::{Subject, check_registration};

pub struct Tenant {
    pub tenant: PracticeTenant,
    pub home: Home,
    pub token: String,
    http: Client,
}

impl Tenant {
    pub async fn start() -> Self {
        let keys = KeyMaterial::generate(now()).unwrap();
        let config = Config {
            http_port: 0,
            https_port: 0,
            seed: Seed::contoso_with_add_in("localhost:3000".parse().unwrap()),
            keys: keys.clone(),
            control_token: None,
            clock: Arc::new(now),
            random: Arc::new(|bytes| getrandom::fill(bytes).unwrap()),
        };
        let tenant = PracticeTenant::start(config).await.unwrap();
        let home = Home::new();
        home.write("ca.pem", keys.ca_certificate.as_bytes());
        let certificate = reqwest::Certificate::from_pem(keys.ca_certificate.as_bytes()).unwrap();
        let http = Client::builder().tls_certs_only([certificate]).no_proxy().build().unwrap();
        let mut this = Self { tenant, home, token: String::new(), http };
        this.token = this.administrators_token().await;
        this
    }

    /// Of a client of its own.
    async fn administrators_token(&self) -> String {
        let mut registration = Registration { display_name: "Bare".to_owned(), ..Default::default() };
        registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
        let client_id = self.tenant.register(registration).app_id.unwrap();
        let scope = "https://graph.microsoft.com/Application.ReadWrite.All \
            https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All";
        self.sign_in("MeganB@contoso.onmicrosoft.com", &client_id.to_string(), scope).await
    }

    /// An access token, by the pages of the tenant.
    async fn sign_in(&self, account: &str, client_id: &str, scope: &str) -> String {
        let person = Person::new(account, &self.home.work().join("ca.pem"));
        let settings = json!({ "authority": self.authority(), "client_id": client_id, "scope": scope });
        sign_in::tokens(&person, &settings).await["access_token"].as_str().unwrap().to_owned()
    }

    fn authority(&self) -> String {
        format!("{}{}", self.tenant.authority(), self.tenant.tenant_id())
    }

    /// The answer to a request of the administrator's, whatever it is.
    pub async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let url = self.tenant.graph().join(path.trim_start_matches('/')).unwrap();
        let mut request = self.http.request(method, url).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask(Method::GET, path, None).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// The one application with this name.
    #[track_caller]
    pub fn only<'a>(applications: &'a Value, name: &str) -> &'a Value {
        let named: Vec<_> =
            applications["value"].as_array().unwrap().iter().filter(|one| one["displayName"] == name).collect();
        assert_eq!(named.len(), 1, "{applications:#}");
        named[0]
    }

    /// The registration of this plan is the only one, has nothing wrong, and single sign-on with it ends at Graph.
    pub async fn expect_that_it_works(&self, plan: &Plan) {
        let list = self.get("v1.0/applications").await;
        let application = Self::only(&list, &plan.facts.name);
        let registration: Registration = serde_json::from_value(application.clone()).unwrap();
        let client_id = registration.app_id.unwrap();
        let principal = self.get(&format!("v1.0/servicePrincipals(appId='{client_id}')")).await;
        let principal: ServicePrincipal = serde_json::from_value(principal).unwrap();
        let registered = Plan { facts: Facts { client_id: Some(client_id), ..plan.facts.clone() }, ..plan.clone() };
        let subject = Subject {
            registration: &registration,
            service_principal: Some(&principal),
            plan: Some(&registered),
            now: now(),
        };
        // The secret is made apart from it: what lacks without one is not asked here.
        let with_secret = self.with_secret(&subject);
        let findings = check_registration(&Subject { registration: &with_secret, ..subject });
        assert!(findings.is_empty(), "{findings:#?}");
        assert_eq!(registration.identifier_uris, registered.registration().identifier_uris);
        self.expect_a_journey(&registered).await;
    }

    fn with_secret(&self, subject: &Subject<'_>) -> Registration {
        let client_id = subject.registration.app_id.unwrap();
        let secret = self.tenant.add_password(client_id, "test").unwrap();
        let mut registration = subject.registration.clone();
        registration.password_credentials.push(secret.credential);
        registration
    }

    /// Sign-in for the add-in's own API, On-Behalf-Of, Graph.
    async fn expect_a_journey(&self, plan: &Plan) {
        let client_id = plan.facts.client_id.unwrap();
        let scope = format!("{}/access_as_user", plan.app_id_uri().unwrap());
        let adele = "AdeleV@contoso.onmicrosoft.com";
        let assertion = self.sign_in(adele, &client_id.to_string(), &scope).await;
        let secret = self.tenant.add_password(client_id, "server").unwrap();
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("requested_token_use", "on_behalf_of"),
            ("client_id", &client_id.to_string()),
            ("client_secret", secret.value.expose()),
            ("assertion", &assertion),
            ("scope", "https://graph.microsoft.com/User.Read"),
        ];
        let endpoint = format!("{}/oauth2/v2.0/token", self.authority());
        let answer: Value = self.http.post(endpoint).form(&form).send().await.unwrap().json().await.unwrap();
        let token = answer["access_token"].as_str().unwrap_or_else(|| panic!("{}", answer["error_description"]));
        let me = self.http.get(self.tenant.graph().join("v1.0/me").unwrap()).bearer_auth(token);
        let me: Value = me.send().await.unwrap().json().await.unwrap();
        assert_eq!(me["userPrincipalName"], adele);
    }
}

#[expect(clippy::disallowed_methods, reason = "clients hold certificate and tokens against their own clock")]
fn now() -> Timestamp {
    Timestamp::now()
}
