//! Graph, with the token of the exchange and no other. The answer is shown; the token stays.

use std::path::Path;

use entra_client::{GraphAnswer, GraphContent};
use serde::Serialize;
use serde_json::Value;
use sso_core::GraphCall;
use sso_core::token::AccessToken;
use ts_rs::TS;

use crate::entra::graph_error;
use crate::session::{Purpose, TokenHandle};
use crate::shell::quoted;
use crate::use_case::authority::{self, Authority};
use crate::use_case::{add_in, plan};
use crate::{App, AppError, files};

/// A call with a token that this process holds.
#[derive(Debug, Clone)]
pub struct GraphRequest {
    pub facts: plan::Input,
    pub token: TokenHandle,
    pub target: String,
}

/// One answer of Graph, good or bad.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct GraphReply {
    /// As it was asked.
    pub target: String,
    /// `None`: nothing was sent, because the address is not on this Graph.
    pub status: Option<u16>,
    /// For Microsoft's support.
    pub request_id: Option<String>,
    /// How long Graph wants to be left alone, in seconds.
    #[ts(type = "number | null")]
    pub retry_after: Option<u64>,
    #[ts(type = "unknown")]
    pub value: Option<Value>,
    pub picture: Option<PictureShown>,
    /// `@odata.nextLink`: there is more.
    pub next: Option<String>,
    /// What a good answer shows, for a call that is known here.
    pub proves: Option<String>,
    /// The permission that would be enough, and whether the token has one that is. `None` for a call that is not known here.
    pub least_permission: Option<String>,
    pub is_covered: Option<bool>,
    pub error: Option<AppError>,
    /// A claims challenge of Graph's, JSON.
    pub claims: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PictureShown {
    pub media_type: String,
    pub bytes: usize,
    /// Where it was saved.
    pub saved: Option<String>,
    /// The picture itself, for a window.
    #[serde(skip)]
    #[ts(skip)]
    pub content: Vec<u8>,
}

/// Asks Graph with a token of this process.
///
/// # Errors
/// `token-not-held`; `token-not-graph` for a token of another purpose, or of another cloud; the network's.
pub async fn call_graph(app: &App, request: &GraphRequest) -> Result<GraphReply, AppError> {
    let add_in = add_in::of_facts(app, &request.facts).await?;
    let authority = authority::of_cloud(app, &add_in.cloud, "graph").await?;
    let held = app.held(request.token)?;
    if held.purpose != Purpose::Graph(authority.graph.clone()) {
        return Err(AppError::usage("token-not-graph", "this token is not one of this cloud's Graph")
            .with_hint("exchange the add-in's token first"));
    }
    let call = Call { authority: &authority, token: &held.token, scopes: &held.scopes, facts: &request.facts };
    let mut pages = call.pages(&request.target, 0, None).await?;
    pages.pop().ok_or_else(|| AppError::failed("graph-answer-missing", "there is no answer of Graph"))
}

/// Who asks, with what.
pub(super) struct Call<'a> {
    pub authority: &'a Authority,
    pub token: &'a AccessToken,
    /// As granted.
    pub scopes: &'a [String],
    /// The facts, for a command that somebody is told.
    pub facts: &'a plan::Input,
}

