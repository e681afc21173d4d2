//! The journey for the window.

use serde::Serialize;
use ts_rs::TS;

use super::{Output, StepReport};
use crate::use_case::token_view::TokenView;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RehearsalView {
    pub passed: bool,
    pub steps: Vec<StepReport>,
    /// Unified; empty if the manifest carries the markup already or was not reached.
    pub manifest_difference: String,
    pub token: Option<TokenView>,
    /// What Graph said of the person, in its order; empty if it was not reached.
    pub graph: Vec<GraphField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GraphField {
    pub name: String,
    pub value: String,
}

impl From<&Output> for RehearsalView {
    fn from(output: &Output) -> Self {
        let fields = output.graph.as_ref().and_then(|me| me.as_object()).into_iter().flatten();
        Self {
            passed: output.passed,
            steps: output.steps.clone(),
            manifest_difference: output.manifest_difference.clone(),
            token: output.token.as_ref().map(TokenView::from),
            graph: fields
                .filter(|(name, _)| !name.starts_with('@'))
                .map(|(name, value)| GraphField {
                    name: name.clone(),
                    value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                })
                .collect(),
        }
    }
}
