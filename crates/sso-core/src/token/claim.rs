use serde::Serialize;
use serde_json::Value;

/// A claim with its meaning. `display` is the value for a person (a time in words, a GUID's name) where that says more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedClaim {
    pub name: String,
    pub value: Value,
    pub meaning: String,
    pub display: Option<String>,
}