impl Call<'_> {
    /// The answer, and so many next pages.
    ///
    /// # Errors
    /// The network's, and those of writing the file. What is not sent, because it would lead away from Graph, is a reply.
    pub async fn pages(&self, target: &str, next: usize, save: Option<&Path>) -> Result<Vec<GraphReply>, AppError> {
        let mut replies = vec![self.page(&versioned(target), save).await?];
        for _ in 0..next {
            let Some(link) = replies.last().and_then(|reply| reply.next.clone()) else { break };
            replies.push(self.page(&link, None).await?);
        }
        Ok(replies)
    }

    async fn page(&self, target: &str, save: Option<&Path>) -> Result<GraphReply, AppError> {
        let Authority { client, graph, .. } = self.authority;
        let mut reply = self.asked(target);
        let answer = match client.graph_read(graph, target, self.token).await {
            Ok(answer) => answer,
            Err(error) if matches!(error.code(), "graph-path-not-accepted" | "answer-is-redirect") => {
                // A server that sends a token elsewhere is no fault of the network's.
                let error = AppError::from(error);
                reply.error =
                    Some(AppError::failed(error.code, error.message).with_hint(error.hint.unwrap_or_default()));
                return Ok(reply);
            }
            Err(error) => return Err(error.into()),
        };
        let GraphAnswer { status, request_id, retry_after, body } = answer;
        reply.status = Some(status);
        reply.request_id = request_id;
        reply.retry_after = retry_after.map(|wait| wait.as_secs());
        match body {
            Ok(GraphContent::Json { value, next }) => {
                if let Some(file) = save {
                    files::create_new(file, format!("{value:#}\n").as_bytes())?;
                }
                reply.value = Some(value);
                reply.next = next;
            }
            Ok(GraphContent::Picture { media_type, bytes }) => {
                if let Some(file) = save {
                    files::create_new(file, &bytes)?;
                }
                let saved = save.map(|file| file.display().to_string());
                reply.picture = Some(PictureShown { media_type, bytes: bytes.len(), saved, content: bytes });
            }
            Ok(GraphContent::Other { media_type, bytes }) => {
                reply.error = Some(AppError::could_not_check(
                    "answer-not-shown",
                    format!("Graph answered {bytes} bytes of another kind, which are not kept: {media_type}"),
                ));
            }
            Err(error) => {
                reply.claims.clone_from(&error.claims);
                let mut told = graph_error(status, retry_after, error);
                if let (Some(false), Some(least)) = (reply.is_covered, &reply.least_permission)
                    && status == 403
                {
                    told =
                        told.with_hint(format!("ask for {least}, which this call needs at least, and consent to it"));
                }
                if let Some(words) = GraphCall::of(target).and_then(|call| call.may_be_absent)
                    && status == 404
                {
                    told = told.with_hint(words);
                }
                if let Some(claims) = &reply.claims {
                    told = told.with_hint(format!(
                        "sign in with what Graph asks for, then exchange again: hallpass sign-in{} --claims {}",
                        self.facts.flags(),
                        quoted(claims)
                    ));
                }
                reply.error = Some(told);
            }
        }
        Ok(reply)
    }

    /// What is known before Graph is asked.
    fn asked(&self, target: &str) -> GraphReply {
        let call = GraphCall::of(target);
        let scopes = || self.scopes.iter().map(String::as_str);
        GraphReply {
            target: target.to_owned(),
            status: None,
            request_id: None,
            retry_after: None,
            value: None,
            picture: None,
            next: None,
            proves: call.map(|call| call.proves.to_owned()),
            least_permission: call.map(|call| call.least().to_owned()),
            is_covered: call.map(|call| call.is_covered_by(scopes())),
            error: None,
            claims: None,
        }
    }
}

/// A path as people write it: version 1.0 unless another is named.
fn versioned(target: &str) -> String {
    let target = target.trim();
    let path = target.strip_prefix('/').unwrap_or(target);
    let first = path.split(['/', '?']).next().unwrap_or_default();
    match first {
        _ if target.contains([':', '\\', '@']) && !target.starts_with('/') => target.to_owned(),
        "" | "v1.0" | "beta" | "oidc" => target.to_owned(),
        _ if target.starts_with("//") => target.to_owned(),
        _ => format!("/v1.0/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_added_where_it_is_left_out() {
        for (target, asked) in [
            ("/me", "/v1.0/me"),
            ("me/messages?$top=1", "/v1.0/me/messages?$top=1"),
            ("/v1.0/me", "/v1.0/me"),
            ("beta/me", "beta/me"),
            ("/oidc/userinfo", "/oidc/userinfo"),
            ("https://evil.example/me", "https://evil.example/me"),
            ("//evil.example/me", "//evil.example/me"),
            ("/users/adele@contoso.com", "/v1.0/users/adele@contoso.com"),
        ] {
            assert_eq!(versioned(target), asked);
        }
    }
}
