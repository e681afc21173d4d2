//! Names that templates and samples for Office add-ins have in their `.env` files, and what the plan has for each.
//!
//! Sources: `.ENV` of the templates of `yo office` and of the samples of the Office Add-ins documentation; the actions
//! `aadApp/create` and `aadApp/update` of Microsoft 365 Agents Toolkit.

use sso_core::ScopeName;
use sso_core::plan::Plan;

use super::settings::{Setting, settings, with_values};

/// The text with the plan's values, and what is left to a person.
pub(super) struct Patched {
    pub text: String,
    pub steps: Vec<String>,
    /// Whether any of the names is one that is known here.
    pub is_known: bool,
}

/// `file` as it is named in steps. `object_id`, where a live run knows it.
pub(super) fn patched(text: &str, file: &str, plan: &Plan, object_id: Option<&str>) -> Patched {
    let wanted = |setting: &Setting| value(setting, plan, object_id);
    let settings = settings(text);
    let is_known = settings.iter().any(|setting| wanted(setting).is_some());
    let mut steps = Vec::new();
    if is_known {
        for secret in settings.iter().filter(|setting| is_of_the_client_secret(setting)) {
            steps.push(format!(
                "{} in {file} is left as it is: Hallpass writes no secret into a file; give it to the server as an environment \
                 variable of this name",
                secret.name
            ));
        }
        if settings.iter().any(|setting| setting.name == OBJECT_ID && setting.value.is_empty()) && object_id.is_none() {
            steps.push(format!("{OBJECT_ID} in {file} is empty: copy Object ID from the app's Overview in the portal"));
        }
    }
    Patched { text: with_values(text, wanted), steps, is_known }
}

/// Names of the same templates, and of servers as they are run, whose values are no secret.
const PUBLIC: [&str; 9] = [
    "APP_NAME_SUFFIX",
    "GRAPH_URL_SEGMENT",
    "HOST",
    "HTTPS",
    "LOG_LEVEL",
    "NODE_ENV",
    "PORT",
    "QUERY_PARAM_SEGMENT",
    "SCOPE",
];

/// Whether a setting is one whose value may be seen: what the plan knows, and what says how a server runs.
pub(super) fn is_known(setting: &Setting, plan: &Plan) -> bool {
    PUBLIC.contains(&&*setting.name) || setting.name == OBJECT_ID || value(setting, plan, None).is_some()
}

const OBJECT_ID: &str = "AAD_APP_OBJECT_ID";

fn is_of_the_client_secret(setting: &Setting) -> bool {
    matches!(&*setting.name, "CLIENT_SECRET" | "SECRET_AAD_APP_CLIENT_SECRET" | "AAD_APP_CLIENT_SECRET")
}

/// `None` for a name that is not known here, and for what the plan does not say.
fn value(setting: &Setting, plan: &Plan, object_id: Option<&str>) -> Option<String> {
    let facts = &plan.facts;
    let of_environment =
        |name: &str| plan.environment().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let value = match &*setting.name {
        "CLIENT_ID" | "APPLICATION_ID" | "AAD_APP_CLIENT_ID" => facts.client_id.map(|id| id.to_string()),
        "TENANT_ID" | "AAD_APP_TENANT_ID" => facts.tenant_id.map(|id| id.to_string()),
        "AUTHORITY" | "AAD_APP_OAUTH_AUTHORITY" => of_environment("AUTHORITY"),
        "AAD_APP_OAUTH_AUTHORITY_HOST" => facts.cloud.authority().map(str::to_owned),
        "APP_ID_URI" => of_environment("APP_ID_URI"),
        // In the older templates it names Graph's permissions.
        "SCOPE" if setting.value.starts_with("api://") => {
            plan.app_id_uri().map(|uri| uri.scope(&ScopeName::access_as_user()))
        }
        "GRAPH_SCOPES" => of_environment("GRAPH_SCOPES"),
        // The port on which the server listens is that of the pages only on the developer's own machine.
        "PORT" if facts.domain.host() == "localhost" => Some(facts.domain.port().unwrap_or(443).to_string()),
        "SERVER_SOURCE" | "TAB_ENDPOINT" | "ADDIN_ENDPOINT" => Some(facts.domain.https_origin()),
        "TAB_DOMAIN" | "ADDIN_DOMAIN" => Some(facts.domain.to_string()),
        // The scope of a registration keeps its GUID: one that stands there is right, or the portal's is.
        "AAD_APP_ACCESS_AS_USER_PERMISSION_ID" if setting.value.is_empty() => Some(plan.drawn.scope_id.to_string()),
        "AAD_APP_ACCESS_AS_USER_PERMISSION_ID" => Some(setting.value.clone()),
        OBJECT_ID => object_id.map(str::to_owned),
        _ => None,
    };
    value.filter(|value| !value.is_empty())
}
