use std::fmt;

use serde::{Deserialize, Serialize};

/// An authentication context, `c1` to `c99`: Entra has no others (`authenticationContextClassReference`). As small as it
/// is, because every session and refresh token keeps those that were satisfied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct AuthenticationContext(u8);

impl AuthenticationContext {
    /// `None` for a name that no context has.
    pub fn by_name(name: &str) -> Option<Self> {
        let number: u8 = name.strip_prefix('c')?.parse().ok()?;
        // No other spelling: not `c+1`, not `c01`.
        let context = (1..=99).contains(&number).then_some(Self(number))?;
        (context.to_string() == name).then_some(context)
    }
}

impl fmt::Display for AuthenticationContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c{}", self.0)
    }
}

impl From<AuthenticationContext> for String {
    fn from(context: AuthenticationContext) -> Self {
        context.to_string()
    }
}

impl TryFrom<String> for AuthenticationContext {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::by_name(&name).ok_or("no authentication context is called so")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_99_of_them() {
        let named = |name: &str| AuthenticationContext::by_name(name).map(String::from);
        for name in ["c1", "c9", "c10", "c99"] {
            assert_eq!(named(name).as_deref(), Some(name));
        }
        for name in ["", "c", "c0", "c01", "c+1", "c100", "c300", "1", "C1", "urn:user:registersecurityinfo"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
