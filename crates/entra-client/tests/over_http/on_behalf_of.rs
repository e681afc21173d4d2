use std::time::Duration;

use entra_client::{AnswerFault, ClientCredential, EntraError, Metadata, OnBehalfOf, OnBehalfOfTokens};
use sso_core::token::{AccessToken, ClientSecret};

use crate::server::{Server, answer, client, json};

const SECRET: &str = "Q~planted+secret/&=value";
const ASSERTION: &str = "eyJplanted.assertion.AAAA";
const CLIENT: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";

async fn exchange(status: &'static str, body: &'static str) -> (Result<OnBehalfOfTokens, EntraError>, Server) {
    let answered = move || match status {
        "302" => answer("302 Found", "Location: https://evil.example/\r\n", ""),
        status => json(status, body),
    };
    exchange_answered(answered).await
}

async fn exchange_answered(
    answered: impl Fn() -> Vec<u8> + Send + Sync + 'static,
) -> (Result<OnBehalfOfTokens, EntraError>, Server) {
    let server = Server::start(move |_, _| answered()).await;
    let metadata = Metadata {
        issuer: format!("{}t/v2.0", server.origin()),
        authorization_endpoint: server.origin(),
        token_endpoint: server.origin().join("/t/oauth2/v2.0/token").unwrap(),
        jwks_uri: server.origin(),
        device_authorization_endpoint: None,
        authorization_response_iss_parameter_supported: false,
    };
    let request = OnBehalfOf {
        client_id: CLIENT.parse().unwrap(),
        credential: ClientCredential::Secret(ClientSecret::new(SECRET)),
        assertion: AccessToken::new(ASSERTION),
        scopes: vec!["https://graph.microsoft.com/User.Read".into(), "offline_access".into()],
        claims: None,
    };
    (client().on_behalf_of(&metadata, &request).await, server)
}

#[tokio::test]
async fn the_request_and_its_tokens() {
    let body = r#"{"token_type":"Bearer","scope":"https://graph.microsoft.com/User.Read","expires_in":3599,
        "ext_expires_in":3599,"access_token":"graph token"}"#;
    let (tokens, server) = exchange("200 OK", body).await;
    let tokens = tokens.unwrap();
    assert_eq!(tokens.access_token.expose(), "graph token");
    assert_eq!(tokens.expires_in, Duration::from_secs(3599));
    assert_eq!(tokens.scopes, ["https://graph.microsoft.com/User.Read"]);
    assert!(!format!("{tokens:?}").contains("graph token"));

    let request = &server.received()[0];
    assert!(request.head.starts_with("POST /t/oauth2/v2.0/token HTTP/1.1"), "{}", request.head);
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    // Entra takes an Origin for a browser's request (AADSTS9002326).
    assert_eq!(request.header("origin"), None);
    for (name, value) in [
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("requested_token_use", "on_behalf_of"),
        ("client_id", CLIENT),
        ("client_secret", SECRET),
        ("assertion", ASSERTION),
        ("scope", "https://graph.microsoft.com/User.Read offline_access"),
    ] {
        assert_eq!(request.field(name).as_deref(), Some(value), "{name}");
    }
}

/// What decides how the add-in goes on is kept whole.
#[tokio::test]
async fn a_refusal_keeps_suberror_and_claims() {
    let body = r#"{"error":"interaction_required","error_description":"AADSTS50079: MFA.\r\nTrace ID: t",
        "error_codes":[50079],"timestamp":"2016-01-09 02:02:12Z","trace_id":"t","correlation_id":"c",
        "suberror":"basic_action","claims":"{\"access_token\":{\"polids\":{}}}"}"#;
    let (tokens, _) = exchange("400 Bad Request", body).await;
    let Err(EntraError::OAuth(error)) = tokens else { panic!("{tokens:?}") };
    assert_eq!(error.error_codes, [50_079]);
    assert_eq!(error.suberror.as_deref(), Some("basic_action"));
    assert_eq!(error.claims.as_deref(), Some(r#"{"access_token":{"polids":{}}}"#));
    assert_eq!((error.trace_id.as_deref(), error.correlation_id.as_deref()), (Some("t"), Some("c")));
    assert_eq!(error.timestamp.as_deref(), Some("2016-01-09 02:02:12Z"));
}

/// Whoever asks to be left alone says for how long, beside Entra's own words or a gateway's.
#[tokio::test]
async fn how_long_to_wait_is_kept() {
    let json = r#"{"error":"temporarily_unavailable","error_description":"AADSTS90033: A transient error."}"#;
    for (status, headers, body, wait) in [
        ("429 Too Many Requests", "Retry-After: 17\r\n", json, Some(17)),
        ("503 Service Unavailable", "Retry-After: 17\r\n", json, Some(17)),
        ("503 Service Unavailable", "", json, None),
        ("503 Service Unavailable", "Retry-After: 17\r\n", "<html>", Some(17)),
        (
            "429 Too Many Requests",
            "Date: Thu, 15 Jan 2026 00:00:00 GMT\r\nRetry-After: Thu, 15 Jan 2026 00:02:00 GMT\r\n",
            json,
            Some(120),
        ),
        ("429 Too Many Requests", "Retry-After: soon\r\n", json, None),
    ] {
        let (tokens, _) = exchange_answered(move || answer(status, headers, body)).await;
        let found = match tokens.unwrap_err() {
            EntraError::OAuth(error) => {
                assert_eq!(error.error_codes, [90_033]);
                error.retry_after
            }
            EntraError::BadAnswer { fault: AnswerFault::ServerError { retry_after }, .. } => retry_after,
            error => panic!("{error:?}"),
        };
        assert_eq!(found, wait.map(Duration::from_secs), "{status} {headers} {body}");
    }
}

#[tokio::test]
async fn wrong_answers_name_their_fault_and_no_secret() {
    for (status, body, code) in [
        ("401 Unauthorized", r#"{"error":"invalid_client","error_description":"AADSTS7000215: x"}"#, "invalid_client"),
        ("200 OK", r#"{"access_token":"a","expires_in":1}"#, "answer-not-json"),
        ("200 OK", r#"{"access_token":"planted","token_type":"Bearer"}"#, "token-response-incomplete"),
        ("200 OK", r#"{"access_token":"planted","token_type":"pop","expires_in":1}"#, "token-type-not-bearer"),
        ("200 OK", r#"{"access_token":["planted"],"token_type":"Bearer","expires_in":1}"#, "answer-not-json"),
        ("200 OK", r#"{"access_token":"planted"#, "answer-not-json"),
        ("502 Bad Gateway", "planted", "server-error"),
        ("302", "", "answer-is-redirect"),
    ] {
        let (tokens, server) = exchange(status, body).await;
        let error = tokens.unwrap_err();
        assert_eq!(error.code(), code, "{status} {body}: {error:?}");
        let said = format!("{error} {error:?} {:?}", error.hint());
        for secret in ["planted", SECRET, ASSERTION] {
            assert!(!said.contains(secret), "{said}");
        }
        assert_eq!(server.received().len(), 1, "{status}");
    }
}
