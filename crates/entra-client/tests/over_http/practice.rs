//! A practice tenant, whose key can be changed as Entra changes its own: behind the same address, without notice.

use std::sync::Arc;

use entra_client::{EntraClient, Trust};
use practice_tenant::{Config, KeyMaterial, PracticeTenant, Seed};
use sso_core::Timestamp;

pub struct Practice {
    pub tenant: PracticeTenant,
    pub client: EntraClient,
    keys: KeyMaterial,
}

impl Practice {
    pub async fn start() -> Self {
        let keys = KeyMaterial::generate(now()).unwrap();
        let client = EntraClient::new(&Trust::Only(keys.ca_certificate.clone())).unwrap();
        Self { tenant: start(keys.clone(), 0, 0).await, client, keys }
    }

    /// The same tenant with another signing key, on the same ports.
    pub async fn with_new_signing_key(self) -> Self {
        let ports = [self.tenant.http_authority(), self.tenant.authority()].map(|url| url.port().unwrap());
        self.tenant.stop().await;
        let signing_key = KeyMaterial::generate(now()).unwrap().signing_key;
        let keys = KeyMaterial { signing_key, ..self.keys };
        let tenant = start(keys.clone(), ports[0], ports[1]).await;
        assert_eq!(tenant.authority().port(), Some(ports[1]), "the port was taken meanwhile");
        Self { tenant, client: self.client, keys }
    }
}

async fn start(keys: KeyMaterial, http_port: u16, https_port: u16) -> PracticeTenant {
    PracticeTenant::start(Config {
        http_port,
        https_port,
        seed: Seed::contoso_with_add_in("localhost:3000".parse().unwrap()),
        keys,
        control_token: None,
        clock: Arc::new(now),
        random: Arc::new(|bytes| getrandom::fill(bytes).unwrap()),
    })
    .await
    .unwrap()
}

/// The certificate must be in time for a real client.
#[expect(clippy::disallowed_methods, reason = "this is where time enters the tests")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
