//! Names that templates and samples for Office add-ins have in their `.env` files, and what the plan has for each.
//!
//! Sources: `.ENV` of the templates of `yo office` and of the samples of the Office Add-ins documentation; the actions
//! `aadApp/create` and `aadApp/update` of Microsoft 365 Agents Toolkit.

use sso_core::plan::Plan;
use sso_core::{ObjectId, ScopeName};
use uuid::Uuid;

use crate::dotenv::is_client_secret;
use crate::dotenv::settings::{Setting, settings, with_values};

/// The text with the plan's values, and what is left to a person.
pub(super) struct Patched {
    pub text: String,
    pub steps: Vec<String>,
    /// Whether any of the names is one that is known here.
    pub is_known: bool,
}

/// What a live run knows of the registration, and no plan.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub object_id: Option<ObjectId>,
    /// Of a registration that Hallpass made: any other may have another one than was drawn.
    pub scope_id: Option<Uuid>,
}

/// `file` as it is named in steps.
pub(super) fn patched(text: &str, file: &str, plan: &Plan, known: &Known) -> Patched {
    let wanted = |setting: &Setting| value(setting, plan, known);
    let settings = settings(text);
    let is_known = settings.iter().any(|setting| wanted(setting).is_some() || lacking(&setting.name, plan).is_some());
    let mut steps = Vec::new();
    for setting in settings.iter().filter(|setting| is_known && !setting.is_comment) {
        let step = match (setting.is_open(), wanted(setting)) {
            _ if is_client_secret(&setting.name) => {
                plan.facts.auth.has_legacy_sso().then(|| format!("is left as it is: {SECRET}"))
            }
            (true, None) if setting.name == "PORT" => Some(format!("has no value: {PORT}")),
            (false, None) if setting.name == "SCOPE" => scopes_lacking(setting, plan),
            (true, None) => lacking(&setting.name, plan).map(|what| format!("has no value: {what}")),
            (false, None) => another(setting, &settings, plan, known),
            (_, Some(_)) => None,
        };
        let step = step.map(|step| format!("{} in {file} {step}", setting.name));
        // A name that stands there twice is told once.
        steps.extend(step.filter(|step| !steps.contains(step)));
    }
    Patched { text: with_values(text, wanted), steps, is_known }
}

/// Why an ID that stays may be the wrong one, if anything says so.
fn another(setting: &Setting, all: &[Setting], plan: &Plan, known: &Known) -> Option<String> {
    let what = [OBJECT_ID, SCOPE_ID].contains(&&*setting.name).then(|| lacking(&setting.name, plan))??;
    let differs = |id: &String| !setting.value.eq_ignore_ascii_case(id);
    if let Some(made) = known.scope_id.map(|id| id.to_string()).filter(|id| setting.name == SCOPE_ID && differs(id)) {
        return Some(format!("is {}, and Hallpass made the scope with {made}: {what}", *setting.value));
    }
    let mut others =
        all.iter().filter(|other| other.name == "AAD_APP_CLIENT_ID" && !other.is_comment && !other.is_open());
    let planned = plan.facts.client_id?.to_string();
    let other = others.find(|other| !other.value.eq_ignore_ascii_case(&planned))?;
    Some(format!("is {}, and may be that of the app {} that stood there: {what}", *setting.value, *other.value))
}

const SECRET: &str =
    "Hallpass writes no secret into a file; give it to the server as an environment variable of this name";

const PORT: &str = "the plan says where the pages are, not on which port the server listens there: write that one";

/// What a server of an older template asks Microsoft Graph for, where it is less than the plan has.
fn scopes_lacking(setting: &Setting, plan: &Plan) -> Option<String> {
    let there: Vec<&str> = setting.value.split([' ', ',']).collect();
    let lacks =
        |name: &str| !there.iter().any(|one| one.rsplit('/').next().is_some_and(|one| one.eq_ignore_ascii_case(name)));
    let planned: Vec<&str> = plan.facts.permissions.iter().map(|permission| permission.name.as_ref()).collect();
    planned.iter().any(|name| lacks(name)).then(|| format!("is {}; write '{}'", &*setting.value, planned.join(" ")))
}

/// What a person can do about a name that the plan has no value for. `None` where it needs none.
fn lacking(name: &str, plan: &Plan) -> Option<&'static str> {
    let cloud = &plan.facts.cloud;
    let is_practice = cloud.authority().is_none();
    Some(match name {
        "AUTHORITY" | "AAD_APP_OAUTH_AUTHORITY" | "AAD_APP_OAUTH_AUTHORITY_HOST" if is_practice => {
            "hallpass practice env prints it while the practice tenant runs"
        }
        "TENANT_ID" | "AAD_APP_TENANT_ID" => "add --tenant-id GUID, the Directory (tenant) ID of the app's Overview",
        "AUTHORITY" | "AAD_APP_OAUTH_AUTHORITY" => {
            "it names the tenant of a single-tenant app; add --tenant-id GUID, the Directory (tenant) ID of the app's \
             Overview"
        }
        "GRAPH_SCOPES" => "add --permission NAME,… with what the server asks Microsoft Graph for",
        OBJECT_ID => "copy Object ID from the app's Overview in the portal",
        SCOPE_ID if plan.facts.auth.has_legacy_sso() => {
            "the registration says which GUID its scope access_as_user has; copy the id that stands with it under \
             oauth2PermissionScopes on the app's page Manifest"
        }
        _ => return None,
    })
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
    PUBLIC.contains(&&*setting.name)
        || [OBJECT_ID, SCOPE_ID].contains(&&*setting.name)
        || value(setting, plan, &Known::default()).is_some()
}

const OBJECT_ID: &str = "AAD_APP_OBJECT_ID";
const SCOPE_ID: &str = "AAD_APP_ACCESS_AS_USER_PERMISSION_ID";

/// `None` for a name that is not known here, and for what the plan does not say.
fn value(setting: &Setting, plan: &Plan, known: &Known) -> Option<String> {
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
        SCOPE_ID if setting.is_open() && facts.auth.has_legacy_sso() => known.scope_id.map(|id| id.to_string()),
        OBJECT_ID => known.object_id.map(|id| id.to_string()),
        _ => None,
    };
    value.filter(|value| !value.is_empty())
}
