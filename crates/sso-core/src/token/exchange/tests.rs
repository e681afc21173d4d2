//! Tokens and metadata documents made with keys of the test's own: good ones, and each fault by itself.

mod document;
mod property;

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::token::{CheckId, ExchangeExpected, ExchangeReport, Now, TokenKind, Verdict, check_exchange};

const NOW: i64 = 1_795_000_000;
const PAGE: &str = "https://addin.contoso.com/read/pane.html";
const AMURL: &str = "https://mail.contoso.com:443/autodiscover/metadata/json/1";
const USER: &str = "53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com";

/// A key with a self-signed certificate (DER).
struct Server {
    pair: KeyPair,
    certificate: Vec<u8>,
}

static SERVER: LazyLock<Server> = LazyLock::new(Server::new);
static STRANGER: LazyLock<Server> = LazyLock::new(Server::new);
static GOOD: LazyLock<String> = LazyLock::new(|| SERVER.sign(&header(), &claims()));

impl Server {
    fn new() -> Self {
        let key = rcgen::KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, rcgen::RsaKeySize::_2048).unwrap();
        let certificate = rcgen::CertificateParams::default().self_signed(&key).unwrap().der().to_vec();
        Self { pair: KeyPair::from_pkcs8(&key.serialize_der()).unwrap(), certificate }
    }

    fn x5t(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &self.certificate))
    }

    fn document(&self) -> Value {
        json!({
            "id": "_70b34511", "version": "1.0", "name": "Exchange", "realm": "*",
            "serviceName": EXCHANGE, "issuer": format!("{EXCHANGE}@*"), "allowedAudiences": [format!("{EXCHANGE}@*")],
            "keys": [{
                "usage": "signing", "keyinfo": {"x5t": self.x5t()},
                "keyvalue": {"type": "x509Certificate", "value": BASE64_STANDARD.encode(&self.certificate)},
            }],
            "endpoints": [{"location": "https://mail.contoso.com:444/autodiscover/metadata/json/1",
                "protocol": "OAuth2", "usage": "metadata"}],
        })
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let encode = |part: &Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
        let message = format!("{}.{}", encode(header), encode(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }
}

fn header() -> Value {
    json!({"typ": "JWT", "alg": "RS256", "x5t": SERVER.x5t()})
}

fn context() -> Value {
    json!({"msexchuid": USER, "version": "ExIdTok.V1", "amurl": AMURL})
}

/// As tokens of real servers are said to be: numbers, and JSON in a string.
fn claims() -> Value {
    json!({
        "aud": PAGE, "iss": format!("{EXCHANGE}@contoso.com"), "nbf": NOW - 60, "exp": NOW + 28_740,
        "appctxsender": format!("{EXCHANGE}@mail.contoso.com"), "isbrowserhostedapp": "true",
        "appctx": context().to_string(),
    })
}

/// As the pages show them.
fn documented() -> Value {
    let mut claims = claims();
    claims["nbf"] = (NOW - 60).to_string().into();
    claims["exp"] = (NOW + 28_740).to_string().into();
    claims["appctx"] = context();
    claims
}

fn host(text: &str) -> HostPort {
    text.parse().unwrap()
}

fn expected() -> ExchangeExpected {
    ExchangeExpected {
        audience: PAGE.parse().unwrap(),
        hosts: vec![host("mail.contoso.com")],
        realm: None,
        skew: SignedDuration::from_secs(300),
    }
}

fn report(token: &str) -> ExchangeReport {
    let metadata = ExchangeMetadata::read(SERVER.document().to_string().as_bytes()).unwrap();
    check_exchange(token, Some(&metadata), &expected(), Timestamp::from_second(NOW).unwrap()).unwrap()
}

fn failures(report: &ExchangeReport) -> Vec<CheckId> {
    report.report.failures().map(|check| check.id).collect()
}

const ALL: &str = "form algorithm app-context metadata-url key signature issuer audience lifetime";

fn ids(report: &ExchangeReport) -> String {
    report.report.checks.iter().map(|check| check.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Header and claims with one thing changed: `None` leaves it out.
fn with(mut part: Value, name: &str, value: Option<Value>) -> Value {
    match value {
        Some(value) => part[name] = value,
        None => drop(part.as_object_mut().unwrap().remove(name)),
    }
    part
}

#[test]
fn both_forms_are_taken() {
    for claims in [claims(), documented()] {
        let report = report(&SERVER.sign(&header(), &claims));
        assert_eq!(failures(&report), [], "{:#?}", report.report.checks);
        assert!(report.passed() && report.report.kind == TokenKind::ExchangeIdentityToken);
        assert_eq!(report.unique_user_id.as_ref().unwrap().as_str(), format!("{AMURL}{USER}"));
        assert_eq!(report.sentence(), "This Exchange identity token is genuine, and your server may take it");
        assert_eq!(ids(&report), ALL);
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!((&json["kind"], &json["verified"]), (&"exchange-identity-token".into(), &true.into()));
        assert_eq!(json["what_now"].as_array().unwrap().len(), WHAT_NOW.len());
    }
}

#[test]
fn each_fault_of_a_claim_fails_its_own_check() {
    use CheckId::{AppContext, Audience, Issuer, Lifetime, MetadataUrl};
    let in_context = |name: &str, value: Option<Value>| Some(with(context(), name, value));
    let amurl = |text: &str| in_context("amurl", Some(text.into()));
    let path = "/autodiscover/metadata/json/1";
    for (name, value, check) in [
        ("aud", None, Audience),
        ("aud", Some(json!(7)), Audience),
        ("aud", Some(json!("pane.html")), Audience),
        ("aud", Some(json!("https://addin.contoso.com/read/Pane.html")), Audience),
        ("aud", Some(json!("https://addin.contoso.com/read/pane.html/")), Audience),
        ("aud", Some(json!("https://addin.contoso.com/read/pane.htm")), Audience),
        ("aud", Some(json!("https://addin.contoso.com:444/read/pane.html")), Audience),
        ("aud", Some(json!("http://addin.contoso.com/read/pane.html")), Audience),
        ("aud", Some(json!("https://addin.contoso.com.evil.example/read/pane.html")), Audience),
        ("aud", Some(json!(format!("{PAGE}?a=1"))), Audience),
        ("aud", Some(json!(format!("{PAGE}?ET=1"))), Audience),
        ("aud", Some(json!(format!("{PAGE}?et=1&a=1"))), Audience),
        ("aud", Some(json!([PAGE])), Audience),
        ("iss", None, Issuer),
        ("iss", Some(json!(EXCHANGE)), Issuer),
        ("iss", Some(json!(format!("{EXCHANGE}@"))), Issuer),
        ("iss", Some(json!("00000003-0000-0ff1-ce00-000000000000@contoso.com")), Issuer),
        ("exp", None, Lifetime),
        ("exp", Some(json!(NOW - 300)), Lifetime),
        ("exp", Some(json!((NOW - 300).to_string())), Lifetime),
        ("exp", Some(json!("soon")), Lifetime),
        ("exp", Some(json!("")), Lifetime),
        ("exp", Some(json!("+1795028740")), Lifetime),
        ("exp", Some(json!("1795028740000")), Lifetime),
        ("exp", Some(json!(null)), Lifetime),
        ("nbf", None, Lifetime),
        ("nbf", Some(json!(NOW + 301)), Lifetime),
        ("nbf", Some(json!((NOW + 301).to_string())), Lifetime),
        ("nbf", Some(json!(true)), Lifetime),
        ("appctx", in_context("version", Some("ExIdTok.V2".into())), AppContext),
        ("appctx", in_context("version", Some("exidtok.v1".into())), AppContext),
        ("appctx", amurl(&format!("http://mail.contoso.com{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://evil.example{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com.evil.example{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com@evil.example{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://evil.example\\@mail.contoso.com{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://user@mail.contoso.com{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com:444{path}")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com{path}?a=b")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com{path}#a")), MetadataUrl),
        ("appctx", amurl(&format!("https://mail.contoso.com{path}/../2")), MetadataUrl),
        ("appctx", amurl("https://mail.contoso.com/upload/anybody.json"), MetadataUrl),
        ("appctx", amurl("https://127.0.0.1/autodiscover/metadata/json/1"), MetadataUrl),
        ("appctx", amurl("//mail.contoso.com"), MetadataUrl),
    ] {
        let report = report(&SERVER.sign(&header(), &with(claims(), name, value.clone())));
        assert_eq!(failures(&report), [check], "{name}: {value:?}");
        assert!(!report.passed() && report.unique_user_id.is_none(), "{name}: {value:?}");
        let failed = report.report.failures().next().unwrap();
        assert!(failed.fix.is_some() && failed.found.is_some(), "{failed:?}");
    }
}

#[test]
fn an_app_context_that_cannot_be_read() {
    let twice = r#"{"msexchuid":"a","msexchuid":"b","version":"ExIdTok.V1","amurl":"https://mail.contoso.com/"}"#;
    for value in [
        None,
        Some(json!(7)),
        Some(json!("none")),
        Some(json!([])),
        Some(json!({})),
        Some(json!(twice)),
        Some(with(context(), "msexchuid", None)),
        Some(with(context(), "msexchuid", Some("".into()))),
        Some(with(context(), "amurl", Some(7.into()))),
        Some(with(context(), "version", None)),
    ] {
        let token = SERVER.sign(&header(), &with(claims(), "appctx", value.clone()));
        let report = report(&token);
        assert_eq!(failures(&report), [CheckId::AppContext], "{value:?}");
        assert_eq!(report.report.check(CheckId::MetadataUrl).unwrap().verdict, Verdict::Skipped);
        assert!(metadata_url(&token, &[host("mail.contoso.com")]).is_none(), "{value:?}: nothing is asked");
    }
}

#[test]
fn each_fault_of_the_header_and_the_signature() {
    use CheckId::{Algorithm, Form, Key, Signature};
    let sign = |header: Value| SERVER.sign(&header, &claims());
    let forged = STRANGER.sign(&header(), &claims());
    let unsigned = sign(header());
    let unsigned = format!("{}.", unsigned.rsplit_once('.').unwrap().0);
    for (what, token, ids) in [
        ("alg none", sign(with(header(), "alg", Some("none".into()))), &[Algorithm][..]),
        ("alg HS256", sign(with(header(), "alg", Some("HS256".into()))), &[Algorithm]),
        ("no alg", sign(with(header(), "alg", None)), &[Algorithm]),
        ("no typ", sign(with(header(), "typ", None)), &[Algorithm]),
        ("crit", sign(with(header(), "crit", Some(json!(["b64"])))), &[Form]),
        ("no x5t", sign(with(header(), "x5t", None)), &[Key]),
        ("x5t of another", sign(with(header(), "x5t", Some(STRANGER.x5t().into()))), &[Key]),
        ("signed by another", forged, &[Signature]),
        ("not signed", unsigned, &[Signature]),
    ] {
        let report = report(&token);
        assert_eq!(failures(&report), ids, "{what}");
        assert!(!report.passed(), "{what}");
    }
    // The certificate that a token brings itself is never looked at.
    let own = with(header(), "x5c", Some(json!([BASE64_STANDARD.encode(&STRANGER.certificate)])));
    assert_eq!(failures(&report(&STRANGER.sign(&own, &claims()))), [Signature]);
}

/// The document's name for a certificate is checked, not believed.
#[test]
fn a_thumbprint_of_another_certificate() {
    let mut document = STRANGER.document();
    document["keys"][0]["keyinfo"]["x5t"] = SERVER.x5t().into();
    let metadata = ExchangeMetadata::read(document.to_string().as_bytes()).unwrap();
    let token = STRANGER.sign(&header(), &claims());
    let now = Timestamp::from_second(NOW).unwrap();
    let report = check_exchange(&token, Some(&metadata), &expected(), now).unwrap();
    assert_eq!(failures(&report), [CheckId::Key]);
    assert!(!report.report.verified);
}

#[test]
fn what_does_not_count() {
    for (name, value) in [
        ("aud", json!(format!("{PAGE}?et=abc"))),
        ("aud", json!("HTTPS://ADDIN.contoso.com:443/read/pane.html")),
        ("exp", json!(NOW - 299)),
        ("nbf", json!(NOW + 300)),
        ("appctx", with(context(), "msexchuid", Some("53e925fa-76ba-45e1-be0f-4ef08b59d389".into()))),
        ("appctx", with(context(), "amurl", Some("https://MAIL.contoso.com/autodiscover/metadata/json/1".into()))),
        ("something_new", json!([1])),
    ] {
        let report = report(&SERVER.sign(&header(), &with(claims(), name, Some(value.clone()))));
        assert_eq!(failures(&report), [], "{name}: {value}");
    }
    // The page has a query of its own, and keeps it.
    let own = format!("{PAGE}?a=1");
    let expected = ExchangeExpected { audience: own.parse().unwrap(), ..expected() };
    for (aud, passes) in [(format!("{own}&et=x"), true), (format!("{PAGE}?et=x"), false)] {
        let token = SERVER.sign(&header(), &with(claims(), "aud", Some(aud.clone().into())));
        let report = check_exchange(&token, None, &expected, Timestamp::from_second(NOW).unwrap()).unwrap();
        assert_eq!(failures(&report).is_empty(), passes, "{aud}");
    }
}

#[test]
fn the_difference_of_the_page_is_marked() {
    for (aud, differs_at) in [
        ("https://addin.contoso.com/read/pane.htm", Some(40)),
        ("https://addin.contoso.com/read/Pane.html", Some(32)),
        ("HTTPS://addin.contoso.com/edit/pane.html?et=x", Some(27)),
        ("http://addin.contoso.com/read/pane.html", Some(5)),
        // The port that goes without saying: the place in the token is another.
        ("https://addin.contoso.com:443/read/pane.htm", None),
        (PAGE, None),
    ] {
        let report = report(&SERVER.sign(&header(), &with(claims(), "aud", Some(aud.into()))));
        assert_eq!(report.report.check(CheckId::Audience).unwrap().differs_at, differs_at, "{aud}");
    }
}

#[test]
fn the_realm_counts_where_it_is_known() {
    let now = Timestamp::from_second(NOW).unwrap();
    for (realm, ids) in [("Contoso.com", &[][..]), ("fabrikam.com", &[CheckId::Issuer])] {
        let expected = ExchangeExpected { realm: Some(realm.to_owned()), ..expected() };
        let token = SERVER.sign(&header(), &claims());
        assert_eq!(failures(&check_exchange(&token, None, &expected, now).unwrap()), ids, "{realm}");
    }
}

#[test]
fn without_metadata_nothing_is_verified() {
    let token = SERVER.sign(&header(), &claims());
    let report = check_exchange(&token, None, &expected(), Timestamp::from_second(NOW).unwrap()).unwrap();
    assert!(!report.passed() && report.unique_user_id.is_none());
    assert!(report.sentence().starts_with("NOT VERIFIED"), "{}", report.sentence());
    for id in [CheckId::AppContext, CheckId::MetadataUrl, CheckId::Issuer, CheckId::Audience, CheckId::Lifetime] {
        let check = report.report.check(id).unwrap();
        assert!(check.verdict == Verdict::Pass && check.detail.starts_with("unverified: "), "{check:?}");
    }
}

#[test]
fn times_are_those_of_the_reader() {
    let now = Now { time: Timestamp::from_second(NOW).unwrap(), zone: TimeZone::fixed(jiff::tz::offset(1)) };
    let lifetime = |claims: &Value| {
        let report = check_exchange(&SERVER.sign(&header(), claims), None, &expected(), now.clone()).unwrap();
        let shown = report.report.claims.iter().find(|claim| claim.name == "exp").unwrap().display.clone().unwrap();
        (report.report.check(CheckId::Lifetime).unwrap().clone(), shown)
    };
    let (good, shown) = lifetime(&documented());
    assert_eq!(good.detail, "unverified: valid for another 7 h 59 min, until 2026-11-18 20:05:40 +01:00");
    assert_eq!(shown, "2026-11-18 20:05:40 +01:00, in 7 h 59 min");
    let (expired, _) = lifetime(&with(claims(), "exp", Some(json!(NOW - 300))));
    assert_eq!(expired.found.as_deref(), Some("exp 2026-11-18 12:01:40 +01:00"));
    assert_eq!(expired.expected.as_deref(), Some("later than 2026-11-18 12:06:40 +01:00, give or take 5 min"));
}

#[test]
fn what_cannot_be_taken_apart() {
    for text in ["0.AAAA-opaque", "eyJhbGciOiJSUzI1NiJ9.e30", "a.b.c.d.e"] {
        let report = report(text);
        assert_eq!((failures(&report), ids(&report).as_str()), (vec![CheckId::Form], ALL), "{text}");
        assert!(!report.sentence().contains(text), "{text}");
    }
    let now = Timestamp::from_second(NOW).unwrap();
    assert!(check_exchange(" ", None, &expected(), now).is_err());
}

#[test]
fn a_token_of_entra_is_none_of_exchange() {
    let token = SERVER.sign(&header(), &json!({"aud": PAGE, "scp": "access_as_user", "azp": "x"}));
    let report = report(&token);
    assert_eq!(report.report.kind, TokenKind::ApiAccessToken);
    assert!(failures(&report).contains(&CheckId::AppContext));
    assert!(metadata_url(&token, &[]).is_none());
}
