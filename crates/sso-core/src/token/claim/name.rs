//! Names of the GUIDs that stand in tokens.

use uuid::{Uuid, uuid};

use crate::token::kind::is_graph;
use crate::{ClientId, OfficeClient, TenantId};

/// Exchange Online as an application, also the issuer of Exchange identity tokens.
const EXCHANGE: Uuid = uuid!("00000002-0000-0ff1-ce00-000000000000");

/// The name of an application or tenant that everybody has in common; `None` for one of a customer.
pub(super) fn known(text: &str) -> Option<&'static str> {
    if is_graph(text) {
        return Some("Microsoft Graph");
    }
    let id: Uuid = text.parse().ok()?;
    if id == EXCHANGE {
        return Some("Office 365 Exchange Online");
    }
    if id == TenantId::PERSONAL_ACCOUNTS.uuid() {
        return Some("the tenant of all personal Microsoft accounts");
    }
    OfficeClient::by_id(ClientId::from_uuid(id)).map(|client| client.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, name) in [
            ("00000003-0000-0000-c000-000000000000", Some("Microsoft Graph")),
            ("https://graph.microsoft.com", Some("Microsoft Graph")),
            ("https://graph.microsoft.us/", Some("Microsoft Graph")),
            ("https://graph.microsoft.com.evil.example", None),
            ("d3590ed6-52b3-4102-aeff-aad2292ab01c", Some("Microsoft Office")),
            ("D3590ED6-52B3-4102-AEFF-AAD2292AB01C", Some("Microsoft Office")),
            ("9188040d-6c67-4c5b-b112-36a304b66dad", Some("the tenant of all personal Microsoft accounts")),
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7", None),
            ("", None),
        ] {
            assert_eq!(known(text), name, "{text}");
        }
    }
}
