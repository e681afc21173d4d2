//! Kinds, claims in words, and tokens that are for others.

use super::*;
use crate::token::{TokenKind, inspect};

/// Header and claims of each kind; signed by whoever, since only their look counts.
fn kind_of(header: Value, claims: Value) -> TokenKind {
    inspect(&STRANGER.sign(&header, &claims)).unwrap().kind
}

#[test]
fn kinds() {
    let nonce = json!({"alg": "RS256", "kid": "k", "nonce": "n"});
    for (name, header, claims, kind) in [
        ("bootstrap v2", header(), v2(), TokenKind::ApiAccessToken),
        ("bootstrap v1", header(), v1(), TokenKind::ApiAccessToken),
        ("ID token", header(), id_token(), TokenKind::IdToken),
        ("ID token with roles", header(), json!({"aud": CLIENT, "nonce": "n", "roles": ["a"]}), TokenKind::IdToken),
        ("ID token by its hash", header(), json!({"aud": CLIENT, "azp": CLIENT, "c_hash": "h"}), TokenKind::IdToken),
        (
            "Graph",
            nonce.clone(),
            json!({"aud": "https://graph.microsoft.com", "scp": "User.Read", "appid": CLIENT}),
            TokenKind::GraphAccessToken,
        ),
        (
            "Graph by its ID",
            nonce.clone(),
            json!({"aud": "00000003-0000-0000-c000-000000000000", "scp": "a"}),
            TokenKind::GraphAccessToken,
        ),
        (
            "Graph of a national cloud",
            nonce,
            json!({"aud": "https://graph.microsoft.us/", "roles": ["a"]}),
            TokenKind::GraphAccessToken,
        ),
        ("app-only", header(), json!({"aud": CLIENT, "azp": CLIENT, "roles": ["a"]}), TokenKind::AppOnlyToken),
        (
            "app-only without roles",
            header(),
            json!({"aud": CLIENT, "azp": CLIENT, "oid": "o", "sub": "o"}),
            TokenKind::AppOnlyToken,
        ),
        (
            "Exchange",
            json!({"typ": "JWT", "alg": "RS256", "x5t": "t"}),
            json!({"aud": "https://localhost:3000/a", "appctx": "{}"}),
            TokenKind::ExchangeIdentityToken,
        ),
        (
            "a similar address",
            header(),
            json!({"aud": "https://graph.microsoft.com.evil.example", "scp": "a"}),
            TokenKind::ApiAccessToken,
        ),
    ] {
        assert_eq!(kind_of(header, claims), kind, "{name}");
    }
    for (text, kind) in [
        ("EwBwA8l6BAAU", TokenKind::Opaque),
        ("0.AXEAv4j5cvGGr0GRqy180BHbR.AgABBAIAAA.x", TokenKind::Opaque),
        ("1.AXEA.AgAB", TokenKind::Opaque),
        ("eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d", TokenKind::Encrypted),
    ] {
        let report = inspect(text).unwrap();
        assert_eq!((report.kind, report.claims.len()), (kind, 0), "{text}");
        assert_eq!(report.sentence(), kind.sentence());
    }
}

/// Graph's token: explained, and nothing of it is called invalid; it is merely for another audience.
#[test]
fn graph_tokens_are_explained() {
    let claims = json!({"aud": "https://graph.microsoft.com", "iss": format!("https://sts.windows.net/{TENANT}/"),
        "tid": TENANT, "ver": "1.0", "scp": "User.Read", "appid": CLIENT, "exp": NOW - 9_999});
    let token = STRANGER.sign(&json!({"alg": "RS256", "kid": "entra-1", "nonce": "n"}), &claims);
    let report = report(&token, &expected());
    assert_eq!(remarks(&report), [(CheckId::Audience, Verdict::Fail)]);
    assert!(report.check(CheckId::Signature).unwrap().detail.contains("by design"));
    assert!(report.check(CheckId::Audience).unwrap().detail.contains("for Microsoft Graph"));
    assert!(report.sentence().starts_with("This is an access token for Microsoft Graph"));
    let said = serde_json::to_string(&report).unwrap().to_lowercase();
    assert!(!said.contains("invalid"), "{said}");
    assert!(!report.verified && !report.passed());
}

