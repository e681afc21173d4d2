//! Servers that nobody here wrote, as a cloud of own addresses has them, found by discovery alone: what holds against them is
//! no agreement of ours with ourselves.

use entra_client::{DeviceCode, DevicePrompt, EntraClient, EntraError, Metadata, Prompt, Refresh, SignedIn, Trust};
use hallpass_tests::home::Home;
use hallpass_tests::person::Person;
use hallpass_tests::program::Running;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use serde_json::{Value, json};
use sso_core::ClientId;
use sso_core::token::decode;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{request, sign_in};
use crate::script;
use crate::tenant::now;

const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const USER: &str = "adele.vance";

/// A server of `npm/` on https, with a certificate by an authority of this test.
struct Server {
    authority: Url,
    client: EntraClient,
    person: Person,
    _running: Running,
    _home: Home,
}

impl Server {
    fn start(script: &str) -> Self {
        let home = Home::new();
        let authority_key = KeyPair::generate().expect("a key");
        let mut authority = CertificateParams::default();
        authority.distinguished_name.push(DnType::CommonName, "Authority of this test");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let ca = authority.self_signed(&authority_key).expect("a certificate").pem();
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
        let issuer = Issuer::new(authority, authority_key);
        let certificate = params.signed_by(&key, &issuer).expect("a certificate").pem();

        let ca_file = home.write("ca.pem", ca.as_bytes());
        let settings = json!({
            "client_id": CLIENT,
            "key": key.serialize_pem(),
            "certificate": certificate,
            "path": format!("/{TENANT}/v2.0"),
        });
        let script = script::node(&home, script, &ca_file).input(settings.to_string().as_bytes());
        let mut running = script.start();
        let authority = running.after_on_stdout("listening on ").parse().expect("an address");
        let client = EntraClient::new(&Trust::Only(ca)).expect("a client");
        Self { authority, client, person: Person::new(USER, &ca_file), _running: running, _home: home }
    }

    async fn discover(&self) -> Metadata {
        let metadata = self.client.discover(&self.authority, TENANT).await.expect("metadata");
        assert!(!self.client.keys(&metadata).await.expect("keys").keys.is_empty());
        metadata
    }

    async fn refresh(&self, metadata: &Metadata, of: &SignedIn) -> SignedIn {
        let again = self.client.refresh(metadata, &refresh(of)).await.expect("tokens");
        // The access token may be the same to the second.
        let [before, after] = [of, &again].map(|tokens| tokens.refresh_token.as_ref().expect("a refresh token"));
        assert!(before.expose() != after.expose());
        again
    }
}

/// Never more than was granted (RFC 6749 §6).
fn refresh(of: &SignedIn) -> Refresh {
    let refresh_token = of.refresh_token.clone().expect("a refresh token");
    Refresh { client_id: client_id(), refresh_token, scopes: of.scopes.clone(), original: of.original(), now: now() }
}

fn client_id() -> ClientId {
    CLIENT.parse().expect("a client ID")
}

const SCOPES: &[&str] = &["openid", "profile", "offline_access"];

fn scopes() -> Vec<String> {
    SCOPES.iter().map(|scope| (*scope).to_owned()).collect()
}

fn claim(signed_in: &SignedIn, name: &str) -> Value {
    let id_token = signed_in.id_token.as_ref().expect("an ID token");
    decode(id_token.expose()).expect("a JWT").claims.get(name).cloned().unwrap_or_default()
}

/// It names itself on the redirect (RFC 9207), ends a refresh token that was used, and drops a wrong client.
#[tokio::test(flavor = "multi_thread")]
async fn oidc_provider() {
    let server = Server::start("oidc-provider.mjs");
    let metadata = server.discover().await;
    assert!(metadata.authorization_response_iss_parameter_supported);

    let mut asked = request(client_id(), SCOPES);
    // Without it there is no refresh token (OpenID Connect Core §11).
    asked.prompt = Some(Prompt::Consent);
    let signed_in = sign_in(&server.client, &metadata, &asked, &server.person).await.expect("a sign-in");
    assert_eq!((claim(&signed_in, "sub"), claim(&signed_in, "aud")), (USER.into(), CLIENT.into()));
    // It knows no `profile`.
    assert_eq!(signed_in.scopes, ["openid", "offline_access"]);
    let again = server.refresh(&metadata, &signed_in).await;
    server.refresh(&metadata, &again).await;

    // Used twice: it may have been stolen.
    let error = server.client.refresh(&metadata, &refresh(&signed_in)).await.expect_err("it was used before");
    assert_eq!(error.code(), "invalid_grant", "{error:?}");
}

/// What it refuses comes back in the browser, with the state and the issuer beside it.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_on_the_redirect() {
    let server = Server::start("oidc-provider.mjs");
    let metadata = server.discover().await;
    let mut asked = request(client_id(), &["openid"]);
    asked.claims = Some("{".to_owned());
    let error = sign_in(&server.client, &metadata, &asked, &server.person).await.expect_err("that is no JSON");
    let EntraError::OAuth(error) = error else { panic!("{error:?}") };
    assert_eq!(error.error, "invalid_request");
    assert!(error.error_description.is_some_and(|why| why.contains("claims")));
}

