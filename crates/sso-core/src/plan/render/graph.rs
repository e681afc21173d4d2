use super::{ascii, heading};
use crate::plan::Plan;
use crate::plan::change::{Change, ChangeKind, Method, Names, State, Stated, Wanted};
use crate::registration::{Registration, SignInAudience};

/// The requests to Microsoft Graph v1.0, in the order in which Graph takes them, as text of HTTP. What only answers say is
/// `{objectId}` and the like, and before the first request that needs one stands where it comes from.
///
/// Where the client ID is known, the application is there: then it is read first and nothing is created.
pub fn graph(plan: &Plan) -> String {
    let origin = plan.facts.cloud.graph().unwrap_or("{graph}");
    let names = Names::default();
    let wanted = Wanted { admin_consent: true, tag: None, stated: Stated::ALL };
    let mut out =
        format!("# {}\n# Each with the header Authorization: Bearer <token for Microsoft Graph>\n", heading(plan));
    if plan.facts.cloud.graph().is_none() {
        out.push_str("# {graph} is where the practice tenant listens: `hallpass practice env` says it\n");
    }
    let state = match plan.facts.client_id {
        None => State::default(),
        Some(id) => {
            out.push_str("\n### Read what is there\n# {objectId} is the id of the answer. A PATCH replaces a list whole: what the answer has more, goes into the\n# bodies too\n");
            out.push_str(&format!("GET {origin}/v1.0/applications(appId='{id}')\n# -> 200\n"));
            // Whatever accounts it is for: that they are set must be among the requests.
            let sign_in_audience = SignInAudience::PersonalMicrosoftAccount;
            let application = Registration { app_id: Some(id), sign_in_audience, ..Registration::default() };
            State { application: Some(application), ..State::default() }
        }
    };
    for change in plan.changes(&state, &names, wanted) {
        out.push_str(&request(&change, origin, &names));
    }
    if plan.needs_secret() {
        out.push_str(
            "\n# The client secret of the server is not among them: the answer to addPassword holds it, once.\n",
        );
    }
    out
}

fn request(change: &Change, origin: &str, names: &Names) -> String {
    let mut out = format!("\n### {}\n# {}\n", change.title, ascii::plain(&change.reason));
    let body = change.request.body.as_ref().map(ascii::names).unwrap_or_default();
    if body.contains(&names.graph_service_principal) {
        out.push_str(&format!(
            "# {} is the id of GET {origin}/v1.0/servicePrincipals(appId='{}')\n# Only an administrator may do this. Where \
             such a grant is there, PATCH its scope: a second POST is refused\n",
            names.graph_service_principal,
            crate::GRAPH_APP_ID
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
