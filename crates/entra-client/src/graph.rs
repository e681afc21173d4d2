use serde_json::Value;
use sso_core::token::AccessToken;
use url::Url;

use crate::{EntraClient, EntraError};

/// Graph's answer, good or bad, with what an administrator needs to find it.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphAnswer {
    pub status: u16,
    pub request_id: Option<String>,
    pub body: Result<Value, GraphError>,
}

/// `error.code` and `error.message` of Graph's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphError {
    pub code: String,
    pub message: String,
}

impl EntraClient {
    /// `GET {graph}{path}`. `path` is a path and query, never another origin.
    pub async fn graph_get(&self, graph: &Url, path: &str, token: &AccessToken) -> Result<GraphAnswer, EntraError> {
        let _ = (graph, path, token);
        todo!()
    }
}
