//! What `Debug` says of each type that holds a secret. One list, so that a type which is added beside them is missed here
//! and not in somebody's log.

use std::fmt::Debug;
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use entra_client::{
    AddedPassword, ClientCertificate, ClientCredential, EntraClient, OnBehalfOf, OnBehalfOfTokens, OneTime, Refresh,
    SignIn, SignedIn, Trust,
};
use practice_tenant::KeyMaterial;
use secrecy::{ExposeSecret, SecretString};
use sso_core::rules::on_behalf_of::{CredentialFacts, OnBehalfOfAttempt, SecretShape};
use sso_core::token::{AccessToken, CertificateKey, ClientSecret, ExchangeIdentityToken, IdToken, RefreshToken};
use sso_core::{ClientId, Cloud, Timestamp};
use uuid::Uuid;

use crate::azure_cli::FromAzureCli;
use crate::session::{Held, Purpose};
use crate::use_case::on_behalf_of::{AssertionSource, Credential, Input};
use crate::{App, Folders};

const PLANTED: &str = "Planted~Secret";
/// As bytes are printed.
const BYTES: [u8; 32] = [217; 32];

fn token() -> AccessToken {
    AccessToken::new(PLANTED)
}

fn text() -> SecretString {
    SecretString::from(PLANTED)
}

/// Both forms of `Debug`.
fn debug(name: &'static str, value: &dyn Debug) -> (&'static str, String) {
    (name, format!("{value:?}\n{value:#?}"))
}

fn of_domain() -> Vec<(&'static str, String)> {
    let attempt = OnBehalfOfAttempt {
        assertion: token(),
        client_id: ClientId::from_uuid(Uuid::nil()),
        app_id_uris: Vec::new(),
        credential: CredentialFacts::Secret { shape: SecretShape::of(&ClientSecret::new(PLANTED)), end: None },
        scopes: Vec::new(),
        consented: None,
        cloud: Cloud::Public,
        graph: String::new(),
        now: Timestamp::UNIX_EPOCH,
    };
    vec![
        debug("AccessToken", &token()),
        debug("IdToken", &IdToken::new(PLANTED)),
        debug("ExchangeIdentityToken", &ExchangeIdentityToken::new(PLANTED)),
        debug("RefreshToken", &RefreshToken::new(PLANTED)),
        debug("ClientSecret", &ClientSecret::new(PLANTED)),
        debug("CertificateKey", &CertificateKey::new(PLANTED)),
        debug("OnBehalfOfAttempt", &attempt),
    ]
}

fn fixture() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../entra-client/tests/fixtures/pkcs8.pem")).unwrap()
}

fn certificate() -> ClientCertificate {
    ClientCertificate::from_pem(&fixture(), None).unwrap()
}

fn of_client() -> Vec<(&'static str, String)> {
    let client_id = ClientId::from_uuid(Uuid::nil());
    let one_time = OneTime { state: BYTES, nonce: BYTES, verifier: BYTES };
    let (scopes, expires_in) = (Vec::new, Duration::ZERO);
    let secret = ClientCredential::Secret(ClientSecret::new(PLANTED));
    let signing =
        ClientCredential::Certificate { certificate: certificate(), now: Timestamp::UNIX_EPOCH, jti: Uuid::nil() };
    let exchange = |credential: &ClientCredential| OnBehalfOf {
        client_id,
        credential: credential.clone(),
        assertion: token(),
        scopes: scopes(),
        claims: None,
    };
    let signed_in = SignedIn {
        access_token: token(),
        id_token: Some(IdToken::new(PLANTED)),
        refresh_token: Some(RefreshToken::new(PLANTED)),
        expires_in,
        scopes: scopes(),
    };
    let sign_in = SignIn {
        client_id,
        scopes: scopes(),
        login_hint: None,
        prompt: None,
        claims: None,
        port: 0,
        time_out: expires_in,
        one_time: one_time.clone(),
    };
    let credential = serde_json::from_value(serde_json::json!({ "keyId": Uuid::nil() })).unwrap();
    let added = AddedPassword { credential, value: ClientSecret::new(PLANTED) };
    let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
    let refresh_token = RefreshToken::new(PLANTED);
    let now = Timestamp::UNIX_EPOCH;
    let refresh = Refresh { client_id, refresh_token, scopes: scopes(), original: None, now };
    vec![
        debug("OneTime", &one_time),
        debug("SignIn", &sign_in),
        debug("SignedIn", &signed_in),
        debug("Refresh", &refresh),
        debug("OnBehalfOf", &exchange(&secret)),
        debug("OnBehalfOf with a certificate", &exchange(&signing)),
        debug("OnBehalfOfTokens", &OnBehalfOfTokens { access_token: token(), expires_in, scopes: scopes() }),
        debug("ClientCredential", &secret),
        debug("ClientCertificate", &certificate()),
        debug("AddedPassword", &added),
        debug("EntraClient", &EntraClient::new(&Trust::Only(keys.ca_certificate)).unwrap()),
    ]
}

fn of_app() -> Vec<(&'static str, String)> {
    let folder = tempfile::tempdir().unwrap();
    let app = App::on_this_machine(Folders::under(folder.path()));
    let held =
        Held { token: token(), purpose: Purpose::Assertion, account: None, scopes: Vec::new(), ends: Timestamp::MAX };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { app.hold(held.clone()) });
    let credential = Credential::Certificate { file: "a.pfx".into(), password: Some(text()) };
    let input = Input { assertion: AssertionSource::Pasted(text()), credential, ..Input::default() };
    vec![
        debug("Held", &held),
        debug("Session", &app.session),
        debug("Input of an exchange", &input),
        debug("Credential", &Credential::Secret(text())),
        debug(
            "FromAzureCli",
            &FromAzureCli { token: token(), tenant: "7b1f0c52-9f2e-4a64-8a3e-0d9a6d0f2c11".parse().unwrap() },
        ),
    ]
}

/// The private key of the fixture, as it would be printed: lines of its PEM, and its last bytes as numbers.
fn key() -> Vec<String> {
    let pem = String::from_utf8(fixture()).unwrap();
    let (_, rest) = pem.split_once("-----BEGIN PRIVATE KEY-----").unwrap();
    let lines = rest.split("-----END").next().unwrap().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let bytes = BASE64_STANDARD.decode(lines.concat()).unwrap();
    let numbers = bytes[bytes.len() - 8..].iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    lines.into_iter().chain([numbers]).collect()
}

#[test]
fn no_secret_is_printed() {
    let key = key();
    for (name, printed) in [of_domain(), of_client(), of_app()].concat() {
        assert!(!printed.contains("Planted"), "{name}: {printed}");
        assert!(!printed.contains(&BYTES[0].to_string()), "{name}: {printed}");
        assert!(!key.iter().any(|line| printed.contains(line)), "{name}: {printed}");
    }
}

#[test]
fn nor_a_key_of_the_practice_tenant() {
    let keys = KeyMaterial::generate(Timestamp::UNIX_EPOCH).unwrap();
    let (_, printed) = debug("KeyMaterial", &keys);
    for key in [&keys.signing_key, &keys.leaf_key] {
        let lines = key.expose_secret().lines().filter(|line| !line.starts_with("-----"));
        assert!(lines.into_iter().all(|line| !printed.contains(line)), "{printed}");
    }
}
