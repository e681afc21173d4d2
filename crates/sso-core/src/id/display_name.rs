use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ValueError;

/// Name of an app registration, as people see it when they consent.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayName(String);

impl DisplayName {
    /// Characters, where only work and school accounts sign in.
    pub const MOST: usize = 120;
    /// Characters, where personal accounts do too.
    pub const MOST_WITH_PERSONAL_ACCOUNTS: usize = 90;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn fits_personal_accounts(&self) -> bool {
        self.0.chars().count() <= Self::MOST_WITH_PERSONAL_ACCOUNTS
    }
}

impl FromStr for DisplayName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        if text.trim().is_empty() {
            return Err(ValueError::new("the name is empty", "write a name that people know the add-in by"));
        }
        let length = text.chars().count();
        if length > Self::MOST {
            return Err(ValueError::new(
                format!("the name has {length} characters"),
                format!(
                    "write at most {}, and {} with personal accounts",
                    Self::MOST,
                    Self::MOST_WITH_PERSONAL_ACCOUNTS
                ),
            ));
        }
        if text.chars().any(char::is_control) {
            return Err(ValueError::new(
                "the name has a line end or another control character",
                "write it in one line",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_like!(DisplayName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, answer) in [
            ("Contoso SSO add-in".to_owned(), Ok(true)),
            ("\u{1F4D7}".repeat(90), Ok(true)),
            ("\u{1F4D7}".repeat(91), Ok(false)),
            ("a".repeat(120), Ok(false)),
            ("a".repeat(121), Err("the name has 121 characters")),
            (" ".to_owned(), Err("the name is empty")),
            ("a\nb".to_owned(), Err("the name has a line end or another control character")),
        ] {
            let got = text.parse::<DisplayName>();
            let got = got.as_ref().map(DisplayName::fits_personal_accounts).map_err(|error| error.what.as_str());
            assert_eq!(got, answer, "{text}");
        }
    }
}
