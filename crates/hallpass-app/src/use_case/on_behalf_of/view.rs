//! The exchange for the window.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sso_core::Timestamp;
use ts_rs::TS;

use super::{AssertionShown, ForeseenView, GraphReply, Next, Output, Refusal};
use crate::session::TokenHandle;
use crate::use_case::finding_view::FindingView;

/// The exchange as far as it went; the new token by its handle.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct OnBehalfOfView {
    pub assertion: AssertionShown,
    /// `oid` of the exchanged token: who Graph should answer as.
    pub oid: Option<String>,
    /// As they are sent, or would be.
    pub asked: Vec<String>,
    pub findings: Vec<FindingView>,
    /// Every point that was looked at before, with its outcome.
    pub foreseen: Vec<ForeseenView>,
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
    /// A picture that Graph answered, as an address that holds it (`data:`); `None` where it is of another kind than browsers
    /// show, or large.
    pub picture: Option<String>,
    /// This machine's clock is wrong by more than servers allow; a clause in lower case.
    pub clock_off: Option<String>,
}

/// Characters of such an address: a photo has some ten thousand.
const LARGE: usize = 2 << 20;

impl From<&Output> for OnBehalfOfView {
    fn from(output: &Output) -> Self {
        let granted = output.granted.as_ref();
        Self {
            assertion: output.assertion.clone(),
            oid: output.oid.clone(),
            asked: output.scopes.clone(),
            findings: output.findings.iter().map(FindingView::from).collect(),
            foreseen: output.foreseen.clone(),
            sent: output.sent,
            granted: granted.map(|granted| granted.scopes.clone()).unwrap_or_default(),
            expires: granted.map(|granted| granted.expires),
            handle: granted.map(|granted| granted.handle),
            refusal: output.refusal.clone(),
            next: output.next.clone(),
            graph: output.graph.clone(),
            picture: output.graph.iter().find_map(picture),
            clock_off: output.clock_off.clone(),
        }
    }
}

fn picture(reply: &GraphReply) -> Option<String> {
    let shown = reply.picture.as_ref()?;
    let kinds = ["image/jpeg", "image/png", "image/gif", "image/webp"];
    let kind = kinds.into_iter().find(|kind| shown.media_type.eq_ignore_ascii_case(kind))?;
    let address = format!("data:{kind};base64,{}", BASE64_STANDARD.encode(&reply.bytes));
    (!reply.bytes.is_empty() && address.len() < LARGE).then_some(address)
}
