//! What the window is to show when it opens: the last answers, kept while the process lives.

use hallpass_app::use_case::rehearse::RehearsalView;
use hallpass_app::use_case::token_view::TokenView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Page {
    #[default]
    Overview,
    Token,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Opening {
    pub page: Page,
    pub rehearsal: Option<RehearsalView>,
    pub token: Option<TokenView>,
}
