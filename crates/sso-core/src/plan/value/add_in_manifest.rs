//! What the add-in's own manifest says of the registration.

use super::{Action, PlannedValue, Row, app_id_uri, client_id, planned};
use crate::plan::Plan;

pub(super) fn values(plan: &Plan) -> Vec<PlannedValue> {
    let legacy = plan.facts.auth.has_legacy_sso();
    let row = |name, value, property, reason: &'static str| Row {
        action: Action::Enter,
        page: None,
        name,
        value,
        place: "the manifest",
        property,
        reason: if legacy { reason } else { NOT_FOR_SIGN_IN },
    };
    let rows = [
        row("Manifest Id", client_id(&plan.facts), "WebApplicationInfo/Id", "the client ID, not the add-in's own Id"),
        row(
            "Manifest Resource",
            app_id_uri(plan),
            "WebApplicationInfo/Resource",
            "the Application ID URI, letter for letter",
        ),
        row(
            "Manifest Scopes",
            plan.manifest_scopes().join("\n"),
            "WebApplicationInfo/Scopes",
            "what the consent page of a deployed add-in names",
        ),
    ];
    rows.into_iter().map(|row| planned(plan, row)).collect()
}

const NOT_FOR_SIGN_IN: &str = "nested app authentication signs in without it; it lets an administrator consent when the \
    add-in is deployed or taken from the Marketplace";
