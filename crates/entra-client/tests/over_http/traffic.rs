//! What is told of requests, and the server's clock.

use std::sync::{Arc, Mutex};

use entra_client::{EntraClient, GraphContent, Refresh, Traffic};
use sso_core::Timestamp;
use sso_core::token::{AccessToken, RefreshToken};

use crate::server::{Server, answer, client, json};
use crate::sign_in::{CLIENT, metadata};

fn watched() -> (EntraClient, Arc<Mutex<Vec<Traffic>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    (client().watched(Arc::new(move |traffic| kept.lock().unwrap().push(traffic))), seen)
}

#[tokio::test]
async fn each_request_is_told_without_its_secrets() {
    let server = Server::start(|request, _| match request.target() {
        "/token" => json(
            "200 OK",
            r#"{"token_type":"Bearer","expires_in":9,"access_token":"Planted-a","refresh_token":"Planted-b"}"#,
        ),
        "/v1.0/302" => answer("302 Found", "Location: https://evil.example/?code=Planted\r\n", ""),
        _ => answer(
            "404 Not Found",
            "Content-Type: application/json\r\nrequest-id: r-1\r\nSet-Cookie: c=Planted\r\n",
            r#"{"error":{"code":"ImageNotFound","message":"none"}}"#,
        ),
    })
    .await;
    let (client, seen) = watched();
    let request = Refresh {
        client_id: CLIENT.parse().unwrap(),
        refresh_token: RefreshToken::new("Planted-c"),
        scopes: vec!["User.Read".into()],
        original: None,
        now: crate::practice::now(),
    };
    client.refresh(&metadata(&server), &request).await.unwrap();
    let token = AccessToken::new("Planted-d");
    client.graph_read(&server.origin(), "/v1.0/me/photo", &token).await.unwrap();
    client.graph_read(&server.origin(), "/v1.0/302", &token).await.unwrap_err();
    let closed = format!("http://127.0.0.1:{}/", free_port()).parse().unwrap();
    client.graph_read(&closed, "/v1.0/me", &token).await.unwrap_err();
    // Nothing was sent, so nothing is told.
    client.graph_read(&server.origin(), "https://evil.example/", &token).await.unwrap_err();

    let seen = seen.lock().unwrap();
    let all = format!("{seen:?}");
    assert!(!all.contains("Planted"), "{all}");
    let told =
        seen.iter().map(|traffic| (traffic.answer.as_ref().map(|answer| answer.status), traffic.error.as_deref()));
    let told = told.collect::<Vec<_>>();
    assert_eq!(told[..3], [(Some(200), None), (Some(404), None), (Some(302), Some("answer-is-redirect"))]);
    assert_eq!(told[3].0, None);
    assert!(told[3].1.is_some() && told.len() == 4, "{told:?}");
    assert!(seen[0].request_body.as_ref().unwrap().contains("grant_type=refresh_token"));
    let headers = &seen[1].answer.as_ref().unwrap().headers;
    assert!(headers.contains(&("request-id".to_owned(), "r-1".to_owned())), "{headers:?}");
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_seen_by_the_servers() {
    for (headers, minutes) in [
        ("Date: Thu, 15 Jan 2026 00:00:00 GMT\r\n", Some(120)),
        ("Date: Thu, 15 Jan 2026 04:00:00 GMT\r\n", Some(-120)),
        // A cache answered: the date is that of the server's answer, an hour ago.
        ("Date: Thu, 15 Jan 2026 00:00:00 GMT\r\nAge: 3600\r\n", Some(60)),
        ("Date: Thu, 15 Jan 2026 00:00:00 GMT\r\nAge: old\r\n", None),
        ("Date: yesterday\r\n", None),
        ("", None),
    ] {
        let server = Server::start(move |_, _| answer("200 OK", headers, "")).await;
        let client = client();
        let now: Timestamp = "2026-01-15T02:00:00Z".parse().unwrap();
        assert_eq!(client.clock_ahead(now), None);
        client.graph_read(&server.origin(), "/v1.0/me", &AccessToken::new("t")).await.unwrap();
        let ahead = client.clock_ahead(now).map(|ahead| ahead.round(jiff::Unit::Minute).unwrap().as_mins());
        assert_eq!(ahead, minutes, "{headers}");
    }
}

#[tokio::test]
async fn json_pictures_and_pages() {
    let server = Server::start(|request, port| match request.target() {
        "/v1.0/me/photo/$value" => answer("200 OK", "Content-Type: image/jpeg\r\n", "jpeg"),
        "/v1.0/me/messages" => json("200 OK",
            &format!(r#"{{"value":[1],"@odata.nextLink":"http://127.0.0.1:{port}/v1.0/me/messages?$skip=1"}}"#)),
        "/v1.0/me/messages?$skip=1" => json("200 OK", r#"{"value":[2],"@odata.nextLink":"https://evil.example/v1.0/me"}"#),
        "/v1.0/me/messages/$count" => answer("200 OK", "Content-Type: text/plain\r\n", "text"),
        "/v1.0/me/drive" => answer("200 OK", "Content-Type: text/html\r\n", "text"),
        "/v1.0/challenge" => answer("401 Unauthorized",
            "Content-Type: application/json\r\nWWW-Authenticate: Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"\r\n",
            r#"{"error":{"code":"InvalidAuthenticationToken","message":"m"}}"#),
        _ => json("404 Not Found", "{}"),
    })
    .await;
    let (client, graph, token) = (client(), server.origin(), AccessToken::new("t"));
    let photo = client.graph_read(&graph, "/v1.0/me/photo/$value", &token).await.unwrap().body.unwrap();
    assert_eq!(photo, GraphContent::Picture { media_type: "image/jpeg".into(), bytes: b"jpeg".to_vec() });
    let first = client.graph_read(&graph, "/v1.0/me/messages", &token).await.unwrap().body.unwrap();
    let GraphContent::Json { next: Some(next), .. } = first else { panic!("{first:?}") };
    let second = client.graph_read(&graph, &next, &token).await.unwrap().body.unwrap();
    let GraphContent::Json { next: Some(next), value } = second else { panic!("{second:?}") };
    assert_eq!(value["value"][0], 2);
    let refused = client.graph_read(&graph, &next, &token).await.unwrap_err();
    assert_eq!(refused.code(), "graph-path-not-accepted");
    let text = client.graph_read(&graph, "/v1.0/me/drive", &token).await.unwrap().body.unwrap();
    assert_eq!(text, GraphContent::Other { media_type: "text/html".into(), bytes: b"text".to_vec() });
    let text = client.graph_read(&graph, "/v1.0/me/messages/$count", &token).await.unwrap().body.unwrap();
    assert_eq!(text, GraphContent::Json { value: "text".into(), next: None });
    let challenge = client.graph_read(&graph, "/v1.0/challenge", &token).await.unwrap().body.unwrap_err();
    assert_eq!(challenge.claims.as_deref(), Some(r#"{"access_token":{}}"#));
}
