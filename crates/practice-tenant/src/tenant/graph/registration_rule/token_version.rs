//! Personal accounts have version 2 tokens alone; other versions than 1 and 2 there are none.

use super::audience::is_personal;
use super::{Change, GraphRefusal};

const PROPERTY: &str = "api.requestedAccessTokenVersion";

pub(super) fn check(change: &Change<'_>) -> Result<(), GraphRefusal> {
    let fits = match change.after.api.requested_access_token_version {
        Some(2) => true,
        None | Some(1) => !is_personal(change.after.sign_in_audience),
        Some(_) => false,
    };
    if fits {
        return Ok(());
    }
    Err(GraphRefusal::new(400, "InvalidValue", format!("Property {PROPERTY} is invalid."))
        .about("InvalidValue", PROPERTY))
}
