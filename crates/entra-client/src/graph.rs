use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Method, Request};
use serde::Deserialize;
use serde_json::Value;
use sso_core::token::AccessToken;
use url::Url;

use crate::http::host;
use crate::{EntraClient, EntraError, RequestFault};

/// Graph's answer, good or bad, with what an administrator needs to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphAnswer {
    pub status: u16,
    pub request_id: Option<String>,
    /// How long Graph wants to be left alone (429, 503).
    pub retry_after: Option<Duration>,
    pub body: Result<Value, GraphError>,
}

/// `error.code` and `error.message` of Graph's body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GraphError {
    pub code: String,
    #[serde(default)]
    pub message: String,
}

impl EntraClient {
    /// `GET {graph}{path}`. `path` is a path and query, never another origin: that is decided before the token is
    /// attached. An answer of Graph, good or bad, is `Ok`; a success without content has `null` as its body.
    pub async fn graph_get(&self, graph: &Url, path: &str, token: &AccessToken) -> Result<GraphAnswer, EntraError> {
        #[derive(Deserialize)]
        struct Refusal {
            error: GraphError,
        }

        let mut request = Request::new(Method::GET, address(graph, path)?);
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", token.expose())).map_err(|_| {
            EntraError::not_sent(RequestFault::NotEncodable, "the token has characters that no header can carry")
        })?;
        bearer.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, bearer);
        let answer = self.send(request).await?;
        let request_id = answer.headers.get("request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        let body = match answer.status.is_success() {
            true if answer.body.is_empty() => Ok(Value::Null),
            true => Ok(answer.json("Graph answer")?),
            false => Err(answer.json::<Refusal>("Graph error").map(|refusal| refusal.error).unwrap_or_else(|_| {
                // A gateway before Graph answers without its error body.
                GraphError {
                    code: format!("http-{}", answer.status.as_u16()),
                    message: answer.status.canonical_reason().unwrap_or("no reason given").to_owned(),
                }
            })),
        };
        Ok(GraphAnswer { status: answer.status.as_u16(), request_id, retry_after: answer.retry_after(), body })
    }
}

/// The path on Graph's origin, or an error: `//host`, `/\host`, blanks and control characters lead elsewhere in one
/// reader and not in another, so they are not read at all.
fn address(graph: &Url, path: &str) -> Result<Url, EntraError> {
    let refused = || {
        let shown: String = path.chars().filter(|c| !c.is_control()).take(80).collect();
        EntraError::not_sent(RequestFault::GraphPath, format!("this is no path on {}: {shown}", host(graph)))
    };
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\' || c == '#');
    if !plain {
        return Err(refused());
    }
    let base = graph.path().trim_end_matches('/');
    let url = graph.join(&format!("{base}{path}")).map_err(|_| refused())?;
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
            ("https://graph.microsoft.com/", "/me#fragment", None),
            ("https://graph.microsoft.com/", "/me\r\nHost: evil.example", None),
        ] {
            let got = address(&graph.parse().unwrap(), path);
            assert_eq!(got.as_ref().map(Url::as_str).ok(), url, "{graph} {path:?}");
        }
    }
}
