//! Each fault by itself: the named check fails, and no other.

use CheckId::*;
use Verdict::{Fail, Warn};

use super::*;

/// A good version 2 or 1 token with one thing changed in header or claims: `null` takes a member out. Signed by the
/// tenant's key.
struct Row {
    name: &'static str,
    base: fn() -> Value,
    header: Value,
    claims: Value,
    remarks: &'static [(CheckId, Verdict)],
    /// In the detail of the first remark.
    says: &'static str,
}

fn row(
    name: &'static str,
    base: fn() -> Value,
    header: Value,
    claims: Value,
    remarks: &'static [(CheckId, Verdict)],
    says: &'static str,
) -> Row {
    Row { name, base, header, claims, remarks, says }
}

fn changed(mut object: Value, changes: &Value) -> Value {
    let members = object.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => members.remove(name),
            value => members.insert(name.clone(), value.clone()),
        };
    }
    object
}

fn rows() -> Vec<Row> {
    let same = || json!({});
    let claims = |name, claims, remarks, says| row(name, v2, same(), claims, remarks, says);
    let one = |name, claims, remarks, says| row(name, v1, same(), claims, remarks, says);
    let head = |name, header, remarks, says| row(name, v2, header, same(), remarks, says);
    let other_iss = format!("https://login.microsoftonline.com/{OTHER_TENANT}/v2.0");
    let upper_uri = "api://localhost:3000/C6C1F32B-5E55-4997-881A-753CC1D563B7";
    vec![
        // algorithm, form
        head("alg none", json!({"alg": "none"}), &[(Algorithm, Fail)], "not signed"),
        head("alg None", json!({"alg": "None"}), &[(Algorithm, Fail)], "not signed"),
        head("alg HS256", json!({"alg": "HS256"}), &[(Algorithm, Fail)], "shared secret"),
        head("alg RS512", json!({"alg": "RS512"}), &[(Algorithm, Fail)], "not RS256"),
        head("alg rs256", json!({"alg": "rs256"}), &[(Algorithm, Fail)], "not RS256"),
        head("alg missing", json!({"alg": null}), &[(Algorithm, Fail)], "alg is missing"),
        head("alg number", json!({"alg": 256}), &[(Algorithm, Fail)], "alg is no string"),
        head("crit", json!({"crit": ["exp"]}), &[(Form, Fail)], "extensions"),
        // key
        head("kid unknown", json!({"kid": "entra-2"}), &[(Key, Fail)], "none of the issuer's 1"),
        head("kid missing", json!({"kid": null}), &[(Key, Fail)], "kid is missing"),
        head("kid number", json!({"kid": 1}), &[(Key, Fail)], "kid is no string"),
        head("kid of other case", json!({"kid": "ENTRA-1"}), &[(Key, Fail)], "none of the issuer's"),
        // issuer and tenant
        claims("iss missing", json!({"iss": null}), &[(Issuer, Fail)], "iss is missing"),
        claims("iss list", json!({"iss": ["a"]}), &[(Issuer, Fail)], "iss is no string"),
        claims(
            "iss of another tenant",
            json!({"iss": other_iss}),
            &[(Issuer, Fail), (Tenant, Fail)],
            "they differ from character 35 on",
        ),
        claims(
            "iss and tid of another tenant",
            json!({"iss": other_iss, "tid": OTHER_TENANT}),
            &[(Issuer, Fail), (Tenant, Fail)],
            "not the one expected",
        ),
        claims(
            "iss with a slash",
            json!({"iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0/")}),
            &[(Issuer, Fail)],
            "they differ from character 76 on",
        ),
        claims(
            "iss of another cloud",
            json!({"iss": format!("https://login.microsoftonline.us/{TENANT}/v2.0")}),
            &[(Issuer, Fail)],
            "not the one expected",
        ),
        claims(
            "iss of version 1",
            json!({"iss": format!("https://sts.windows.net/{TENANT}/")}),
            &[(Issuer, Fail)],
            "not the one expected",
        ),
        claims(
            "iss template",
            json!({"iss": "https://login.microsoftonline.com/{tenantid}/v2.0"}),
            &[(Issuer, Fail), (Tenant, Fail)],
            "not the one expected",
        ),
        one(
            "v1 iss without a slash",
            json!({"iss": format!("https://sts.windows.net/{TENANT}")}),
            &[(Issuer, Fail)],
            "not the one expected",
        ),
        one(
            "v1 with the v2 issuer",
            json!({"iss": format!("https://login.microsoftonline.com/{TENANT}/v2.0")}),
            &[(Issuer, Fail)],
            "not the one expected",
        ),
        claims("ver missing", json!({"ver": null}), &[(Issuer, Fail)], "neither 1.0 nor 2.0"),
        claims("ver 3.0", json!({"ver": "3.0"}), &[(Issuer, Fail)], "neither 1.0 nor 2.0"),
        claims("ver number", json!({"ver": 2.0}), &[(Issuer, Fail)], "neither 1.0 nor 2.0"),
        claims("tid missing", json!({"tid": null}), &[(Tenant, Fail)], "tid is missing"),
        claims("tid no GUID", json!({"tid": "contoso.com"}), &[(Tenant, Fail)], "tid is no GUID"),
        claims("tid number", json!({"tid": 1}), &[(Tenant, Fail)], "tid is no GUID"),
        claims(
            "tid of another tenant",
            json!({"tid": OTHER_TENANT}),
            &[(Tenant, Fail)],
            "not the tenant inside its iss",
        ),
        // audience
        claims("aud missing", json!({"aud": null}), &[(Audience, Fail)], "aud is missing"),
        claims("aud list", json!({"aud": [CLIENT]}), &[(Audience, Fail)], "aud is no string"),
        claims("aud of another app", json!({"aud": OFFICE}), &[(Audience, Fail)], "not your app"),
        claims(
            "aud one character off",
            json!({"aud": "c6c1f32b-5e55-4997-881a-753cc1d563b8"}),
            &[(Audience, Fail)],
            "they differ from character 36 on",
        ),
        claims(
            "aud with a slash",
            json!({"aud": format!("{CLIENT}/")}),
            &[(Audience, Fail)],
            "they differ from character 37 on",
        ),
        claims("v2 aud is the URI", json!({"aud": URI}), &[(Audience, Fail)], "version 2 token has the client ID"),
        claims("aud empty", json!({"aud": ""}), &[(Audience, Fail)], "not your app"),
        one(
            "v1 aud with another port",
            json!({"aud": format!("api://localhost:3001/{CLIENT}")}),
            &[(Audience, Fail)],
            "they differ from character 20 on",
        ),
        one("v1 aud with two slashes", json!({"aud": format!("{URI}//")}), &[(Audience, Fail)], "not your app"),
        one("v1 aud in capital letters", json!({"aud": upper_uri}), &[(Audience, Fail)], "large for small"),
        // lifetime
        claims("exp missing", json!({"exp": null}), &[(Lifetime, Fail)], "exp is missing"),
        claims("exp string", json!({"exp": (NOW + 60).to_string()}), &[(Lifetime, Fail)], "no time"),
        claims("exp in milliseconds", json!({"exp": (NOW + 60) * 1_000}), &[(Lifetime, Fail)], "no time"),
        claims("expired", json!({"exp": NOW - 3_600}), &[(Lifetime, Fail)], "it expired 1 h ago"),
        claims(
            "expired at the end of the skew",
            json!({"exp": NOW - SKEW}),
            &[(Lifetime, Fail)],
            "it expired 5 min ago",
        ),
        claims("expired a second beyond the skew", json!({"exp": NOW - SKEW - 1}), &[(Lifetime, Fail)], "it expired"),
        claims("not yet valid", json!({"nbf": NOW + SKEW + 1}), &[(Lifetime, Fail)], "not valid before"),
        claims("issued in the future", json!({"iat": NOW + SKEW + 1}), &[(Lifetime, Fail)], "issued in the future"),
        claims("nbf string", json!({"nbf": "1"}), &[(Lifetime, Fail)], "its nbf is no time"),
        claims("iat list", json!({"iat": []}), &[(Lifetime, Fail)], "its iat is no time"),
        claims("nbf missing", json!({"nbf": null}), &[(Lifetime, Warn)], "it has no nbf"),
        claims("iat missing", json!({"iat": null}), &[(Lifetime, Warn)], "it has no iat"),
        // scope
        claims("scp missing", json!({"scp": null}), &[(Scope, Fail)], "scp is missing"),
        claims("scp list", json!({"scp": ["access_as_user"]}), &[(Scope, Fail)], "scp is no string"),
        claims("scp empty", json!({"scp": ""}), &[(Scope, Fail)], "does not have the scope"),
        claims("scp other", json!({"scp": "User.Read"}), &[(Scope, Fail)], "does not have the scope"),
        claims("scp misspelt", json!({"scp": "Access_As_User"}), &[(Scope, Fail)], "misspelt: Access_As_User"),
        claims(
            "scp with a beginning in common",
            json!({"scp": "access_as_users"}),
            &[(Scope, Fail)],
            "does not have the scope",
        ),
        claims(
            "scp with commas",
            json!({"scp": "access_as_user,User.Read"}),
            &[(Scope, Fail)],
            "does not have the scope",
        ),
        row("ID token", id_token, same(), same(), &[(Scope, Fail)], "it is an ID token"),
        claims("app-only token", json!({"scp": null, "roles": ["a"]}), &[(Scope, Fail)], "app-only"),
        claims("app-only by idtyp", json!({"scp": null, "idtyp": "app"}), &[(Scope, Fail)], "app-only"),
        claims(
            "app-only by subject",
            json!({"scp": null, "sub": "a1b2c3d4-0000-4000-8000-000000000001"}),
            &[(Scope, Fail)],
            "app-only",
        ),
        // client
        claims("azp missing", json!({"azp": null}), &[(Client, Warn)], "azp is missing"),
        claims("azp unknown", json!({"azp": OTHER_TENANT}), &[(Client, Warn)], "neither your app nor one of Office's"),
        claims("azp no GUID", json!({"azp": "Office"}), &[(Client, Warn)], "azp is no GUID"),
        one("appid missing", json!({"appid": null}), &[(Client, Warn)], "appid is missing"),
    ]
}

