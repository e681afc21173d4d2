//! What was sent and answered, for the record: every secret is taken out here, at the source, before anybody else sees it.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Request, StatusCode};
use serde_json::Value;
use url::{Url, form_urlencoded};

/// One request with its answer, or with why there was none. Masked: nothing in it is a secret or a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traffic {
    pub method: String,
    pub url: String,
    pub request_headers: Vec<(String, String)>,
    pub request_body: Option<String>,
    pub duration: Duration,
    /// `None` where nothing came back.
    pub answer: Option<Answered>,
    /// Why the answer is none, or not one that is accepted; a code of this crate's errors.
    pub error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// Receives each request when it is over.
pub type Watch = Arc<dyn Fn(Traffic) + Send + Sync>;

/// What stands in place of a secret.
pub const MASK: &str = "[masked]";

/// Parameters and members of JSON whose values never leave: of OAuth's requests and answers, and of Graph's.
const SECRET: &[&str] = &[
    "access_token",
    "assertion",
    "client_assertion",
    "client_secret",
    "code",
    "code_verifier",
    "cookie",
    "customkeyidentifier",
    "device_code",
    "downloadurl",
    "id_token",
    "id_token_hint",
    "key",
    "nonce",
    "password",
    "refresh_token",
    "secrettext",
    "session_state",
    "state",
    "token",
    "user_code",
];

/// Headers that are kept as they are; what is not among them is masked.
const PLAIN_HEADERS: &[&str] = &[
    "accept",
    "cache-control",
    "client-request-id",
    "content-length",
    "content-type",
    "date",
    "odata-version",
    "request-id",
    "retry-after",
    "server",
    "user-agent",
    "x-ms-ags-diagnostic",
    "x-ms-ests-server",
    "x-ms-request-id",
];

/// Larger bodies are cut.
const MOST_BYTES: usize = 64 << 10;

pub(crate) struct Sent {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Sent {
    pub(crate) fn of(request: &Request) -> Self {
        let body = request.body().map(|body| match body.as_bytes() {
            Some(bytes) => masked_body(content_type(request.headers()), bytes),
            None => MASK.to_owned(),
        });
        Self {
            method: request.method().to_string(),
            url: masked_url(request.url()),
            headers: masked_headers(request.headers()),
            body,
        }
    }

    pub(crate) fn over(self, duration: Duration, answer: Option<Answered>, error: Option<String>) -> Traffic {
        let Self { method, url, headers, body } = self;
        Traffic { method, url, request_headers: headers, request_body: body, duration, answer, error }
    }
}

impl Answered {
    pub(crate) fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        Self {
            status: status.as_u16(),
            headers: masked_headers(headers),
            body: (!body.is_empty()).then(|| masked_body(content_type(headers), body)),
        }
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}

fn masked_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let of = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        let is_plain = PLAIN_HEADERS.contains(&name.as_str()) && !value.is_sensitive();
        let value = is_plain.then(|| value.to_str().ok()).flatten().map(masked_text);
        (name.as_str().to_owned(), value.unwrap_or_else(|| MASK.to_owned()))
    };
    headers.iter().map(of).collect()
}

fn masked_url(url: &Url) -> String {
    let mut masked = url.clone();
    // Nothing is sent with them; whoever wrote them there meant them for nobody else.
    let _ = masked.set_username("");
    let _ = masked.set_password(None);
    masked.set_fragment(None);
    let path = masked_tokens(masked.path());
    masked.set_path(&path);
    if url.query().is_some() {
        masked.set_query(Some(&masked_form(url.query().unwrap_or_default())));
    }
    masked.into()
}

