//! Each of Entra's rules, provoked over HTTP. The table is in `rows/`, the documentation is made of it.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use practice_tenant::{Fault, FaultTarget};
use reqwest::Response;
use serde_json::Value;

mod reference;
mod row;
mod rows;

use crate::rig::{LOOPBACK, Returned, Rig, text};
use row::{Provoke, Row, Seen};
use rows::CHAPTERS;

pub async fn assert_page(answer: Response, code: u32) {
    assert_eq!(answer.status(), 400, "AADSTS{code}");
    assert!(!answer.headers().contains_key("location"), "AADSTS{code}");
    let html = answer.text().await.unwrap();
    assert!(html.contains(&format!("AADSTS{code}: ")), "AADSTS{code} not in {html}");
}

/// Entra's shape; who asks for an error sees nothing of a token.
fn assert_body(body: &Value, code: u32, error: &str) {
    assert_eq!(body["error_codes"], serde_json::json!([code]), "{body}");
    assert_eq!(text(body, "error"), error, "AADSTS{code}");
    assert_description(text(body, "error_description"), code);
    let description = text(body, "error_description");
    for id in ["trace_id", "correlation_id", "timestamp"] {
        assert!(description.contains(text(body, id)), "{id} of AADSTS{code} not in {description}");
    }
    assert_eq!(text(body, "error_uri"), format!("https://login.microsoftonline.com/error?code={code}"));
    assert!(body.get("access_token").is_none());
}

fn assert_description(description: &str, code: u32) {
    assert!(description.starts_with(&format!("AADSTS{code}: ")), "AADSTS{code} expected: {description}");
    let order = [" Trace ID: ", " Correlation ID: ", " Timestamp: "].map(|mark| description.find(mark));
    assert!(order.iter().all(Option::is_some) && order.is_sorted() && description.ends_with('Z'), "{description}");
}

pub async fn assert_refused(answer: Response, code: u32, status: u16, error: &str) -> Value {
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let (sent, body): (_, Value) = (answer.status(), answer.json().await.unwrap());
    assert_body(&body, code, error);
    assert_eq!(sent, status, "AADSTS{code}");
    body
}

pub fn assert_returned(answer: &Response, code: u32, error: &str) -> Returned {
    let returned = Returned::of(answer);
    assert!(returned.url.as_str().starts_with(LOOPBACK), "{}", returned.url);
    assert_description(returned.get("error_description"), code);
    assert_eq!((returned.get("error"), returned.get("state")), (error, "the-state"), "AADSTS{code}");
    assert_eq!(returned.get("code"), "");
    returned
}

/// Whoever pastes the answer is told of this code first, how a challenge is met, and where to look in the log.
fn assert_diagnosed(pasted: &str, row: &Row) {
    let diagnosed = sso_core::diagnose::diagnose(pasted.as_bytes(), sso_core::Timestamp::UNIX_EPOCH);
    let first = diagnosed.diagnoses.first().unwrap_or_else(|| panic!("nothing is said of {pasted}"));
    assert_eq!(first.code, format!("AADSTS{}", row.code), "{pasted}");
    assert_eq!(first.fix[0].contains("authChallenge: claims"), row.has_claims, "{:?} of {pasted}", first.fix);
    let has_trace = first.evidence.iter().any(|evidence| evidence.place.path.as_deref() == Some("correlation_id"));
    assert!(has_trace, "{:?} of {pasted}", first.evidence);
}

async fn run(row: &Row) {
    let rig = Rig::start().await;
    let answer = row.answer(&rig).await;
    let (suberror, claims) = match row.seen {
        Seen::Page => return assert_page(answer, row.code).await,
        Seen::Form => {
            assert_eq!(answer.status(), 400, "AADSTS{}", row.code);
            let html = answer.text().await.unwrap();
            return assert!(html.contains(&format!("AADSTS{}: ", row.code)) && html.contains("<form"), "{html}");
        }
        Seen::Client => {
            let returned = assert_returned(&answer, row.code, row.error);
            assert_diagnosed(returned.url.as_str(), row);
            (returned.get("suberror").to_owned(), returned.get("claims").to_owned())
        }
        Seen::Body(status) => {
            let body = assert_refused(answer, row.code, status, row.error).await;
            assert_diagnosed(&body.to_string(), row);
            let field = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            (field("suberror"), field("claims"))
        }
    };
    assert_eq!(suberror, row.suberror.unwrap_or_default(), "AADSTS{}", row.code);
    assert_eq!(!claims.is_empty(), row.has_claims, "AADSTS{}", row.code);
    assert!(claims.is_empty() || serde_json::from_str::<Value>(&claims).is_ok(), "{claims}");
}

#[tokio::test]
async fn each_row() {
    for row in CHAPTERS.iter().flat_map(|chapter| chapter.rows) {
        run(row).await;
    }
}

/// A fault answers as the rule of the same code does at the same place.
#[tokio::test]
async fn a_fault_is_the_refusal_of_the_row() {
    let rig = Rig::start().await;
    let mut compared = 0;
    for row in CHAPTERS.iter().flat_map(|chapter| chapter.rows) {
        let (request, on) = match row.provoke {
            Provoke::Redeem { .. } => (rig.redemption(), FaultTarget::AuthorizationCode),
            Provoke::OnBehalfOf(_) => (rig.on_behalf_of("struck before it is read"), FaultTarget::OnBehalfOf),
            Provoke::Refresh(_) => (rig.refresh("the same"), FaultTarget::RefreshToken),
            Provoke::Authorize(_) | Provoke::Choose(..) | Provoke::Told(_) => continue,
        };
        let (Seen::Body(status), Ok(fault)) =
            (row.seen, Fault::new(&row.code.to_string(), Some(on), NonZeroU32::new(1)))
        else {
            continue;
        };
        // Of the two JWTs of such a request a fault means the assertion of the user.
        if row.code == 50027 && row.error == "invalid_client" {
            continue;
        }
        // The client demanded it by itself, so there is no policy to name.
        let is_unnamed = row.code == 50076 && !row.has_claims;
        rig.tenant.fault(fault);
        let answer = rig.token_request(&request).send().await.unwrap();
        let body = assert_refused(answer, row.code, status, row.error).await;
        assert_eq!(body.get("suberror").and_then(Value::as_str), row.suberror, "AADSTS{}", row.code);
        assert!(is_unnamed || body.get("claims").is_some() == row.has_claims, "AADSTS{}", row.code);
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
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

/// A rule without a row would be a rule that nobody has seen at work.
#[test]
fn every_rule_is_provoked() {
    let provoked: BTreeSet<u32> = CHAPTERS.iter().flat_map(|chapter| chapter.rows).map(|row| row.code).collect();
    // No client can make the cryptography library fail.
    let out_of_reach = BTreeSet::from([90033]);
    let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut rows_without_rule = provoked.clone();
    for file in std::fs::read_dir(rules).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let Some((_, rest)) = source.split_once("pub const CODE: u32 = ") else { continue };
        let code: u32 = rest.split(';').next().unwrap().parse().unwrap();
        assert!(provoked.contains(&code) || out_of_reach.contains(&code), "no row for AADSTS{code}");
        rows_without_rule.remove(&code);
    }
    assert_eq!(rows_without_rule, BTreeSet::new(), "rows without a rule");
}
