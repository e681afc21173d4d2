//! Identity tokens of Exchange, checked by steps that are written here: parts, metadata, certificate, signature.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey};
use practice_tenant::{ExchangeIdentity, ExchangeRefusal, IdentityTokenFlaw, IdentityTokenShape};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::rig::{CONTROL_TOKEN, Rig, part, text};

const PAGE: &str = "https://localhost:3000/taskpane.html";

fn identity(rig: &Rig, shape: IdentityTokenShape, flaw: Option<IdentityTokenFlaw>) -> ExchangeIdentity {
    ExchangeIdentity { person: rig.tenant.people()[0].id, audience: PAGE.to_owned(), shape, flaw }
}

async fn metadata(rig: &Rig) -> Value {
    let url = rig.tenant.authority().join("autodiscover/metadata/json/1").unwrap();
    rig.http.get(url).send().await.unwrap().json().await.unwrap()
}

/// Of the key in the metadata that the token names, if it names one.
async fn key(rig: &Rig, token: &str) -> Option<DecodingKey> {
    let metadata = metadata(rig).await;
    let keys = metadata["keys"].as_array().unwrap();
    let key = keys.iter().find(|key| key["keyinfo"]["x5t"] == part(token, 0)["x5t"])?;
    let der = STANDARD.decode(text(&key["keyvalue"], "value")).unwrap();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, &der);
    assert_eq!(
        text(&key["keyinfo"], "x5t"),
        URL_SAFE_NO_PAD.encode(digest),
        "the thumbprint is that of the certificate"
    );
    // The same key as the JWKS has, in a certificate.
    let jwks: Value = rig.http.get(rig.url("discovery/v2.0/keys")).send().await.unwrap().json().await.unwrap();
    let jwk = &jwks["keys"][0];
    assert_eq!(text(&key["keyvalue"], "value"), jwk["x5c"][0].as_str().unwrap());
    let modulus = URL_SAFE_NO_PAD.decode(text(jwk, "n")).unwrap();
    assert!(der.windows(modulus.len()).any(|window| window == modulus), "the certificate holds this key");
    Some(DecodingKey::from_rsa_components(text(jwk, "n"), text(jwk, "e")).unwrap())
}

async fn is_signed(rig: &Rig, token: &str) -> bool {
    let Some(key) = key(rig, token).await else { return false };
    let (message, signature) = token.rsplit_once('.').unwrap();
    jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key, Algorithm::RS256).unwrap()
}