/// A body as text. What is neither a form nor JSON is not shown at all.
fn masked_body(content_type: &str, bytes: &[u8]) -> String {
    let text = match (content_type, std::str::from_utf8(bytes)) {
        ("application/x-www-form-urlencoded", Ok(text)) => masked_form(text),
        (content_type, Ok(text)) if content_type.ends_with("json") => match serde_json::from_str::<Value>(text) {
            Ok(value) => masked_value(None, value).to_string(),
            Err(_) => return format!("[{} bytes that are no JSON]", bytes.len()),
        },
        ("", _) => return format!("[{} bytes]", bytes.len()),
        (content_type, _) => return format!("[{} bytes of {content_type}]", bytes.len()),
    };
    match text.char_indices().nth(MOST_BYTES) {
        Some((end, _)) => format!("{}[cut: {} bytes]", &text[..end], text.len()),
        None => text,
    }
}

fn masked_form(text: &str) -> String {
    let mut masked = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let value = if is_secret(&name) { MASK.to_owned() } else { masked_text(&value) };
        masked.append_pair(&name, &value);
    }
    masked.finish()
}

fn masked_value(name: Option<&str>, value: Value) -> Value {
    match value {
        // Whatever shape it has.
        Value::Object(_) | Value::Array(_) if name.is_some_and(is_secret) => MASK.into(),
        // Entra's sentence for a person repeats the code beside it.
        Value::Object(mut members) if members.contains_key("user_code") && members.contains_key("message") => {
            members.remove("message");
            masked_value(name, Value::Object(members))
        }
        Value::Object(members) => Value::Object(
            members.into_iter().map(|(name, value)| (name.clone(), masked_value(Some(&name), value))).collect(),
        ),
        Value::Array(values) => values.into_iter().map(|value| masked_value(name, value)).collect(),
        Value::Null | Value::Bool(_) => value,
        // The name of Graph's error and Entra's number, which people search for, are not the secret of the same name.
        Value::String(text) if name == Some("code") && is_error_code(&text) => Value::String(text),
        _ if name.is_some_and(is_secret) => MASK.into(),
        Value::String(text) => masked_text(&text).into(),
        number => number,
    }
}

fn is_error_code(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-')
}

/// `@microsoft.graph.downloadUrl` opens a file without more.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.rsplit(['.', '@']).next().unwrap_or(name).to_ascii_lowercase();
    SECRET.contains(&name.as_str())
}

/// A text of any other name: a JWT anywhere in it is masked, and in each address the parameters that open something without
/// more, such as those of a file's download.
fn masked_text(text: &str) -> String {
    masked_tokens(&masked_queries(text))
}

/// From `eyJ` on, wherever it stands in a word: `tempauth=v1.eyJ…`, `access_token%3DeyJ…`.
fn masked_tokens(text: &str) -> String {
    let of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        let end = rest[at..].find(|c: char| !of_token(c)).map_or(rest.len(), |end| at + end);
        masked.push_str(&rest[..at]);
        // Three letters by chance are no token.
        masked.push_str(if end - at > 20 { MASK } else { &rest[at..end] });
        rest = &rest[end..];
    }
    masked + rest
}

/// `name=value` after `?`, `&` or `#`, whose name is a secret's.
fn masked_queries(text: &str) -> String {
    if !text.contains("://") {
        return text.to_owned();
    }
    let ends = |c: char| matches!(c, '?' | '&' | '#') || c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
    let masked = text.split_inclusive(ends).map(|part| {
        let value = part.trim_end_matches(ends);
        match value.split_once('=') {
            Some((name, _)) if is_secret(name) || OPENS.contains(&name.to_ascii_lowercase().as_str()) => {
                format!("{name}={MASK}{}", &part[value.len()..])
            }
            _ => part.to_owned(),
        }
    });
    masked.collect()
}

/// Of addresses that open a file for whoever has them.
const OPENS: &[&str] = &["sig", "signature", "sv", "tempauth"];

#[cfg(test)]
mod tests {
    use reqwest::Method;

    use super::*;

    const PLANTED: &str = "Planted~Secret";
    const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln";

