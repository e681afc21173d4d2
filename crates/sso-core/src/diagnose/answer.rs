//! One error answer, whoever gave it.

use serde_json::{Map, Value};

use super::Recognised;
use super::mask::shown_line;
use crate::Source;
use crate::catalogue::aadsts_in;

/// As many codes of one answer count.
const CODES: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub source: Source,
    pub recognised: Recognised,
    /// As the catalogue or the standards write them; what decides comes first.
    pub codes: Vec<String>,
    /// The sentence that came with it, without what must not be repeated, and the member it stood in.
    pub said: Option<(&'static str, String)>,
    pub has_claims: bool,
    /// By which it is found in a log, with the names they have there.
    pub trace: Vec<(&'static str, String)>,
}

impl Answer {
    /// Of a JSON object, by its members; `None` for one that is no error.
    pub fn of(object: &Map<String, Value>) -> Option<Self> {
        match object.get("error") {
            Some(Value::String(_)) => Self::of_entra(object),
            Some(Value::Object(error)) if is_number(error.get("code")) => Self::of_office(error),
            Some(Value::Object(error)) => Self::of_graph(error),
            _ if object.contains_key("errorCode") => Self::of_msal(object),
            _ if is_number(object.get("code")) => Self::of_office(object),
            _ => None,
        }
    }

    /// The error answer of a token or authorization endpoint (RFC 6749 §5.2 and §4.1.2.1), with Entra's own members.
    pub fn of_entra(object: &Map<String, Value>) -> Option<Self> {
        let error = name(object.get("error")?)?;
        let description = text(object, "error_description");
        Some(Self {
            source: Source::OauthError,
            recognised: Recognised::OauthError,
            codes: codes_of_entra(
                object,
                description,
                &[text(object, "suberror"), text(object, "error_subcode"), Some(error)],
            ),
            said: description.map(|said| ("error_description", shown_line(said))),
            has_claims: text(object, "claims").is_some(),
            trace: trace_or(object, &["trace_id", "correlation_id", "timestamp"], description),
        })
    }

    /// MSAL.js's error object.
    fn of_msal(object: &Map<String, Value>) -> Option<Self> {
        let error = name(object.get("errorCode")?)?;
        let message = text(object, "errorMessage").or_else(|| text(object, "message"));
        Some(Self {
            source: Source::OauthError,
            recognised: Recognised::OauthError,
            codes: codes_of_entra(object, message, &[text(object, "subError"), Some(error)]),
            said: message.map(|said| ("errorMessage", shown_line(said))),
            has_claims: text(object, "claims").is_some(),
            trace: trace_or(object, &["correlationId", "timestamp"], message),
        })
    }

    fn of_office(object: &Map<String, Value>) -> Option<Self> {
        let code = number(object.get("code")?)?;
        let words = [text(object, "name"), text(object, "message")];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(": ");
        Some(Self {
            source: Source::OfficeError,
            recognised: Recognised::OfficeError,
            codes: vec![code],
            said: (!words.is_empty()).then(|| ("message", shown_line(&words))),
            has_claims: false,
            trace: Vec::new(),
        })
    }

    /// Graph's: what is inside says more than what is around it.
    fn of_graph(error: &Map<String, Value>) -> Option<Self> {
        let outer = name(error.get("code")?)?;
        let inner = error.get("innerError").or_else(|| error.get("innererror")).and_then(Value::as_object);
        let details = error.get("details").and_then(Value::as_array).into_iter().flatten();
        let codes = details.filter_map(|detail| name(detail.get("code")?)).take(CODES);
        let codes = codes.chain(inner.and_then(|inner| name(inner.get("code")?))).chain([outer]);
        let said = text(error, "message");
        Some(Self {
            source: Source::GraphError,
            recognised: Recognised::GraphError,
            codes: codes.map(str::to_owned).collect(),
            said: said.map(|said| ("error.message", shown_line(said))),
            has_claims: false,
            trace: inner.map(|inner| trace(inner, &["request-id", "client-request-id", "date"])).unwrap_or_default(),
        })
    }
}

/// Entra begins its sentence with the number that decided; `error_codes` may have more. Without any the words count.
fn codes_of_entra(object: &Map<String, Value>, said: Option<&str>, words: &[Option<&str>]) -> Vec<String> {
    let listed = ["error_codes", "errorNo"].iter().filter_map(|name| object.get(*name)).flat_map(|value| match value {
        Value::Array(numbers) => numbers.iter().filter_map(number).take(CODES).collect(),
        other => number(other).into_iter().collect::<Vec<_>>(),
    });
    let numbers = said.and_then(aadsts_in).map(|number| number.to_string()).into_iter().chain(listed);
    let mut codes: Vec<String> = Vec::new();
    for code in numbers.map(|number| format!("AADSTS{number}")) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if codes.is_empty() {
        codes.extend(words.iter().flatten().copied().filter_map(as_name).take(1).map(str::to_owned));
    }
    codes
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn name(value: &Value) -> Option<&str> {
    value.as_str().and_then(as_name)
}

/// A name as codes have it: nothing else is repeated.
fn as_name(text: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let has_a_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_name && has_a_letter && text.len() <= LONGEST && super::mask::is_plain(text)).then_some(text)
}

fn is_number(value: Option<&Value>) -> bool {
    value.and_then(number).is_some()
}

/// Three to eight digits, as a number or as text.
fn number(value: &Value) -> Option<String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    ((3..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// A redirect has them at the end of its sentence alone.
fn trace_or(object: &Map<String, Value>, names: &[&'static str], said: Option<&str>) -> Vec<(&'static str, String)> {
    let members = trace(object, names);
    if members.is_empty() { said.map(super::trace::in_text).unwrap_or_default() } else { members }
}

fn trace(object: &Map<String, Value>, names: &[&'static str]) -> Vec<(&'static str, String)> {
    let of = |name: &&'static str| super::trace::value(name, text(object, name)?).map(|value| (*name, value));
    names.iter().filter_map(of).collect()
}
