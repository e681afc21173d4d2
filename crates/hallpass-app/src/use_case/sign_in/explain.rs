//! What Entra finds before it trusts client and redirect URI it shows on its own page: the listener waits in vain.

use sso_core::catalogue;

use super::event::NeverComesBack;
use crate::use_case::add_in::AddIn;

/// A desktop program's redirect URI as it is registered: Entra ignores the port of `http://localhost`.
const REDIRECT_URI: &str = "http://localhost";

/// The errors that nobody hears of here, each with what was sent.
pub(super) fn never_comes_back(add_in: &AddIn) -> Vec<NeverComesBack> {
    let of = |number, sent: String| {
        let entry = catalogue::aadsts(number)?;
        Some(NeverComesBack { code: entry.code().to_owned(), meaning: entry.meaning, sent, fix: entry.fix })
    };
    [
        of(50_011, format!("redirect URI {REDIRECT_URI} (Mobile and desktop applications)")),
        of(700_016, format!("client ID {}", add_in.client_id)),
        of(90_002, format!("tenant {}", add_in.segment)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use sso_core::{ClientId, Cloud};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn each_with_what_was_sent() {
        let add_in = AddIn {
            cloud: Cloud::Public,
            client_id: ClientId::from_uuid(Uuid::from_u128(7)),
            app_id_uri: None,
            segment: "organizations".to_owned(),
            tenants: Vec::new(),
        };
        let told = never_comes_back(&add_in);
        let codes = told.iter().map(|one| one.code.as_str()).collect::<Vec<_>>();
        assert_eq!(codes, ["AADSTS50011", "AADSTS700016", "AADSTS90002"]);
        assert!(told[1].sent.ends_with("000000000007") && told[2].sent.ends_with("organizations"));
        assert!(told.iter().all(|one| !one.meaning.is_empty() && !one.fix.is_empty()));
    }
}
