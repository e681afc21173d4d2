//! Certificates in the forms that people have, and what is signed with them.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entra_client::{ClientCertificate, ClientCredential, EntraError, OnBehalfOf};
use serde_json::{Value, json};
use sso_core::Timestamp;
use sso_core::token::AccessToken;

use crate::server::{Server, client, json as json_answer};
use crate::sign_in::{CLIENT, metadata};

/// As `openssl x509 -fingerprint -sha1` and `openssl dgst -sha256` say.
const SHA1: &str = "E50FB9E35379330F00F089A11829188170C9C4A7";
const SHA256: &str = "TihXuey_vO5jTFEvfLl0fPSMGxs_FlJGhyxP04kGa24";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn read(name: &str, password: Option<&str>) -> Result<ClientCertificate, EntraError> {
    match name.ends_with(".pfx") {
        true => ClientCertificate::from_pfx(&fixture(name), password),
        false => ClientCertificate::from_pem(&fixture(name), password),
    }
}

#[test]
fn each_form_gives_the_same_certificate() {
    for (name, password) in [
        ("pkcs8.pem", None),
        ("pkcs1.pem", None),
        ("encrypted.pem", Some("practice")),
        ("modern.pfx", Some("practice")),
        ("legacy.pfx", Some("practice")),
        ("without-password.pfx", None),
        ("without-password.pfx", Some("")),
    ] {
        let certificate = read(name, password).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(certificate.thumbprint(), SHA1, "{name}");
        assert_eq!(certificate.subject(), "CN=Contoso add-in", "{name}");
        assert!(certificate.not_after() > "2100-01-01T00:00:00Z".parse::<Timestamp>().unwrap(), "{name}");
        assert_eq!(format!("{certificate:?}"), r#"ClientCertificate { subject: "CN=Contoso add-in", .. }"#);
        // What goes into the keyring comes out as the same.
        let kept = ClientCertificate::from_pem(certificate.to_pem().expose().as_bytes(), None).unwrap();
        assert_eq!(kept.thumbprint(), SHA1, "{name}");
    }
}

#[test]
fn each_that_cannot_be_used_says_why() {
    for (name, password, code, why) in [
        ("certificate-alone.pem", None, "certificate-not-usable", "no private key"),
        ("mismatched.pem", None, "certificate-not-usable", "none of its certificates belongs"),
        ("elliptic.pem", None, "certificate-not-usable", "no RSA key"),
        ("old-encryption.pem", Some("practice"), "certificate-not-usable", "openssl pkcs8"),
        ("encrypted.pem", None, "certificate-password", "protected by a password"),
        ("encrypted.pem", Some("wrong"), "certificate-password", "does not open"),
        ("modern.pfx", None, "certificate-password", "protected by a password"),
        ("modern.pfx", Some("wrong"), "certificate-password", "does not open"),
        ("legacy.pfx", Some("wrong"), "certificate-password", "does not open"),
        ("README.md", None, "certificate-not-usable", "-----BEGIN"),
    ] {
        let error = read(name, password).unwrap_err();
        assert_eq!(error.code(), code, "{name}: {error}");
        assert!(error.to_string().contains(why), "{name}: {error}");
        assert!(error.hint().is_some());
    }
    let error = ClientCertificate::from_pfx(b"no PFX", Some("practice")).unwrap_err();
    assert_eq!((error.code(), error.to_string().contains("PKCS#12")), ("certificate-not-usable", true), "{error}");
}

#[tokio::test]
async fn an_assertion_is_sent_in_place_of_a_secret() {
    let server = Server::start(|_, _| {
        json_answer("200 OK", r#"{"token_type":"Bearer","expires_in":3599,"access_token":"graph token"}"#)
    })
    .await;
    let now: Timestamp = "2026-01-15T00:00:00Z".parse().unwrap();
    let jti = "0e8f3e0e-6f0a-4c58-9a55-0d2b6d3a7c21".parse().unwrap();
    let request = OnBehalfOf {
        client_id: CLIENT.parse().unwrap(),
        credential: ClientCredential::Certificate { certificate: read("pkcs8.pem", None).unwrap(), now, jti },
        assertion: AccessToken::new("eyJplanted.assertion.AAAA"),
        scopes: vec!["User.Read".into()],
        claims: Some(r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#.into()),
    };
    let metadata = metadata(&server);
    client().on_behalf_of(&metadata, &request).await.unwrap();
    let sent = server.received().remove(0);
    assert_eq!(sent.field("client_secret"), None);
    assert_eq!(
        sent.field("client_assertion_type").as_deref(),
        Some("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    );
    assert!(sent.field("claims").unwrap().contains("acrs"));
    let assertion = sent.field("client_assertion").unwrap();
    let part = |index: usize| -> Value {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(assertion.split('.').nth(index).unwrap()).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    assert_eq!(part(0), json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": SHA256 }));
    let (iat, aud) = (now.as_second(), metadata.token_endpoint.as_str());
    let claims = json!({
        "aud": aud, "iss": CLIENT, "sub": CLIENT, "jti": jti, "nbf": iat, "iat": iat, "exp": iat + 600
    });
    assert_eq!(part(1), claims);
}
