//! Calls of Microsoft Graph v1.0. What Graph answers, good or bad, is data.

mod challenge;
mod directory;
mod password;
mod patience;
mod read;

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request};
use serde::Deserialize;
use serde_json::Value;
use sso_core::plan::change::{self, GraphRequest};
use sso_core::token::AccessToken;
use url::Url;

use crate::http::{Answer, host};
use crate::{EntraClient, EntraError, RequestFault};

pub use directory::Directory;
pub use password::AddedPassword;
pub use patience::{Object, Pause, PauseReason, Waiting};
pub use read::{GraphContent, check_graph_target};

/// Graph's answer, good or bad, with what an administrator needs to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphAnswer<T = Value> {
    pub status: u16,
    pub request_id: Option<String>,
    /// How long Graph wants to be left alone (429, 503).
    pub retry_after: Option<Duration>,
    pub body: Result<T, GraphError>,
}

/// `error` of Graph's body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct GraphError {
    pub code: String,
    #[serde(default)]
    pub message: String,
    /// Why, where `code` says only that something is wrong with the request.
    #[serde(default)]
    pub details: Vec<GraphErrorDetail>,
    /// A claims challenge, as JSON: the user has to sign in again with it.
    #[serde(skip)]
    pub claims: Option<String>,
}

/// An entry of `error.details`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct GraphErrorDetail {
    #[serde(default)]
    pub code: String,
    /// The property that is at fault.
    #[serde(default)]
    pub target: Option<String>,
}

impl GraphError {
    /// Whether this is said of the whole or in a detail.
    pub fn says(&self, code: &str) -> bool {
        self.code == code || self.details.iter().any(|detail| detail.code == code)
    }
}

impl<T> GraphAnswer<T> {
    fn of(answer: &Answer, body: Result<T, GraphError>) -> Self {
        let request_id = answer.headers.get("request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        Self { status: answer.status.as_u16(), request_id, retry_after: answer.retry_after(), body }
    }

    /// The same with another body.
    pub fn map<U>(self, body: impl FnOnce(T) -> U) -> GraphAnswer<U> {
        let Self { status, request_id, retry_after, body: before } = self;
        GraphAnswer { status, request_id, retry_after, body: before.map(body) }
    }
}

impl EntraClient {
    /// `GET {graph}{path}`. `path` is a path and query, never another origin: that is decided before the token is
    /// attached. An answer of Graph, good or bad, is `Ok`; a success without content has `null` as its body.
    pub async fn graph_get(&self, graph: &Url, path: &str, token: &AccessToken) -> Result<GraphAnswer, EntraError> {
        let request = GraphRequest { method: change::Method::Get, path: path.to_owned(), body: None, expects: 200 };
        self.graph_call(graph, &request, token).await
    }

    /// One request to Graph, under the same rule for its path as [`graph_get`](Self::graph_get). Which status it expects is
    /// the caller's to compare.
    pub async fn graph_call(
        &self,
        graph: &Url,
        request: &GraphRequest,
        token: &AccessToken,
    ) -> Result<GraphAnswer, EntraError> {
        let answer = self.graph_send(graph, request, token).await?;
        let body = match refusal(&answer) {
            Some(error) => Err(error),
            None if answer.body.is_empty() => Ok(Value::Null),
            None => Ok(answer.json("Graph answer")?),
        };
        Ok(GraphAnswer::of(&answer, body))
    }

    async fn graph_send(&self, graph: &Url, call: &GraphRequest, token: &AccessToken) -> Result<Answer, EntraError> {
        let method = match call.method {
            change::Method::Get => Method::GET,
            change::Method::Post => Method::POST,
            change::Method::Patch => Method::PATCH,
            change::Method::Delete => Method::DELETE,
        };
        let mut request = Request::new(method, address(graph, &call.path)?);
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(|_| {
            EntraError::not_sent(RequestFault::NotEncodable, "the token has characters that no header can carry")
        })?;
        bearer.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, bearer);
        if let Some(body) = &call.body {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            *request.body_mut() = Some(body.to_string().into());
        }
        self.send(request).await
    }
}

/// Graph's error; `None` for a success.
fn refusal(answer: &Answer) -> Option<GraphError> {
    #[derive(Deserialize)]
    struct Refusal {
        error: GraphError,
    }

    if answer.status.is_success() {
        return None;
    }
    let told = answer.json::<Refusal>("Graph error").map(|refusal| refusal.error);
    let told = told.unwrap_or_else(|_| GraphError {
        // A gateway before Graph answers without its error body.
        code: format!("http-{}", answer.status.as_u16()),
        message: answer.status.canonical_reason().unwrap_or("no reason given").to_owned(),
        ..GraphError::default()
    });
    Some(GraphError { claims: challenge::claims(&answer.headers), ..told })
}

