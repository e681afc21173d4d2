//! A sign-in from the address of the page to the tokens. The browser is a few lines that speak HTTP.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entra_client::{EntraError, Metadata, OneTime, SignIn, SignedIn};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::server::{Server, answer, client, json as json_answer};

pub const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";

/// A sign-in that waits for its browser.
pub struct Attempt {
    pub page: Url,
    pub port: u16,
    pub cancel: CancellationToken,
    pub task: JoinHandle<Result<SignedIn, EntraError>>,
    /// Told when the browser came back with a code.
    pub back: oneshot::Receiver<()>,
}

impl Attempt {
    pub fn parameter(&self, name: &str) -> String {
        self.page.query_pairs().find(|(found, _)| found == name).unwrap().1.into_owned()
    }

    /// What the browser asks for when Entra has sent it back.
    pub fn with_state(&self, rest: &str) -> String {
        format!("/?{rest}&state={}", self.parameter("state"))
    }

    pub async fn result(self) -> Result<SignedIn, EntraError> {
        self.ended().await.1
    }

    /// And whether the browser came back with a code.
    pub async fn ended(mut self) -> (bool, Result<SignedIn, EntraError>) {
        let ended = tokio::time::timeout(Duration::from_secs(20), self.task).await;
        let result = ended.expect("the sign-in ends").unwrap();
        (self.back.try_recv().is_ok(), result)
    }
}

pub fn request() -> SignIn {
    SignIn {
        client_id: CLIENT.parse().unwrap(),
        scopes: vec![
            "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7/access_as_user".into(),
            "openid".into(),
        ],
        login_hint: None,
        prompt: None,
        claims: None,
        port: 0,
        time_out: Duration::from_secs(60),
        one_time: OneTime { state: [1; 32], nonce: [2; 32], verifier: [3; 32] },
    }
}

pub fn metadata(server: &Server) -> Metadata {
    Metadata {
        issuer: format!("{}{TENANT}/v2.0", server.origin()),
        authorization_endpoint: server.origin().join("/authorize?p=q").unwrap(),
        token_endpoint: server.origin().join("/token").unwrap(),
        jwks_uri: server.origin().join("/keys").unwrap(),
        device_authorization_endpoint: None,
        authorization_response_iss_parameter_supported: false,
    }
}

pub async fn begin(metadata: Metadata, request: SignIn) -> Attempt {
    let (opened, page) = oneshot::channel();
    let cancel = CancellationToken::new();
    let cancelled = cancel.clone();
    let (came, back) = oneshot::channel();
    let task = tokio::spawn(async move {
        let open = |url: &Url| opened.send(url.clone()).unwrap();
        client().sign_in(&metadata, &request, open, || came.send(()).unwrap_or_default(), &cancelled).await
    });
    let page: Url = page.await.unwrap();
    let redirect = page.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1.into_owned();
    let port = Url::parse(&redirect).unwrap().port().unwrap();
    Attempt { page, port, cancel, task, back }
}

