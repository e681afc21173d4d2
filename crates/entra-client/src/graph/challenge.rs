//! A claims challenge in Graph's refusal: what the user must do more, as JSON for the next sign-in.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};

/// `claims` of `WWW-Authenticate: Bearer …, error="insufficient_claims", claims="…"`. Base64 there, in either alphabet and
/// with or without padding; several such headers may stand side by side.
pub(super) fn claims(headers: &HeaderMap) -> Option<String> {
    headers.get_all(WWW_AUTHENTICATE).iter().find_map(|header| {
        let (_, rest) = header.to_str().ok()?.split_once("claims=\"")?;
        decoded(rest.split_once('"')?.0)
    })
}

/// `None` unless it is a JSON object.
fn decoded(text: &str) -> Option<String> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [STANDARD, URL_SAFE].iter().find_map(|alphabet| {
        let bytes = GeneralPurpose::new(alphabet, lenient).decode(text).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).ok()?;
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn in_either_alphabet() {
        let json = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}},"x":"???>>>"}"#;
        let standard = base64::prelude::BASE64_STANDARD.encode(json);
        let url_safe = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(json);
        assert_ne!(standard.trim_end_matches('='), url_safe);
        for (header, found) in [
            (format!(r#"Bearer realm="", error="insufficient_claims", claims="{standard}""#), Some(json)),
            (format!(r#"Bearer claims="{url_safe}", realm="""#), Some(json)),
            (r#"Bearer claims="bm90IEpTT04=""#.to_owned(), None),
            (r#"Bearer claims="%%%""#.to_owned(), None),
            (r#"Bearer claims="unended"#.to_owned(), None),
            ("Bearer".to_owned(), None),
        ] {
            let mut headers = HeaderMap::new();
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static("Negotiate"));
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_str(&header).unwrap());
            assert_eq!(claims(&headers).as_deref(), found, "{header}");
        }
    }
}
