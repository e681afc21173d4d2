use serde::Serialize;
use ts_rs::TS;

/// What happens while somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[ts(export)]
pub enum SignInEvent {
    /// The page to sign in on. Shown in any case: a launcher that started is no browser that opened.
    Page { url: String },
    /// The system's browser could not be started: the address is for a person to open.
    BrowserNotStarted,
    /// The code, where to type it, and Entra's own sentence.
    DeviceCode {
        user_code: String,
        verification_uri: String,
        #[ts(type = "number")]
        expires_in_seconds: u64,
        message: Option<String>,
    },
    /// The code is still good for so long.
    Countdown {
        #[ts(type = "number")]
        seconds: u64,
    },
    /// Nothing has come back for a while: errors that Entra shows on its own page only.
    NothingCameBack { perhaps: Vec<NeverComesBack> },
    /// The keyring is locked, and somebody must unlock it. After so long it is given up.
    KeyringLocked {
        #[ts(type = "number")]
        seconds: u64,
    },
    /// The browser came back with a code, which is exchanged for a token.
    Exchanging,
    /// The token came: it is read and checked.
    Checking,
}

/// An error that the browser shows and that no redirect carries here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct NeverComesBack {
    pub code: String,
    /// What it means, in a sentence.
    pub meaning: String,
    /// The value that Entra was sent, to compare.
    pub sent: String,
    pub fix: Vec<String>,
}
