//! The last exchange of the add-in's token, as the record of requests has it.

use serde::Serialize;
use sso_core::{ClientId, Timestamp};
use url::{Url, form_urlencoded};

use crate::activity::{self, ActivityEntry};
use crate::{App, AppError};

/// Whether Entra gave a token for it. What Graph said of that token is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LastExchange {
    pub at: Timestamp,
    pub worked: bool,
}

/// The last one of this app at this authority. `None`: the record has none, or it was cleared.
///
/// # Errors
/// Those of reading the record.
pub(super) fn last(app: &App, client_id: ClientId, authority: &str) -> Result<Option<LastExchange>, AppError> {
    let entries = activity::read(app, usize::MAX)?;
    let mut newest_first = entries.iter().rev();
    let last = newest_first.find(|entry| is_of(entry, client_id, authority));
    Ok(last.map(|entry| LastExchange { at: entry.at, worked: entry.status == Some(200) && entry.error.is_none() }))
}

fn is_of(entry: &ActivityEntry, client_id: ClientId, authority: &str) -> bool {
    let origin = |text: &str| Url::parse(text).ok().map(|url| url.origin());
    let Some(form) = entry.request.body.as_deref().filter(|_| entry.method == "POST") else { return false };
    let has = |name: &str, value: &str| {
        form_urlencoded::parse(form.as_bytes()).any(|(one, other)| one == name && other.eq_ignore_ascii_case(value))
    };
    entry.purpose == "obo"
        && has("requested_token_use", "on_behalf_of")
        && has("client_id", &client_id.to_string())
        && origin(&entry.url).is_some_and(|of| Some(of) == origin(authority))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::testing::refused;

    #[test]
    fn only_the_apps_own_exchange_at_the_same_authority() {
        const APP: &str = "99999999-0000-4000-8000-00000000000a";
        let of = |client: &str, usage: &str| ActivityEntry {
            request: activity::Message {
                headers: Vec::new(),
                body: Some(format!("client_id={client}&requested_token_use={usage}&client_secret=%5Bmasked%5D")),
            },
            ..refused()
        };
        let it = of(APP, "on_behalf_of");
        for (entry, is_it) in [
            (it.clone(), true),
            (of("99999999-0000-4000-8000-00000000000b", "on_behalf_of"), false),
            (of(APP, "other"), false),
            (ActivityEntry { purpose: "rehearse".to_owned(), ..it.clone() }, false),
            (ActivityEntry { method: "GET".to_owned(), ..it.clone() }, false),
            (ActivityEntry { url: "https://login.contoso.com.example/t".to_owned(), ..it }, false),
        ] {
            assert_eq!(is_of(&entry, APP.parse().unwrap(), "https://login.contoso.com"), is_it, "{entry:?}");
        }
    }
}
