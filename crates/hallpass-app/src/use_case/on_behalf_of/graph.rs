//! Graph, with the token of the exchange and no other. The answer is shown; the token stays.

use std::path::Path;
use std::time::Duration;

use entra_client::{EntraError, GraphAnswer, GraphContent, GraphError};
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
use crate::{App, AppError, ErrorKind, files};

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
    /// Whether the request left: to an address that is not on this Graph nothing is sent.
    pub sent: bool,
    /// `None`: no answer came, or none that is Graph's.
    pub status: Option<u16>,
    /// For Microsoft's support.
    pub request_id: Option<String>,
    /// How long Graph wants to be left alone, in seconds.
    #[ts(type = "number | null")]
    pub retry_after: Option<u64>,
    #[ts(type = "unknown")]
    pub value: Option<Value>,
    pub picture: Option<ContentShown>,
    /// What is neither JSON nor text nor a picture.
    pub other: Option<ContentShown>,
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
    /// A picture, a file's content.
    #[serde(skip)]
    #[ts(skip)]
    pub(super) bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ContentShown {
    pub media_type: String,
    pub bytes: usize,
}

/// Asks Graph with a token of this process.
///
/// # Errors
/// `token-not-held`; `token-not-graph` for a token of another purpose, or of another cloud.
pub async fn call_graph(app: &App, request: &GraphRequest) -> Result<GraphReply, AppError> {
    let add_in = add_in::of_facts(app, &request.facts).await?;
    let authority = authority::of_cloud(app, &add_in.cloud, "graph").await?;
    let held = app.held(request.token)?;
    if held.purpose != Purpose::Graph(authority.graph.clone()) {
        return Err(AppError::usage("token-not-graph", "this token is not one of this cloud's Graph")
            .with_hint("exchange the add-in's token first"));
    }
    let call = Call { authority: &authority, token: &held.token, scopes: &held.scopes, facts: &request.facts };
    Ok(call.page(&path(&request.target)).await)
}

/// Whether the address may be asked at all: told before anything is sent.
///
/// # Errors
/// `graph-path-not-accepted`.
pub(super) fn check(authority: &Authority, target: &str) -> Result<(), AppError> {
    if let Some(method) = method_before(target) {
        let message = format!("a method stands before the path of the call: {method}");
        return Err(AppError::usage("graph-path-not-accepted", message)
            .with_hint("write the path alone: Hallpass sends GET and nothing else"));
    }
    let checked = entra_client::check_graph_target(&authority.graph, &path(target));
    checked.map_err(|error| AppError { kind: ErrorKind::Usage, ..error.into() })
}

