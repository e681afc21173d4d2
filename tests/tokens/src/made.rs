//! The tokens that rows start from, and what a server expects of them.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sso_core::token::{Expected, Jwks};
use sso_core::{AppIdUri, ClientId, Cloud, ScopeName, TenantId};

use crate::signer::{ENTRA, NEXT};

pub const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
pub const OTHER_TENANT: &str = "0b0a1c2d-1111-4222-8333-444455556666";
pub const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
pub const OFFICE: &str = "d3590ed6-52b3-4102-aeff-aad2292ab01c";
pub const URI: &str = "api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7";
pub const OID: &str = "a1b2c3d4-0000-4000-8000-000000000001";
pub const NOW: i64 = 1_795_000_000;
pub const SKEW: i64 = 300;

pub fn header() -> Value {
    json!({"typ": "JWT", "alg": "RS256", "kid": "entra-1"})
}

pub fn v2() -> Value {
    json!({
        "aud": CLIENT, "iss": issuer("login.microsoftonline.com", TENANT),
        "iat": NOW - 60, "nbf": NOW - 60, "exp": NOW + 3_600,
        "azp": OFFICE, "azpacr": "0", "name": "Adele Vance", "oid": OID,
        "preferred_username": "adele@contoso.com", "scp": "access_as_user", "sub": "pairwise", "tid": TENANT,
        "uti": "u", "ver": "2.0",
    })
}

pub fn v1() -> Value {
    let mut claims = without(v2(), &["azp", "azpacr", "preferred_username"]);
    for (name, value) in [
        ("aud", URI),
        ("iss", &format!("https://sts.windows.net/{TENANT}/")),
        ("appid", OFFICE),
        ("appidacr", "0"),
        ("unique_name", "adele@contoso.com"),
        ("ver", "1.0"),
    ] {
        claims[name] = value.into();
    }
    claims
}

pub fn id_token() -> Value {
    let mut claims = without(v2(), &["scp", "azp", "azpacr"]);
    claims["nonce"] = "n".into();
    claims
}

pub fn graph() -> Value {
    let mut claims = v1();
    claims["aud"] = "https://graph.microsoft.com".into();
    claims["scp"] = "User.Read profile openid email".into();
    claims
}

pub fn exchange() -> Value {
    json!({
        "aud": "https://localhost:3000/taskpane.html?et=", "iss": "00000002-0000-0ff1-ce00-000000000000@mail.contoso.com",
        "nbf": NOW - 60, "exp": NOW + 28_740,
        "appctxsender": "00000002-0000-0ff1-ce00-000000000000@mail.contoso.com", "isbrowserhostedapp": "true",
        "appctx": r#"{"msexchuid":"a@mail.contoso.com","version":"ExIdTok.V1","amurl":"https://mail.contoso.com:443/autodiscover/metadata/json/1"}"#,
    })
}

fn without(mut claims: Value, names: &[&str]) -> Value {
    for name in names {
        claims.as_object_mut().unwrap().remove(*name);
    }
    claims
}

pub fn issuer(host: &str, tenant: &str) -> String {
    format!("https://{host}/{tenant}/v2.0")
}

pub fn expected() -> Expected {
    Expected {
        client_id: CLIENT.parse::<ClientId>().unwrap(),
        app_id_uris: vec![URI.parse::<AppIdUri>().unwrap()],
        issuer: issuer("login.microsoftonline.com", TENANT),
        tenants: vec![TENANT.parse::<TenantId>().unwrap()],
        scope: ScopeName::access_as_user(),
        skew: SignedDuration::from_secs(SKEW),
    }
}

/// Any tenant may come, as with a multi-tenant app.
pub fn any_tenant() -> Expected {
    any_tenant_of(&Cloud::Public)
}

pub fn any_tenant_of(cloud: &Cloud) -> Expected {
    let host = cloud.authority_host().unwrap_or("localhost:47443");
    Expected { issuer: issuer(host, "{tenantid}"), tenants: Vec::new(), ..expected() }
}

/// Entra publishes more than one at any time, so that a token without a key's name has no key.
pub fn keys() -> Jwks {
    Jwks { keys: vec![NEXT.jwk(), ENTRA.jwk()] }
}

pub fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}
