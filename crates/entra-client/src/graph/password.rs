//! `addPassword`: the one answer of Graph that holds a secret. It goes straight into a type that does not print.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use sso_core::ObjectId;
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::registration::PasswordCredential;
use sso_core::token::{AccessToken, ClientSecret};
use url::Url;
use zeroize::Zeroize;

use super::{GraphAnswer, refusal};
use crate::{EntraClient, EntraError};

/// A client secret that Graph has just made.
#[derive(Debug, Clone)]
pub struct AddedPassword {
    pub credential: PasswordCredential,
    /// Shown this once.
    pub value: ClientSecret,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answered {
    secret_text: String,
    #[serde(flatten)]
    credential: PasswordCredential,
}

/// As a request. Its answer holds the secret, hence [`EntraClient::add_password`].
pub(super) fn request(application: ObjectId, display_name: &str, end: Timestamp) -> GraphRequest {
    // Graph reads seven digits of a second at most; nobody needs one.
    let end = end.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let credential = json!({ "displayName": display_name, "endDateTime": end });
    GraphRequest {
        method: Method::Post,
        path: format!("/v1.0/applications/{application}/addPassword"),
        body: Some(json!({ "passwordCredential": credential })),
        expects: 200,
    }
}

impl EntraClient {
    /// Makes a client secret. Not to be sent again where no answer came: the secret may have been made.
    pub(super) async fn add_password(
        &self,
        graph: &Url,
        request: &GraphRequest,
        token: &AccessToken,
    ) -> Result<GraphAnswer<AddedPassword>, EntraError> {
        let mut answer = self.graph_send(graph, request, token).await?;
        let refused = refusal(&answer);
        let read = match refused {
            Some(_) => None,
            None => Some(answer.json::<Answered>("answer to addPassword")),
        };
        answer.body.zeroize();
        let body = match (refused, read) {
            (None, Some(read)) => {
                let Answered { secret_text, credential } = read?;
                Ok(AddedPassword { credential, value: ClientSecret::new(secret_text) })
            }
            (refused, _) => Err(refused.unwrap_or_default()),
        };
        Ok(GraphAnswer::of(&answer, body))
    }
}
