//! The plan as something to hand over: steps in the portal, scripts, requests, a letter.
//!
//! Each rendering is pure and begins with what it was made from; none holds a secret or the time of its making, so that the
//! same facts give the same text.

mod admin_text;
mod ascii;
mod graph;
mod json;
mod portal;
mod requests;
mod script;

#[cfg(test)]
mod tests;

pub use admin_text::admin_text;
pub use graph::graph;
pub use json::json;
pub use portal::portal;
pub use script::{az, az_powershell};

use super::{AccountTypes, Auth, Plan};

/// From what it was made, in one line, for people.
fn heading(plan: &Plan) -> String {
    made_from(plan, &format!("\"{}\"", plan.facts.name), plan.facts.cloud.name())
}

/// The same in ASCII, so that it may stand in a script.
fn ascii_heading(plan: &Plan) -> String {
    made_from(plan, &ascii::text(&plan.facts.name), &ascii::plain(plan.facts.cloud.name()))
}

/// The facts that it was made from, in one line, for people.
pub fn facts(plan: &Plan) -> String {
    listed(plan, &format!("\"{}\"", plan.facts.name), plan.facts.cloud.name())
}

pub(crate) fn made_from(plan: &Plan, name: &str, cloud: &str) -> String {
    format!("Made by Hallpass from these facts: {}", listed(plan, name, cloud))
}

/// Of a registration that is there without what nobody stated: it is as it is.
fn listed(plan: &Plan, name: &str, cloud: &str) -> String {
    let facts = &plan.facts;
    let client_id = match facts.client_id {
        Some(id) => format!("client ID {id}"),
        None => "not registered yet".to_owned(),
    };
    let stated = plan.stated_for_what_is_there();
    let parts = [
        stated.name.then(|| name.to_owned()),
        Some(facts.domain.to_string()),
        Some(cloud.to_owned()),
        stated.account_types.then(|| account_types(facts.account_types).to_owned()),
        Some(auth(facts.auth).to_owned()),
        Some(format!("Microsoft Graph {}", plan.manifest_scopes().join(" "))),
        Some(client_id),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn account_types(types: AccountTypes) -> &'static str {
    match types {
        AccountTypes::SingleTenant => "accounts of one tenant",
        AccountTypes::MultiTenant => "accounts of any tenant",
        AccountTypes::MultiTenantAndPersonal => "accounts of any tenant and personal accounts",
    }
}

fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::LegacySso => "single sign-on with On-Behalf-Of",
        Auth::Naa => "nested app authentication",
        Auth::Both => "single sign-on with On-Behalf-Of and nested app authentication",
    }
}

/// An item of a list, with a full stop where it has none.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
