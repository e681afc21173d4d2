use super::*;
use crate::token::TokenKind;

fn with(mut claims: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// What must pass, in all checks.
#[test]
fn good_tokens() {
    let guest = json!({"idp": format!("https://sts.windows.net/{OTHER_TENANT}/"), "acct": 1});
    for (name, claims, expected) in [
        ("version 2", v2(), expected()),
        ("version 2, any tenant", v2(), any_tenant()),
        ("client ID in capital letters", with(v2(), json!({"aud": CLIENT.to_uppercase()})), expected()),
        ("further scopes", with(v2(), json!({"scp": "User.Read access_as_user"})), expected()),
        ("asked for by the app itself", with(v2(), json!({"azp": CLIENT})), expected()),
        ("guest", with(v2(), guest), expected()),
        ("unknown claims", with(v2(), json!({"xms_new": {"a": [1]}, "x": null})), expected()),
        ("a second before expiry and skew", with(v2(), json!({"exp": NOW - SKEW + 1})), expected()),
        ("not before, at the edge of the skew", with(v2(), json!({"nbf": NOW + SKEW, "iat": NOW + SKEW})), expected()),
        ("fractions of a second", with(v2(), json!({"exp": (NOW + 60) as f64 + 0.5})), expected()),
        ("version 1", v1(), expected()),
        ("version 1, any tenant", v1(), any_tenant()),
        ("version 1, trailing slash", with(v1(), json!({"aud": format!("{URI}/")})), expected()),
        ("version 1, client ID", with(v1(), json!({"aud": CLIENT})), expected()),
    ] {
        let report = report(&ENTRA.sign(&header(), &claims), &expected);
        assert_eq!(remarks(&report), [], "{name}: {:#?}", report.checks);
        assert_eq!(report.kind, TokenKind::ApiAccessToken, "{name}");
        assert!(report.verified && report.passed(), "{name}");
        assert_eq!(report.sentence(), "This token is genuine, and your server may take it");
        let ids: Vec<_> = report.checks.iter().map(|check| check.id).collect();
        assert_eq!(ids, CheckId::ALL, "{name}");
    }
}

#[test]
fn a_personal_account_where_it_may_come() {
    const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
    let iss = format!("https://login.microsoftonline.com/{PERSONAL}/v2.0");
    let token = ENTRA.sign(&header(), &with(v2(), json!({"tid": PERSONAL, "iss": iss})));
    let keys = Jwks { keys: vec![Jwk { issuer: Some(iss), ..ENTRA.jwk() }] };
    let report = check(&token, Some(&keys), &any_tenant(), now()).unwrap();
    assert_eq!(remarks(&report), [], "{:#?}", report.checks);
}

/// Keys carry an issuer: a template for work tenants. Version 1 tokens are measured by it, too.
#[test]
fn a_key_for_any_work_tenant() {
    let template = "https://login.microsoftonline.com/{tenantid}/v2.0".to_owned();
    let keys = Jwks { keys: vec![Jwk { issuer: Some(template), ..ENTRA.jwk() }] };
    for claims in [v2(), v1()] {
        let report = check(&ENTRA.sign(&header(), &claims), Some(&keys), &expected(), now()).unwrap();
        assert_eq!(remarks(&report), [], "{:#?}", report.checks);
    }
}

#[test]
fn the_right_key_among_many() {
    let keys = Jwks { keys: vec![STRANGER.jwk(), ENTRA.jwk()] };
    let report = check(&ENTRA.sign(&header(), &v2()), Some(&keys), &expected(), now()).unwrap();
    assert!(report.passed());
}

#[test]
fn a_skew_beyond_five_minutes_is_cut_down() {
    let expected = Expected { skew: SignedDuration::from_hours(24), ..expected() };
    let token = ENTRA.sign(&header(), &with(v2(), json!({"exp": NOW - SKEW})));
    assert_eq!(remarks(&report(&token, &expected)), [(CheckId::Lifetime, Verdict::Fail)]);
}

#[test]
fn without_keys_nothing_is_verified() {
    let report = check(&ENTRA.sign(&header(), &v2()), None, &expected(), now()).unwrap();
    assert!(!report.verified && !report.passed());
    for id in [CheckId::Key, CheckId::Signature] {
        let check = report.check(id).unwrap();
        assert_eq!(check.verdict, Verdict::Skipped);
        assert!(check.detail.contains("NOT VERIFIED"), "{}", check.detail);
    }
    assert_eq!(report.sentence(), "NOT VERIFIED: all that can be checked without a key is right");
}