/// Graph's reference writes each call with its method.
fn method_before(target: &str) -> Option<&str> {
    let (word, _) = target.trim().split_once(' ')?;
    ["GET", "POST", "PATCH", "PUT", "DELETE"].into_iter().find(|method| method.eq_ignore_ascii_case(word))
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
    /// The answer, and so many next pages. Whatever goes wrong on the way to one is in its reply.
    pub async fn pages(&self, target: &str, next: usize) -> Vec<GraphReply> {
        let mut replies = vec![self.page(&path(target)).await];
        for _ in 0..next {
            let Some(link) = replies.last().and_then(|reply| reply.next.clone()) else { break };
            replies.push(self.page(&link).await);
        }
        replies
    }

    async fn page(&self, target: &str) -> GraphReply {
        let Authority { client, graph, .. } = self.authority;
        let mut reply = self.asked(target);
        let answer = match client.graph_read(graph, target, self.token).await {
            Ok(answer) => answer,
            Err(error) => {
                reply.sent = !matches!(error, EntraError::NotSent { .. });
                reply.error = Some(not_answered(error));
                return reply;
            }
        };
        let GraphAnswer { status, request_id, retry_after, body } = answer;
        reply.status = Some(status);
        reply.request_id = request_id;
        reply.retry_after = retry_after.map(|wait| wait.as_secs());
        match body {
            Ok(GraphContent::Json { value, next }) => {
                reply.value = Some(value);
                reply.next = next;
            }
            Ok(GraphContent::Picture { media_type, bytes }) => {
                reply.picture = Some(ContentShown { media_type, bytes: bytes.len() });
                reply.bytes = bytes;
            }
            Ok(GraphContent::Other { media_type, bytes }) => {
                reply.other = Some(ContentShown { media_type, bytes: bytes.len() });
                reply.bytes = bytes;
            }
            Err(error) => {
                reply.claims.clone_from(&error.claims);
                let mut told = refused(status, retry_after, error);
                if let (Some(false), Some(least)) = (reply.is_covered, &reply.least_permission)
                    && status == 403
                {
                    told = told.with_hint(format!(
                        "ask for {least}, which this call needs at least, and consent to it: hallpass sign-in --prompt consent \
                         --scope {least}{}; then exchange again with --scope {least}",
                        self.facts.flags()
                    ));
                }
                if let Some(words) = self.offered(target).and_then(|call| call.may_be_absent)
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
        reply
    }

    /// A next page is absolute.
    fn offered(&self, target: &str) -> Option<&'static GraphCall> {
        GraphCall::of(target.strip_prefix(self.authority.graph_resource()).unwrap_or(target))
    }

    /// What is known before Graph is asked.
    fn asked(&self, target: &str) -> GraphReply {
        let call = self.offered(target);
        let scopes = || self.scopes.iter().map(String::as_str);
        GraphReply {
            target: target.to_owned(),
            sent: true,
            status: None,
            request_id: None,
            retry_after: None,
            value: None,
            picture: None,
            other: None,
            next: None,
            proves: call.map(|call| call.proves.to_owned()),
            least_permission: call.map(|call| call.least().to_owned()),
            is_covered: call.map(|call| call.is_covered_by(scopes())),
            error: None,
            claims: None,
            bytes: Vec::new(),
        }
    }
}

/// Graph's no to a read. Its names mean other things where something is registered, of which the catalogue speaks as well.
fn refused(status: u16, wait: Option<Duration>, error: GraphError) -> AppError {
    let (words, hint) = match (status, error.code.as_str()) {
        (400, "BadRequest" | "Request_BadRequest" | "ErrorInvalidProperty") => (
            "Graph cannot use the path or the query",
            "compare both with Graph's reference of this call: a $parameter may have a value or a name that it does not take",
        ),
        (403, "Authorization_RequestDenied") => (
            "the token or the user is not privileged enough for this call",
            "look up the call's least permission in Graph's reference, consent to it with hallpass sign-in --prompt consent \
             --scope NAME, and exchange again; or sign in as somebody whose role allows it",
        ),
        (405, _) => ("the call takes another method", "call what can be read: Hallpass sends GET and nothing else"),
        _ => return graph_error(status, wait, error),
    };
    AppError::failed(error.code, format!("Graph answered {status}: {}: {words}", error.message)).with_hint(hint)
}

/// Why there is no answer, in Graph's place: what the same means of the sign-in server is another thing.
fn not_answered(error: EntraError) -> AppError {
    let told = AppError::from(error);
    match told.code.as_str() {
        "graph-path-not-accepted" => AppError { kind: ErrorKind::Failed, ..told },
        // A server that sends a token elsewhere is no fault of the network's.
        "answer-is-redirect" => AppError { kind: ErrorKind::Failed, ..told }.with_hint(
            "the token is not sent on; a file's content (/content) is answered so: ask for the file itself, whose \
             @microsoft.graph.downloadUrl needs no token; for other calls, a proxy may have answered in Graph's place",
        ),
        "answer-too-large" => told.with_hint("ask for less of it: $select=id,name and $top=10"),
        _ => told,
    }
}

/// Puts what Graph answered into a new file: bytes and text as they came, JSON as text, several pages as a list.
///
/// Whether there was something to save.
///
/// # Errors
/// Those of writing.
pub(super) fn save(replies: &[GraphReply], file: &Path) -> Result<bool, AppError> {
    let values = replies.iter().filter_map(|reply| reply.value.as_ref()).collect::<Vec<_>>();
    let bytes = match (replies, &values[..]) {
        ([GraphReply { bytes, .. }], []) if !bytes.is_empty() => bytes.clone(),
        (_, []) => return Ok(false),
        (_, [Value::String(text)]) => text.clone().into_bytes(),
        (_, [value]) => format!("{value:#}\n").into_bytes(),
        (_, values) => format!("{:#}\n", values.iter().copied().cloned().collect::<Value>()).into_bytes(),
    };
    files::create_new(file, &bytes).map(|()| true)
}

/// A path as people write it: with or without its slash, of version 1.0 unless it names another. What may be an address of
/// its own stays as it is; whether that is Graph's is decided where it is sent.
fn path(target: &str) -> String {
    let target = target.trim();
    let path = target.strip_prefix('/').unwrap_or(target);
    let first = path.split(['/', '?']).next().unwrap_or_default();
    let is_path = target.starts_with('/') || !first.contains([':', '\\', '@']);
    match first {
        "" if target == "/" => "/v1.0/".to_owned(),
        "" => target.to_owned(),
        _ if !is_path => target.to_owned(),
        "v1.0" | "beta" | "oidc" => format!("/{path}"),
        _ => format!("/v1.0/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_is_not_told_how_to_register() {
        for (status, code, hint) in [
            (400, "BadRequest", "path or the query"),
            (403, "Authorization_RequestDenied", "not privileged enough"),
            (405, "Request_BadRequest", "another method"),
            (404, "MailboxNotEnabledForRESTAPI", "no mailbox"),
        ] {
            let error = GraphError { code: code.to_owned(), message: "Words".to_owned(), ..GraphError::default() };
            let told = refused(status, None, error);
            let text = format!("{} {}", told.message, told.hint.unwrap_or_default());
            assert!(told.code == code && text.contains(hint), "{text}");
            for word in ["delegatedPermissionIds", "/applications", "Application Developer"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }

    #[test]
    fn a_method_is_no_path() {
        for (target, method) in
            [("POST /me", Some("POST")), (" get /me", Some("GET")), ("/me", None), ("/users?$filter=a eq 'b'", None)]
        {
            assert_eq!(method_before(target), method, "{target}");
        }
    }

    #[test]
    fn slash_and_version_are_added_where_they_are_left_out() {
        for (target, asked) in [
            ("/me", "/v1.0/me"),
            ("me/messages?$top=1", "/v1.0/me/messages?$top=1"),
            ("/v1.0/me", "/v1.0/me"),
            ("beta/me", "/beta/me"),
            ("/oidc/userinfo", "/oidc/userinfo"),
            ("https://evil.example/me", "https://evil.example/me"),
            ("//evil.example/me", "//evil.example/me"),
            ("evil.example@x/me", "evil.example@x/me"),
            ("/users/adele@contoso.com", "/v1.0/users/adele@contoso.com"),
            ("users/adele@contoso.com", "/v1.0/users/adele@contoso.com"),
            ("me/drive/root:/a b.txt:/content", "/v1.0/me/drive/root:/a b.txt:/content"),
            ("users?$filter=mail eq 'a@b.com'", "/v1.0/users?$filter=mail eq 'a@b.com'"),
            ("/", "/v1.0/"),
            ("", ""),
            ("?$top=1", "?$top=1"),
        ] {
            assert_eq!(path(target), asked);
        }
    }
}
