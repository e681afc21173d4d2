//! Good tokens that are for others to check: explained, and not called invalid.

use serde_json::json;
use sso_core::token::CheckId::Audience;
use sso_core::token::TokenKind::{ExchangeIdentityToken, GraphAccessToken};

use crate::made::*;
use crate::row::Row;
use crate::signer::STRANGER;

pub fn rows() -> Vec<Row> {
    let mut rows: Vec<_> = [
        ("https://graph.microsoft.com", "by its address"),
        ("https://graph.microsoft.com/", "with a slash"),
        ("00000003-0000-0000-c000-000000000000", "by its ID"),
        ("https://graph.microsoft.us", "of GCC High"),
        ("https://dod-graph.microsoft.us", "of DoD"),
        ("https://microsoftgraph.chinacloudapi.cn", "of China"),
    ]
    .into_iter()
    .map(|(aud, which)| graphs(&format!("Graph, {which}")).with("aud", aud))
    .collect();
    rows.extend([
        graphs("Graph, app-only").without("scp").with("roles", json!(["User.Read.All"])).with("idtyp", "app"),
        graphs("Graph, expired").with("exp", NOW - 9_999),
        exchange_token("Exchange, appctx in a text"),
        exchange_token("Exchange, appctx an object")
            .with("appctx", json!({"amurl": "https://mail.contoso.com:443/autodiscover/metadata/json/1"})),
        exchange_token("Exchange, times in texts").with("exp", (NOW + 60).to_string()).with("nbf", NOW.to_string()),
    ]);
    rows
}

fn graphs(name: &str) -> Row {
    Row::of(name, GraphAccessToken, graph())
        .header("nonce", "n")
        .made(|header, claims| STRANGER.sign(header, claims))
        .fails(Audience, "for Microsoft Graph")
        .unverified()
}

fn exchange_token(name: &str) -> Row {
    Row::of(name, ExchangeIdentityToken, exchange())
        .without_header("kid")
        .header("x5t", "enh9BJrVPU5ijV1qjZjV-fL2bco")
        .made(|header, claims| STRANGER.sign(header, claims))
        .unverified()
}
