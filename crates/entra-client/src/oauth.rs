//! The `oauth2` crate over our own client, with our own error and token types.

use std::pin::Pin;

use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, RequestTokenError, StandardRevocableToken, TokenUrl,
};
use sso_core::ClientId;

use crate::token_response::TokenResponse;
use crate::{AnswerFault, EntraClient, EntraError, Metadata, OAuthError, RequestFault};

/// The crate's client; which endpoints it has is part of its type.
pub(crate) type Client<HasAuthUrl = EndpointNotSet, HasDeviceAuthUrl = EndpointNotSet> = oauth2::Client<
    OAuthError,
    TokenResponse,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    HasAuthUrl,
    HasDeviceAuthUrl,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// A public client of this app, as a tool at a developer's desk is one.
pub(crate) fn client(client_id: ClientId, metadata: &Metadata) -> Client {
    oauth2::Client::new(oauth2::ClientId::new(client_id.to_string()))
        .set_token_uri(TokenUrl::from_url(metadata.token_endpoint.clone()))
}

/// Our client as the crate's. A type and not a closure: the future of a closure that borrows is not seen to be `Send`.
pub(crate) struct Http<'a>(pub &'a EntraClient);

impl<'c> oauth2::AsyncHttpClient<'c> for Http<'_> {
    type Error = EntraError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, EntraError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(send(self.0, request))
    }
}

/// What is no success ends here already, with the same errors as everywhere; so does what is no JSON or only half of one,
/// of which the crate knows nothing but the member that it missed.
async fn send(http: &EntraClient, request: HttpRequest) -> Result<HttpResponse, EntraError> {
    let request = reqwest::Request::try_from(request).map_err(not_encodable)?;
    let answer = http.send(request).await?.into_success()?;
    answer.json::<serde::de::IgnoredAny>("answer to a sign-in")?;
    Ok(response(answer))
}

pub(crate) fn response(answer: crate::http::Answer) -> HttpResponse {
    let mut response = HttpResponse::new(answer.body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}

/// The crate's own words can repeat the answer, which holds tokens.
pub(crate) fn refused(error: RequestTokenError<EntraError, OAuthError>) -> EntraError {
    match error {
        RequestTokenError::Request(error) => error,
        RequestTokenError::ServerResponse(error) => EntraError::OAuth(Box::new(error)),
        RequestTokenError::Parse(error, _) => unreadable(error.path()),
        RequestTokenError::Other(_) => no_json(),
    }
}

/// `path`: of the member that is at fault.
pub(crate) fn unreadable(path: impl ToString) -> EntraError {
    let what = match path.to_string().as_str() {
        "." => "the token response is no JSON object that can be read".to_owned(),
        path => format!("the token response cannot be read at {path}"),
    };
    EntraError::answer(AnswerFault::Incomplete, what)
}

pub(crate) fn no_json() -> EntraError {
    EntraError::answer(AnswerFault::NotJson, "the token response is no JSON")
}

pub(crate) fn not_encodable<E>(_: E) -> EntraError {
    EntraError::not_sent(RequestFault::NotEncodable, "the sign-in request cannot be written")
}