#[test]
fn each_fault_by_itself() {
    for row in rows() {
        let token = ENTRA.sign(&changed(header(), &row.header), &changed((row.base)(), &row.claims));
        let report = report(&token, &expected());
        assert_eq!(remarks(&report), row.remarks, "{}: {:#?}", row.name, report.checks);
        let first = report.check(row.remarks[0].0).unwrap();
        assert!(first.detail.contains(row.says), "{}: {}", row.name, first.detail);
        assert!(first.fix.is_some(), "{}: every remark has a fix", row.name);
        let failed = row.remarks.iter().any(|(_, verdict)| *verdict == Fail);
        assert_eq!(report.passed(), !failed, "{}", row.name);
        let untrusted = matches!(row.remarks[0].0, Form | Algorithm | Key);
        let begins = match (failed, untrusted, row.remarks[0].0) {
            (false, ..) => "This token is genuine, and",
            (true, _, Form) => "This is no usable token: ",
            (true, true, _) => "Do not trust this token: ",
            (true, false, _) => "This token is genuine, but ",
        };
        assert!(report.sentence().starts_with(begins), "{}: {}", row.name, report.sentence());
    }
}

/// With a template for the issuer, a token of another tenant is refused only by the allow-list.
#[test]
fn tenants_that_may_come() {
    let iss = format!("https://login.microsoftonline.com/{OTHER_TENANT}/v2.0");
    let token = ENTRA.sign(&header(), &changed(v2(), &json!({"iss": iss, "tid": OTHER_TENANT})));
    assert_eq!(remarks(&report(&token, &any_tenant())), []);
    let listed = Expected { tenants: expected().tenants, ..any_tenant() };
    assert_eq!(remarks(&report(&token, &listed)), [(Tenant, Fail)]);
    // tid decides the issuer, and a foreign one inside iss does not pass.
    let mixed = ENTRA.sign(&header(), &changed(v2(), &json!({"iss": iss})));
    assert_eq!(remarks(&report(&mixed, &any_tenant())), [(Issuer, Fail), (Tenant, Fail)]);
    let path = ENTRA.sign(&header(), &changed(v2(), &json!({"tid": "../72f988bf-86f1-41af-91ab-2d7cd01"})));
    let report = report(&path, &any_tenant());
    assert_eq!((remarks(&report), report.check(Issuer).unwrap().verdict), (vec![(Tenant, Fail)], Verdict::Skipped));
}

