//! Lists in pages, files, headers.

use practice_tenant::Fault;
use reqwest::Method;
use serde_json::Value;

use super::{MEGAN, get, graph_token};
use crate::rig::{Rig, text};

/// Follows `@odata.nextLink` to the end.
async fn all(rig: &Rig, path: &str, token: &str) -> (usize, Vec<String>) {
    let (mut pages, mut ids) = (0, Vec::new());
    let mut next = Some(rig.tenant.graph().join(path).unwrap().to_string());
    while let Some(address) = next {
        let answer = rig.http.get(address).bearer_auth(token).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let body: Value = answer.json().await.unwrap();
        ids.extend(body["value"].as_array().unwrap().iter().map(|one| text(one, "id").to_owned()));
        next = body["@odata.nextLink"].as_str().map(str::to_owned);
        pages += 1;
        assert!(pages < 100, "it never ends");
    }
    (pages, ids)
}

#[tokio::test]
async fn every_page_and_no_entity_twice() {
    let rig = Rig::start().await;
    let scopes = "Mail.Read Files.Read User.ReadBasic.All Application.Read.All";
    let token = graph_token(&rig, MEGAN, scopes).await;
    for (path, pages, entities) in [
        ("v1.0/me/messages", 2, 12),
        ("v1.0/me/messages?$top=5&$select=subject", 3, 12),
        ("v1.0/me/messages?$top=5&$skip=5", 2, 7),
        ("v1.0/me/mailFolders?$top=4", 2, 6),
        ("v1.0/me/drive/root/children?$top=3", 3, 7),
    ] {
        let (answered, mut ids) = all(&rig, path, &token).await;
        assert_eq!((answered, ids.len()), (pages, entities), "{path}");
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), entities, "{path}");
    }
    for (list, size) in [("v1.0/users", 2), ("v1.0/servicePrincipals", 1)] {
        let (one, whole) = all(&rig, &format!("{list}?$top=999"), &token).await;
        let (pages, paged) = all(&rig, &format!("{list}?$top={size}&$select=id"), &token).await;
        assert_eq!((one, pages, paged), (1, whole.len().div_ceil(size), whole), "{list}");
    }
    // Another person's mailbox is another one.
    let mine = all(&rig, "v1.0/me/messages", &token).await.1;
    let theirs = graph_token(&rig, "AlexW@contoso.onmicrosoft.com", "Mail.Read").await;
    assert!(all(&rig, "v1.0/me/messages", &theirs).await.1.iter().all(|id| !mine.contains(id)));
}

#[tokio::test]
async fn a_message_without_its_text_for_those_who_may_read_no_more() {
    let rig = Rig::start().await;
    for (scope, has_text) in [("Mail.ReadBasic", false), ("Mail.Read", true)] {
        let token = graph_token(&rig, MEGAN, scope).await;
        let list = get(&rig, "v1.0/me/messages?$top=1", &token).await.body;
        let id = text(&list["value"][0], "id").to_owned();
        let one = get(&rig, &format!("v1.0/me/messages/{id}"), &token).await.body;
        assert_eq!(
            (list["value"][0].get("body").is_some(), one.get("body").is_some()),
            (has_text, has_text),
            "{scope}"
        );
    }
}

#[tokio::test]
async fn a_photo_is_a_file() {
    let rig = Rig::start().await;
    let token = graph_token(&rig, "AdeleV@contoso.onmicrosoft.com", "User.Read").await;
    let url = rig.tenant.graph().join("v1.0/me/photo/$value").unwrap();
    let answer = rig.http.get(url).bearer_auth(&token).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "image/jpeg");
    let bytes = answer.bytes().await.unwrap();
    assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.ends_with(&[0xff, 0xd9]), "a whole JPEG");
}

#[tokio::test]
async fn throttled_or_down_until_it_is_cleared() {
    let rig = Rig::start().await;
    let token = graph_token(&rig, MEGAN, "User.Read").await;
    for (status, code) in [("429", "activityLimitReached"), ("503", "serviceNotAvailable")] {
        rig.tenant.fault(Fault::new(status, None, None).unwrap());
        for _ in 0..2 {
            let answer = get(&rig, "v1.0/me", &token).await;
            assert_eq!((answer.status.to_string().as_str(), text(&answer.body["error"], "code")), (status, code));
            assert_eq!(answer.headers["retry-after"], "1");
        }
        rig.tenant.clear_faults();
        assert_eq!(get(&rig, "v1.0/me", &token).await.status, 200);
    }
}

#[tokio::test]
async fn a_page_may_write_too() {
    let rig = Rig::start().await;
    let url = rig.tenant.graph().join("v1.0/applications/x").unwrap();
    let preflight = rig.http.request(Method::OPTIONS, url).header("Origin", "https://localhost:3000");
    let answer = preflight.header("Access-Control-Request-Method", "PATCH").send().await.unwrap();
    assert!(answer.headers()["access-control-allow-methods"].to_str().unwrap().contains("PATCH"));
    let beta = rig.http.get(rig.tenant.graph().join("beta/me").unwrap()).send().await.unwrap();
    assert_eq!(beta.status(), 400);
}
