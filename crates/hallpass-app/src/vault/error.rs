use std::time::Duration;

use keyring_core::Error;

use crate::AppError;

/// Why the keyring did not do what it was asked. No variant holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    #[error("no keyring on this machine")]
    Absent,
    #[error("the keyring has no default collection yet")]
    NoCollection,
    #[error("the keyring is locked")]
    Locked,
    #[error("the wait for the keyring was cancelled")]
    Cancelled,
    #[error("the keyring has no entry of this name")]
    NoEntry,
    #[error("the keyring did not answer within {} s", .0.as_secs())]
    NoAnswer(Duration),
    #[error("another run of Hallpass is writing this entry of the keyring")]
    InUse,
    #[error("what the keyring holds under this name is not text")]
    NotText,
    #[error("the keyring refuses secrets longer than {0} bytes")]
    TooLong(u32),
    #[error("the keyring cannot be used: {0}")]
    Unusable(String),
}

impl VaultError {
    /// In our words. The bytes that some errors of the keyring hold are left behind.
    pub(super) fn of_keyring(error: &Error) -> Self {
        match error {
            Error::NoEntry => Self::NoEntry,
            Error::NoDefaultStore => Self::Absent,
            Error::TooLong(_, limit) => Self::TooLong(*limit),
            Error::BadEncoding(_) | Error::BadDataFormat(..) => Self::NotText,
            Error::PlatformFailure(source) => Self::Unusable(source.to_string()),
            Error::NoStorageAccess(source) => Self::Unusable(source.to_string()),
            Error::Ambiguous(_) => Self::Unusable("more than one entry has this name".to_owned()),
            _ => Self::Unusable("it does not support this".to_owned()),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "keyring-absent",
            Self::NoCollection => "keyring-no-collection",
            Self::Locked => "keyring-locked",
            Self::Cancelled => "cancelled",
            Self::NoEntry => "keyring-no-entry",
            Self::NoAnswer(_) => "keyring-no-answer",
            Self::InUse => "keyring-in-use",
            Self::NotText => "keyring-not-text",
            Self::TooLong(_) => "keyring-too-long",
            Self::Unusable(_) => "keyring-unusable",
        }
    }

    fn hint(&self) -> &'static str {
        match self {
            Self::Absent => {
                "on Linux install gnome-keyring (or KWallet with its Secret Service) and run inside a D-Bus session"
            }
            Self::NoCollection => {
                "make one with Passwords and Keys, or without a desktop: gnome-keyring-daemon --unlock, which reads its \
                 password from standard input"
            }
            Self::Locked => "unlock it, for instance by signing in to your desktop, and try again",
            Self::Cancelled => "start it again, and unlock the keyring when its window asks for the password",
            Self::NoEntry => "keep the secret first",
            Self::NoAnswer(_) => "look for a window that asks for the keyring's password",
            Self::InUse => "let the other one end, then try again",
            Self::NotText => "delete the entry and keep the secret anew",
            Self::TooLong(_) => "keep a shorter secret",
            Self::Unusable(_) => {
                "check the keyring with its own program (Passwords and Keys, KWallet, Keychain Access)"
            }
        }
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        Self::could_not_check(error.code(), error.to_string()).with_hint(error.hint())
    }
}
