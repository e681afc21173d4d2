use std::time::Duration;

use entra_client::{Directory, EntraError, GraphAnswer, GraphError, Object, Waiting};
use serde_json::json;
use sso_core::plan::change::{GraphRequest, Method};
use sso_core::token::AccessToken;

use crate::server::{Server, answer, client, json};

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
    let error = |code: &str, message: &str| {
        Err(GraphError { code: code.into(), message: message.into(), ..GraphError::default() })
    };
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
    for path in [to_other.as_str(), "@127.0.0.1/me", "https://evil.example/", "/\\evil.example", "/../token", "me", ""]
    {
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

/// What is written goes under the same rule, with its body.
#[tokio::test]
async fn requests_of_a_plan() {
    let request = GraphRequest {
        method: Method::Patch,
        path: "/v1.0/applications/x".to_owned(),
        body: Some(json!({ "tags": ["ä"] })),
        expects: 204,
    };
    let server = Server::start(|_, _| answer("204 No Content", "request-id: r\r\n", "")).await;
    let got = client().graph_call(&server.origin(), &request, &AccessToken::new(TOKEN)).await.unwrap();
    assert_eq!((got.status, got.body), (204, Ok(json!(null))));
    let received = &server.received()[0];
    assert!(received.head.starts_with("PATCH /v1.0/applications/x "));
    assert_eq!(
        (received.header("content-type"), received.body.as_str()),
        (Some("application/json"), r#"{"tags":["ä"]}"#)
    );

    let elsewhere = GraphRequest { path: "//evil.example/v1.0/applications/x".to_owned(), ..request };
    let error = client().graph_call(&server.origin(), &elsewhere, &AccessToken::new(TOKEN)).await.unwrap_err();
    assert_eq!(error.code(), "graph-path-not-accepted");
    assert_eq!(server.received().len(), 1);
}

fn directory(server: &Server) -> Directory<'static> {
    let waiting: Box<Waiting<'static>> = Box::new(|_| Box::pin(async { true }));
    Directory::new(client(), server.origin(), AccessToken::new(TOKEN), waiting)
}

const APPLICATION: &str = "aaaaaaaa-0000-4000-8000-000000000001";

/// The one answer with a secret in it.
#[tokio::test]
async fn a_new_secret_does_not_print() {
    let body = r#"{"keyId":"99999999-0000-4000-8000-000000000001","displayName":"d","hint":"abc",
        "secretText":"abc8Q~planted","startDateTime":null,"endDateTime":"2030-01-01T00:00:00Z","customKeyIdentifier":null}"#;
    let server = Server::start(move |_, _| json("200 OK", body)).await;
    let end = "2030-01-01T00:00:00.123456789Z".parse().unwrap();
    let got = directory(&server).add_password(APPLICATION.parse().unwrap(), "d", end, Object::Known).await.unwrap();
    assert!(!format!("{got:?}").contains("planted"), "{got:?}");
    let added = got.body.unwrap();
    assert_eq!((added.value.expose(), added.credential.hint.as_deref()), ("abc8Q~planted", Some("abc")));
    let received = &server.received()[0];
    assert_eq!(received.target(), format!("/v1.0/applications/{APPLICATION}/addPassword"));
    let sent: serde_json::Value = serde_json::from_str(&received.body).unwrap();
    assert_eq!(sent["passwordCredential"], json!({ "displayName": "d", "endDateTime": "2030-01-01T00:00:00Z" }));

    // An answer that is understood in part only must not be repeated in the error.
    let server = Server::start(|_, _| json("200 OK", r#"{"secretText":"abc8Q~planted"}"#)).await;
    let error =
        directory(&server).add_password(APPLICATION.parse().unwrap(), "d", end, Object::Known).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains("planted"), "{error:?}");
}

/// The same request again, until it is found; what was not found before is not asked for by another way.
#[tokio::test]
async fn a_new_object_is_asked_for_again() {
    let missing = r#"{"error":{"code":"Request_ResourceNotFound","message":"m"}}"#;
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |_, _| match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0..3 => json("404 Not Found", missing),
        _ => json("200 OK", "{}"),
    })
    .await;
    let id = APPLICATION.parse().unwrap();
    assert_eq!(directory(&server).application_by_id(id, Object::Known).await.unwrap().status, 404);
    assert_eq!(directory(&server).application_by_id(id, Object::New).await.unwrap().status, 200);
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn a_filter_is_encoded() {
    let server = Server::start(|_, _| json("200 OK", r#"{"value":[{"id":"1"}]}"#)).await;
    let got = directory(&server).applications_with_tag("a'b c+d").await.unwrap();
    assert_eq!(got.body.unwrap(), [json!({ "id": "1" })]);
    let target = server.received()[0].target().to_owned();
    assert_eq!(target, "/v1.0/applications?$filter=tags%2Fany%28t%3At%20eq%20%27a%27%27b%20c%2Bd%27%29");
}
