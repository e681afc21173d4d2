//! The exchange for the window.

use serde::Serialize;
use sso_core::Timestamp;
use ts_rs::TS;

use super::{AssertionShown, GraphReply, Next, Output, Refusal};
use crate::session::TokenHandle;
use crate::use_case::finding_view::FindingView;

/// The exchange as far as it went; the new token by its handle.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OnBehalfOfView {
    pub assertion: AssertionShown,
    /// As they are sent, or would be.
    pub asked: Vec<String>,
    pub findings: Vec<FindingView>,
    pub sent: bool,
    /// As granted; empty where nothing was.
    pub granted: Vec<String>,
    #[ts(type = "string | null")]
    pub expires: Option<Timestamp>,
    pub handle: Option<TokenHandle>,
    pub refusal: Option<Refusal>,
    /// The ways on where consent is missing, as it was foreseen; after a refusal they are in there.
    pub next: Vec<Next>,
    /// The answers of Graph, a page each.
    pub graph: Vec<GraphReply>,
    /// This machine's clock is wrong by more than servers allow; a clause in lower case.
    pub clock_off: Option<String>,
}

impl From<&Output> for OnBehalfOfView {
    fn from(output: &Output) -> Self {
        let granted = output.granted.as_ref();
        Self {
            assertion: output.assertion.clone(),
            asked: output.scopes.clone(),
            findings: output.findings.iter().map(FindingView::from).collect(),
            sent: output.sent,
            granted: granted.map(|granted| granted.scopes.clone()).unwrap_or_default(),
            expires: granted.map(|granted| granted.expires),
            handle: granted.map(|granted| granted.handle),
            refusal: output.refusal.clone(),
            next: output.next.clone(),
            graph: output.graph.clone(),
            clock_off: output.clock_off.clone(),
        }
    }
}
