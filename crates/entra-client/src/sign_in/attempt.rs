//! One attempt from the address of the sign-in page to the tokens.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use oauth2::{
    AuthUrl, AuthorizationCode, CsrfToken, EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};
use tokio::time::timeout;
use url::Url;

use super::listener::Listener;
use super::redirect::Outcome;
use super::{SignIn, SignedIn, id_token};
use crate::http::{host, is_secure};
use crate::oauth::{self, Http, not_encodable, refused};
use crate::token_response::Granted;
use crate::{AnswerFault, EntraClient, EntraError, Metadata, RequestFault};

type Client = crate::oauth::Client<EndpointSet>;

pub(super) async fn run(
    http: &EntraClient,
    metadata: &Metadata,
    request: &SignIn,
    open: impl FnOnce(&Url) + Send,
    came_back: impl FnOnce() + Send,
) -> Result<SignedIn, EntraError> {
    // Kept metadata may be older than its check; whatever this address is, the browser would open it.
    if !is_secure(&metadata.authorization_endpoint) {
        let what = format!("the sign-in page is not https: {}", host(&metadata.authorization_endpoint));
        return Err(EntraError::not_sent(RequestFault::Insecure, what));
    }
    let state = encoded(&request.one_time.state);
    let nonce = encoded(&request.one_time.nonce);
    let verifier = PkceCodeVerifier::new(encoded(&request.one_time.verifier));

    let listener = Listener::open(request.port).await?;
    // The same string goes to both endpoints (AADSTS500112). Without a path, as MSAL sends it: Entra ignores the port
    // of http://localhost and nothing else.
    let redirect_uri = RedirectUrl::new(format!("http://localhost:{}", listener.port())).map_err(not_encodable)?;
    let client: Client = oauth::client(request.client_id, metadata)
        .set_auth_uri(AuthUrl::from_url(metadata.authorization_endpoint.clone()))
        .set_redirect_uri(redirect_uri);

    open(&page(&client, request, &state, &nonce, &verifier));

    let waiting = timeout(request.time_out, listener.answer(&state));
    let redirect = waiting.await.map_err(|_| EntraError::TimedOut(request.time_out))?;
    // Nothing listens any more while the code is redeemed.
    drop(listener);
    check_issuer(redirect.iss.as_deref(), metadata)?;
    match redirect.outcome {
        Outcome::Code(code) => {
            came_back();
            redeem(http, &client, metadata, request, code, verifier, &nonce).await
        }
        Outcome::Refused(error) => Err(EntraError::OAuth(error)),
        Outcome::Neither => Err(EntraError::answer(
            AnswerFault::RedirectWithoutCode,
            "the browser came back with neither a code nor an error",
        )),
    }
}

/// Who sends the browser back, whether with a code or with an error: where the metadata promises a name, one must be there
/// (RFC 9207 §2.4).
fn check_issuer(iss: Option<&str>, metadata: &Metadata) -> Result<(), EntraError> {
    let fault = match iss {
        Some(iss) if metadata.is_issuer(iss) => return Ok(()),
        None if !metadata.authorization_response_iss_parameter_supported => return Ok(()),
        Some(_) => "the browser came back from another issuer than the one it was sent to",
        None => "the browser came back without its issuer, which this sign-in server says that it always names",
    };
    Err(EntraError::answer(AnswerFault::RedirectIssuer, fault))
}

/// The address of the sign-in page.
fn page(client: &Client, request: &SignIn, state: &str, nonce: &str, verifier: &PkceCodeVerifier) -> Url {
    let mut page = client
        .authorize_url(|| CsrfToken::new(state.to_owned()))
        .add_scopes(request.scopes.iter().cloned().map(Scope::new))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(verifier))
        .add_extra_param("response_mode", "query")
        .add_extra_param("nonce", nonce.to_owned());
    if let Some(hint) = &request.login_hint {
        page = page.add_extra_param("login_hint", hint.clone());
    }
    if let Some(prompt) = request.prompt {
        page = page.add_extra_param("prompt", prompt.as_str());
    }
    if let Some(claims) = &request.claims {
        page = page.add_extra_param("claims", claims.clone());
    }
    page.url().0
}

async fn redeem(
    http: &EntraClient,
    client: &Client,
    metadata: &Metadata,
    request: &SignIn,
    code: AuthorizationCode,
    verifier: PkceCodeVerifier,
    nonce: &str,
) -> Result<SignedIn, EntraError> {
    let mut exchange =
        client.exchange_code(code).set_pkce_verifier(verifier).add_extra_param("scope", request.scopes.join(" "));
    if let Some(claims) = &request.claims {
        exchange = exchange.add_extra_param("claims", claims.clone());
    }
    let response = exchange.request_async(&Http(http)).await.map_err(refused)?;
    let granted = Granted::of(&response, &request.scopes)?;
    let openid = request.scopes.iter().any(|scope| scope == "openid");
    id_token::check(granted.id_token.as_ref(), openid, metadata, request.client_id, Some(nonce))?;
    Ok(granted.into())
}

/// 32 bytes are 43 characters, what RFC 7636 §4.1 advises for the verifier.
fn encoded(bytes: &[u8; 32]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