#[test]
fn a_consumer_key_for_a_work_tenant() {
    let consumers = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0".to_owned();
    let keys = Jwks { keys: vec![Jwk { issuer: Some(consumers), ..ENTRA.jwk() }] };
    for claims in [v2(), v1()] {
        let token = ENTRA.sign(&header(), &claims);
        for expected in [expected(), any_tenant()] {
            let report = check(&token, Some(&keys), &expected, now()).unwrap();
            assert_eq!(remarks(&report), [(Issuer, Fail)], "{:#?}", report.checks);
            assert_eq!(report.check(Issuer).unwrap().detail, "its key signs for another issuer");
        }
    }
}

/// What is wrong with the signature, and only with it.
#[test]
fn signatures() {
    let good = ENTRA.sign(&header(), &v2());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let other = ENTRA.sign(&header(), &changed(v2(), &json!({"name": "Megan Bowen"})));
    let (other_message, _) = other.rsplit_once('.').unwrap();
    let flipped = match signature.as_bytes()[10] {
        b'A' => signature[..10].to_owned() + "B" + &signature[11..],
        _ => signature[..10].to_owned() + "A" + &signature[11..],
    };
    // A key of the attacker's own, offered in the header; the name is that of a trusted one.
    let own = json!({"kty": "RSA", "n": STRANGER.jwk().n, "e": STRANGER.jwk().e});
    let embedded = STRANGER.sign(&changed(header(), &json!({"jwk": own, "jku": "https://evil.example/keys"})), &v2());
    for (name, token) in [
        ("of another text", format!("{other_message}.{signature}")),
        ("one character changed", format!("{message}.{flipped}")),
        ("cut off", format!("{message}.{}", &signature[..40])),
        ("empty", format!("{message}.")),
        ("by a stranger", STRANGER.sign(&header(), &v2())),
        ("by the key in the header", embedded),
    ] {
        let report = report(&token, &expected());
        assert_eq!(remarks(&report), [(Signature, Fail)], "{name}: {:#?}", report.checks);
        assert!(!report.verified && !report.passed(), "{name}");
        assert!(report.sentence().starts_with("Do not trust this token: "), "{name}");
    }
}

