//! The catalogue of errors: what a code means, why it comes in an Office add-in, what to do.
//!
//! Data in `catalogue/*.toml`, compiled in. Microsoft warns that numbers and texts change: for diagnosis only.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `AADSTS7000215`
    pub code: String,
    pub meaning: String,
    pub cause: String,
    pub fix: String,
}

/// By number, exactly: 500133 is not 50013.
pub fn aadsts(number: u32) -> Option<Entry> {
    let _ = number;
    todo!()
}

/// The longest `AADSTS` number in a text.
pub fn aadsts_in(text: &str) -> Option<u32> {
    let _ = text;
    todo!()
}
