use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ValueError;
use crate::limit::Limits;

/// A delegated scope's short name, such as `access_as_user` or `User.Read`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ScopeName(String);

impl ScopeName {
    /// The one scope that Office asks for, by this name only.
    pub fn access_as_user() -> Self {
        Self("access_as_user".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ScopeName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let shown = text.chars().take(60).collect::<String>();
        if text.contains("://") || text.contains('/') {
            return Err(ValueError::new(
                format!("the scope is not a short name: {shown}"),
                "write the name alone, such as User.Read",
            ));
        }
        // Personal accounts take shorter ones: that is about an application, and this is about names.
        let most = Limits::of(false).scope_name;
        if text.is_empty()
            || text.len() > most
            || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        {
            return Err(ValueError::new(
                format!("the scope is not a name: {shown}"),
                format!("letters, digits, dot, underscore and hyphen, at most {most}, such as access_as_user"),
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for ScopeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_like!(ScopeName);
