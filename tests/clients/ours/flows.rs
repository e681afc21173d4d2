//! Every way to a token, against the practice tenant over https: a browser, a device code, a refresh token, and
//! On-Behalf-Of with each credential in each of the files that people have it in.

use std::path::Path;
use std::sync::Mutex;

use entra_client::{
    ClientCertificate, ClientCredential, DeviceCode, DevicePrompt, EntraClient, EntraError, GraphContent, Metadata,
    OnBehalfOf, Refresh, SignedIn, Trust,
};
use sso_core::ClientId;
use sso_core::token::{AccessToken, decode};
use tokio_util::sync::CancellationToken;

use super::{request, sign_in, signing_with};
use crate::certificate::credential_of_pem;
use crate::tenant::{Tenant, now};

/// The same certificate in each file; its README says how they were made.
const FILES: &[(&str, Option<&str>)] = &[
    ("pkcs8.pem", None),
    ("pkcs1.pem", None),
    ("encrypted.pem", Some("practice")),
    ("modern.pfx", Some("practice")),
    ("legacy.pfx", Some("practice")),
    ("without-password.pfx", None),
];

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/entra-client/tests/fixtures");
    std::fs::read(folder.join(name)).expect("a fixture")
}

struct Scene {
    tenant: Tenant,
    client: EntraClient,
    metadata: Metadata,
}

impl Scene {
    async fn start() -> Self {
        let registered = credential_of_pem(&String::from_utf8(file("pkcs1.pem")).expect("PEM"));
        let tenant = Tenant::start_with("localhost:3000", vec![registered]).await;
        let client = EntraClient::new(&Trust::Only(tenant.keys.ca_certificate.clone())).expect("a client");
        let (authority, id) = (tenant.tenant.authority().clone(), tenant.tenant.tenant_id().to_string());
        let metadata = client.discover(&authority, &id).await.expect("metadata");
        Self { tenant, client, metadata }
    }

    fn client_id(&self) -> ClientId {
        self.tenant.tenant.add_in().expect("the seed has one").client_id
    }

    fn scope(&self) -> &str {
        &self.tenant.tenant.add_in().expect("the seed has one").scope
    }

    async fn sign_in(&self) -> SignedIn {
        let asked = request(self.client_id(), &["openid", "profile", "offline_access", self.scope()]);
        let person = self.tenant.person();
        sign_in(&self.client, &self.metadata, &asked, &person).await.expect("a sign-in")
    }

    /// The add-in's own API takes it, and it is about the person of the tests.
    fn assert_for_api(&self, token: &AccessToken) {
        let token = decode(token.expose()).expect("a JWT");
        let claim = |name: &str| token.text_claim(name).map(str::to_owned);
        assert_eq!(claim("aud"), Some(self.client_id().to_string()));
        assert_eq!(claim("scp").as_deref(), Some("access_as_user"));
    }

    /// Exchanges the assertion; Graph then answers about whom it speaks.
    async fn me(&self, assertion: &AccessToken, credential: ClientCredential) -> Result<String, EntraError> {
        let request = OnBehalfOf {
            client_id: self.client_id(),
            credential,
            assertion: assertion.clone(),
            scopes: vec!["https://graph.microsoft.com/User.Read".to_owned()],
            claims: None,
        };
        let tokens = self.client.on_behalf_of(&self.metadata, &request).await?;
        let answer = self.client.graph_read(self.tenant.tenant.graph(), "/v1.0/me", &tokens.access_token).await?;
        assert!(answer.request_id.is_some());
        let Ok(GraphContent::Json { value, .. }) = answer.body else { panic!("no JSON: {:?}", answer.body) };
        Ok(value["userPrincipalName"].as_str().expect("a name").to_owned())
    }

    fn secret(&self) -> ClientCredential {
        ClientCredential::Secret(self.tenant.tenant.add_in().expect("the seed has one").client_secret.clone())
    }

    fn user(&self) -> &str {
        &self.tenant.tenant.add_in().expect("the seed has one").user
    }
}

fn certificate(name: &str, password: Option<&str>) -> ClientCredential {
    let certificate = match name.ends_with(".pfx") {
        true => ClientCertificate::from_pfx(&file(name), password),
        false => ClientCertificate::from_pem(&file(name), password),
    };
    let certificate = certificate.unwrap_or_else(|error| panic!("{name}: {error}"));
    signing_with(certificate)
}

