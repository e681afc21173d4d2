//! The plan's values, page by page of the portal, for the window.

use serde::Serialize;
use sso_core::plan::{Action, Plan, PlannedValue, Prerequisite, Who};
use ts_rs::TS;
use uuid::Uuid;

use super::placed::FoundView;
use super::row::RegisterRow;
use super::tick::{Ticks, counts, id_of, is_ticked};

/// A page of the portal with what is typed on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PageView {
    /// As the portal calls it; `None` for the add-in's manifest.
    pub title: Option<String>,
    /// To that page, or as near to it as is known.
    pub link: Option<String>,
    #[ts(type = "number")]
    pub in_place: usize,
    /// How many are to be put in place.
    #[ts(type = "number")]
    pub of: usize,
    pub values: Vec<ValueView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ValueView {
    /// Stable: `application-id-uri`.
    #[ts(as = "RegisterRow")]
    pub id: String,
    pub name: String,
    /// Of several, such as permissions, a line each.
    pub value: String,
    /// Whether it can be copied as it stands: nothing in it is yet to be known.
    pub known: bool,
    /// Where the portal asks for it, in the portal's words.
    pub place: String,
    /// Graph's property, or where else it goes.
    pub property: String,
    /// A clause in lower case.
    pub reason: String,
    #[ts(type = "\"enter\" | \"copy\" | \"check\" | \"omit\"")]
    pub action: Action,
    pub in_place: bool,
    pub findings: Vec<FoundView>,
}

/// What must hold besides, and no form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PrerequisiteView {
    pub id: String,
    pub what: String,
    pub why: String,
    #[ts(type = "\"developer\" | \"administrator\" | \"users\"")]
    pub who: Who,
    /// Apps of Office; all of the plan's, or some.
    pub applies_to: Vec<String>,
}

impl From<Prerequisite> for PrerequisiteView {
    fn from(one: Prerequisite) -> Self {
        Self {
            id: serde_json::to_value(one.id).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default(),
            what: one.what,
            why: one.why,
            who: one.who,
            applies_to: one.applies_to.iter().map(ToString::to_string).collect(),
        }
    }
}

/// `found`: findings with the ID of the value that each is about. `object_id`: of the registration that was read, which no plan
/// knows.
pub(super) fn pages(
    plan: &Plan,
    ticks: &Ticks,
    found: &[(String, FoundView)],
    object_id: Option<Uuid>,
) -> Vec<PageView> {
    let values = plan.values();
    let chunks = values.chunk_by(|one, next| one.page == next.page);
    chunks
        .map(|chunk| PageView {
            title: chunk.first().and_then(|value| value.page).map(|page| page.name().to_owned()),
            link: chunk.first().and_then(|value| value.link.clone()),
            in_place: chunk.iter().filter(|value| counts(value) && is_ticked(ticks, value)).count(),
            of: chunk.iter().filter(|value| counts(value)).count(),
            values: chunk.iter().map(|value| shown(value, ticks, found, object_id)).collect(),
        })
        .collect()
}

fn shown(value: &PlannedValue, ticks: &Ticks, found: &[(String, FoundView)], object_id: Option<Uuid>) -> ValueView {
    let id = id_of(value);
    let text = match object_id.filter(|_| value.property == "id") {
        Some(object_id) => object_id.to_string(),
        None => value.value.clone(),
    };
    ValueView {
        name: value.name.clone(),
        known: !text.contains('<') && value.action != Action::Omit,
        value: text,
        place: value.portal.clone(),
        property: value.property.clone(),
        reason: value.reason.clone(),
        action: value.action,
        in_place: counts(value) && is_ticked(ticks, value),
        findings: found.iter().filter(|(of, _)| *of == id).map(|(_, found)| found.clone()).collect(),
        id,
    }
}
