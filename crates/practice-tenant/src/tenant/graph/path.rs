//! A path of Graph, taken apart: `/v1.0/` is gone, keys in parentheses are parts of their own.

use super::GraphRefusal;

/// `applications(appId='…')/addPassword` is `["applications", "appId=…", "addPassword"]`, `users('…')` and `users/…` are
/// the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ResourcePath {
    parts: Vec<String>,
    /// The same in lower case: Graph ignores case in the names of its resources.
    lower: Vec<String>,
}

impl ResourcePath {
    /// `path`: as it stands in the address, behind the version.
    pub fn parse(path: &str) -> Result<Self, GraphRefusal> {
        /// No path of Graph's is deeper.
        const MOST_PARTS: usize = 12;
        let malformed = || GraphRefusal::bad_query(format!("Resource not found for the segment '{path}'."));

        let mut parts = Vec::new();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let part = decoded(part).ok_or_else(malformed)?;
            match part.split_once('(').and_then(|(name, key)| Some((name, key.strip_suffix(')')?))) {
                Some((name, key)) => {
                    parts.push(name.to_owned());
                    let (property, value) =
                        key.split_once('=').map_or((None, key), |(name, value)| (Some(name), value));
                    let value = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')).unwrap_or(value);
                    parts.push(property.map_or_else(|| value.to_owned(), |property| format!("{property}={value}")));
                }
                None => parts.push(part.strip_prefix("microsoft.graph.").unwrap_or(&part).to_owned()),
            }
        }
        if parts.len() > MOST_PARTS {
            return Err(malformed());
        }
        let lower = parts.iter().map(|part| part.to_ascii_lowercase()).collect();
        Ok(Self { parts, lower })
    }

    /// In lower case, to match names with.
    pub fn names(&self) -> Vec<&str> {
        self.lower.iter().map(String::as_str).collect()
    }

    /// A part as it was written; keys are looked up with it.
    pub fn part(&self, index: usize) -> &str {
        self.parts.get(index).map(String::as_str).unwrap_or_default()
    }
}

/// The key of an application or service principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Id(uuid::Uuid),
    AppId(sso_core::ClientId),
}

impl Key {
    pub fn of(part: &str) -> Result<Self, GraphRefusal> {
        let invalid = || GraphRefusal::bad_request(format!("Invalid object identifier '{part}'."));
        match part.split_once('=') {
            Some((name, value)) if name.eq_ignore_ascii_case("appId") => {
                value.parse().map(Self::AppId).map_err(|_| invalid())
            }
            Some(_) => Err(invalid()),
            None => uuid::Uuid::try_parse(part).map(Self::Id).map_err(|_| invalid()),
        }
    }
}

fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match first {
            b'%' => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let [high, low, tail @ ..] = rest else { return None };
                bytes.push((digit(high)? * 16 + digit(low)?) as u8);
                rest = tail;
            }
            byte => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_key() {
        const ID: &str = "add10000-0000-4000-8000-000000000002";
        for (path, parts) in [
            ("me", vec!["me"]),
            ("/me/photo/$value", vec!["me", "photo", "$value"]),
            ("Applications('a')/microsoft.graph.addPassword", vec!["Applications", "a", "addPassword"]),
            ("applications(appId='a')", vec!["applications", "appId=a"]),
            ("applications(appId=%27a%27)", vec!["applications", "appId=a"]),
            ("users/AdeleV%40contoso.onmicrosoft.com", vec!["users", "AdeleV@contoso.onmicrosoft.com"]),
        ] {
            assert_eq!(ResourcePath::parse(path).unwrap().parts, parts, "{path}");
        }
        for malformed in ["users/%4", "users/%zz", "users/%ff", &"a/".repeat(20)] {
            assert!(ResourcePath::parse(malformed).is_err(), "{malformed}");
        }
        assert_eq!(Key::of(ID).unwrap(), Key::Id(ID.parse().unwrap()));
        assert_eq!(Key::of(&format!("appId={ID}")).unwrap(), Key::AppId(ID.parse().unwrap()));
        for wrong in ["x", "appId=x", &format!("uniqueName={ID}")] {
            assert!(Key::of(wrong).is_err(), "{wrong}");
        }
    }
}
