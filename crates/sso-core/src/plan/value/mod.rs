//! Every value that somebody types, looks up or leaves as it is, with the reason, page by page of the portal.

mod add_in_manifest;
mod app;
mod expose_an_api;
mod tenant;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{Facts, Plan, PortalPage};

/// One value with the place where it is typed and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedValue {
    pub name: String,
    /// What is not known yet is a name in angle brackets; `none` where nothing must be there. Several, such as permissions, have
    /// a line each.
    pub value: String,
    /// Where the portal asks for it, in the portal's words.
    pub portal: String,
    /// Graph's property, or where else it goes.
    pub property: String,
    pub reason: String,
    pub action: Action,
    /// `None` where it is not the portal that asks for it.
    pub page: Option<PortalPage>,
    /// To that page, or as near to it as is known.
    pub link: Option<String>,
}

/// What is to be done about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Type or choose it there.
    Enter,
    /// It is assigned: copy it from there.
    Copy,
    /// It should be so by itself: look.
    Check,
    /// This add-in needs none.
    Omit,
}

impl Plan {
    /// Every value, in the order of the portal's pages; those of the add-in's manifest come last.
    pub fn values(&self) -> Vec<PlannedValue> {
        let pages = [app::values, expose_an_api::values, tenant::values, add_in_manifest::values];
        pages.into_iter().flat_map(|values| values(self)).collect()
    }
}

#[derive(Clone)]
struct Row<'a> {
    action: Action,
    page: Option<PortalPage>,
    name: &'a str,
    value: String,
    /// In the portal's words.
    place: &'a str,
    property: &'a str,
    reason: &'a str,
}

fn planned(plan: &Plan, row: Row<'_>) -> PlannedValue {
    PlannedValue {
        name: row.name.to_owned(),
        value: row.value,
        portal: row.place.to_owned(),
        property: row.property.to_owned(),
        reason: row.reason.to_owned(),
        action: row.action,
        page: row.page,
        link: row.page.and_then(|page| page.link(&plan.facts.cloud, plan.facts.client_id)),
    }
}

pub(super) fn client_id(facts: &Facts) -> String {
    facts.client_id.map_or_else(|| "<Application (client) ID>".to_owned(), |id| id.to_string())
}

/// The Application ID URI, also before the client ID is known.
fn app_id_uri(plan: &Plan) -> String {
    format!("api://{}/{}", plan.facts.domain, client_id(&plan.facts))
}

fn none() -> String {
    "none".to_owned()
}
