//! Applications, their service principals and what is consented to, in the tenant of a token.

use jiff::Timestamp;
use serde_json::{Value, json};
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::registration::without_read_only;
use sso_core::token::AccessToken;
use sso_core::{ClientId, GRAPH_APP_ID, ObjectId};
use url::{Url, form_urlencoded};
use uuid::Uuid;

use super::patience::Patience;
use super::{AddedPassword, GraphAnswer, Object, Pause, Waiting, password};
use crate::{EntraClient, EntraError};

/// The directory of one tenant at Microsoft Graph, as one token opens it. The token is used for this and dropped with it.
pub struct Directory<'a> {
    client: EntraClient,
    /// Origin of Graph.
    graph: Url,
    token: AccessToken,
    waiting: Box<Waiting<'a>>,
}

const APPLICATIONS: &str = "/v1.0/applications";

impl std::fmt::Debug for Directory<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory").field("graph", &self.graph.as_str()).finish_non_exhaustive()
    }
}

impl<'a> Directory<'a> {
    pub fn new(client: EntraClient, graph: Url, token: AccessToken, waiting: Box<Waiting<'a>>) -> Self {
        Self { client, graph, token, waiting }
    }

    /// The application of this client ID, registered in this tenant.
    pub async fn application(&self, client_id: ClientId, object: Object) -> Result<GraphAnswer, EntraError> {
        self.get(format!("/v1.0/applications(appId='{client_id}')"), object).await
    }

    /// The same by its object ID.
    pub async fn application_by_id(&self, id: ObjectId, object: Object) -> Result<GraphAnswer, EntraError> {
        self.get(format!("/v1.0/applications/{id}"), object).await
    }

    /// All applications with this tag.
    pub async fn applications_with_tag(&self, tag: &str) -> Result<GraphAnswer<Vec<Value>>, EntraError> {
        self.list("applications", &format!("tags/any(t:t eq '{}')", tag.replace('\'', "''"))).await
    }

    /// The enterprise application of this client ID in this tenant.
    pub async fn service_principal(&self, client_id: ClientId, object: Object) -> Result<GraphAnswer, EntraError> {
        self.get(format!("/v1.0/servicePrincipals(appId='{client_id}')"), object).await
    }

    /// Microsoft Graph's own.
    pub async fn graph_service_principal(&self) -> Result<GraphAnswer, EntraError> {
        let path = format!("/v1.0/servicePrincipals(appId='{GRAPH_APP_ID}')?$select=id");
        self.get(path, Object::Known).await
    }

    /// What is consented to for a client. `client`: object ID of its service principal.
    pub async fn grants(&self, client: ObjectId) -> Result<GraphAnswer<Vec<Value>>, EntraError> {
        self.list("oauth2PermissionGrants", &format!("clientId eq '{client}'")).await
    }

    /// What an administrator consented to for everybody. `client`: as for [`grants`](Self::grants).
    pub async fn grants_for_everybody(&self, client: ObjectId) -> Result<GraphAnswer<Vec<Value>>, EntraError> {
        self.list("oauth2PermissionGrants", &format!("clientId eq '{client}' and consentType eq 'AllPrincipals'")).await
    }

    /// What one user consented to. `client`: as for [`grants`](Self::grants).
    pub async fn grants_of_user(
        &self,
        client: ObjectId,
        user: ObjectId,
    ) -> Result<GraphAnswer<Vec<Value>>, EntraError> {
        self.list("oauth2PermissionGrants", &format!("clientId eq '{client}' and principalId eq '{user}'")).await
    }

    /// Makes a client secret.
    pub async fn add_password(
        &self,
        application: ObjectId,
        display_name: &str,
        end: Timestamp,
        object: Object,
    ) -> Result<GraphAnswer<AddedPassword>, EntraError> {
        let request = password::request(application, display_name, end);
        self.patiently(Method::Post, object, || self.client.add_password(&self.graph, &request, &self.token)).await
    }

    /// Takes a client secret away.
    pub async fn remove_password(&self, application: ObjectId, key_id: Uuid) -> Result<GraphAnswer, EntraError> {
        let request = GraphRequest {
            method: Method::Post,
            path: format!("/v1.0/applications/{application}/removePassword"),
            body: Some(json!({ "keyId": key_id })),
            expects: 204,
        };
        self.send(&request, Object::Known).await
    }

    /// One request of a plan. Sent again while Graph does not know yet what is new, or is busy. What Graph answers in an
    /// application and refuses in a request is left out.
    pub async fn send(&self, request: &GraphRequest, object: Object) -> Result<GraphAnswer, EntraError> {
        let mut request = request.clone();
        if let Some(body) = request.body.as_mut().filter(|_| request.path.starts_with(APPLICATIONS)) {
            without_read_only(body);
        }
        let request = &request;
        self.patiently(request.method, object, || self.client.graph_call(&self.graph, request, &self.token)).await
    }

    /// Waits as between two tries of one request; answers whether to go on.
    pub async fn pause(&self, pause: Pause) -> bool {
        (self.waiting)(pause).await
    }

    async fn get(&self, path: String, object: Object) -> Result<GraphAnswer, EntraError> {
        self.send(&GraphRequest { method: Method::Get, path, body: None, expects: 200 }, object).await
    }

    /// One page of a list, which for these filters is all of it.
    async fn list(&self, resource: &str, filter: &str) -> Result<GraphAnswer<Vec<Value>>, EntraError> {
        let filter: String = form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        // Blanks as %20: not every reader of a query takes a plus for one.
        let path = format!("/v1.0/{resource}?$filter={}", filter.replace('+', "%20"));
        let answer = self.get(path, Object::Known).await?;
        Ok(answer.map(|mut page| match page["value"].take() {
            Value::Array(entries) => entries,
            _ => Vec::new(),
        }))
    }

    async fn patiently<T, F>(
        &self,
        method: Method,
        object: Object,
        send: impl Fn() -> F,
    ) -> Result<GraphAnswer<T>, EntraError>
    where
        F: Future<Output = Result<GraphAnswer<T>, EntraError>>,
    {
        let mut patience = Patience::default();
        loop {
            let answer = send().await?;
            let Some(pause) = patience.pause(&answer, method, object) else { return Ok(answer) };
            tracing::debug!(status = answer.status, reason = ?pause.reason, "waits before it asks again");
            if !(self.waiting)(pause).await {
                return Ok(answer);
            }
        }
    }
}
