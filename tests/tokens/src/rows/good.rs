//! Tokens that pass every check.

use jiff::SignedDuration;
use serde_json::{Value, json};
use sso_core::token::Expected;
use sso_core::{Cloud, TenantId};

use crate::made::*;
use crate::row::Row;
use crate::signer::{ENTRA, STRANGER};

pub fn rows() -> Vec<Row> {
    let template = issuer("login.microsoftonline.com", "{tenantid}");
    let personal = issuer("login.microsoftonline.com", PERSONAL);
    let mut rows = vec![
        Row::v2("version 2"),
        Row::v2("version 2, any tenant may come").expecting(any_tenant()),
        Row::v2("client ID in capital letters").with("aud", CLIENT.to_uppercase()),
        Row::v2("further scopes").with("scp", "User.Read access_as_user"),
        Row::v2("scopes with two blanks between").with("scp", "User.Read  access_as_user "),
        Row::v2("asked for by the app itself: fallback dialog, nested app").with("azp", CLIENT),
        Row::v2("asked for by Office on the web").with("azp", "93d53678-613d-4013-afc1-62e9e444a0a5"),
        Row::v2("asked for by Outlook on the web").with("azp", "bc59ab01-8403-45c6-8796-ac3ef710b3e3"),
        Row::v2("a guest").with("idp", format!("https://sts.windows.net/{OTHER_TENANT}/")).with("acct", 1),
        Row::v2("claims that nobody knows").with("xms_new", json!({"a": [1]})).with("x", Value::Null),
        Row::v2("too many groups to list")
            .with("_claim_names", json!({"groups": "src1"}))
            .with("_claim_sources", json!({"src1": {"endpoint": "https://graph.windows.net/a"}})),
        Row::v2("roles beside a scope").with("roles", json!(["Reader"])),
        Row::v2("of a user by idtyp").with("idtyp", "user"),
        Row::v2("continuous access").with("xms_cc", json!(["cp1"])).with("exp", NOW + 100_000),
        Row::v2("extended expiry").with("e_exp", 262_800),
        Row::v2("without profile claims").without("name").without("preferred_username").without("oid"),
        Row::v2("a second before expiry and skew").with("exp", NOW - SKEW + 1),
        Row::v2("not before, at the edge of the skew").with("nbf", NOW + SKEW).with("iat", NOW + SKEW),
        Row::v2("a fraction of a second").with("exp", (NOW + 60) as f64 + 0.5),
        Row::v2("no typ in the header").without_header("typ"),
        Row::v2("a thumbprint beside the kid").header("x5t", "entra-1"),
        Row::v2("the right key among many").keys([STRANGER.jwk(), ENTRA.jwk()]),
        Row::v2("a key for any work tenant").keys([ENTRA.jwk_for(&template)]),
        Row::v1("version 1"),
        Row::v1("version 1, any tenant may come").expecting(any_tenant()),
        Row::v1("version 1, a key for any work tenant").keys([ENTRA.jwk_for(&template)]),
        Row::v1("version 1, Application ID URI with a slash").with("aud", format!("{URI}/")),
        Row::v1("version 1, client ID").with("aud", CLIENT),
        Row::v1("version 1, the app itself").with("appid", CLIENT),
        Row::v2("a personal account where it may come")
            .with("tid", PERSONAL)
            .with("iss", personal.as_str())
            .keys([ENTRA.jwk_for(&personal)])
            .expecting(any_tenant()),
        Row::v2("a personal account by name")
            .with("tid", PERSONAL)
            .with("iss", personal.as_str())
            .expecting(Expected { tenants: vec![TenantId::PERSONAL_ACCOUNTS], ..any_tenant() }),
        Row::v2("another tenant of those that may come")
            .with("tid", OTHER_TENANT)
            .with("iss", issuer("login.microsoftonline.com", OTHER_TENANT))
            .expecting(any_tenant()),
        Row::v2("no skew").expecting(Expected { skew: SignedDuration::ZERO, ..expected() }),
        Row::v2("without keys").without_keys(),
        Row::v1("version 1, without keys").without_keys(),
    ];
    for (cloud, v1_issuer) in [
        (Cloud::Public, "https://sts.windows.net"),
        (Cloud::UsGov, "https://sts.windows.net"),
        (Cloud::UsGovDod, "https://sts.windows.net"),
        (Cloud::China, "https://sts.chinacloudapi.cn"),
        (Cloud::Practice, "https://localhost:47443"),
    ] {
        let host = cloud.authority_host().unwrap_or("localhost:47443");
        let single = Expected { issuer: issuer(host, TENANT), ..expected() };
        for (who, expected) in [("its tenant", single), ("any tenant", any_tenant_of(&cloud))] {
            let name = |version| format!("{}, version {version}, {who}", cloud.name());
            rows.push(Row::v2(name(2)).with("iss", issuer(host, TENANT)).expecting(expected.clone()));
            rows.push(Row::v1(name(1)).with("iss", format!("{v1_issuer}/{TENANT}/")).expecting(expected));
        }
    }
    rows
}
