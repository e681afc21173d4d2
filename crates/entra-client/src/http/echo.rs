//! A server that refuses may repeat what it was sent. Of an answer's words some are shown, logged and written down, so the
//! request's secrets are taken out of it before anybody reads it. No pattern could know all of them; the request does.

use reqwest::Request;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde_json::Value;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::traffic::{MASK, is_secret};

/// What is shorter could be a part of any word; no secret of Entra's is.
const SHORT: usize = 8;

/// The one token that may be answered as it was sent (RFC 6749 §6).
const GIVEN_AGAIN: &str = "refresh_token";

/// The secrets of one request, as they may come back.
pub(super) struct Secrets(Vec<Zeroizing<String>>);

impl Secrets {
    pub(super) fn of(request: &Request) -> Self {
        let is_form = request.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(FORM));
        let form = request.body().filter(|_| is_form).and_then(|body| body.as_bytes()).unwrap_or_default();
        let fields = form_urlencoded::parse(form).filter(|(name, _)| is_secret(name)).map(|(_, value)| value);
        let bearer = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.split_once(' '));
        let sent = fields.chain(bearer.map(|(_, token)| token.into()));
        let forms = sent.filter(|secret| secret.len() >= SHORT).flat_map(|secret| {
            let encoded = form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
            [Zeroizing::new(secret.into_owned()), Zeroizing::new(encoded)]
        });
        Self(forms.collect())
    }

    pub(super) fn out_of_headers(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            let clean = value.to_str().ok().and_then(|text| self.out_of_text(text));
            if let Some(clean) = clean.and_then(|clean| HeaderValue::from_str(&clean).ok()) {
                *value = clean;
            }
        }
    }

    /// Of a body that is JSON or other text: what Graph answers of either kind is shown.
    pub(super) fn out_of_body(&self, body: Vec<u8>) -> Vec<u8> {
        if self.0.is_empty() {
            return body;
        }
        let Ok(mut value) = serde_json::from_slice::<Value>(&body) else {
            let clean = std::str::from_utf8(&body).ok().and_then(|text| self.out_of_text(text));
            return clean.map_or(body, String::into_bytes);
        };
        // Untouched as it came, if it can be: a reader of it may ask for more than its values.
        match self.out_of_value(&mut value) {
            0 => body,
            _ => value.to_string().into_bytes(),
        }
    }

    /// How many texts were changed.
    fn out_of_value(&self, value: &mut Value) -> usize {
        match value {
            Value::String(text) => match self.out_of_text(text) {
                Some(clean) => {
                    *text = clean;
                    1
                }
                None => 0,
            },
            Value::Array(values) => values.iter_mut().map(|value| self.out_of_value(value)).sum(),
            Value::Object(members) => {
                let names = members.keys().filter_map(|name| Some((name.clone(), self.out_of_text(name)?)));
                let names = names.collect::<Vec<_>>();
                let of_names = names.len();
                for (name, clean) in names {
                    let value = members.remove(&name).unwrap_or_default();
                    members.insert(clean, value);
                }
                let others = members.iter_mut().filter(|(name, _)| name.as_str() != GIVEN_AGAIN);
                of_names + others.map(|(_, value)| self.out_of_value(value)).sum::<usize>()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        }
    }

    /// `None` where there is nothing to take out.
    fn out_of_text(&self, text: &str) -> Option<String> {
        let is_there = self.0.iter().any(|secret| text.contains(secret.as_str()));
        is_there.then(|| self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), MASK)))
    }
}

const FORM: &[u8] = b"application/x-www-form-urlencoded";

#[cfg(test)]
mod tests {
    use reqwest::Method;

    use super::*;

    const SECRET: &str = "abc8Q~planted/secret+of=nobody";
    const REFRESH: &str = "1.AXplanted~refresh-token";
    const BEARER: &str = "EwPlanted+opaque/token";

    fn secrets() -> Secrets {
        let mut request = Request::new(Method::POST, "https://login.contoso.com/t".parse().unwrap());
        request.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        request.headers_mut().insert("authorization", format!("Bearer {BEARER}").parse().unwrap());
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("client_id", "c6c1f32b").append_pair("client_secret", SECRET).append_pair("code", "short");
        *request.body_mut() = Some(form.append_pair("refresh_token", REFRESH).finish().into());
        Secrets::of(&request)
    }

    #[test]
    fn what_comes_back_is_taken_out() {
        let secrets = secrets();
        for (body, clean) in [
            (
                format!(r#"{{"error":"e","error_description":"no {SECRET}, no c6c1f32b, and a short code"}}"#),
                r#"{"error":"e","error_description":"no [masked], no c6c1f32b, and a short code"}"#,
            ),
            // In a text in a text, in an address, as a name, deep down, twice.
            (
                r#"{"claims":"{\"a\":\"1.AXplanted~refresh-token\"}"}"#.to_owned(),
                r#"{"claims":"{\"a\":\"[masked]\"}"}"#,
            ),
            (
                r#"{"u":"https://x/?s=abc8Q%7Eplanted%2Fsecret%2Bof%3Dnobody"}"#.to_owned(),
                r#"{"u":"https://x/?s=[masked]"}"#,
            ),
            (format!(r#"{{"{BEARER}":1}}"#), r#"{"[masked]":1}"#),
            (format!(r#"[{{"a":[{{"b":"{BEARER} {REFRESH}"}}]}}]"#), r#"[{"a":[{"b":"[masked] [masked]"}]}]"#),
            (r#"{"a":"abc8Q~planted\/secret+of=nobody"}"#.to_owned(), r#"{"a":"[masked]"}"#),
            // Under the name of a secret: Graph's `code` is shown.
            (format!(r#"{{"error":{{"code":"{BEARER}"}}}}"#), r#"{"error":{"code":"[masked]"}}"#),
            // Text of another kind, which Graph answers too; JSON that breaks off.
            (format!("X-Sent: Bearer {BEARER}\r\n\r\nnothing"), "X-Sent: Bearer [masked]\r\n\r\nnothing"),
            (format!("{{ \"half\": \"{SECRET}"), "{ \"half\": \"[masked]"),
        ] {
            assert_eq!(String::from_utf8(secrets.out_of_body(body.into_bytes())).unwrap(), clean);
        }
    }

    #[test]
    fn all_else_stays_as_it_came() {
        let secrets = secrets();
        for body in [
            format!(r#"{{ "refresh_token" : "{REFRESH}", "expires_in" : 3.5990e3, "a": 1, "a": 2 }}"#),
            "{ \"half\": \"abc8Q~planted".to_owned(),
            String::new(),
            "\u{fffd}\u{0}".to_owned(),
        ] {
            assert_eq!(secrets.out_of_body(body.clone().into_bytes()), body.as_bytes());
        }
    }

    #[test]
    fn headers() {
        let mut headers = HeaderMap::new();
        headers.append("request-id", format!("id-of-{BEARER}").parse().unwrap());
        headers.append("date", "Thu, 15 Jan 2026 00:00:00 GMT".parse().unwrap());
        secrets().out_of_headers(&mut headers);
        assert_eq!(headers["request-id"], "id-of-[masked]");
        assert_eq!(headers["date"], "Thu, 15 Jan 2026 00:00:00 GMT");
    }
}
