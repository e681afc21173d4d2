//! The device code flow: what is shown, how often is asked, and how it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use entra_client::{DeviceCode, DevicePrompt, EntraError, Metadata, SignedIn};
use tokio_util::sync::CancellationToken;

use crate::server::{Server, answer, client, json};
use crate::sign_in::{CLIENT, metadata};

const GIVEN: &str = r#"{"device_code":"planted device code","user_code":"ABCD-EFGH","expires_in":900,"interval":5,
    "verification_uri":"https://login.microsoft.com/device","message":"To sign in, open the page."}"#;
const TOKENS: &str = r#"{"token_type":"Bearer","expires_in":3599,"access_token":"a","refresh_token":"r"}"#;

/// What polling is answered, one after the other, the last for ever.
struct Flow {
    server: Server,
    waited: Arc<Mutex<Vec<u64>>>,
    shown: Mutex<Option<DevicePrompt>>,
}

impl Flow {
    async fn start(given: &'static str, answers: &'static [(&'static str, &'static str)]) -> Self {
        let asked = AtomicUsize::new(0);
        let server = Server::start(move |request, _| {
            if request.target() == "/devicecode" {
                let status = if given.contains("\"error\"") { "400 Bad Request" } else { "200 OK" };
                return json(status, given);
            }
            let (status, body) = answers[asked.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)];
            match body.starts_with('{') {
                true => json(status, body),
                false => answer(status, "Content-Type: text/html\r\n", body),
            }
        })
        .await;
        Self { server, waited: Arc::default(), shown: Mutex::default() }
    }

    fn metadata(&self) -> Metadata {
        let endpoint = self.server.origin().join("/devicecode").unwrap();
        Metadata { device_authorization_endpoint: Some(endpoint), ..metadata(&self.server) }
    }

    async fn run(&self, cancel: &CancellationToken) -> Result<SignedIn, EntraError> {
        let request =
            DeviceCode { client_id: CLIENT.parse().unwrap(), scopes: vec!["User.Read".into(), "profile".into()] };
        let wait = |length: Duration| {
            self.waited.lock().unwrap().push(length.as_secs());
            // Somebody else gets a turn, so that a cancellation is seen.
            tokio::task::yield_now()
        };
        let show = |prompt: &DevicePrompt| *self.shown.lock().unwrap() = Some(prompt.clone());
        let flow = client();
        flow.device_code(&self.metadata(), &request, show, wait, cancel).await
    }
}

const PENDING: (&str, &str) = (
    "400 Bad Request",
    r#"{"error":"authorization_pending","error_description":"AADSTS70016: x","error_codes":[70016]}"#,
);

#[tokio::test]
async fn asked_at_the_pace_that_the_server_wants() {
    const SLOW: (&str, &str) = ("400 Bad Request", r#"{"error":"slow_down"}"#);
    // A gateway that is down for a moment ends nothing.
    const DOWN: (&str, &str) = ("503 Service Unavailable", "<p>down</p>");
    let flow = Flow::start(GIVEN, &[PENDING, SLOW, PENDING, DOWN, ("200 OK", TOKENS)]).await;
    let tokens = flow.run(&CancellationToken::new()).await.unwrap();
    assert_eq!(tokens.access_token.expose(), "a");
    assert_eq!(*flow.waited.lock().unwrap(), [5, 10, 10, 10]);
    let prompt = flow.shown.lock().unwrap().clone().unwrap();
    assert_eq!((prompt.user_code.as_str(), prompt.expires_in.as_secs()), ("ABCD-EFGH", 900));
    assert_eq!(prompt.verification_uri.as_str(), "https://login.microsoft.com/device");
    assert_eq!(prompt.message.as_deref(), Some("To sign in, open the page."));
    let received = flow.server.received();
    assert_eq!(received[0].field("scope").as_deref(), Some("User.Read profile"));
    for poll in &received[1..] {
        assert_eq!(poll.field("grant_type").as_deref(), Some("urn:ietf:params:oauth:grant-type:device_code"));
        assert_eq!(poll.field("device_code").as_deref(), Some("planted device code"));
        assert_eq!(poll.field("client_id").as_deref(), Some(CLIENT));
    }
}

/// The crate's own error has three fields.
#[tokio::test]
async fn a_refusal_is_kept_whole() {
    for (body, code) in [
        (r#"{"error":"authorization_declined","trace_id":"t-1"}"#, "authorization_declined"),
        (r#"{"error":"expired_token","error_codes":[70020],"trace_id":"t-1"}"#, "expired_token"),
        (r#"{"error":"bad_verification_code","trace_id":"t-1"}"#, "bad_verification_code"),
        (r#"{"error":"invalid_client","error_codes":[7000218],"trace_id":"t-1"}"#, "invalid_client"),
    ] {
        let answers: &'static [_] = Box::leak(Box::new([PENDING, ("400 Bad Request", body)]));
        let flow = Flow::start(GIVEN, answers).await;
        let error = flow.run(&CancellationToken::new()).await.unwrap_err();
        assert_eq!(error.code(), code);
        assert!(!format!("{error:?} {error}").contains("planted"));
        let EntraError::OAuth(error) = error else { panic!("{error:?}") };
        assert_eq!(error.trace_id.as_deref(), Some("t-1"));
    }
}

#[tokio::test]
async fn a_wrong_client_fails_before_anything_is_shown() {
    const REFUSED: &str =
        r#"{"error":"unauthorized_client","error_description":"AADSTS700016: x","error_codes":[700016]}"#;
    let flow = Flow::start(REFUSED, &[PENDING]).await;
    let error = flow.run(&CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.code(), "unauthorized_client");
    assert_eq!(*flow.shown.lock().unwrap(), None);
}

#[tokio::test]
async fn a_page_that_is_not_https_is_not_shown() {
    const GIVEN: &str =
        r#"{"device_code":"d","user_code":"u","expires_in":900,"verification_uri":"http://evil.example/"}"#;
    let flow = Flow::start(GIVEN, &[PENDING]).await;
    let error = flow.run(&CancellationToken::new()).await.unwrap_err();
    assert!(error.to_string().contains("not https"), "{error}");
    assert_eq!(*flow.shown.lock().unwrap(), None);
}

#[tokio::test]
async fn cancelled_while_it_waits() {
    let flow = Flow::start(GIVEN, &[PENDING]).await;
    let cancel = CancellationToken::new();
    let run = flow.run(&cancel);
    tokio::pin!(run);
    while flow.waited.lock().unwrap().len() < 3 {
        tokio::select! {
            biased;
            result = &mut run => panic!("{result:?}"),
            () = tokio::task::yield_now() => {}
        }
    }
    cancel.cancel();
    assert_eq!(run.await.unwrap_err().code(), "cancelled");
}

#[tokio::test]
async fn a_server_that_offers_no_device_code() {
    let flow = Flow::start(GIVEN, &[PENDING]).await;
    let request = DeviceCode { client_id: CLIENT.parse().unwrap(), scopes: vec!["User.Read".into()] };
    let metadata = metadata(&flow.server);
    let wait = |_: Duration| std::future::ready(());
    let error = client().device_code(&metadata, &request, |_| {}, wait, &CancellationToken::new()).await.unwrap_err();
    assert_eq!(error.code(), "device-code-not-offered");
    assert!(flow.server.received().is_empty());
}
