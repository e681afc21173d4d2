use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;
use sso_core::registration::Registration;
use sso_core::{ClientId, TenantId};
use url::Url;

use crate::{IssuedSecret, KeyMaterial, Person, Seed, StartError};

/// How a practice tenant starts.
#[derive(Clone)]
pub struct Config {
    /// 0 for any free port.
    pub http_port: u16,
    /// 0 for any free port.
    pub https_port: u16,
    pub seed: Seed,
    pub keys: KeyMaterial,
    /// `None`: there is no control endpoint.
    pub control_token: Option<SecretString>,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Fills with random bytes.
    pub random: Arc<dyn Fn(&mut [u8]) + Send + Sync>,
}

/// A running tenant. Stops when it is dropped.
#[derive(Debug)]
pub struct PracticeTenant {
    _private: (),
}

impl PracticeTenant {
    /// Binds loopback only (127.0.0.1, and ::1 where there is one) and serves from then on.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let _ = config;
        todo!()
    }

    /// `https://localhost:<port>/`
    pub fn authority(&self) -> &Url {
        todo!()
    }

    /// `http://localhost:<port>/`
    pub fn http_authority(&self) -> &Url {
        todo!()
    }

    /// Origin of its Microsoft Graph: the https listener.
    pub fn graph(&self) -> &Url {
        todo!()
    }

    /// The authority to trust, PEM.
    pub fn ca_certificate(&self) -> &str {
        todo!()
    }

    pub fn tenant_id(&self) -> TenantId {
        todo!()
    }

    pub fn people(&self) -> Vec<Person> {
        todo!()
    }

    /// What the portal does: keeps the registration under a new client ID (or the one it names), with a service
    /// principal, and answers it as kept.
    pub fn register(&self, registration: Registration) -> Registration {
        let _ = registration;
        todo!()
    }

    /// `addPassword`: `None` if there is no such app.
    pub fn add_password(&self, client_id: ClientId, display_name: &str) -> Option<IssuedSecret> {
        let _ = (client_id, display_name);
        todo!()
    }

    /// Admin consent for everything that the registration lists.
    pub fn grant_admin_consent(&self, client_id: ClientId) {
        let _ = client_id;
        todo!()
    }

    /// Stops listening, lets running requests end.
    pub async fn stop(self) {
        todo!()
    }
}
