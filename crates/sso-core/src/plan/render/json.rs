use serde_json::{Value, json};

use super::{heading, requests};
use crate::plan::Plan;

/// Everything as data: the registration as Graph will show it, each value with its reason, and the requests that make it, or
/// bring it to the plan where the client ID is known, with `{objectId}` and the like for what only Graph's answers say.
pub fn json(plan: &Plan) -> Value {
    json!({
        "made_from": heading(plan),
        "registration": plan.registration(),
        "values": plan.values(),
        "prerequisites": plan.prerequisites(),
        "tokens": plan.server_expectations(),
        "requests": requests::all(plan),
    })
}
