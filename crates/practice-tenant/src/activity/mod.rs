//! What was asked of the tenant lately, and what a client missed that gave up half-way. Never a token, a code, a secret,
//! a query or a body: of a request only what stands in [`Seen`].

mod hint;

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

pub use hint::Hint;

/// So many are kept; with the limits on each text this bounds the memory.
const MOST: usize = 500;

/// One request, or one connection that never came to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// From 1, in the order of their end.
    pub number: u64,
    /// By the tenant's clock, which a test may have moved.
    pub at: Timestamp,
    /// `http` or `https`: the listener.
    pub scheme: &'static str,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Request(Box<SeenRequest>),
    /// TLS failed, or led to nothing.
    Handshake(Handshake),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeenRequest {
    pub method: String,
    /// Without the query. What could be more than a name is `…`.
    pub path: String,
    /// Library and version, as MSAL names itself: `msal.js.node 3.8.1`.
    pub client: Option<String>,
    /// It had an `Origin`: a page in a browser sent it.
    pub is_of_page: bool,
    /// In the words of [`FaultTarget`](crate::FaultTarget).
    pub grant: Option<&'static str>,
    pub client_id: Option<Uuid>,
    /// HTTP.
    pub status: u16,
    /// The number behind `AADSTS`, of a refusal.
    pub aadsts: Option<u32>,
    pub correlation_id: Option<Uuid>,
}

/// Why TLS failed, as far as this side can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handshake {
    /// The client said that it does not know who signed the certificate (alert `unknown_ca`): OpenSSL and what is built
    /// on it, such as Python.
    UnknownAuthority,
    /// The client said that it does not trust the certificate (alerts `certificate_unknown` and `bad_certificate`):
    /// Chromium.
    NotTrusted,
    /// TLS came to the port of http.
    TlsAtHttp,
    /// What came was no TLS: most likely `http://` to the port of https.
    NotTls,
    /// The client went away in the middle, or waited too long.
    BrokenOff,
    /// It went well, and the client went away at once without a request: Node looks at the certificate only then.
    NoRequest,
    /// Anything else, such as no common version.
    Other,
}

impl Handshake {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownAuthority => "certificate authority unknown",
            Self::NotTrusted => "certificate not trusted",
            Self::TlsAtHttp => "TLS at the port of http",
            Self::NotTls => "not TLS",
            Self::BrokenOff => "broken off",
            Self::NoRequest => "no request after it",
            Self::Other => "failed",
        }
    }
}

impl Seen {
    fn request(&self) -> Option<&SeenRequest> {
        match &self.what {
            What::Request(request) => Some(request),
            What::Handshake(_) => None,
        }
    }

    /// As the control endpoint tells it.
    pub fn to_json(&self) -> Value {
        let mut seen = json!({ "number": self.number, "time": self.at.to_string(), "listener": self.scheme });
        match &self.what {
            What::Handshake(why) => seen["handshake"] = why.as_str().into(),
            What::Request(request) => {
                seen["method"] = request.method.as_str().into();
                seen["path"] = request.path.as_str().into();
                seen["client"] = json!(request.client);
                seen["of_page"] = request.is_of_page.into();
                seen["grant"] = json!(request.grant);
                seen["client_id"] = json!(request.client_id);
                seen["status"] = request.status.into();
                seen["aadsts"] = json!(request.aadsts);
                seen["correlation_id"] = json!(request.correlation_id);
            }
        }
        seen
    }
}

/// The last requests.
#[derive(Debug, Default)]
pub struct Activity {
    seen: VecDeque<Seen>,
    count: u64,
}

impl Activity {
    pub fn record(&mut self, at: Timestamp, scheme: &'static str, what: What) {
        if self.seen.len() >= MOST {
            self.seen.pop_front();
        }
        self.count += 1;
        let seen = Seen { number: self.count, at, scheme, what };
        match &seen.what {
            What::Request(request) => tracing::debug!(
                method = request.method,
                path = request.path,
                status = request.status,
                aadsts = request.aadsts,
                "answered"
            ),
            What::Handshake(why) => tracing::debug!(why = why.as_str(), "TLS failed"),
        }
        self.seen.push_back(seen);
    }

    /// Those behind a number, 0 for all that are kept, the oldest first.
    pub fn since(&self, number: u64) -> Vec<Seen> {
        self.seen.iter().filter(|seen| seen.number > number).cloned().collect()
    }

    /// What clients missed, by what is kept.
    pub fn hints(&self, now: Timestamp) -> Vec<Hint> {
        let seen: Vec<&Seen> = self.seen.iter().collect();
        hint::of(&seen, now)
    }
}

/// A path of which each segment is a name, a number or a GUID; everything else in it could be a secret.
pub fn shown_path(path: &str) -> String {
    const MOST_SEGMENTS: usize = 10;
    const LONGEST: usize = 48;
    let plain = |segment: &str| {
        segment.len() <= LONGEST
            && !segment.starts_with("eyJ")
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._$@".contains(&byte))
    };
    let segments = path.split('/').take(MOST_SEGMENTS).map(|segment| if plain(segment) { segment } else { "…" });
    segments.collect::<Vec<_>>().join("/")
}

/// Name and version of a library, from what it says of itself.
pub fn shown_client(name: &str, version: Option<&str>) -> Option<String> {
    const LONGEST: usize = 32;
    let word = |text: &str| {
        let kept = text.chars().filter(|c| c.is_ascii_alphanumeric() || ".-_+".contains(*c)).take(LONGEST);
        kept.collect::<String>()
    };
    let client = [word(name), word(version.unwrap_or_default())].join(" ").trim().to_owned();
    (!client.is_empty()).then_some(client)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(activity: &mut Activity, path: &str) {
        let request = SeenRequest { path: path.to_owned(), ..SeenRequest::default() };
        activity.record(Timestamp::UNIX_EPOCH, "http", What::Request(Box::new(request)));
    }

    #[test]
    fn the_oldest_goes_and_numbers_go_on() {
        let mut activity = Activity::default();
        (0..MOST + 5).for_each(|_| record(&mut activity, "/a"));
        let seen = activity.since(0);
        assert_eq!((seen.len(), seen[0].number), (MOST, 6));
        assert_eq!(activity.since(MOST as u64 + 4).len(), 1);
    }

    #[test]
    fn a_path_shows_names_and_nothing_that_could_be_a_secret() {
        for (path, shown) in [
            ("/contoso.onmicrosoft.com/oauth2/v2.0/token", "/contoso.onmicrosoft.com/oauth2/v2.0/token"),
            ("/v1.0/me/photo/$value", "/v1.0/me/photo/$value"),
            ("/eyJhbGciOiJub25lIn0/x", "/…/x"),
            ("/a%20b/c;d", "/…/…"),
        ] {
            assert_eq!(shown_path(path), shown);
        }
        assert_eq!(shown_path(&format!("/{}", "a".repeat(49))), "/…");
        assert!(shown_path(&"/a".repeat(100_000)).len() < 100);
    }

    #[test]
    fn a_client_is_a_name_and_a_version() {
        assert_eq!(shown_client("msal.js.node", Some("3.8.1")).as_deref(), Some("msal.js.node 3.8.1"));
        assert_eq!(shown_client("MSAL.Python\r\n", None).as_deref(), Some("MSAL.Python"));
        assert_eq!(shown_client("\u{1b}", None), None);
        assert!(shown_client(&"x".repeat(1000), None).is_some_and(|client| client.len() == 32));
    }
}