    #[test]
    fn forms_and_urls() {
        let mut request = Request::new(
            Method::POST,
            format!("https://user:{PLANTED}@login.contoso.com/t?code={PLANTED}&scope=User.Read&x={JWT}#{PLANTED}")
                .parse()
                .unwrap(),
        );
        request
            .headers_mut()
            .insert("content-type", "application/x-www-form-urlencoded; charset=utf-8".parse().unwrap());
        request.headers_mut().insert("authorization", format!("Bearer {PLANTED}").parse().unwrap());
        request.headers_mut().insert("x-own", PLANTED.parse().unwrap());
        let form =
            format!("client_id=7&client_secret={PLANTED}&assertion={JWT}&Client_Assertion={PLANTED}&scope=openid+x");
        *request.body_mut() = Some(form.into());
        let sent = Sent::of(&request);
        let path = masked_url(&format!("https://graph.contoso.com/v1.0/me/{JWT}").parse().unwrap());
        assert!(!path.contains("eyJ"), "{path}");
        let all = format!("{} {:?} {:?}", sent.url, sent.headers, sent.body);
        assert!(!all.contains(PLANTED) && !all.contains("eyJ"), "{all}");
        assert_eq!(sent.url, "https://login.contoso.com/t?code=%5Bmasked%5D&scope=User.Read&x=%5Bmasked%5D");
        assert!(sent.body.unwrap().contains("client_id=7&client_secret=%5Bmasked%5D"));
    }

    #[test]
    fn json() {
        for (text, masked) in [
            (
                format!(
                    r#"{{"access_token":"{PLANTED}","expires_in":3599,"scope":"User.Read","refresh_token":"{PLANTED}"}}"#
                ),
                r#"{"access_token":"[masked]","expires_in":3599,"refresh_token":"[masked]","scope":"User.Read"}"#,
            ),
            (
                format!(r#"{{"value":[{{"@microsoft.graph.downloadUrl":"https://x/{PLANTED}","name":"a"}}]}}"#),
                r#"{"value":[{"@microsoft.graph.downloadUrl":"[masked]","name":"a"}]}"#,
            ),
            (format!(r#"{{"secretText":"{PLANTED}","hint":"abc"}}"#), r#"{"hint":"abc","secretText":"[masked]"}"#),
            (format!(r#"{{"note":"see {JWT}, then"}}"#), r#"{"note":"see [masked], then"}"#),
            (
                format!(r#"{{"url":"https://x.sharepoint.com/d?UniqueId=1&tempauth=v1.{JWT}&a=b"}}"#),
                r#"{"url":"https://x.sharepoint.com/d?UniqueId=1&tempauth=[masked]&a=b"}"#,
            ),
            (
                format!(
                    r#"{{"see":"https://x/?access_token={PLANTED} and https://x/?next=a%3Daccess_token%3D{JWT}"}}"#
                ),
                r#"{"see":"https://x/?access_token=[masked] and https://x/?next=a%3Daccess_token%3D[masked]"}"#,
            ),
            (
                format!(r#"{{"device_code":"{PLANTED}","user_code":"{PLANTED}","message":"type {PLANTED}"}}"#),
                r#"{"device_code":"[masked]","user_code":"[masked]"}"#,
            ),
            (r#"{"word":"eyJonas"}"#.to_owned(), r#"{"word":"eyJonas"}"#),
            (
                r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#.to_owned(),
                r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#,
            ),
            (format!(r#"{{"token":{{"deep":["{PLANTED}"]}}}}"#), r#"{"token":"[masked]"}"#),
        ] {
            assert_eq!(masked_body("application/json", text.as_bytes()), masked);
        }
    }

    #[test]
    fn what_is_neither_form_nor_json_is_not_shown() {
        assert_eq!(masked_body("image/jpeg", b"abc"), "[3 bytes of image/jpeg]");
        assert_eq!(masked_body("", b"abc"), "[3 bytes]");
        assert_eq!(masked_body("application/json", b"{abc"), "[4 bytes that are no JSON]");
        assert_eq!(masked_body("text/html", b"<p>"), "[3 bytes of text/html]");
        let long = format!(r#"{{"a":"{}"}}"#, "x".repeat(MOST_BYTES));
        assert!(masked_body("application/json", long.as_bytes()).contains("[cut: "));
    }
}