#[test]
fn exchange_tokens_are_explained() {
    let amurl = "https://mail.contoso.com:443/autodiscover/metadata/json/1";
    let claims = json!({"aud": "https://localhost:3000/a.html", "appctx": {"amurl": amurl}});
    let report = report(&STRANGER.sign(&json!({"alg": "RS256", "x5t": "t"}), &claims), &expected());
    assert_eq!(remarks(&report), []);
    assert!(!report.verified && !report.passed());
}

#[test]
fn claims_in_words() {
    let mut claims = v2();
    claims["xms_ftd"] = "x".into();
    claims["colour"] = "blue".into();
    let token = ENTRA.sign(&header(), &claims);
    let report = report(&token, &expected());
    let claim = |name: &str| report.claims.iter().find(|claim| claim.name == name).unwrap();
    for (name, display) in [
        ("exp", Some("2026-11-18T12:06:40Z (in 1 h)")),
        ("iat", Some("2026-11-18T11:05:40Z (1 min ago)")),
        ("azp", Some("Microsoft Office")),
        ("azpacr", Some("public client, no credential")),
        ("ver", Some("version 2 token")),
        ("tid", None),
        ("name", None),
    ] {
        assert_eq!(claim(name).display.as_deref(), display, "{name}");
    }
    assert!(claim("xms_ftd").meaning.starts_with("internal to Entra"));
    assert!(claim("colour").meaning.starts_with("not one of Entra's documented claims"));
    assert_eq!(report.claims.len(), claims.as_object().unwrap().len());
    assert_eq!(report.claims[0].name, "aud");
    // Without a clock the time stands alone.
    let read = inspect(&token).unwrap();
    let exp = read.claims.iter().find(|claim| claim.name == "exp").unwrap();
    assert_eq!(exp.display.as_deref(), Some("2026-11-18T12:06:40Z"));
    assert!(read.sentence().contains("NOT VERIFIED"));
}

/// Every claim that the reference lists has a meaning of its own.
#[test]
fn documented_claims() {
    const DOCUMENTED: &str = "aud iss iat nbf exp acr aio amr appid azp appidacr azpacr e_exp name oid tid sub \
        preferred_username unique_name upn family_name given_name ipaddr onprem_sid pwd_exp pwd_url in_corp nickname scp \
        roles wids groups _claim_names _claim_sources hasgroups idp idtyp acct acrs xms_cc auth_time ctry email fwd \
        login_hint sid tenant_ctry tenant_region_scope verified_primary_email verified_secondary_email vnet xms_edov \
        xms_pdl xms_pl xms_tpl ztdid rh uti ver nonce c_hash at_hash appctx appctxsender isbrowserhostedapp";
    let claims: serde_json::Map<String, Value> =
        DOCUMENTED.split_whitespace().map(|name| (name.to_owned(), json!(1))).collect();
    let report = inspect(&STRANGER.sign(&header(), &Value::Object(claims))).unwrap();
    for claim in report.claims {
        assert!(!claim.meaning.contains("not documented: ignore") || claim.name == "e_exp", "{}", claim.name);
        assert!(!claim.meaning.starts_with("not one of"), "{}", claim.name);
    }
}

/// The JSON that the CLI prints is a contract.
#[test]
fn json_of_a_report() {
    let mut claims = v2();
    claims["scp"] = "Access_As_User".into();
    let report = serde_json::to_value(report(&ENTRA.sign(&header(), &claims), &expected())).unwrap();
    assert_eq!((&report["kind"], &report["verified"]), (&json!("api-access-token"), &json!(true)));
    let scope = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == "scope").unwrap();
    assert_eq!(scope["verdict"], "fail");
    assert_eq!(scope["found"], "Access_As_User");
    assert_eq!(scope["expected"], "access_as_user");
    let ids: Vec<_> = report["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        ["form", "algorithm", "key", "signature", "issuer", "tenant", "audience", "lifetime", "scope", "client"]
    );
    assert!(report.get("noise").is_none());
}
