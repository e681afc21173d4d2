//! The device authorization grant (RFC 8628): a person signs in on any device, with a code that is shown here.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use oauth2::{
    AsyncHttpClient, DeviceAuthorizationResponse, DeviceAuthorizationUrl, ExtraDeviceAuthorizationFields, HttpRequest,
    HttpResponse, RequestTokenError, Scope,
};
use serde::{Deserialize, Serialize};
use sso_core::ClientId;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::http::{host, is_secure};
use crate::oauth::{Http, client, no_json, not_encodable, refused, response, unreadable};
use crate::sign_in::id_token;
use crate::token_response::Granted;
use crate::{AnswerFault, EntraClient, EntraError, Metadata, OAuthError, RequestFault, SignedIn};

/// What a sign-in with a device code is asked for.
#[derive(Debug, Clone)]
pub struct DeviceCode {
    pub client_id: ClientId,
    /// Of one resource, plus OpenID Connect's own.
    pub scopes: Vec<String>,
}

/// What the person needs. It opens nothing by itself: the code says who waits, not who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevicePrompt {
    pub user_code: String,
    pub verification_uri: Url,
    pub expires_in: Duration,
    /// Entra's own sentence, in English.
    pub message: Option<String>,
}

/// What Entra adds to the answer. `verification_uri_complete` never comes.
#[derive(Debug, Clone, Deserialize, Serialize)]
struct Message {
    #[serde(default)]
    message: Option<String>,
}

impl ExtraDeviceAuthorizationFields for Message {}

impl EntraClient {
    /// Asks for a code, hands it to `show`, and asks for the tokens at the pace that the server wants until the person
    /// has signed in. `wait` lets that time pass. A server that cannot be reached meanwhile is asked again until the
    /// code ends.
    ///
    /// # Errors
    /// [`EntraError::OAuth`] for what Entra refuses: at once for a wrong client or tenant, AADSTS7000218 where public
    /// client flows are off, `authorization_declined`, `expired_token`. Conditional Access that forbids this flow is
    /// seen on the person's page only: here the code then ends ([`EntraError::TimedOut`]).
    pub async fn device_code<W: Future<Output = ()>>(
        &self,
        metadata: &Metadata,
        request: &DeviceCode,
        show: impl FnOnce(&DevicePrompt) + Send,
        wait: impl Fn(Duration) -> W,
        cancel: &CancellationToken,
    ) -> Result<SignedIn, EntraError> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(EntraError::Cancelled),
            result = run(self, metadata, request, show, wait) => result,
        }
    }
}

async fn run<W: Future<Output = ()>>(
    http: &EntraClient,
    metadata: &Metadata,
    request: &DeviceCode,
    show: impl FnOnce(&DevicePrompt) + Send,
    wait: impl Fn(Duration) -> W,
) -> Result<SignedIn, EntraError> {
    let Some(endpoint) = metadata.device_authorization_endpoint.clone() else {
        let what = format!("the sign-in server offers no device code: {}", host(&metadata.token_endpoint));
        return Err(EntraError::not_sent(RequestFault::NoDeviceCode, what));
    };
    let client =
        client(request.client_id, metadata).set_device_authorization_url(DeviceAuthorizationUrl::from_url(endpoint));
    let code: DeviceAuthorizationResponse<Message> = client
        .exchange_device_code()
        .add_scopes(request.scopes.iter().cloned().map(Scope::new))
        .request_async(&Http(http))
        .await
        .map_err(refused)?;
    show(&prompt(&code)?);

    let polling = Polling { http, refusal: Mutex::new(None) };
    let answer = client.exchange_device_access_token(&code).request_async(&polling, wait, None).await;
    let tokens = answer.map_err(|error| match error {
        RequestTokenError::Request(error) => error,
        // The crate's own error has three fields; the answer had them all.
        RequestTokenError::ServerResponse(error) => match polling.refusal.into_inner() {
            Ok(Some(refusal)) if refusal.error == error.error().as_ref() => EntraError::OAuth(Box::new(refusal)),
            // Nobody answered so: the time was over here.
            _ => EntraError::TimedOut(code.expires_in()),
        },
        RequestTokenError::Parse(error, _) => unreadable(error.path()),
        RequestTokenError::Other(_) => no_json(),
    })?;
    let granted = Granted::of(&tokens, &request.scopes)?;
    let openid = request.scopes.iter().any(|scope| scope == "openid");
    id_token::check(granted.id_token.as_ref(), openid, metadata, request.client_id, None)?;
    Ok(granted.into())
}

/// The address is shown to a person, who types it or clicks on it: nothing but a web page.
fn prompt(code: &DeviceAuthorizationResponse<Message>) -> Result<DevicePrompt, EntraError> {
    let verification_uri = Url::parse(code.verification_uri()).ok().filter(is_secure);
    let verification_uri = verification_uri.ok_or_else(|| {
        EntraError::answer(AnswerFault::Incomplete, "the page where the code is to be typed is not https")
    })?;
    let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
    Ok(DevicePrompt {
        user_code: plain(code.user_code().secret()),
        verification_uri,
        expires_in: code.expires_in(),
        message: code.extra_fields().message.as_deref().map(plain),
    })
}

/// Our client as the crate's while it asks again and again: a refusal is an answer here, which the crate reads for
/// whether to go on. Only what is none lets it ask more seldom.
struct Polling<'a> {
    http: &'a EntraClient,
    /// The last one, whole.
    refusal: Mutex<Option<OAuthError>>,
}

impl<'c> AsyncHttpClient<'c> for Polling<'_> {
    type Error = EntraError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, EntraError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(not_encodable)?;
            let answer = self.http.send(request).await?;
            if answer.status.is_success() {
                return Ok(response(answer));
            }
            let refusal = serde_json::from_slice::<OAuthError>(&answer.body).ok();
            if refusal.is_none() {
                // A gateway's page, or too many requests.
                return answer.into_success().map(response);
            }
            *self.refusal.lock().unwrap_or_else(PoisonError::into_inner) = refusal;
            Ok(response(answer))
        })
    }
}
