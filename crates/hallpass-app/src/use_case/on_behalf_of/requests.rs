//! The requests of one exchange as the record of activity has them, masked: what an add-in's server sends, and what comes back.

use serde::Serialize;
use sso_core::Timestamp;
use ts_rs::TS;
use url::{Url, form_urlencoded};

use crate::activity::{self, ActivityEntry, Message};
use crate::shell::quoted;
use crate::{App, AppError};

/// What stands in the record where a secret stood.
const MASK: &str = "[masked]";
/// Of whole records: an exchange has a few requests.
const MOST: usize = 50;

/// One request with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RequestView {
    pub to: RequestTo,
    pub method: String,
    pub url: String,
    #[ts(type = "string")]
    pub at: Timestamp,
    #[ts(type = "number")]
    pub duration_ms: u64,
    /// Parameters of the form, or headers where there is none.
    pub sent: Vec<FieldView>,
    /// `None` where nothing came back.
    pub status: Option<u16>,
    /// Why nothing came back: a code.
    pub error: Option<String>,
    /// Members of the answer as far as it is an object, and what the server calls the request.
    pub answered: Vec<FieldView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum RequestTo {
    Entra,
    Graph,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FieldView {
    pub name: String,
    /// `None`: it is secret.
    pub value: Option<String>,
}

/// The exchange and the calls of Graph since then; what was asked beside them (metadata, a refresh) an add-in's server does not
/// ask.
///
/// # Errors
/// Those of reading the record.
pub fn requests_since(app: &App, since: Timestamp) -> Result<Vec<RequestView>, AppError> {
    let entries = activity::read(app, MOST)?;
    Ok(entries.iter().filter(|entry| entry.purpose == "obo" && entry.at >= since).filter_map(RequestView::of).collect())
}

impl RequestView {
    fn of(entry: &ActivityEntry) -> Option<Self> {
        let url = Url::parse(&entry.url).ok()?;
        let form = entry.request.body.as_deref().map(form).unwrap_or_default();
        let is_exchange = form.iter().any(|field| {
            field.name == "grant_type" && field.value.as_deref().is_some_and(|value| value.ends_with("jwt-bearer"))
        });
        let is_graph = ["/v1.0/", "/beta/", "/oidc/"].iter().any(|start| url.path().starts_with(start));
        let to = match (is_exchange, entry.method == "GET" && is_graph && !url.path().contains("/.well-known/")) {
            (true, _) => RequestTo::Entra,
            (_, true) => RequestTo::Graph,
            _ => return None,
        };
        let answer = entry.answer.as_ref();
        Some(Self {
            to,
            method: entry.method.clone(),
            url: entry.url.clone(),
            at: entry.at,
            duration_ms: entry.duration_ms,
            sent: if form.is_empty() { headers(&entry.request) } else { form },
            status: entry.status,
            error: entry.error.clone(),
            answered: answer.map(|answer| answered(answer, to, entry)).unwrap_or_default(),
        })
    }

    /// The same for a shell, with variables in the place of what is secret.
    fn curl(&self) -> String {
        let mut lines = vec![format!("curl {}", quoted(&self.url))];
        if self.method == "POST" {
            lines.extend(self.sent.iter().map(|field| format!("  --data-urlencode {}", parameter(field))));
        } else {
            lines.push("  --header \"Authorization: Bearer $ACCESS_TOKEN\"".to_owned());
        }
        lines.join(" \\\n")
    }
}

/// All of them, one after the other: `TOKEN`, `CLIENT_SECRET` and their like are to be set before.
pub fn curl(requests: &[RequestView]) -> String {
    requests.iter().map(RequestView::curl).collect::<Vec<_>>().join("\n\n")
}

fn parameter(FieldView { name, value }: &FieldView) -> String {
    match value {
        Some(value) => quoted(&format!("{name}={value}")),
        None if name == "assertion" => "\"assertion=$TOKEN\"".to_owned(),
        None => format!("\"{name}=${}\"", name.to_ascii_uppercase()),
    }
}

fn field(name: &str, value: &str) -> FieldView {
    FieldView { name: name.to_owned(), value: (value != MASK).then(|| value.to_owned()) }
}

fn form(body: &str) -> Vec<FieldView> {
    form_urlencoded::parse(body.as_bytes()).map(|(name, value)| field(&name, &value)).collect()
}

fn headers(message: &Message) -> Vec<FieldView> {
    message.headers.iter().map(|(name, value)| field(name, value)).collect()
}

/// Of Entra the members of its answer; Graph's own answer is shown whole elsewhere.
fn answered(answer: &Message, to: RequestTo, entry: &ActivityEntry) -> Vec<FieldView> {
    let body = answer.body.as_deref().filter(|_| to == RequestTo::Entra);
    let members = body.and_then(|body| serde_json::from_str::<serde_json::Map<_, _>>(body).ok()).unwrap_or_default();
    let mut fields: Vec<_> = members
        .iter()
        .map(|(name, value)| field(name, value.as_str().map_or_else(|| value.to_string(), str::to_owned).as_str()))
        .collect();
    for one in &entry.correlation {
        if fields.iter().all(|field| field.name != one.name) {
            fields.push(field(&one.name, &one.value));
        }
    }
    if fields.is_empty() { headers(answer) } else { fields }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Correlation;

    const FORM: &str = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=7\
        &client_secret=%5Bmasked%5D&assertion=%5Bmasked%5D&scope=User.Read+it%27s&requested_token_use=on_behalf_of";

    fn entry(method: &str, url: &str, body: Option<&str>, answer: &str) -> ActivityEntry {
        ActivityEntry {
            at: Timestamp::UNIX_EPOCH,
            purpose: "obo".to_owned(),
            method: method.to_owned(),
            url: url.to_owned(),
            duration_ms: 412,
            status: Some(200),
            error: None,
            correlation: vec![Correlation { name: "x-ms-request-id".to_owned(), value: "r-1".to_owned() }],
            request: Message {
                headers: vec![("authorization".to_owned(), MASK.to_owned())],
                body: body.map(str::to_owned),
            },
            answer: Some(Message { headers: Vec::new(), body: Some(answer.to_owned()) }),
        }
    }

    #[test]
    fn what_the_server_of_an_add_in_sends() {
        let exchange = entry(
            "POST",
            "https://login.contoso.com/t/oauth2/v2.0/token",
            Some(FORM),
            r#"{"access_token":"[masked]","scope":"User.Read"}"#,
        );
        let graph = entry("GET", "https://graph.contoso.com/v1.0/me?$select=id", None, r#"{"id":"1"}"#);
        let refresh =
            entry("POST", "https://login.contoso.com/t/oauth2/v2.0/token", Some("grant_type=refresh_token"), "{}");
        let metadata = entry("GET", "https://login.contoso.com/t/v2.0/.well-known/openid-configuration", None, "{}");
        let shown: Vec<_> = [&metadata, &refresh, &exchange, &graph].into_iter().filter_map(RequestView::of).collect();
        assert_eq!(shown.iter().map(|one| one.to).collect::<Vec<_>>(), [RequestTo::Entra, RequestTo::Graph]);

        let value = |fields: &[FieldView], name: &str| {
            fields.iter().find(|field| field.name == name).map(|field| field.value.clone())
        };
        assert_eq!(value(&shown[0].sent, "client_secret"), Some(None), "masked");
        assert_eq!(value(&shown[0].answered, "access_token"), Some(None));
        assert_eq!(value(&shown[0].answered, "scope"), Some(Some("User.Read".to_owned())));
        assert_eq!(value(&shown[0].answered, "x-ms-request-id"), Some(Some("r-1".to_owned())));
        assert_eq!(value(&shown[1].answered, "id"), None, "Graph's answer is shown elsewhere");

        let curl = curl(&shown);
        for part in [
            "--data-urlencode client_id=7 \\\n",
            "--data-urlencode \"client_secret=$CLIENT_SECRET\"",
            "--data-urlencode \"assertion=$TOKEN\"",
            "--data-urlencode 'scope=User.Read it'\\''s'",
            "curl 'https://graph.contoso.com/v1.0/me?$select=id' \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\"",
        ] {
            assert!(curl.contains(part), "{part} in\n{curl}");
        }
        assert!(!curl.contains(MASK), "{curl}");
    }
}
