//! The token in a JSON object: a token response, a result of MSAL, a line of a log.

use serde_json::{Map, Value};

use super::begins_as_jwt;
use crate::shown::shown;
use crate::token::json;

/// The member that was taken.
pub(super) struct Member {
    /// Its path, such as `data.access_token`.
    pub(super) name: String,
    /// How many members stand beside it.
    pub(super) others: usize,
    pub(super) value: String,
}

/// The names under which tokens are kept, those of access tokens first. From RFC 6749 §5.1, OpenID Connect and MSAL.
const NAMES: [&str; 9] = [
    "access_token",
    "accessToken",
    "token",
    "assertion",
    "id_token",
    "idToken",
    "refresh_token",
    "refreshToken",
    "code",
];

/// `None` where the text is no JSON object, or has no member that is a token: by its name, or by the look of its value.
pub(super) fn find(text: &str) -> Option<Member> {
    if !text.starts_with('{') {
        return None;
    }
    let object = json::object(text.as_bytes()).ok()?;
    let (path, others, value) = within(&object)?;
    Some(Member { name: shown(path, MOST), others, value: value.to_owned() })
}

const MOST: usize = 60;

/// A name longer than any of a member that is meant; it could itself be a token.
const MOST_OF_A_NAME: usize = 24;

fn within(object: &Map<String, Value>) -> Option<(String, usize, &str)> {
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let named = NAMES.iter().find_map(|name| object.get_key_value(*name).filter(|(_, value)| text(value)));
    let alike = || object.iter().find(|(_, value)| value.as_str().is_some_and(looks_like_a_jwt));
    if let Some((name, value)) = named.or_else(alike) {
        return Some((cut(name), object.len() - 1, value.as_str()?));
    }
    object.iter().find_map(|(name, value)| {
        let (path, others, value) = within(value.as_object()?)?;
        Some((format!("{}.{path}", cut(name)), others, value))
    })
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(MOST_OF_A_NAME) {
        Some((end, _)) => format!("{}…", name[..end].escape_debug()),
        None => name.escape_debug().to_string(),
    }
}

fn looks_like_a_jwt(text: &str) -> bool {
    let token = text.strip_prefix("Bearer ").unwrap_or(text);
    begins_as_jwt(token) && token.bytes().filter(|byte| *byte == b'.').count() >= 2
}
