use crate::ScopeName;

use super::Plan;

impl Plan {
    /// Settings of the add-in's server as names and values, for a `.env` file. What is not known yet is empty. The client
    /// secret is not among them: it has no place in a file.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let facts = &self.facts;
        let tenant_id = facts.tenant_id.map(|id| id.to_string()).unwrap_or_default();
        let authority = match (facts.cloud.authority(), facts.tenant_id) {
            (Some(authority), Some(tenant)) => format!("{authority}/{tenant}"),
            _ => String::new(),
        };
        let uri = self.app_id_uri();
        vec![
            ("AUTHORITY", authority),
            ("TENANT_ID", tenant_id),
            ("CLIENT_ID", facts.client_id.map(|id| id.to_string()).unwrap_or_default()),
            ("APP_ID_URI", uri.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("SCOPE", uri.map(|uri| uri.scope(&ScopeName::access_as_user())).unwrap_or_default()),
            ("GRAPH_SCOPES", self.graph_scopes().join(" ")),
        ]
    }
}
