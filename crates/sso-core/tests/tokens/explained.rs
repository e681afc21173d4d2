//! Kinds, claims in words, and tokens that are for others.

use jiff::tz::{TimeZone, offset};
use serde_json::{Value, json};
use sso_core::token::{CheckId, Expected, Now, TokenKind, TokenReport, Verdict, check, inspect};

use token_table::made::*;
use token_table::remarks;
use token_table::signer::{ENTRA, STRANGER};

fn report(token: &str, expected: &Expected) -> TokenReport {
    check(token, Some(&keys()), expected, now()).unwrap()
}

/// Header and claims of each kind; signed by whoever, since only their look counts.
fn kind_of(header: Value, claims: Value) -> TokenKind {
    inspect(&STRANGER.sign(&header, &claims), now()).unwrap().kind
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
            "Exchange, by its issuer",
            json!({"typ": "JWT", "alg": "RS256", "x5t": "t"}),
            json!({"aud": "https://localhost:3000/a", "iss": "00000002-0000-0ff1-ce00-000000000000@contoso.com"}),
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
        let report = inspect(text, now()).unwrap();
        assert_eq!((report.kind, report.claims.len()), (kind, 0), "{text}");
        assert!(report.sentence().starts_with(kind.sentence()));
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
        ("exp", Some("2026-11-18 12:06:40 +00:00, in 1 h")),
        ("iat", Some("2026-11-18 11:05:40 +00:00, 1 min ago")),
        ("azp", Some("Microsoft Office")),
        ("azpacr", Some("public client, no credential")),
        ("ver", Some("version 2 token")),
        ("aud", Some("your app")),
        ("iss", Some("Entra's public cloud, version 2")),
        ("tid", None),
        ("name", None),
    ] {
        assert_eq!(claim(name).display.as_deref(), display, "{name}");
    }
    assert!(claim("xms_ftd").meaning.starts_with("internal to Entra"));
    assert!(claim("colour").meaning.starts_with("not documented by Entra"));
    assert_eq!(report.claims.len(), claims.as_object().unwrap().len());
    assert_eq!(report.claims[0].name, "aud");
    // In the zone that was handed in.
    let berlin = Now { time: now(), zone: TimeZone::fixed(offset(1)) };
    let read = inspect(&token, berlin.clone()).unwrap();
    let exp = read.claims.iter().find(|claim| claim.name == "exp").unwrap();
    assert_eq!(exp.display.as_deref(), Some("2026-11-18 13:06:40 +01:00, in 1 h"));
    assert!(read.sentence().contains("NOT VERIFIED"));
    let checked = check(&token, Some(&keys()), &expected(), berlin).unwrap();
    let lifetime = checked.check(CheckId::Lifetime).unwrap();
    assert_eq!(lifetime.detail, "valid for another 1 h, until 2026-11-18 13:06:40 +01:00");
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
    let report = inspect(&STRANGER.sign(&header(), &Value::Object(claims)), now()).unwrap();
    for claim in report.claims.into_iter().chain(report.header) {
        assert!(!claim.meaning.contains("not documented: ignore") || claim.name == "e_exp", "{}", claim.name);
        assert!(!claim.meaning.starts_with("not documented by"), "{}", claim.name);
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

#[test]
fn lists_and_times_of_others_in_words() {
    let display = |claims: Value, name: &str| {
        let report = inspect(&STRANGER.sign(&header(), &claims), now()).unwrap();
        report.claims.into_iter().find(|claim| claim.name == name).unwrap().display
    };
    for (name, value, words) in [
        ("amr", json!(["pwd", "mfa", "new"]), Some("password, multifactor authentication")),
        ("amr", json!(["new"]), None),
        ("amr", json!("pwd"), None),
        ("xms_cc", json!(["cp1"]), Some("claims challenges")),
        ("acct", json!(1), Some("guest in the tenant")),
        ("idp", json!("live.com"), Some("a personal Microsoft account")),
        ("tid", json!(PERSONAL), Some("the tenant of all personal Microsoft accounts")),
        ("exp", json!("1795000060"), Some("2026-11-18 11:07:40 +00:00, in 1 min")),
        ("exp", json!("soon"), None),
        ("exp", json!(1e300), None),
    ] {
        assert_eq!(display(json!({name: value}), name).as_deref(), words, "{name} {value}");
    }
}

/// A token in a claim of a token is not shown.
#[test]
fn a_token_within() {
    let inner = STRANGER.sign(&header(), &v1());
    let mut claims = v2();
    claims["inner"] = inner.as_str().into();
    claims["list"] = json!([{"deep": inner}]);
    for report in
        [inspect(&ENTRA.sign(&header(), &claims), now()).unwrap(), report(&ENTRA.sign(&header(), &claims), &expected())]
    {
        let said = serde_json::to_string(&report).unwrap();
        assert!(!said.contains(&inner[10..60]), "{said}");
        assert!(said.contains("not shown"), "{said}");
    }
}

#[test]
fn the_key_to_store_a_user_by() {
    let key = |claims: &Value| inspect(&STRANGER.sign(&header(), claims), now()).unwrap().user_key;
    let user = key(&v2()).unwrap();
    assert_eq!((user.tid.to_string(), user.oid.to_string()), (TENANT.to_owned(), OID.to_owned()));
    assert_eq!((user.never.as_slice(), user.guest), (["preferred_username", "name"].as_slice(), false));
    assert_eq!(
        user.sentence(true),
        format!("Store the user by tid and oid together: {TENANT} and {OID}; never by preferred_username, name")
    );
    assert!(user.sentence(false).contains("only from a token that was verified"));
    assert_eq!(key(&v1()).unwrap().never, ["unique_name", "name"]);
    assert!(key(&id_token()).is_some());
    let with = |name: &str, value: Value| {
        let mut claims = v2();
        claims[name] = value;
        key(&claims)
    };
    assert!(with("acct", json!(1)).unwrap().guest);
    assert!(with("idp", json!("live.com")).unwrap().guest);
    assert!(!with("acct", json!(0)).unwrap().guest);
    // Who names no user to this server.
    assert_eq!(with("oid", json!("no GUID")), None);
    assert_eq!(with("tid", Value::Null), None);
    assert_eq!(with("idtyp", json!("app")), None);
    assert_eq!(key(&graph()), None);
    assert_eq!(key(&exchange()), None);
}

/// Without a key, no good word reads as if somebody had looked: also not where the signature does not hold.
#[test]
fn without_a_key_nothing_reads_as_verified() {
    let token = ENTRA.sign(&header(), &v2());
    let forged = format!("{}.{}", token.rsplit_once('.').unwrap().0, "A".repeat(342));
    for report in [check(&token, None, &expected(), now()).unwrap(), report(&forged, &expected())] {
        assert!(!report.verified && !report.passed());
        for check in report.checks.iter().skip(4) {
            assert!(check.detail.starts_with("unverified: "), "{}", check.detail);
        }
    }
    let report = check(&token, None, &expected(), now()).unwrap();
    assert_eq!(report.sentence(), "NOT VERIFIED: all that can be checked without a key is right");
    for id in [CheckId::Key, CheckId::Signature] {
        let check = report.check(id).unwrap();
        assert_eq!(check.verdict, Verdict::Skipped);
        assert!(check.detail.contains("NOT VERIFIED"), "{}", check.detail);
    }
}

#[test]
fn the_difference_is_marked() {
    let mut claims = v1();
    claims["aud"] = format!("api://localhost:3001/{CLIENT}").into();
    let report = report(&ENTRA.sign(&header(), &claims), &expected());
    let audience = report.check(CheckId::Audience).unwrap();
    // The closest of what was expected stands first: the mark is for it.
    assert_eq!(audience.expected.as_deref(), Some(format!("{URI}, {CLIENT}").as_str()));
    assert_eq!(audience.differs_at, Some(20));
    assert_eq!(report.check(CheckId::Issuer).unwrap().differs_at, None);
}
