use super::requests::{self, name};
use super::{ascii, heading};
use crate::plan::Plan;
use crate::plan::change::{Change, ChangeKind, Method, Names};
use crate::{GRAPH_APP_ID, OfficeClient};

/// The requests to Microsoft Graph v1.0, in the order in which Graph takes them, as text of HTTP. What only answers say is
/// `{objectId}` and the like, and before the first request that needs one stands where it comes from.
///
/// Where the client ID is known, the application is there: then it is read first and nothing is created. `{identifierUris}` and
/// the like stand for what the answer has in its lists; a body that still has one is no JSON, and Graph refuses it.
pub fn graph(plan: &Plan) -> String {
    let origin = plan.facts.cloud.graph().unwrap_or("{graph}");
    let names = Names::default();
    let mut out =
        format!("# {}\n# Each with the header Authorization: Bearer <token for Microsoft Graph>\n", heading(plan));
    if plan.facts.cloud.graph().is_none() {
        out.push_str("# {graph} is where the practice tenant listens: `hallpass practice env` says it\n");
    }
    if let Some(id) = plan.facts.client_id {
        out.push_str(READ);
        out.push_str(&format!("GET {origin}/v1.0/applications(appId='{id}')\n# -> 200\n"));
    }
    for change in requests::all(plan) {
        out.push_str(&request(plan, &change, origin, &names));
    }
    if plan.needs_secret() {
        out.push_str(
            "\n# The client secret of the server is not among them: the answer to addPassword holds it, once.\n",
        );
    }
    out
}

/// Source of the last sentence: none says what becomes of a property that a PATCH leaves out of `api`.
const READ: &str = "# `hallpass registration update` and the scripts of `hallpass plan --as az` fill these in by themselves\n\
    \n\
    ### Read what is there\n\
    # {objectId} is the id of the answer. A PATCH replaces a list whole, so {identifierUris} and the like stand for the\n\
    # entries that the answer has in this list. Put them there, each entry once; where it has none, delete the name and the\n\
    # comma after it. Until then Graph refuses the request. What else the answer has in api goes in too: it may be replaced\n\
    # whole\n";

fn request(plan: &Plan, change: &Change, origin: &str, names: &Names) -> String {
    let mut out = format!("\n### {}\n# {}\n", change.title, ascii::plain(&change.reason));
    let body = body(change);
    if plan.facts.client_id.is_some() {
        out.push_str(&if_it_is_there(plan, change.kind));
    }
    if body.contains(&names.graph_service_principal) {
        out.push_str(&format!(
            "# {} is the id of GET {origin}/v1.0/servicePrincipals(appId='{GRAPH_APP_ID}')\n# Only an administrator may do \
             this. Where such a grant is there, PATCH its scope: a second POST is refused\n",
            names.graph_service_principal,
        ));
    }
    if change.kind == ChangeKind::CreateServicePrincipal && !body.contains(&names.client_id) {
        out.push_str(&format!(
            "# The portal has made it where it made the registration: then this is refused, and {} is its Object ID\n",
            names.service_principal
        ));
    }
    let method = match change.request.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    };
    out.push_str(&format!("{method} {origin}{}\nContent-Type: application/json\n\n{body}\n", change.request.path));
    let answer = match change.request.path.as_str() {
        "/v1.0/applications" => format!(", id is {}, appId is {}", names.object_id, names.client_id),
        "/v1.0/servicePrincipals" => format!(", id is {}", names.service_principal),
        _ => String::new(),
    };
    out.push_str(&format!("# -> {}{answer}\n", change.request.expects));
    out
}

/// What to do about an entry that the answer may have already: Graph takes none twice.
fn if_it_is_there(plan: &Plan, kind: ChangeKind) -> String {
    match kind {
        ChangeKind::SetScope => format!(
            "# Where the answer has a scope access_as_user, leave this request out; where Office is pre-authorized, put its id\n\
             # for {} and leave out the scope of this id\n",
            plan.drawn.scope_id
        ),
        ChangeKind::PreAuthorize => format!(
            "# Where {} has an entry for {}, put its delegatedPermissionIds into this one instead\n",
            name("api.preAuthorizedApplications"),
            OfficeClient::ALL.id
        ),
        ChangeKind::SetPermissions => format!(
            "# Where {} has an entry for {GRAPH_APP_ID}, put its resourceAccess into this one instead\n",
            name("requiredResourceAccess")
        ),
        ChangeKind::SetOptionalClaims if !plan.stated.account_types => {
            "# Leave it out where signInAudience of the answer has personal accounts\n".to_owned()
        }
        _ => String::new(),
    }
}

/// What a person typed has no braces in it, as names have them. The name of a list stands there without quotation marks.
fn body(change: &Change) -> String {
    let body = &change.request.body;
    if matches!(change.kind, ChangeKind::CreateApplication | ChangeKind::SetName) {
        return body.as_ref().map(ascii::json).unwrap_or_default();
    }
    let text = body.as_ref().map(ascii::names).unwrap_or_default();
    let line = |line: &str| {
        let entry = line.trim();
        match entry.strip_prefix("\"{").and_then(|entry| entry.trim_end_matches(',').strip_suffix("}\"")) {
            Some(list) => line.replace(&format!("\"{{{list}}}\""), &name(list)),
            None => line.to_owned(),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
