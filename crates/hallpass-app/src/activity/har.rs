//! HTTP Archive 1.2, which browsers and proxies read.

use serde_json::{Value, json};
use url::Url;

use super::{ActivityEntry, Message};

/// The archive of these requests. What HAR wants and nobody measured is -1, as it says.
pub fn har(entries: &[ActivityEntry]) -> Value {
    let creator = json!({ "name": "Hallpass", "version": env!("CARGO_PKG_VERSION") });
    json!({ "log": { "version": "1.2", "creator": creator, "entries": entries.iter().map(of).collect::<Vec<_>>() } })
}

fn of(entry: &ActivityEntry) -> Value {
    let query = Url::parse(&entry.url).ok();
    let query = query.iter().flat_map(Url::query_pairs).map(|(name, value)| pair(&name, &value)).collect::<Vec<_>>();
    let mut request = json!({
        "method": entry.method, "url": entry.url, "httpVersion": "HTTP/1.1", "cookies": [],
        "headers": headers(&entry.request), "queryString": query, "headersSize": -1, "bodySize": -1,
    });
    if let Some(body) = &entry.request.body {
        request["postData"] = json!({ "mimeType": content_type(&entry.request), "text": body });
    }
    let empty = Message::default();
    let answer = entry.answer.as_ref().unwrap_or(&empty);
    let text = answer.body.as_deref().unwrap_or_default();
    let mut written = json!({
        "startedDateTime": entry.at.to_string(), "time": entry.duration_ms, "request": request, "cache": {},
        "response": {
            // As browsers write it where nothing came back.
            "status": entry.status.unwrap_or(0), "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
            "headers": headers(answer), "redirectURL": "", "headersSize": -1, "bodySize": -1,
            "content": { "size": text.len(), "mimeType": content_type(answer), "text": text },
        },
        "timings": { "send": 0, "wait": entry.duration_ms, "receive": 0 },
        "comment": entry.purpose,
    });
    if let Some(error) = &entry.error {
        written["_error"] = json!(error);
    }
    written
}

fn headers(message: &Message) -> Vec<Value> {
    message.headers.iter().map(|(name, value)| pair(name, value)).collect()
}

fn pair(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value })
}

fn content_type(message: &Message) -> &str {
    let found = message.headers.iter().find(|(name, _)| name == "content-type");
    found.map_or("", |(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::testing::refused;
    use super::*;

    #[test]
    fn an_archive() {
        let har = har(&[refused()]);
        assert_eq!(
            (har["log"]["version"].as_str(), har["log"]["creator"]["name"].as_str()),
            (Some("1.2"), Some("Hallpass"))
        );
        let text = r#"{"error":"invalid_client","trace_id":"t-1","correlation_id":"c-1"}"#;
        let form = "application/x-www-form-urlencoded";
        let expected = json!({
            "startedDateTime": "2026-01-15T00:00:00.75Z", "time": 250, "cache": {}, "comment": "obo",
            "request": {
                "method": "POST", "url": "https://login.contoso.com/t/oauth2/v2.0/token", "httpVersion": "HTTP/1.1",
                "cookies": [], "headers": [{ "name": "content-type", "value": form }], "queryString": [],
                "headersSize": -1, "bodySize": -1,
                "postData": { "mimeType": form, "text": "client_id=7&client_secret=%5Bmasked%5D" }
            },
            "response": {
                "status": 401, "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
                "headers": [{ "name": "x-ms-request-id", "value": "r-1" }], "redirectURL": "", "headersSize": -1,
                "bodySize": -1, "content": { "size": text.len(), "mimeType": "", "text": text }
            },
            "timings": { "send": 0, "wait": 250, "receive": 0 }
        });
        assert_eq!(har["log"]["entries"], json!([expected]));
    }

    #[test]
    fn a_request_that_nobody_answered() {
        let unanswered = ActivityEntry {
            answer: None,
            status: None,
            error: Some("connection-refused".to_owned()),
            url: "https://graph.contoso.com/v1.0/me?$select=id".to_owned(),
            ..refused()
        };
        let entry = of(&unanswered);
        assert_eq!(
            (entry["response"]["status"].as_i64(), entry["_error"].as_str()),
            (Some(0), Some("connection-refused"))
        );
        assert_eq!(entry["request"]["queryString"], json!([{ "name": "$select", "value": "id" }]));
    }
}
