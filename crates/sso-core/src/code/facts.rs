//! What can stand in a template; `code-templates/README.md` has the same names.

use serde::Serialize;

use crate::plan::{AccountTypes, Plan, SKEW, TokenExpectation, render};
use crate::{GRAPH_CALLS, OfficeClient, ScopeName, Standing};

#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub heading: String,
    pub name: String,
    pub domain: String,
    pub origin: String,
    pub client_id: String,
    pub tenant_id: String,
    pub authority: String,
    pub authority_host: String,
    pub graph: String,
    pub office_js: &'static str,
    pub app_id_uri: String,
    pub scope: String,
    pub scope_name: String,
    pub graph_scopes: Vec<String>,
    pub graph_call: &'static str,
    pub versions: Vec<TokenExpectation>,
    pub single_tenant: bool,
    pub personal_accounts: bool,
    pub national_cloud: bool,
    pub legacy_sso: bool,
    pub naa: bool,
    pub clients: Vec<Client>,
    pub skew_seconds: i64,
    pub dialog_page: String,
    pub task_pane_page: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Client {
    pub id: String,
    pub name: &'static str,
}

impl Facts {
    pub fn of(plan: &Plan) -> Self {
        let facts = &plan.facts;
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let scope_name = ScopeName::access_as_user();
        let uri = plan.app_id_uri();
        Self {
            heading: render::made_from(plan, &facts.name, facts.cloud.name()),
            name: facts.name.clone(),
            domain: facts.domain.to_string(),
            origin: facts.domain.https_origin(),
            client_id: facts.client_id.map(|id| id.to_string()).unwrap_or_default(),
            tenant_id: facts.tenant_id.map(|id| id.to_string()).unwrap_or_default(),
            authority: plan.authority().unwrap_or_default(),
            authority_host: text(facts.cloud.authority_host()),
            graph: text(facts.cloud.graph()),
            office_js: facts.cloud.office_js(),
            app_id_uri: uri.as_ref().map(ToString::to_string).unwrap_or_default(),
            scope: uri.map(|uri| uri.scope(&scope_name)).unwrap_or_default(),
            scope_name: scope_name.to_string(),
            graph_scopes: plan.graph_scopes(),
            graph_call: graph_call(&plan.graph_scopes()),
            versions: plan.server_expectations(),
            single_tenant: facts.account_types == AccountTypes::SingleTenant,
            personal_accounts: facts.account_types == AccountTypes::MultiTenantAndPersonal,
            national_cloud: facts.cloud.is_national(),
            legacy_sso: facts.auth.has_legacy_sso(),
            naa: facts.auth.has_naa(),
            clients: clients(),
            skew_seconds: SKEW.as_secs(),
            dialog_page: facts.pages.dialog.clone(),
            task_pane_page: facts.pages.task_pane.clone(),
        }
    }

    /// Last segment of the authority, which some libraries want by itself; empty where it is not known.
    pub fn authority_tenant(&self) -> &str {
        self.authority.rsplit_once('/').map_or("", |(_, tenant)| tenant)
    }
}

/// Those that Microsoft names as clients of an add-in's API. The one that stands for all of them asks for no token.
fn clients() -> Vec<Client> {
    let known = OfficeClient::KNOWN.into_iter();
    let asking = known.filter(|client| matches!(client.standing, Standing::Current | Standing::Optional));
    asking.map(|client| Client { id: client.id.to_string(), name: client.name }).collect()
}

/// A call that the planned permissions allow, without its version: one that asks for just such a permission, if there is one.
fn graph_call(scopes: &[String]) -> &'static str {
    let asks_for = |scope: &&String| GRAPH_CALLS.iter().find(|call| call.least() == **scope);
    let allowed = || GRAPH_CALLS.iter().find(|call| call.is_covered_by(scopes.iter().map(String::as_str)));
    let call = scopes.iter().find_map(|scope| asks_for(&scope)).or_else(allowed).or(GRAPH_CALLS.first());
    call.map_or("/me", |call| call.path.trim_start_matches("/v1.0"))
}