/// One request as a browser sends it, and its whole answer.
pub async fn browse(address: &str, port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect((address, port)).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/html\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

pub fn id_token(claims: &Value) -> String {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.AAAA", part(&json!({"alg": "RS256"})), part(claims))
}

/// A token endpoint that answers with an ID token in which `changes` were made; `null` takes a claim out.
pub async fn entra(changes: Value) -> Server {
    Server::start(move |_, port| {
        let mut claims = json!({
            "aud": CLIENT, "iss": format!("http://127.0.0.1:{port}/{TENANT}/v2.0"),
            "nonce": BASE64_URL_SAFE_NO_PAD.encode([2; 32]),
        });
        for (name, value) in changes.as_object().unwrap() {
            match value {
                Value::Null => claims.as_object_mut().unwrap().remove(name),
                value => claims.as_object_mut().unwrap().insert(name.clone(), value.clone()),
            };
        }
        let body = json!({"token_type": "Bearer", "scope": "access_as_user openid", "expires_in": 3599,
            "access_token": "planted access", "refresh_token": "planted refresh", "id_token": id_token(&claims)});
        json_answer("200 OK", &body.to_string())
    })
    .await
}

#[tokio::test]
async fn from_the_page_to_the_tokens() {
    let server = entra(json!({})).await;
    let mut request = request();
    request.login_hint = Some("adele@contoso.com".into());
    let attempt = begin(metadata(&server), request).await;
    let redirect = format!("http://localhost:{}", attempt.port);
    for (name, value) in [
        ("p", "q"),
        ("response_type", "code"),
        ("response_mode", "query"),
        ("client_id", CLIENT),
        ("redirect_uri", redirect.as_str()),
        ("scope", "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7/access_as_user openid"),
        ("state", &BASE64_URL_SAFE_NO_PAD.encode([1; 32])),
        ("nonce", &BASE64_URL_SAFE_NO_PAD.encode([2; 32])),
        ("code_challenge_method", "S256"),
        ("login_hint", "adele@contoso.com"),
    ] {
        assert_eq!(attempt.parameter(name), value, "{name}");
    }
    let challenge = attempt.parameter("code_challenge");
    let port = attempt.port;
    let page = browse("127.0.0.1", port, &attempt.with_state("code=planted%20code&session_state=s")).await;
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("You can close this window and go back to Hallpass."));
    assert!(
        page.contains("Content-Security-Policy: default-src 'none';") && page.contains("Referrer-Policy: no-referrer")
    );
    assert!(!page.contains("planted"));

    let (back, tokens) = attempt.ended().await;
    let tokens = tokens.unwrap();
    assert!(back, "the code is told before it is redeemed");
    assert_eq!(tokens.access_token.expose(), "planted access");
    assert_eq!(tokens.refresh_token.as_ref().unwrap().expose(), "planted refresh");
    assert_eq!(tokens.expires_in, Duration::from_secs(3599));
    assert_eq!(tokens.scopes, ["access_as_user", "openid"]);
    assert!(!format!("{tokens:?}").contains("planted"));

    let requests = server.received();
    assert_eq!(requests.len(), 1);
    let verifier = BASE64_URL_SAFE_NO_PAD.encode([3; 32]);
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "planted code"),
        ("client_id", CLIENT),
        ("redirect_uri", redirect.as_str()),
        ("code_verifier", &verifier),
        ("scope", "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7/access_as_user openid"),
    ] {
        assert_eq!(requests[0].field(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(requests[0].header("origin"), None);
    assert_eq!(requests[0].header("authorization"), None);
    // The challenge is that of the verifier sent.
    let of_verifier = oauth2_challenge(&verifier);
    assert_eq!(challenge, of_verifier);
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "nothing listens any more");
}

fn oauth2_challenge(verifier: &str) -> String {
    use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
    PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned())).as_str().to_owned()
}

/// What Entra sends back with the redirect.
#[tokio::test]
async fn redirects() {
    let server = entra(json!({})).await;
    let own_issuer = format!("code=c&iss=http%3A%2F%2F127.0.0.1%3A{}%2F{TENANT}%2Fv2.0", server.port);
    for (query, code, says) in [
        (
            "error=access_denied&error_subcode=cancel\
            &error_description=AADSTS65004%3A+User+declined+to+consent.%0D%0ATrace+ID%3A+t",
            Some("access_denied"),
            "access_denied: AADSTS65004: User declined to consent",
        ),
        ("error=server_error", Some("server_error"), "server_error"),
        ("session_state=s", Some("redirect-without-code"), "neither a code nor an error"),
        ("code=c&iss=https%3A%2F%2Fevil.example%2Fv2.0", Some("redirect-issuer-mismatch"), "another issuer"),
        (own_issuer.as_str(), None, ""),
    ] {
        let attempt = begin(metadata(&server), request()).await;
        let target = attempt.with_state(query);
        browse("127.0.0.1", attempt.port, &target).await;
        let (back, result) = attempt.ended().await;
        assert_eq!(back, code.is_none(), "{query}");
        match (result, code) {
            (Ok(_), None) => {}
            (Err(error), Some(code)) => {
                assert_eq!(error.code(), code, "{query}: {error:?}");
                assert!(error.to_string().contains(says), "{query}: {error}");
                if let EntraError::OAuth(error) = error
                    && query.contains("AADSTS")
                {
                    assert_eq!(error.error_codes, [65_004]);
                    assert_eq!(error.suberror.as_deref(), Some("cancel"));
                }
            }
            (got, _) => panic!("{query}: {got:?}"),
        }
    }
    assert_eq!(server.received().len(), 1, "a code of another issuer is not redeemed");
}