/// The path on Graph's origin, or an error. What people write in a path and no address has (blanks, quotes, `#`) is
/// percent-encoded; what is encoded already stays so. `//host`, `/\\host`, steps back and control characters lead elsewhere in
/// one reader and not in another, so they are not read at all.
fn address(graph: &Url, path: &str) -> Result<Url, EntraError> {
    let refused = || {
        let shown: String = path.chars().filter(|c| !c.is_control()).take(80).collect();
        EntraError::not_sent(RequestFault::GraphPath, format!("this is no path on {}: {shown}", host(graph)))
    };
    let (way, query) = path.split_once('?').map_or((path, None), |(way, query)| (way, Some(query)));
    let steps_back =
        way.split('/').any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."));
    let plain = way.starts_with('/') && !way.starts_with("//") && !way.starts_with("/ ") && !way.contains('\\');
    if !plain || steps_back || path.contains(char::is_control) {
        return Err(refused());
    }
    let base = graph.path().trim_end_matches('/');
    // Path and query are set, not parsed with the rest: nothing in them can become a host.
    let mut url = graph.clone();
    url.set_path(&format!("{base}{way}"));
    url.set_query(query.map(|query| query.replace('\\', "%5C")).as_deref());
    let stays = url.origin() == graph.origin()
        && url.path().starts_with(&format!("{base}/"))
        && url.username().is_empty()
        && url.password().is_none();
    if stays { Ok(url) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (graph, path, url) in [
            ("https://graph.microsoft.com/", "/v1.0/me", Some("https://graph.microsoft.com/v1.0/me")),
            (
                "https://graph.microsoft.com",
                "/v1.0/me?$select=id,mail",
                Some("https://graph.microsoft.com/v1.0/me?$select=id,mail"),
            ),
            ("https://localhost:1/graph/", "/v1.0/me", Some("https://localhost:1/graph/v1.0/me")),
            ("https://localhost:1/graph", "/../token", None),
            (
                "https://graph.microsoft.com/",
                "/v1.0/users/@evil.example",
                Some("https://graph.microsoft.com/v1.0/users/@evil.example"),
            ),
            ("https://graph.microsoft.com/", "//evil.example/v1.0/me", None),
            ("https://graph.microsoft.com/", "/\\evil.example/", None),
            ("https://graph.microsoft.com/", "/\t/evil.example/", None),
            ("https://graph.microsoft.com/", "/ /evil.example/", None),
            ("https://graph.microsoft.com/", "\\\\evil.example/", None),
            ("https://graph.microsoft.com/", "https://evil.example/", None),
            ("https://graph.microsoft.com/", "@evil.example/", None),
            ("https://graph.microsoft.com/", "me", None),
            ("https://graph.microsoft.com/", "", None),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com@evil.example/", None),
            ("https://graph.microsoft.com/", "/v1.0/../token", None),
            ("https://graph.microsoft.com/", "/v1.0/%2E%2e/token", None),
            ("https://graph.microsoft.com/", "/v1.0/./me", None),
            ("https://graph.microsoft.com/", "/v1.0\\..\\token", None),
            ("https://graph.microsoft.com/", "?/me", None),
            ("https://graph.microsoft.com/", "/me\r\nHost: evil.example", None),
        ] {
            let got = address(&graph.parse().unwrap(), path);
            assert_eq!(got.as_ref().map(Url::as_str).ok(), url, "{graph} {path:?}");
        }
    }

    /// As Graph's reference writes them.
    #[test]
    fn paths_as_people_type_them() {
        for (path, url) in [
            (
                "/v1.0/users?$filter=displayName eq 'Megan Bowen'",
                "/v1.0/users?$filter=displayName%20eq%20%27Megan%20Bowen%27",
            ),
            ("/v1.0/users?$search=\"displayName:Meg\"", "/v1.0/users?$search=%22displayName:Meg%22"),
            ("/v1.0/users/MeganB@contoso.com", "/v1.0/users/MeganB@contoso.com"),
            ("/v1.0/users/a_b.com#EXT#@contoso.com", "/v1.0/users/a_b.com%23EXT%23@contoso.com"),
            ("/v1.0/me/drive/root:/My files/a..b.txt:/content", "/v1.0/me/drive/root:/My%20files/a..b.txt:/content"),
            (
                "/v1.0/me/messages?$filter=from/emailAddress/address eq 'a@b.com'&$top=1",
                "/v1.0/me/messages?$filter=from/emailAddress/address%20eq%20%27a@b.com%27&$top=1",
            ),
            ("/v1.0/me?x=%20&y=a\\b/../c", "/v1.0/me?x=%20&y=a%5Cb/../c"),
            ("/v1.0/me/drive/root:/Müller.txt", "/v1.0/me/drive/root:/M%C3%BCller.txt"),
            ("/v1.0/users('a@b.com')", "/v1.0/users('a@b.com')"),
        ] {
            let got = address(&"https://graph.microsoft.com".parse().unwrap(), path);
            assert_eq!(got.unwrap().as_str(), format!("https://graph.microsoft.com{url}"), "{path}");
        }
    }
}
