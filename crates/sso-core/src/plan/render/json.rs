use serde_json::{Value, json};

use super::heading;
use crate::plan::Plan;
use crate::plan::change::{Names, State, Stated, Wanted};

/// Everything as data: the registration as Graph will show it, each value with its reason, and the requests that make it where
/// nothing is there, with `{objectId}` and the like for what only Graph's answers say.
pub fn json(plan: &Plan) -> Value {
    let wanted = Wanted { admin_consent: true, tag: None, stated: Stated::ALL };
    json!({
        "madeFrom": heading(plan),
        "registration": plan.registration(),
        "values": plan.values(),
        "prerequisites": plan.prerequisites(),
        "tokens": plan.server_expectations(),
        "requests": plan.changes(&State::default(), &Names::default(), wanted),
    })
}
