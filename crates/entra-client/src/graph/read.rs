//! Any GET that a user types, and the next page of its answer.

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::token::AccessToken;
use url::Url;

use super::{GraphAnswer, refusal};
use crate::http::{Answer, host};
use crate::{EntraClient, EntraError, RequestFault};

/// What a GET brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphContent {
    Json {
        value: Value,
        /// `@odata.nextLink`, as Graph gave it; [`graph_read`](EntraClient::graph_read) takes it, or refuses it.
        next: Option<String>,
    },
    Picture {
        media_type: String,
        bytes: Vec<u8>,
    },
    /// Of another kind, such as a file's content.
    Other {
        media_type: String,
        bytes: Vec<u8>,
    },
}

impl EntraClient {
    /// `GET` of a path on Graph, or of an absolute address on exactly this Graph: decided before the token is attached.
    /// A redirect is an error, whereto ever it leads.
    ///
    /// # Errors
    /// `graph-path-not-accepted` for any other address. What Graph answers, good or bad, is `Ok`.
    pub async fn graph_read(
        &self,
        graph: &Url,
        target: &str,
        token: &AccessToken,
    ) -> Result<GraphAnswer<GraphContent>, EntraError> {
        let request = GraphRequest { method: Method::Get, path: path(graph, target)?, body: None, expects: 200 };
        let answer = self.graph_send(graph, &request, token).await?;
        let body = match refusal(&answer) {
            Some(error) => Err(error),
            None => Ok(content(&answer)?),
        };
        Ok(GraphAnswer::of(&answer, body))
    }
}

/// Whether [`EntraClient::graph_read`] would send it: asked before a token is got for it.
///
/// # Errors
/// `graph-path-not-accepted`.
pub fn check_graph_target(graph: &Url, target: &str) -> Result<(), EntraError> {
    super::address(graph, &path(graph, target)?).map(drop)
}

/// The path of a target that may be absolute. Whether the path stays on Graph is decided where it is sent.
fn path(graph: &Url, target: &str) -> Result<String, EntraError> {
    let target = target.trim();
    if target.starts_with('/') {
        return Ok(target.to_owned());
    }
    let base = graph.as_str().trim_end_matches('/');
    // By its letters: what a parser makes of another spelling is not asked.
    match target.strip_prefix(base).filter(|rest| rest.starts_with('/')) {
        Some(rest) => Ok(rest.to_owned()),
        None => {
            let shown: String = target.chars().filter(|c| !c.is_control()).take(80).collect();
            Err(EntraError::not_sent(
                RequestFault::GraphPath,
                format!("this is no address on {}: {shown}", host(graph)),
            ))
        }
    }
}

fn content(answer: &Answer) -> Result<GraphContent, EntraError> {
    let media_type = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if matches!(media_type.as_str(), "image/jpeg" | "image/png" | "image/gif" | "image/webp") {
        return Ok(GraphContent::Picture { media_type, bytes: answer.body.clone() });
    }
    if answer.body.is_empty() {
        return Ok(GraphContent::Json { value: Value::Null, next: None });
    }
    if media_type.ends_with("json") || media_type.is_empty() {
        let value: Value = answer.json("Graph answer")?;
        let next = value.get("@odata.nextLink").and_then(Value::as_str).map(str::to_owned);
        return Ok(GraphContent::Json { value, next });
    }
    // A number of `$count`, a message as MIME. No other text: what a proxy says in Graph's place is HTML.
    match std::str::from_utf8(&answer.body) {
        Ok(text) if media_type == "text/plain" => Ok(GraphContent::Json { value: text.into(), next: None }),
        _ => Ok(GraphContent::Other { media_type, bytes: answer.body.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_are_of_this_graph_by_their_letters() {
        for (graph, target, expected) in [
            ("https://graph.microsoft.com/", "/v1.0/me", Some("/v1.0/me")),
            ("https://graph.microsoft.com/", " /v1.0/me ", Some("/v1.0/me")),
            ("https://graph.microsoft.com/", "v1.0/me", None),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com/v1.0/me?$top=1", Some("/v1.0/me?$top=1")),
            ("https://localhost:1/graph", "https://localhost:1/graph/v1.0/me", Some("/v1.0/me")),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com.evil.example/v1.0/me", None),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com@evil.example/", None),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com:444/v1.0/me", None),
            ("https://graph.microsoft.com/", "https://GRAPH.microsoft.com/v1.0/me", None),
            ("https://graph.microsoft.com/", "http://graph.microsoft.com/v1.0/me", None),
            ("https://graph.microsoft.com/", "https://graph.microsoft.com", None),
            ("https://localhost:1/graph", "https://localhost:1/token", None),
            ("https://graph.microsoft.com/", "evil.example@x", None),
            ("https://graph.microsoft.com/", "\\\\evil.example", None),
            ("https://graph.microsoft.com/", "", None),
        ] {
            let found = path(&graph.parse().unwrap(), target);
            assert_eq!(found.as_deref().ok(), expected, "{target}");
            if let Err(error) = found {
                assert_eq!(error.code(), "graph-path-not-accepted");
            }
        }
    }
}
