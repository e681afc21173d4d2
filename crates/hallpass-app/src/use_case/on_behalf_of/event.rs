use serde::Serialize;
use ts_rs::TS;

/// What happens in an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum OnBehalfOfEvent {
    /// The keyring is locked, and somebody must unlock it. After so long it is given up.
    KeyringLocked {
        #[ts(type = "number")]
        seconds: u64,
    },
    /// A fresh token of the add-in is asked for by the kept refresh token.
    Refreshing { account: String },
    /// What is consented to is looked up; the words say with whose token, or why it takes a while.
    ReadingConsent { words: String },
    /// The page to sign in on for that.
    SignInPage { url: String },
    /// The exchange is sent.
    Exchanging { scopes: Vec<String> },
    /// Graph is asked.
    Calling { target: String },
}