#[tokio::test(flavor = "multi_thread")]
async fn on_behalf_of_with_each_credential() {
    let scene = Scene::start().await;
    let signed_in = scene.sign_in().await;
    scene.assert_for_api(&signed_in.access_token);
    let assertion = &signed_in.access_token;
    assert_eq!(scene.me(assertion, scene.secret()).await.expect("by the secret"), scene.user());
    for (name, password) in FILES {
        let me = scene.me(assertion, certificate(name, *password)).await;
        assert_eq!(me.unwrap_or_else(|error| panic!("{name}: {error}")), scene.user(), "{name}");
    }
}

/// What is not in the registration signs nothing, and what comes back says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_not_registered() {
    let scene = Scene::start().await;
    let signed_in = scene.sign_in().await;
    let stranger = crate::certificate::Certificate::generate().pem();
    let certificate = ClientCertificate::from_pem(stranger.as_bytes(), None).expect("a certificate");
    let credential = signing_with(certificate);
    let error = scene.me(&signed_in.access_token, credential).await.expect_err("nobody knows it");
    let EntraError::OAuth(error) = error else { panic!("{error:?}") };
    assert_eq!(error.error_codes, [700_027]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_goes_on() {
    let scene = Scene::start().await;
    let signed_in = scene.sign_in().await;
    let refresh = async |signed_in: &SignedIn, scope: &str| {
        let refresh_token = signed_in.refresh_token.clone().expect("a refresh token");
        let scopes = vec![scope.to_owned(), "offline_access".to_owned()];
        let (client_id, original, now) = (scene.client_id(), signed_in.original(), now());
        let request = Refresh { client_id, refresh_token, scopes, original, now };
        scene.client.refresh(&scene.metadata, &request).await
    };
    let own = format!("{}/access_as_user", scene.client_id());
    let mut last = signed_in.clone();
    for _ in 0..2 {
        let next = refresh(&last, &own).await.expect("tokens");
        assert!(next.access_token.expose() != last.access_token.expose());
        scene.assert_for_api(&next.access_token);
        last = next;
    }
    assert_eq!(scene.me(&last.access_token, scene.secret()).await.expect("an exchange"), scene.user());
    // The scope of the sign-in: the same permission, by the name that a refresh does not take.
    let error = refresh(&signed_in, scene.scope()).await.expect_err("by its Application ID URI");
    let EntraError::OAuth(error) = error else { panic!("{error:?}") };
    assert_eq!(error.error_codes, [90_009]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_code() {
    let scene = Scene::start().await;
    let (shown, person) = (Mutex::new(None::<DevicePrompt>), scene.tenant.person());
    let waits = Mutex::new(0);
    let wait = |length: std::time::Duration| {
        // Nobody waits for it: the tenant's clock goes on by as much.
        scene.tenant.tenant.move_time(length.try_into().expect("a few seconds"));
        let (shown, person) = (&shown, &person);
        let turn = {
            let mut waits = waits.lock().expect("nobody panics with it");
            *waits += 1;
            *waits
        };
        async move {
            // The first poll finds nobody.
            if turn == 2 {
                let prompt = shown.lock().expect("nobody panics with it").clone().expect("a code");
                person.enter_code(prompt.verification_uri.as_str(), &prompt.user_code).await.expect("a sign-in");
            }
        }
    };
    let scopes = ["openid", "offline_access", scene.scope()].map(str::to_owned).to_vec();
    let asked = DeviceCode { client_id: scene.client_id(), scopes };
    let show = |prompt: &DevicePrompt| *shown.lock().expect("nobody panics with it") = Some(prompt.clone());
    let cancel = CancellationToken::new();
    let signed_in = scene.client.device_code(&scene.metadata, &asked, show, wait, &cancel).await.expect("tokens");
    scene.assert_for_api(&signed_in.access_token);
    assert!(signed_in.refresh_token.is_some() && signed_in.id_token.is_some());
    assert!(*waits.lock().expect("nobody panics with it") >= 2);
    assert_eq!(scene.me(&signed_in.access_token, scene.secret()).await.expect("an exchange"), scene.user());
}
