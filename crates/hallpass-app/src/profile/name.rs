use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::AppError;

/// The name of a profile: of its file, and the beginning of its entries in the keyring.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProfileName(String);

/// File names have a limit, and people read the name in the keyring.
const MOST: usize = 64;

/// What Windows takes for a device, whatever stands behind a dot ("Naming Files, Paths, and Namespaces", Win32 apps).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl ProfileName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the two are one file where the disk does not tell capital letters from small ones.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Default for ProfileName {
    /// Where nobody chose one.
    fn default() -> Self {
        Self("default".to_owned())
    }
}

impl FromStr for ProfileName {
    type Err = AppError;

    /// # Errors
    /// `profile-name`: exit code 2.
    fn from_str(text: &str) -> Result<Self, AppError> {
        let refused = |why: String| {
            AppError::usage("profile-name", format!("{why} cannot name a profile")).with_hint(
                "write a name of letters, digits, -, _ and . that begins with a letter or a digit, such as work",
            )
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if text.is_empty() {
            return Err(refused("an empty name".to_owned()));
        }
        if let Some(odd) = text.chars().find(|c| !is_plain(*c)) {
            let odd =
                if odd.is_control() || odd.is_whitespace() { odd.escape_default().to_string() } else { odd.into() };
            return Err(refused(format!("a name with `{odd}`")));
        }
        if text.len() > MOST {
            return Err(refused(format!("a name of {} characters, more than {MOST},", text.len())));
        }
        // Hidden, an argument of its own, and a name that Windows cuts.
        if text.starts_with(['.', '-', '_']) || text.ends_with('.') {
            return Err(refused(text.to_owned()));
        }
        if is_device(text) {
            return Err(refused(format!("{text}, which Windows keeps for a device,")));
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_device(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_port =
        |kind: &str| stem.strip_prefix(kind).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProfileName {
    type Error = AppError;

    fn try_from(text: String) -> Result<Self, AppError> {
        text.parse()
    }
}

impl From<ProfileName> for String {
    fn from(name: ProfileName) -> Self {
        name.0
    }
}

impl From<&ProfileName> for String {
    fn from(name: &ProfileName) -> Self {
        name.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_disk_takes() {
        for (text, taken) in [
            ("default", true),
            ("Contoso.budget-2_test", true),
            ("7", true),
            ("console", true),
            ("com10", true),
            ("a".repeat(64).as_str(), true),
            ("a".repeat(65).as_str(), false),
            ("", false),
            (".hidden", false),
            ("-v", false),
            ("..", false),
            ("trailing.", false),
            ("a/b", false),
            ("a\\b", false),
            ("a b", false),
            ("a\nb", false),
            ("bücher", false),
            ("nul", false),
            ("Con", false),
            ("aux.txt", false),
            ("COM1", false),
            ("lpt9.old", false),
        ] {
            let name = text.parse::<ProfileName>();
            assert_eq!(name.is_ok(), taken, "{text:?}: {name:?}");
            if let Err(error) = name {
                assert!(!error.message.contains('\n') && error.hint.is_some(), "{error:?}");
            }
        }
    }
}