/// The classic: a server that lets the header choose verifies HS256 with the public key as the secret.
#[test]
fn hs256_with_the_public_key() {
    let header = changed(header(), &json!({"alg": "HS256"}));
    let encode = |text: String| BASE64_URL_SAFE_NO_PAD.encode(text);
    let message = format!("{}.{}", encode(header.to_string()), encode(v2().to_string()));
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &ENTRA.public_der());
    let signature = BASE64_URL_SAFE_NO_PAD.encode(aws_lc_rs::hmac::sign(&key, message.as_bytes()));
    let report = report(&format!("{message}.{signature}"), &expected());
    assert_eq!(remarks(&report), [(Algorithm, Fail)]);
    assert!(!report.verified);
    assert_eq!(report.check(Signature).unwrap().verdict, Verdict::Skipped);
}

#[test]
fn a_key_that_is_none() {
    let keys = Jwks { keys: vec![Jwk { n: "not base64url!".to_owned(), ..ENTRA.jwk() }] };
    let report = check(&ENTRA.sign(&header(), &v2()), Some(&keys), &expected(), now()).unwrap();
    assert_eq!(remarks(&report), [(Signature, Fail)]);
    let none = check(&ENTRA.sign(&header(), &v2()), Some(&Jwks::default()), &expected(), now()).unwrap();
    assert_eq!(remarks(&none), [(Key, Fail)]);
}

/// A token that cannot be taken apart is a failed form, whatever else is right with it.
#[test]
fn form() {
    let twice = v2().to_string().replacen('{', &format!("{{\"aud\":\"{OFFICE}\","), 1);
    let good = ENTRA.sign(&header(), &v2());
    for (name, token, says) in [
        ("duplicate claim", ENTRA.sign_text(&header().to_string(), &twice), "the payload has the key aud twice"),
        (
            "duplicate in the header",
            ENTRA.sign_text(r#"{"alg":"none","alg":"RS256"}"#, "{}"),
            "the header has the key alg twice",
        ),
        ("cut off", good[..good.len() / 2].to_owned(), "a JWT has three parts between two dots, this text has 2"),
        ("plain base64", good.replacen('.', "+.", 1), "the header is not base64url"),
        ("opaque", "EwBwA8l6BAAU".to_owned(), "an opaque token"),
        ("encrypted", "eyJ.a.b.c.d".to_owned(), "an encrypted token"),
    ] {
        let report = report(&token, &expected());
        assert_eq!(remarks(&report), [(Form, Fail)], "{name}");
        let check = report.check(Form).unwrap();
        assert!(check.detail.contains(says) && check.fix.is_some(), "{name}: {}", check.detail);
        assert!(report.checks.iter().skip(1).all(|check| check.verdict == Verdict::Skipped), "{name}");
    }
}
