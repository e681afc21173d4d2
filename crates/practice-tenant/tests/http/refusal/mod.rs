//! Each of Entra's rules, provoked over HTTP. Most need one thing wrong and are a row in `rows.rs`.

use std::collections::BTreeSet;

use reqwest::Response;
use serde_json::Value;

mod rows;

use crate::rig::{DIALOG, LOOPBACK, PAGES, Page, Params, Returned, Rig, text};
use rows::{AUTHORIZE, ON_BEHALF_OF, REDEMPTIONS, REFRESHES, SIGNED_IN, Seen};

pub async fn assert_page(answer: Response, code: u32) {
    assert_eq!(answer.status(), 400, "AADSTS{code}");
    assert!(!answer.headers().contains_key("location"), "AADSTS{code}");
    let html = answer.text().await.unwrap();
    assert!(html.contains(&format!("AADSTS{code}: ")), "AADSTS{code} not in {html}");
}

/// Entra's shape; a row that asks for an error sees nothing of a token.
fn assert_body(body: &Value, code: u32, error: &str) {
    assert_eq!(body["error_codes"], serde_json::json!([code]), "{body}");
    assert_eq!(text(body, "error"), error, "AADSTS{code}");
    assert_description(text(body, "error_description"), code);
    let description = text(body, "error_description");
    for id in ["trace_id", "correlation_id", "timestamp"] {
        assert!(description.contains(text(body, id)), "{id} of AADSTS{code} not in {description}");
    }
    assert_eq!(text(body, "error_uri"), format!("https://login.microsoftonline.com/error?code={code}"));
    assert_eq!(body.get("suberror").and_then(Value::as_str), (code == 65001).then_some("consent_required"));
    assert!(body.get("access_token").is_none());
}

fn assert_description(description: &str, code: u32) {
    assert!(description.starts_with(&format!("AADSTS{code}: ")), "{description}");
    let order = [" Trace ID: ", " Correlation ID: ", " Timestamp: "].map(|mark| description.find(mark));
    assert!(order.iter().all(Option::is_some) && order.is_sorted() && description.ends_with('Z'), "{description}");
}

pub async fn assert_refused(answer: Response, code: u32, status: u16, error: &str) {
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let (sent, body): (_, Value) = (answer.status(), answer.json().await.unwrap());
    assert_body(&body, code, error);
    assert_eq!(sent, status, "AADSTS{code}");
}

pub fn assert_returned(answer: &Response, code: u32, error: &str) {
    let returned = Returned::of(answer);
    assert!(returned.url.as_str().starts_with(LOOPBACK), "{}", returned.url);
    assert_eq!((returned.get("error"), returned.get("state")), (error, "the-state"), "AADSTS{code}");
    assert_description(returned.get("error_description"), code);
    assert_eq!(returned.get("code"), "");
}

async fn assert_seen(answer: Response, code: u32, seen: Seen, error: &str) {
    match seen {
        Seen::Page => assert_page(answer, code).await,
        Seen::Client => assert_returned(&answer, code, error),
    }
}

#[tokio::test]
async fn of_the_authorization_endpoint() {
    for (code, seen, error, change) in AUTHORIZE {
        let rig = Rig::start().await;
        let mut request = rig.authorize();
        change(&rig, &mut request);
        assert_seen(rig.get_authorize(&request).await, *code, *seen, error).await;
    }
}

#[tokio::test]
async fn of_the_authorization_endpoint_once_the_person_is_known() {
    for (code, seen, error, change) in SIGNED_IN {
        let rig = Rig::start().await;
        let mut request = rig.authorize();
        change(&rig, &mut request);
        let page = Page::of(rig.get_authorize(&request).await).await;
        let answer = rig.post_page(&page, "account", &rig.add_in.user).await;
        assert_seen(answer, *code, *seen, error).await;
    }
}

