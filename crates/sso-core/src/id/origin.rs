use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

use super::ValueError;

/// An `https` origin, such as `https://login.microsoftonline.com`, without a trailing slash.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

impl Origin {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let shown = text.chars().take(120).collect::<String>();
        let refused = |what: &str| ValueError::new(format!("{what}: {shown}"), "write an origin: https://host[:port]");
        let url = Url::parse(text).map_err(|_| refused("this is no address"))?;
        if url.scheme() != "https" {
            return Err(refused("the address is not on https"));
        }
        let origin = url.origin().ascii_serialization();
        if text.trim_end_matches('/') == origin {
            Ok(Self(origin))
        } else {
            Err(refused("this is more than an origin"))
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_like!(Origin);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        for (text, origin) in [
            ("https://login.example", Some("https://login.example")),
            ("https://login.example/", Some("https://login.example")),
            ("https://login.example:8443", Some("https://login.example:8443")),
            ("https://login.example/common", None),
            ("http://login.example", None),
            ("https://someone@login.example", None),
            ("login.example", None),
            ("", None),
        ] {
            assert_eq!(text.parse::<Origin>().ok().as_ref().map(Origin::as_str), origin, "{text}");
        }
    }
}
