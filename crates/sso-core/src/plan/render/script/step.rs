//! What a script sees to, one property a step: whether it is so, and what to send if not.

use serde_json::json;

use super::super::ascii;
use crate::plan::Plan;
use crate::plan::change::{Change, ChangeKind, Names, State, Wanted};
use crate::registration::{ImplicitGrantSettings, Registration, SignInAudience, Web};
use crate::{ClientId, GRAPH_APP_ID, OfficeClient};

/// Both queries are JMESPath over the application as Graph answers it.
pub(super) struct Step {
    pub title: String,
    pub reason: String,
    /// True where nothing is to be done.
    pub is_there: String,
    /// The body of a PATCH of the application.
    pub wanted: String,
}

/// The name that stands for the GUID of `access_as_user`, which may be another one where the scope was there before.
pub(super) const SCOPE_ID: &str = "{scopeId}";

/// In the order of the plan's changes to a registration that lacks everything. Of one that is there, name and account types stay
/// unless somebody stated them.
pub(super) fn all(plan: &Plan) -> Vec<Step> {
    // Of a new one name and account types are as planned, whoever stated them.
    let plan = &Plan { stated: plan.stated_for_what_is_there(), ..plan.clone() };
    let application = Some(lacking_everything(plan));
    let state = State { application, ..State::default() };
    let changes = plan.changes(&state, &Names::default(), Wanted::default());
    changes.iter().flat_map(|change| of(plan, change)).collect()
}

fn lacking_everything(plan: &Plan) -> Registration {
    let planned = plan.registration();
    Registration {
        display_name: String::new(),
        sign_in_audience: match plan.stated.account_types {
            true => SignInAudience::PersonalMicrosoftAccount,
            false => planned.sign_in_audience,
        },
        web: Web {
            redirect_uris: planned.spa.redirect_uris.into_iter().chain(planned.public_client.redirect_uris).collect(),
            implicit_grant_settings: ImplicitGrantSettings {
                enable_access_token_issuance: true,
                enable_id_token_issuance: true,
            },
            ..Web::default()
        },
        ..Registration::default()
    }
}

fn of(plan: &Plan, change: &Change) -> Vec<Step> {
    let step = |is_there: String, wanted: String| Step {
        title: change.title.clone(),
        reason: change.reason.clone(),
        is_there,
        wanted,
    };
    let body = || literal(&change.request.body);
    let one = match (change.kind, change.property.as_str()) {
        (ChangeKind::SetName | ChangeKind::SetAccountTypes, property) => {
            step(format!("{property} == {}", literal(&change.after)), body())
        }
        (ChangeKind::SetTokenVersion, _) => {
            let version = json!({ "requestedAccessTokenVersion": change.after });
            step(
                format!("api.requestedAccessTokenVersion == {}", literal(&change.after)),
                format!("{{api: merge(api, {})}}", literal(&version)),
            )
        }
        (ChangeKind::SetImplicitGrant, _) => {
            let settings = "web.implicitGrantSettings";
            // Without parentheses `!` takes the first name alone.
            let is_off = |property| format!("!({settings}.{property})");
            let both = [is_off("enableAccessTokenIssuance"), is_off("enableIdTokenIssuance")];
            step(both.join(" && "), body())
        }
        (ChangeKind::SetScope, _) => return scope(plan, change),
        (ChangeKind::SetIdentifierUri, _) => {
            let uri = format!("'api://{}/{}'", plan.facts.domain, Names::default().client_id);
            step(format!("contains(identifierUris, {uri})"), format!("{{identifierUris: [identifierUris, [{uri}]][]}}"))
        }
        (ChangeKind::PreAuthorize, _) => {
            let (is_there, wanted) = pre_authorization();
            step(is_there, wanted)
        }
        (ChangeKind::SetRedirectUris, "web.redirectUris") => return vec![misplaced_redirect_uris(plan)],
        (ChangeKind::SetRedirectUris, property) => {
            let planned = plan.registration();
            let (platform, uris) = match property {
                "spa.redirectUris" => ("spa", planned.spa.redirect_uris),
                _ => ("publicClient", planned.public_client.redirect_uris),
            };
            let (is_there, wanted) = redirect_uris(platform, &uris);
            step(is_there, wanted)
        }
        (ChangeKind::SetPermissions, _) => {
            let (is_there, wanted) = permissions(plan);
            step(is_there, wanted)
        }
        (ChangeKind::SetOptionalClaims, _) => {
            let (is_there, wanted) = optional_claims(plan);
            step(is_there, wanted)
        }
        // They are of the tenant, not of the application, or only of one that is there.
        _ => return Vec::new(),
    };
    vec![one]
}

/// Claims that are there stay, those of other tokens too.
fn optional_claims(plan: &Plan) -> (String, String) {
    let planned = plan.registration().optional_claims.unwrap_or_default().access_token;
    let there = "(optionalClaims.accessToken || `[]`)";
    let mut is_there = planned
        .iter()
        .map(|claim| format!("length({there}[?name=='{}']) > `0`", claim.name))
        .collect::<Vec<_>>()
        .join(" && ");
    if !plan.stated.account_types {
        // As for a plan with personal accounts: pages disagree on whether such an application may have them.
        is_there = format!("contains(signInAudience, 'Personal') || {is_there}");
    }
    let names = planned.iter().map(|claim| format!("name!='{}'", claim.name)).collect::<Vec<_>>().join(" && ");
    let claims = format!("[{there}[?{names}], {}][]", literal(&planned));
    let others = literal(&json!({ "idToken": [], "saml2Token": [] }));
    (is_there, format!("{{optionalClaims: merge((optionalClaims || {others}), {{accessToken: {claims}}})}}"))
}