#[tokio::test]
async fn of_a_redemption() {
    for row in REDEMPTIONS {
        let rig = Rig::start().await;
        let (mut authorize, mut redemption) = (rig.authorize(), rig.redemption());
        (row.authorize)(&rig, &mut authorize);
        redemption.set("code", rig.sign_in(&authorize).await.get("code"));
        (row.redeem)(&rig, &mut redemption);
        let mut request = rig.token_request(&redemption);
        if let Some(origin) = row.origin {
            request = request.header("Origin", origin);
        }
        assert_refused(request.send().await.unwrap(), row.code, row.status, row.error).await;
    }
}

#[tokio::test]
async fn of_on_behalf_of() {
    for (code, status, error, change) in ON_BEHALF_OF {
        let rig = Rig::start().await;
        let mut request = rig.on_behalf_of(text(&rig.tokens().await, "access_token"));
        change(&rig, &mut request);
        let answer = rig.token_request(&request).send().await.unwrap();
        assert_refused(answer, *code, *status, error).await;
    }
}

#[tokio::test]
async fn of_a_refresh() {
    for (code, status, error, change) in REFRESHES {
        let rig = Rig::start().await;
        let mut request = Params::of(&[("grant_type", "refresh_token"), ("scope", "User.Read")]);
        request.set("client_id", rig.client_id());
        request.set("refresh_token", text(&rig.tokens().await, "refresh_token"));
        change(&rig, &mut request);
        let answer = rig.token_request(&request).send().await.unwrap();
        assert_refused(answer, *code, *status, error).await;
    }
}

/// What needs more than one thing wrong.
#[tokio::test]
async fn of_the_rest() {
    let rig = Rig::start().await;

    let tokens = rig.tokens().await;
    let request = rig.on_behalf_of(text(&tokens, "id_token"));
    assert_refused(rig.token_request(&request).send().await.unwrap(), 240002, 400, "invalid_grant").await;
    let request = rig.on_behalf_of(&rig.graph_token().await);
    assert_refused(rig.token_request(&request).send().await.unwrap(), 50013, 400, "invalid_grant").await;

    let mut redemption = rig.redemption();
    redemption.set("code", rig.sign_in(&with_scope(&rig, "openid User.Read")).await.get("code"));
    rig.token(&redemption).await;
    assert_refused(rig.token_request(&redemption).send().await.unwrap(), 54005, 400, "invalid_grant").await;

    for (segment, code) in [
        ("11111111-2222-4333-8444-555555555555", 90002),
        ("northwind.example", 90002),
        ("{tenantId}", 900023),
        ("contoso", 900023),
    ] {
        for path in ["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"] {
            let answer = rig.http.get(rig.url_of(segment, path)).send().await.unwrap();
            assert_refused(answer, code, 400, "invalid_request").await;
        }
        let request = rig.http.post(rig.url_of(segment, "oauth2/v2.0/token")).form(&redemption.0);
        assert_refused(request.send().await.unwrap(), code, 400, "invalid_request").await;
        let request = rig.http.get(rig.url_of(segment, "oauth2/v2.0/authorize")).query(&rig.authorize().0);
        assert_page(request.send().await.unwrap(), code).await;
    }

    for segment in ["common", "organizations"] {
        let request = rig.http.get(rig.url_of(segment, "oauth2/v2.0/authorize")).query(&rig.authorize().0);
        assert_returned(&request.send().await.unwrap(), 50194, "invalid_request");
        let request = rig.http.post(rig.url_of(segment, "oauth2/v2.0/token")).form(&redemption.0);
        assert_refused(request.send().await.unwrap(), 50194, 400, "invalid_request").await;
    }

    let answer = rig.http.get(rig.url("oauth2/v2.0/token")).send().await.unwrap();
    assert_refused(answer, 900561, 400, "invalid_request").await;
    let json = rig.http.post(rig.url("oauth2/v2.0/token")).json(&serde_json::json!({ "grant_type": "x" }));
    assert_refused(json.send().await.unwrap(), 900144, 400, "invalid_request").await;

    let rig = Rig::start().await;
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    let consent = Page::of(rig.post_page(&page, "account", &rig.add_in.user).await).await;
    assert_page(rig.post_page(&page, "account", &rig.add_in.user).await, 50089).await;
    assert_returned(&rig.post_page(&consent, "consent", "decline").await, 65004, "access_denied");
    assert_page(rig.post_page(&consent, "consent", "accept").await, 50089).await;
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    rig.pass(2);
    assert_page(rig.post_page(&page, "account", &rig.add_in.user).await, 50089).await;

    // Silently, with a session, and without consent.
    let session = rig.sign_in(&with_scope(&rig, "openid")).await.session();
    let mut silent = with_scope(&rig, "Mail.Read");
    silent.set("prompt", "none");
    let request = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&silent.0).header("Cookie", &session);
    assert_returned(&request.send().await.unwrap(), 65001, "interaction_required");

    let mut spa = with_scope(&rig, "openid offline_access User.Read");
    spa.set("redirect_uri", DIALOG);
    let mut redemption = rig.redemption();
    redemption.set("redirect_uri", DIALOG);
    redemption.set("code", rig.sign_in(&spa).await.get("code"));
    let answer = rig.token_request(&redemption).header("Origin", PAGES).send().await.unwrap();
    let tokens: Value = answer.json().await.unwrap();
    let mut refresh = Params::of(&[("grant_type", "refresh_token"), ("scope", "User.Read")]);
    refresh.set("client_id", rig.client_id());
    refresh.set("refresh_token", text(&tokens, "refresh_token"));
    assert_refused(rig.token_request(&refresh).send().await.unwrap(), 9002327, 400, "invalid_request").await;
    rig.pass(24);
    let answer = rig.token_request(&refresh).header("Origin", PAGES).send().await.unwrap();
    assert_refused(answer, 700084, 400, "invalid_grant").await;
}

