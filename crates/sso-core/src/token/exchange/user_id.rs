use std::fmt;

use serde::Serialize;

use super::AppContext;

/// The key to store a mailbox user by: `amurl` and `msexchuid`, one after the other, as the token writes them. The pages
/// show both orders; this one is kept. `msexchuid` alone is not unique: another server may have the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UniqueUserId(String);

impl UniqueUserId {
    pub(in crate::token) fn of(context: &AppContext) -> Self {
        Self(format!("{}{}", context.amurl, context.msexchuid))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UniqueUserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
