use url::form_urlencoded;

use crate::rules::Refusal;
use crate::rules::malformed_request;

/// Parameters of an OAuth request: a query, or a body of `application/x-www-form-urlencoded`. Holds secrets, so it
/// does not print.
#[derive(Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Refuses what is not that format, and a parameter that comes twice (RFC 6749 §3.1 and §3.2).
    pub fn parse(text: &[u8]) -> Result<Self, Refusal> {
        if !is_well_formed(text) {
            return Err(malformed_request::refusal());
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(text) {
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(malformed_request::refusal());
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(pairs))
    }

    /// Names and values as they came.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The decoder takes anything; a control character, half an escape, or what is no UTF-8 is a client's mistake.
fn is_well_formed(text: &[u8]) -> bool {
    /// More than any client sends; a search for doubles is quadratic.
    const MOST_PARAMETERS: usize = 64;

    let mut rest = text;
    let mut decoded = Vec::with_capacity(text.len());
    loop {
        rest = match rest {
            [] => break,
            [b'%', high, low, rest @ ..] => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (Some(high), Some(low)) = (digit(*high), digit(*low)) else { return false };
                decoded.push((high * 16 + low) as u8);
                rest
            }
            [b'%', ..] => return false,
            [byte, ..] if byte.is_ascii_control() => return false,
            [byte, rest @ ..] => {
                decoded.push(*byte);
                rest
            }
        };
    }
    text.split(|byte| *byte == b'&').count() <= MOST_PARAMETERS && std::str::from_utf8(&decoded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_format_and_nothing_else() {
        for (text, fine) in [
            ("", true),
            ("grant_type=authorization_code&code=a%2Fb+c", true),
            ("scope=User.Read openid", true),
            ("{\"grant_type\":\"x\"}", true),
            ("a=%", false),
            ("a=%4", false),
            ("a=%zz", false),
            ("a=%FF", false),
            ("scope=a\r\nb", false),
            ("a=1&a=2", false),
            (&"a&".repeat(100), false),
        ] {
            assert_eq!(Form::parse(text.as_bytes()).is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn decodes() {
        let form = Form::parse(b"secret=a%7E%2B+b&empty=").unwrap();
        assert_eq!(form.get("secret"), Some("a~+ b"));
        assert_eq!(form.get("empty"), Some(""));
        assert_eq!(form.get("other"), None);
    }
}