fn with_scope(rig: &Rig, scope: &str) -> Params {
    let mut request = rig.authorize();
    request.set("scope", scope);
    request
}

#[tokio::test]
async fn tells_the_client_its_own_correlation_id() {
    let rig = Rig::start().await;
    let id = "11111111-2222-4333-8444-555555555555";
    let by_header = rig.http.post(rig.url("oauth2/v2.0/token")).header("client-request-id", id);
    let mut url = rig.url("oauth2/v2.0/token");
    url.set_query(Some(&format!("client-request-id={id}")));
    for request in [by_header, rig.http.post(url)] {
        let answer = request.header("return-client-request-id", "true").send().await.unwrap();
        assert_eq!(answer.headers()["client-request-id"], id);
        let trace = answer.headers()["x-ms-request-id"].to_str().unwrap().to_owned();
        let body: Value = answer.json().await.unwrap();
        assert_eq!((text(&body, "correlation_id"), text(&body, "trace_id")), (id, trace.as_str()));
    }
}

/// A rule without a row here would be a rule that nobody has seen at work.
#[test]
fn every_rule_is_provoked() {
    let tested: BTreeSet<u32> = AUTHORIZE
        .iter()
        .chain(SIGNED_IN)
        .map(|row| row.0)
        .chain(REDEMPTIONS.iter().map(|row| row.code))
        .chain(ON_BEHALF_OF.iter().chain(REFRESHES).map(|row| row.0))
        // In `tenants.rs`.
        .chain([50020, 500208, 9002332, 9002331, 16000, 700005, 650052, 500201])
        .chain([240002, 54005, 90002, 900023, 50194, 900561, 50089, 65004, 9002327, 700084])
        .collect();
    // No client can make the cryptography library fail.
    let out_of_reach = BTreeSet::from([90033]);
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut count = 0;
    for file in std::fs::read_dir(rules).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Some((_, rest)) = source.split_once("pub const CODE: u32 = ") else { continue };
        let code: u32 = rest.split(';').next().unwrap().parse().unwrap();
        assert!(tested.contains(&code) || out_of_reach.contains(&code), "no row for AADSTS{code}");
        count += 1;
    }
    assert!(count > 40, "the rules were not found");
}
