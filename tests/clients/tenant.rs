//! A practice tenant of the test's own, with an add-in for which every flow is set up.

use std::path::PathBuf;
use std::sync::Arc;

use hallpass_tests::home::Home;
use jiff::Timestamp;
use practice_tenant::{Config, KeyMaterial, PracticeTenant, Seed};
use serde_json::{Value, json};
use sso_core::registration::{KeyCredential, SignInAudience};

use crate::certificate::Certificate;
use hallpass_tests::person::Person;

pub struct Tenant {
    pub tenant: PracticeTenant,
    pub keys: KeyMaterial,
    pub home: Home,
    certificate: Certificate,
}

impl Tenant {
    /// `pages`: host and port where the pages of the add-in are served.
    pub async fn start(pages: &str) -> Self {
        Self::start_with(pages, Vec::new()).await
    }

    /// The same, with more certificates in the add-in's registration than its own.
    pub async fn start_with(pages: &str, certificates: Vec<KeyCredential>) -> Self {
        let keys = KeyMaterial::generate(now()).expect("keys");
        let certificate = Certificate::generate();
        let mut seed = Seed::contoso_with_add_in(pages.parse().expect("host and port"));
        let ready = seed.add_in;
        let add_in = seed.applications.iter_mut().map(|application| &mut application.registration);
        let add_in = add_in.into_iter().find(|registration| registration.app_id == ready).expect("a ready add-in");
        // Port and platform of a web server on the developer's machine: Entra ignores the port of http://localhost.
        add_in.web.redirect_uris = vec!["http://localhost/auth/callback".to_owned()];
        // "Allow public client flows", without which Entra refuses the device flow.
        add_in.is_fallback_public_client = Some(true);
        // For `common`.
        add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs;
        add_in.key_credentials = [vec![certificate.credential()], certificates].concat();
        let tenant = PracticeTenant::start(Config {
            http_port: 0,
            https_port: 0,
            seed,
            keys: keys.clone(),
            control_token: None,
            clock: Arc::new(now),
            random: Arc::new(|bytes| getrandom::fill(bytes).expect("random bytes")),
        })
        .await
        .expect("a tenant");
        let home = Home::new();
        home.write("ca.pem", keys.ca_certificate.as_bytes());
        Self { tenant, keys, home, certificate }
    }

    /// The authority that clients are told to trust.
    pub fn ca_file(&self) -> PathBuf {
        self.home.root().join("work/ca.pem")
    }

    /// With the tenant, as MSAL takes it.
    pub fn authority(&self) -> String {
        format!("{}{}", self.tenant.authority(), self.tenant.tenant_id())
    }

    /// The names of `hallpass practice env --format json`, and the certificate of the add-in.
    pub fn settings(&self) -> Value {
        let add_in = self.tenant.add_in().expect("the seed has one");
        json!({
            "authority": self.authority(),
            "graph": self.tenant.graph(),
            "tenant_id": self.tenant.tenant_id(),
            "client_id": add_in.client_id,
            "client_secret": add_in.client_secret.expose(),
            "app_id_uri": add_in.app_id_uri,
            "scope": add_in.scope,
            "user": add_in.user,
            "certificate": self.certificate.settings(),
        })
    }

    /// A person who has not signed in yet.
    pub fn person(&self) -> Person {
        Person::new(&self.tenant.add_in().expect("the seed has one").user, &self.ca_file())
    }
}

#[expect(clippy::disallowed_methods, reason = "clients hold certificate and tokens against their own clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