/// `appctx` in either form.
fn context(claims: &Value) -> Value {
    match &claims["appctx"] {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        other => other.clone(),
    }
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

#[tokio::test]
async fn both_shapes_say_the_same() {
    let rig = Rig::start().await;
    let mut said = Vec::new();
    for shape in [IdentityTokenShape::Live, IdentityTokenShape::Documented] {
        let token = rig.tenant.exchange_identity_token(&identity(&rig, shape, None)).unwrap();
        assert_eq!(format!("{token:?}"), "ExchangeIdentityToken(…)");
        let (header, claims) = (part(token.expose(), 0), part(token.expose(), 1));
        assert_eq!((text(&header, "typ"), text(&header, "alg"), header.get("kid")), ("JWT", "RS256", None));
        assert!(is_signed(&rig, token.expose()).await, "{shape:?}");
        assert_eq!(
            (claims["appctx"].is_string(), claims["exp"].is_i64()),
            (shape == IdentityTokenShape::Live, shape == IdentityTokenShape::Live)
        );
        assert_eq!(number(&claims["exp"]) - number(&claims["nbf"]), 28_800);
        assert_eq!(text(&claims, "aud"), PAGE);
        assert_eq!(text(&claims, "iss"), format!("00000002-0000-0ff1-ce00-000000000000@{}", rig.tenant.tenant_id()));
        for personal in ["sub", "oid", "tid", "scp", "name", "email"] {
            assert!(claims.get(personal).is_none(), "{personal}");
        }
        said.push(context(&claims));
    }
    assert_eq!(said[0], said[1]);
    assert_eq!(text(&said[0], "version"), "ExIdTok.V1");
    let amurl = rig.tenant.authority().join("autodiscover/metadata/json/1").unwrap();
    assert_eq!(text(&said[0], "amurl"), amurl.as_str());
    let metadata = metadata(&rig).await;
    assert_eq!(
        (text(&metadata, "issuer"), text(&metadata["endpoints"][0], "location")),
        ("00000002-0000-0ff1-ce00-000000000000@*", amurl.as_str())
    );
}

/// What a server looks at, in the order of [`IdentityTokenFlaw::NAMES`], and whether it is as it should be. `good`: the
/// claims of a token without a flaw.
async fn looks(rig: &Rig, token: &str, good: &Value) -> [bool; 8] {
    let now = number(&good["nbf"]);
    let claims = part(token, 1);
    let context = context(&claims);
    let in_time = (number(&claims["nbf"])..number(&claims["exp"])).contains(&now);
    let is_known = key(rig, token).await.is_some();
    [
        in_time || number(&claims["exp"]) > now,
        in_time || number(&claims["nbf"]) <= now,
        is_signed(rig, token).await || !is_known,
        is_known,
        context["version"] == "ExIdTok.V1" || context.is_null(),
        context.is_null() || text(&context, "amurl").starts_with(rig.tenant.authority().as_str()),
        claims["iss"] == good["iss"],
        !context.is_null(),
    ]
}

#[tokio::test]
async fn each_flaw_is_the_only_one() {
    let rig = Rig::start().await;
    let good = rig.tenant.exchange_identity_token(&identity(&rig, IdentityTokenShape::Live, None)).unwrap();
    let good = part(good.expose(), 1);
    for (at, name) in IdentityTokenFlaw::NAMES.into_iter().enumerate() {
        let mut only_this = [true; 8];
        only_this[at] = false;
        let flaw = IdentityTokenFlaw::by_name(name).unwrap();
        for shape in [IdentityTokenShape::Live, IdentityTokenShape::Documented] {
            let token = rig.tenant.exchange_identity_token(&identity(&rig, shape, Some(flaw.clone()))).unwrap();
            assert_eq!(looks(&rig, token.expose(), &good).await, only_this, "{name} {shape:?}");
        }
        let body = json!({ "kind": "exchange", "flaw": name, "claims": { "aud": PAGE } });
        let minted: Value = mint(&rig, &body).await.json().await.unwrap();
        assert_eq!(looks(&rig, text(&minted, "token"), &good).await, only_this, "{name}");
        assert_eq!(part(text(&minted, "token"), 1)["aud"], PAGE);
    }
    for (kind, flaw) in [
        ("id", json!("version")),
        ("personal", json!("signature")),
        ("exchange", json!("other")),
        ("exchange", json!(1)),
    ] {
        assert_eq!(mint(&rig, &json!({ "kind": kind, "flaw": flaw })).await.status(), 400, "{kind} {flaw}");
    }
}

async fn mint(rig: &Rig, body: &Value) -> reqwest::Response {
    let url = rig.tenant.http_authority().join(".hallpass/token").unwrap();
    rig.http.post(url).bearer_auth(CONTROL_TOKEN).json(body).send().await.unwrap()
}

#[tokio::test]
async fn who_has_no_mailbox_has_no_token() {
    let rig = Rig::start().await;
    let guest = rig.tenant.people().into_iter().find(|person| person.is_guest()).unwrap();
    for (person, refusal) in [(guest.id, ExchangeRefusal::NoMailbox), (Uuid::nil(), ExchangeRefusal::NoSuchUser)] {
        let wanted = ExchangeIdentity { person, ..identity(&rig, IdentityTokenShape::Live, None) };
        assert_eq!(rig.tenant.exchange_identity_token(&wanted).unwrap_err(), refusal);
    }
    let url = rig.tenant.authority().join("autodiscover/metadata/json/1").unwrap();
    assert_eq!(rig.http.post(url).send().await.unwrap().status(), 405);
}
