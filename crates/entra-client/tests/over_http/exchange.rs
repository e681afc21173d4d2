//! Identity tokens of Exchange from the practice tenant, good and with each of its flaws, over real HTTPS.

use std::sync::Arc;

use jiff::SignedDuration;
use practice_tenant::{ExchangeIdentity, IdentityTokenFlaw, IdentityTokenShape};
use rcgen::{CertificateParams, KeyPair};
use sso_core::HostPort;
use sso_core::token::exchange::{MetadataUrl, metadata_url};
use sso_core::token::{CheckId, ExchangeExpected, ExchangeReport, check_exchange};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, version};

use entra_client::{EntraClient, EntraError, Trust};

use crate::practice::{Practice, now};
use crate::server::{answer, authority, json, read};

const PAGE: &str = "https://localhost:3000/taskpane.html";

fn token(practice: &Practice, audience: &str, shape: IdentityTokenShape, flaw: Option<IdentityTokenFlaw>) -> String {
    let person = practice.tenant.people()[0].id;
    let wanted = ExchangeIdentity { person, audience: audience.to_owned(), shape, flaw };
    practice.tenant.exchange_identity_token(&wanted).unwrap().expose().to_owned()
}

/// As a server does it: the address, the document, the checks.
async fn checked(practice: &Practice, token: &str) -> ExchangeReport {
    let hosts = vec![HostPort::of_url(practice.tenant.authority().as_str()).unwrap()];
    let metadata = match metadata_url(token, &hosts) {
        Some(Ok(url)) => Some(practice.client.exchange_metadata(&url).await.unwrap()),
        Some(Err(_)) | None => None,
    };
    let realm = Some(practice.tenant.tenant_id().to_string());
    let expected =
        ExchangeExpected { audience: PAGE.parse().unwrap(), hosts, realm, skew: SignedDuration::from_mins(5) };
    check_exchange(token, metadata.as_ref(), &expected, now()).unwrap()
}

#[tokio::test]
async fn each_flaw_of_the_practice_tenant_fails_its_own_check() {
    let practice = Practice::start().await;
    for shape in [IdentityTokenShape::Live, IdentityTokenShape::Documented] {
        let good = checked(&practice, &token(&practice, PAGE, shape, None)).await;
        assert!(good.passed(), "{shape:?}: {:#?}", good.report.checks);
        let id = good.unique_user_id.unwrap().to_string();
        assert!(id.starts_with(practice.tenant.authority().as_str()) && id.contains("metadata/json/1"), "{id}");
        for name in IdentityTokenFlaw::NAMES {
            let id = match name {
                "expired" | "not-yet-valid" => CheckId::Lifetime,
                "signature" => CheckId::Signature,
                "thumbprint" => CheckId::Key,
                "version" | "no-app-context" => CheckId::AppContext,
                "metadata-url" => CheckId::MetadataUrl,
                "issuer" => CheckId::Issuer,
                other => panic!("a new flaw: {other}"),
            };
            let flawed = token(&practice, PAGE, shape, IdentityTokenFlaw::by_name(name));
            let report = checked(&practice, &flawed).await;
            let failed: Vec<_> = report.report.failures().map(|check| check.id).collect();
            assert_eq!(failed, [id], "{name} {shape:?}");
            assert!(!report.passed() && report.unique_user_id.is_none(), "{name}");
        }
    }
    let with_et = token(&practice, &format!("{PAGE}?et=1"), IdentityTokenShape::Live, None);
    assert!(checked(&practice, &with_et).await.passed());
    let other = token(&practice, "https://localhost:3001/taskpane.html", IdentityTokenShape::Live, None);
    let report = checked(&practice, &other).await;
    assert_eq!(report.report.failures().map(|check| check.id).collect::<Vec<_>>(), [CheckId::Audience]);
}

/// Once the certificate has changed, a token of before names one that is not there any more.
#[tokio::test]
async fn a_certificate_that_changed() {
    let practice = Practice::start().await;
    let old = token(&practice, PAGE, IdentityTokenShape::Live, None);
    let practice = practice.with_new_signing_key().await;
    let report = checked(&practice, &old).await;
    assert_eq!(report.report.failures().map(|check| check.id).collect::<Vec<_>>(), [CheckId::Key]);
    assert!(checked(&practice, &token(&practice, PAGE, IdentityTokenShape::Live, None)).await.passed());
}

/// What a server on `localhost` answers with these bytes is taken for.
async fn answered(bytes: Vec<u8>) -> (EntraError, String) {
    let (pem, issuer) = authority("Authority of this test");
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = TlsAcceptor::from(Arc::new(config)).accept(stream).await.unwrap();
        let request = read(&mut stream).await.unwrap();
        // The client may leave in the middle.
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
        request.head
    });
    let amurl = format!("https://localhost:{port}/autodiscover/metadata/json/1");
    let url = MetadataUrl::trusted(&amurl, &[format!("localhost:{port}").parse().unwrap()]).unwrap();
    let error = EntraClient::new(&Trust::Only(pem)).unwrap().exchange_metadata(&url).await.unwrap_err();
    (error, server.await.unwrap())
}

#[tokio::test]
async fn answers_that_are_no_metadata() {
    let large = json("200 OK", &format!("{{\"a\":\"{}\"}}", "x".repeat(2_000_000)));
    for (name, bytes, code) in [
        ("404", answer("404 Not Found", "", "<html>"), "exchange-metadata-not-usable"),
        ("401", answer("401 Unauthorized", "WWW-Authenticate: Negotiate\r\n", ""), "exchange-metadata-not-usable"),
        ("500", answer("500 Internal Server Error", "", ""), "server-error"),
        ("redirect", answer("302 Found", "Location: https://evil.example/\r\n", ""), "answer-is-redirect"),
        ("a sign-in page", answer("200 OK", "", "<html>"), "exchange-metadata-not-usable"),
        ("half", json("200 OK", r#"{"keys":[{"usage":"#), "exchange-metadata-not-usable"),
        ("no certificate", json("200 OK", r#"{"keys":[]}"#), "exchange-metadata-not-usable"),
        ("2 MB", large, "answer-too-large"),
    ] {
        let (error, head) = answered(bytes).await;
        assert_eq!(error.code(), code, "{name}: {error}");
        assert!(head.starts_with("GET /autodiscover/metadata/json/1 HTTP/1.1\r\n"), "{head}");
        let head = head.to_ascii_lowercase();
        assert!(!head.contains("authorization:") && !head.contains("cookie:"), "credentials were sent: {head}");
    }
}