#[tokio::test(flavor = "multi_thread")]
async fn oidc_provider_with_a_device_code() {
    let server = Server::start("oidc-provider.mjs");
    let metadata = server.discover().await;
    let (show, shown) = oneshot::channel();
    let person = async {
        let prompt: DevicePrompt = shown.await.expect("a code");
        server.person.enter_code(prompt.verification_uri.as_str(), &prompt.user_code).await.expect("a sign-in");
    };
    let (done, finished) = tokio::sync::watch::channel(false);
    let person = async move {
        person.await;
        done.send_replace(true);
    };
    let wait = |_| {
        let mut finished = finished.clone();
        // It ends as soon as the person is through, not after the seconds that the server asks for.
        async move { drop(finished.wait_for(|finished| *finished).await) }
    };
    let asked = DeviceCode { client_id: client_id(), scopes: vec!["openid".into(), "profile".into()] };
    let show = |prompt: &DevicePrompt| drop(show.send(prompt.clone()));
    let cancel = CancellationToken::new();
    let signed_in = server.client.device_code(&metadata, &asked, show, wait, &cancel);
    let (signed_in, ()) = tokio::join!(signed_in, person);
    assert_eq!(claim(&signed_in.expect("tokens"), "sub"), USER);

    let stranger = DeviceCode { client_id: "00000000-0000-4000-8000-000000000000".parse().expect("an ID"), ..asked };
    let waiting = |_| std::future::ready(());
    let error = server.client.device_code(&metadata, &stranger, |_| {}, waiting, &cancel).await;
    assert_eq!(error.expect_err("nobody knows it").code(), "invalid_client");
}

#[tokio::test(flavor = "multi_thread")]
async fn oauth2_mock_server() {
    let server = Server::start("oauth2-mock-server.mjs");
    let metadata = server.discover().await;
    let asked = request(client_id(), SCOPES);
    let signed_in = sign_in(&server.client, &metadata, &asked, &server.person).await.expect("a sign-in");
    assert_eq!(claim(&signed_in, "iss"), format!("{}{TENANT}/v2.0", server.authority));
    server.refresh(&metadata, &signed_in).await;

    let device = DeviceCode { client_id: client_id(), scopes: scopes() };
    let wait = |_| std::future::ready(());
    let error = server.client.device_code(&metadata, &device, |_| {}, wait, &CancellationToken::new()).await;
    assert_eq!(error.expect_err("it offers none").code(), "device-code-not-offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_that_was_not_asked_is_not_taken() {
    let server = Server::start("oauth2-mock-server.mjs");
    let mut elsewhere = server.authority.clone();
    elsewhere.set_ip_host([127, 0, 0, 1].into()).expect("an address");
    for (authority, tenant, code) in [
        (&server.authority, CLIENT, "metadata-issuer-mismatch"),
        (&server.authority, "common", "metadata-issuer-mismatch"),
        (&elsewhere, TENANT, "tls-certificate-not-valid"),
    ] {
        let error = server.client.discover(authority, tenant).await.expect_err("another issuer");
        assert_eq!(error.code(), code, "{authority} {tenant}");
    }
}

/// A list of one is the other way to write an audience (OpenID Connect Core §2).
#[tokio::test(flavor = "multi_thread")]
async fn an_audience_in_a_list() {
    let server = Server::start("oauth2-mock-server.mjs");
    let metadata = server.discover().await;
    let asked = request(client_id(), &["openid", "spoilt:aud-listed"]);
    let signed_in = sign_in(&server.client, &metadata, &asked, &server.person).await.expect("a sign-in");
    assert_eq!(claim(&signed_in, "aud"), json!([CLIENT]));
}

/// What comes back is not believed because it came.
#[tokio::test(flavor = "multi_thread")]
async fn answers_with_one_thing_wrong() {
    let server = Server::start("oauth2-mock-server.mjs");
    let metadata = server.discover().await;
    for (spoilt, code) in [
        ("nonce", "nonce-mismatch"),
        ("iss", "id-token-not-accepted"),
        ("aud", "id-token-not-accepted"),
        ("aud-among-others", "id-token-not-accepted"),
        ("id_token", "id-token-not-accepted"),
        ("expires_in", "token-response-incomplete"),
        ("access_token", "token-response-incomplete"),
        ("empty", "token-response-incomplete"),
        ("refused", "invalid_client"),
        ("down", "server-error"),
        ("busy", "throttled"),
    ] {
        let scope = format!("spoilt:{spoilt}");
        let asked = request(client_id(), &["openid", &scope]);
        let error = sign_in(&server.client, &metadata, &asked, &server.person).await.expect_err(spoilt);
        assert_eq!(error.code(), code, "{spoilt}: {error:?}");
        match error {
            EntraError::OAuth(error) => assert_eq!(error.error_description.as_deref(), Some("no such client")),
            error => assert!(error.hint().is_some(), "{spoilt}"),
        }
    }
}
