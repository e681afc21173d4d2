//! Names of the GUIDs and issuers that stand in tokens.

use url::Url;
use uuid::{Uuid, uuid};

use crate::token::kind::is_graph;
use crate::{ClientId, OfficeClient, TenantId};

/// Exchange Online as an application, also the issuer of Exchange identity tokens.
const EXCHANGE: Uuid = uuid!("00000002-0000-0ff1-ce00-000000000000");

/// The name of an application or tenant that everybody has in common, or of the app that is asked about; `None` for one of
/// another customer.
pub(super) fn of(text: &str, own: Option<ClientId>) -> Option<&'static str> {
    if is_graph(text) {
        return Some("Microsoft Graph");
    }
    let id: Uuid = text.parse().ok()?;
    if own.is_some_and(|own| own.uuid() == id) {
        return Some("your app");
    }
    if id == EXCHANGE {
        return Some("Office 365 Exchange Online");
    }
    if id == TenantId::PERSONAL_ACCOUNTS.uuid() {
        return Some("the tenant of all personal Microsoft accounts");
    }
    OfficeClient::by_id(ClientId::from_uuid(id)).map(|client| client.name)
}

/// The cloud and version of an issuer, or the kind of account behind an `idp`. The version 1 issuer of US Government is the
/// public one by public code, not by Microsoft's pages.
pub(super) fn of_issuer(text: &str) -> Option<&'static str> {
    if text == "live.com" {
        return Some("a personal Microsoft account");
    }
    if text.split_once('@').is_some_and(|(id, _)| id.parse() == Ok(EXCHANGE)) {
        return Some("Exchange");
    }
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "https")?;
    let tenant = url.path_segments()?.next()?.parse() == Ok(TenantId::PERSONAL_ACCOUNTS.uuid());
    Some(match url.host_str()? {
        "login.microsoftonline.com" if tenant => "the tenant of all personal Microsoft accounts",
        "login.microsoftonline.com" => "Entra's public cloud, version 2",
        "login.microsoftonline.us" => "Entra for US Government, version 2",
        "login.partner.microsoftonline.cn" => "Entra in China (21Vianet), version 2",
        "sts.windows.net" => "Entra's public cloud or US Government, version 1",
        "sts.chinacloudapi.cn" => "Entra in China (21Vianet), version 1",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let own = "11111111-2222-4333-8444-555555555555".parse().ok();
        for (text, name) in [
            ("00000003-0000-0000-c000-000000000000", Some("Microsoft Graph")),
            ("https://graph.microsoft.com", Some("Microsoft Graph")),
            ("https://graph.microsoft.us/", Some("Microsoft Graph")),
            ("https://graph.microsoft.com.evil.example", None),
            ("d3590ed6-52b3-4102-aeff-aad2292ab01c", Some("Microsoft Office")),
            ("D3590ED6-52B3-4102-AEFF-AAD2292AB01C", Some("Microsoft Office")),
            ("9188040d-6c67-4c5b-b112-36a304b66dad", Some("the tenant of all personal Microsoft accounts")),
            ("c6c1f32b-5e55-4997-881a-753cc1d563b7", None),
            ("11111111-2222-4333-8444-555555555555", Some("your app")),
            ("", None),
        ] {
            assert_eq!(of(text, own), name, "{text}");
        }
    }

    #[test]
    fn issuers() {
        for (text, name) in [
            ("https://sts.windows.net/c6c1f32b-5e55-4997-881a-753cc1d563b7/", Some("public cloud or US Government")),
            (
                "https://login.microsoftonline.com/c6c1f32b-5e55-4997-881a-753cc1d563b7/v2.0",
                Some("public cloud, version 2"),
            ),
            ("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", Some("personal")),
            ("https://login.microsoftonline.us/c/v2.0", Some("US Government")),
            ("https://login.partner.microsoftonline.cn/c/v2.0", Some("China")),
            ("https://sts.chinacloudapi.cn/c/", Some("China")),
            ("00000002-0000-0ff1-ce00-000000000000@mail.contoso.com", Some("Exchange")),
            ("live.com", Some("a personal")),
            ("https://login.microsoftonline.com.evil.example/c/v2.0", None),
            ("http://sts.windows.net/c/", None),
            ("mail:contoso", None),
            ("", None),
        ] {
            let found = of_issuer(text);
            assert_eq!(found.is_some(), name.is_some(), "{text}");
            assert!(name.is_none_or(|name| found.is_some_and(|found| found.contains(name))), "{text}: {found:?}");
        }
    }
}
