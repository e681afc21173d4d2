use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;
use uuid::Uuid;

use crate::AppError;

/// Names a token that this process holds. It is drawn, says nothing of the token, and opens nothing elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, TS)]
#[ts(export, type = "string")]
pub struct TokenHandle(Uuid);

impl TokenHandle {
    pub(super) fn of(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }
}

impl fmt::Display for TokenHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl FromStr for TokenHandle {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let not_one = |_| AppError::usage("token-handle-not-accepted", "this is no handle of a token");
        Ok(Self(Uuid::try_parse(text).map_err(not_one)?))
    }
}

impl Serialize for TokenHandle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TokenHandle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self)
    }
}
