use std::time::Duration;

use entra_client::{EntraError, GraphAnswer, GraphError};
use serde_json::json;
use sso_core::token::AccessToken;

use crate::server::{Server, answer, client};

const TOKEN: &str = "eyJplanted.graph.token";

async fn get(path: &str, bytes: Vec<u8>) -> (Result<GraphAnswer, EntraError>, Server) {
    let server = Server::start(move |_, _| bytes.clone()).await;
    (client().graph_get(&server.origin(), path, &AccessToken::new(TOKEN)).await, server)
}

#[tokio::test]
async fn an_answer_with_its_request_id() {
    let bytes =
        answer("200 OK", "request-id: r-1\r\nContent-Type: application/json\r\n", r#"{"displayName":"Adele Vance"}"#);
    let (got, server) = get("/v1.0/me?$select=displayName", bytes).await;
    assert_eq!(
        got.unwrap(),
        GraphAnswer {
            status: 200,
            request_id: Some("r-1".into()),
            retry_after: None,
            body: Ok(json!({"displayName": "Adele Vance"})),
        }
    );
    let request = &server.received()[0];
    assert_eq!(request.target(), "/v1.0/me?$select=displayName");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

/// What Graph refuses is an answer, too.
#[tokio::test]
async fn refusals_are_data() {
    let error =
        |code: &str, message: &str| Err(GraphError { code: code.into(), message: message.into(), details: Vec::new() });
    for (bytes, status, retry_after, body) in [
        (
            answer(
                "401 Unauthorized",
                "request-id: r\r\n",
                r#"{"error":{"code":"InvalidAuthenticationToken",
                    "message":"Access token validation failure. Invalid audience.","innerError":{"date":"d"}}}"#,
            ),
            401,
            None,
            error("InvalidAuthenticationToken", "Access token validation failure. Invalid audience."),
        ),
        (
            answer(
                "429 Too Many Requests",
                "request-id: r\r\nRetry-After: 12\r\n",
                r#"{"error":{"code":"activityLimitReached","message":"m"}}"#,
            ),
            429,
            Some(12),
            error("activityLimitReached", "m"),
        ),
        (
            answer("503 Service Unavailable", "request-id: r\r\n", "<html>"),
            503,
            None,
            error("http-503", "Service Unavailable"),
        ),
        (answer("404 Not Found", "request-id: r\r\n", r#"{"error":"x"}"#), 404, None, error("http-404", "Not Found")),
        (b"HTTP/1.1 204 No Content\r\nrequest-id: r\r\nConnection: close\r\n\r\n".to_vec(), 204, None, Ok(json!(null))),
    ] {
        let (got, _) = get("/v1.0/me", bytes).await;
        let got = got.unwrap();
        assert_eq!((got.status, &got.body), (status, &body));
        assert_eq!(got.retry_after, retry_after.map(Duration::from_secs), "{status}");
        assert_eq!(got.request_id.as_deref(), Some("r"), "{status}");
    }
}

/// The token is for Graph and for nobody else.
#[tokio::test]
async fn the_token_stays_with_graph() {
    let other = Server::start(|_, _| answer("200 OK", "", "{}")).await;
    let to_other = format!("//127.0.0.1:{}/v1.0/me", other.port);
    for path in [to_other.as_str(), "@127.0.0.1/me", "https://evil.example/", "/\\evil.example", "me", ""] {
        let (got, server) = get(path, answer("200 OK", "", "{}")).await;
        let error = got.unwrap_err();
        assert_eq!(error.code(), "graph-path-not-accepted", "{path}");
        assert!(server.received().is_empty(), "{path}: nothing is sent at all");
    }
    // Nor is it sent on by a redirect.
    let location = format!("Location: {}v1.0/me\r\n", other.origin());
    let (got, _) = get("/v1.0/me", answer("302 Found", &location, "")).await;
    assert_eq!(got.unwrap_err().code(), "answer-is-redirect");
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn a_token_with_a_line_break_is_not_sent() {
    let server = Server::start(|_, _| answer("200 OK", "", "{}")).await;
    let token = AccessToken::new("planted\r\nHost: evil.example");
    let error = client().graph_get(&server.origin(), "/v1.0/me", &token).await.unwrap_err();
    assert_eq!(error.code(), "request-not-encodable");
    assert!(!format!("{error:?}").contains("planted") && server.received().is_empty());
}