/// One that is there keeps its GUID and its words. An enabled one cannot be changed, so it is disabled first.
fn scope(plan: &Plan, change: &Change) -> Vec<Step> {
    const OURS: &str = "api.oauth2PermissionScopes[?value=='access_as_user']";
    const OTHERS: &str = "api.oauth2PermissionScopes[?value!='access_as_user']";
    let scope = plan.access_as_user();
    let right = format!("{OURS} | [?isEnabled && type=='User']");
    let with = |ours: String| format!("{{api: merge(api, {{oauth2PermissionScopes: [{OTHERS}, {ours}][]}})}}");
    vec![
        Step {
            title: "Disable the scope, where it is there and not as it must be".to_owned(),
            reason: "Graph refuses to change a scope that is enabled".to_owned(),
            is_there: format!("length({right}) == `1` || length({OURS} | [?isEnabled]) == `0`"),
            wanted: with(format!("{OURS}.merge(@, {})", literal(&json!({ "isEnabled": false })))),
        },
        Step {
            title: change.title.clone(),
            reason: change.reason.clone(),
            is_there: format!("length({right}) == `1`"),
            wanted: with(format!(
                "({OURS}.merge(@, {}) || {})",
                literal(&json!({ "isEnabled": true, "type": scope.r#type })),
                literal(&[&scope])
            )),
        },
    ]
}

fn pre_authorization() -> (String, String) {
    const CLIENTS: &str = "api.preAuthorizedApplications";
    let office = OfficeClient::ALL.id;
    let there = format!("{CLIENTS}[?appId=='{office}']");
    let entry =
        format!("{{appId: '{office}', delegatedPermissionIds: [{there}.delegatedPermissionIds[], ['{SCOPE_ID}']][]}}");
    (
        format!("length({there} | [?contains(delegatedPermissionIds, '{SCOPE_ID}')]) > `0`"),
        format!("{{api: merge(api, {{preAuthorizedApplications: [{CLIENTS}[?appId!='{office}'], [{entry}]][]}})}}"),
    )
}

/// A `brk-` URI is not the first: consent by an administrator without a redirect URI takes the first one.
fn redirect_uris(platform: &str, planned: &[String]) -> (String, String) {
    let (brokered, plain): (Vec<_>, Vec<_>) = planned.iter().partition(|uri| uri.starts_with("brk-"));
    let there = format!("{platform}.redirectUris");
    let all = literal(&planned.to_vec());
    let mut uris = vec![literal(&plain), format!("{there}[?!contains({all}, @)]")];
    uris.extend((!brokered.is_empty()).then(|| literal(&brokered)));
    (
        format!("length({there}[?contains({all}, @)]) == `{}`", planned.len()),
        format!("{{{platform}: {{redirectUris: [{}][]}}}}", uris.join(", ")),
    )
}

/// The platform of a URI decides how Entra redeems its code, and one URI cannot have two.
fn misplaced_redirect_uris(plan: &Plan) -> Step {
    let planned = plan.registration();
    let (spa, public) = (planned.spa.redirect_uris, planned.public_client.redirect_uris);
    let all: Vec<_> = spa.iter().chain(&public).collect();
    let of_others = [("web", literal(&all)), ("spa", literal(&public)), ("publicClient", literal(&spa))];
    let counted = of_others.iter().map(|(name, uris)| format!("{name}.redirectUris[?contains({uris}, @)]"));
    let left = of_others
        .iter()
        .map(|(name, uris)| format!("{name}: {{redirectUris: {name}.redirectUris[?!contains({uris}, @)]}}"));
    Step {
        title: "Take the planned redirect URIs out of other platforms".to_owned(),
        reason: "the platform decides how Entra redeems their codes".to_owned(),
        is_there: format!("length([{}][]) == `0`", counted.collect::<Vec<_>>().join(", ")),
        wanted: format!("{{{}}}", left.collect::<Vec<_>>().join(", ")),
    }
}

/// Permissions of other resources stay, and those of Graph's that are not planned.
fn permissions(plan: &Plan) -> (String, String) {
    let graph = ClientId::from_uuid(GRAPH_APP_ID);
    let planned: Vec<_> =
        plan.registration().required_resource_access.into_iter().flat_map(|all| all.resource_access).collect();
    let ids = literal(&planned.iter().map(|access| access.id).collect::<Vec<_>>());
    let there = format!("requiredResourceAccess[?resourceAppId=='{graph}'].resourceAccess[]");
    let entry = format!(
        "{{resourceAppId: '{graph}', resourceAccess: [{there} | [?!(type=='Scope' && contains({ids}, id))], {}][]}}",
        literal(&planned)
    );
    (
        format!("length({there} | [?type=='Scope' && contains({ids}, id)]) == `{}`", planned.len()),
        format!("{{requiredResourceAccess: [requiredResourceAccess[?resourceAppId!='{graph}'], [{entry}]][]}}"),
    )
}

/// A value in JMESPath.
fn literal(value: &impl serde::Serialize) -> String {
    format!("`{}`", ascii::json_line(value))
}