/// An ID token that belongs to another attempt, app or issuer.
#[tokio::test]
async fn id_tokens() {
    for (changes, code) in [
        (json!({}), None),
        (json!({"aud": CLIENT.to_uppercase()}), None),
        (json!({"nonce": "another"}), Some("nonce-mismatch")),
        (json!({"nonce": null}), Some("nonce-mismatch")),
        (json!({"nonce": 1}), Some("nonce-mismatch")),
        (json!({"aud": TENANT}), Some("id-token-not-accepted")),
        (json!({"aud": [CLIENT]}), None),
        (json!({"aud": [CLIENT, TENANT]}), Some("id-token-not-accepted")),
        (json!({"aud": []}), Some("id-token-not-accepted")),
        (json!({"iss": "https://evil.example/"}), Some("id-token-not-accepted")),
    ] {
        let server = entra(changes.clone()).await;
        let attempt = begin(metadata(&server), request()).await;
        browse("127.0.0.1", attempt.port, &attempt.with_state("code=c")).await;
        let got = attempt.result().await;
        assert_eq!(got.as_ref().err().map(EntraError::code), code, "{changes}: {got:?}");
    }
}

#[tokio::test]
async fn what_the_token_endpoint_may_answer() {
    let refusal = r#"{"error":"invalid_grant","error_description":"AADSTS70008: expired","error_codes":[70008]}"#;
    let no_id_token = r#"{"token_type":"Bearer","expires_in":1,"access_token":"planted"}"#;
    for (bytes, code) in [
        (json_answer("400 Bad Request", refusal), "invalid_grant"),
        (json_answer("200 OK", no_id_token), "id-token-not-accepted"),
        (
            json_answer(
                "200 OK",
                r#"{"token_type":"Bearer","expires_in":1,"access_token":"planted","id_token":"planted"}"#,
            ),
            "id-token-not-accepted",
        ),
        (
            json_answer("200 OK", r#"{"token_type":"mac","expires_in":1,"access_token":"planted"}"#),
            "token-type-not-bearer",
        ),
        (json_answer("200 OK", r#"{"token_type":"Bearer","access_token":"planted"}"#), "token-response-incomplete"),
        (
            json_answer("200 OK", r#"{"token_type":"Bearer","expires_in":"planted","access_token":"planted"}"#),
            "token-response-incomplete",
        ),
        (json_answer("200 OK", r#"{"access_token":"planted"#), "answer-not-json"),
        (answer("200 OK", "Content-Type: text/html\r\n", "planted"), "answer-not-json"),
        (answer("502 Bad Gateway", "", "planted"), "server-error"),
        (answer("302 Found", "Location: https://evil.example/planted\r\n", ""), "answer-is-redirect"),
    ] {
        let server = Server::start(move |_, _| bytes.clone()).await;
        let attempt = begin(metadata(&server), request()).await;
        browse("127.0.0.1", attempt.port, &attempt.with_state("code=planted")).await;
        let error = attempt.result().await.unwrap_err();
        assert_eq!(error.code(), code, "{error:?}");
        assert!(!format!("{error:?} {error} {:?}", error.hint()).contains("planted"), "{error:?}");
    }
}

/// Kept metadata that was changed on the way opens no page and no listener.
#[tokio::test]
async fn a_page_that_is_not_https() {
    let server = entra(json!({})).await;
    for address in ["http://login.contoso.com/", "file:///etc/passwd", "javascript:alert(1)"] {
        let metadata = Metadata { authorization_endpoint: address.parse().unwrap(), ..metadata(&server) };
        let open = |url: &Url| panic!("opened: {url}");
        let got = client().sign_in(&metadata, &request(), open, || {}, &CancellationToken::new()).await;
        assert_eq!(got.unwrap_err().code(), "address-not-https", "{address}");
    }
}

/// Without `openid` no ID token is expected.
#[tokio::test]
async fn without_openid() {
    let server =
        Server::start(|_, _| json_answer("200 OK", r#"{"token_type":"Bearer","expires_in":1,"access_token":"a"}"#))
            .await;
    let mut request = request();
    request.scopes.pop();
    let attempt = begin(metadata(&server), request.clone()).await;
    browse("127.0.0.1", attempt.port, &attempt.with_state("code=c")).await;
    let tokens = attempt.result().await.unwrap();
    assert!(tokens.id_token.is_none() && tokens.refresh_token.is_none());
    assert_eq!(tokens.scopes, request.scopes);
}
