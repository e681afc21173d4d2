//! A refresh token, redeemed.

use entra_client::{EntraError, Refresh};
use sso_core::token::RefreshToken;

use crate::practice::now;
use crate::server::{Server, client, json};
use crate::sign_in::{CLIENT, metadata};

const OLD: &str = "planted refresh token";

fn request() -> Refresh {
    Refresh {
        client_id: CLIENT.parse().unwrap(),
        refresh_token: RefreshToken::new(OLD),
        scopes: vec![format!("{CLIENT}/access_as_user"), "offline_access".into()],
        original: None,
        now: now(),
    }
}

#[tokio::test]
async fn the_scope_is_always_sent_and_a_new_token_comes_back() {
    let server = Server::start(|_, _| {
        let body = r#"{"token_type":"Bearer","expires_in":3599,"access_token":"a","refresh_token":"new one"}"#;
        json("200 OK", body)
    })
    .await;
    let tokens = client().refresh(&metadata(&server), &request()).await.unwrap();
    assert_eq!(tokens.refresh_token.unwrap().expose(), "new one");
    let sent = server.received().remove(0);
    for (name, value) in [
        ("grant_type", "refresh_token"),
        ("client_id", CLIENT),
        ("refresh_token", OLD),
        ("scope", &format!("{CLIENT}/access_as_user offline_access")),
    ] {
        assert_eq!(sent.field(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(sent.header("origin"), None);
}

#[tokio::test]
async fn a_refusal_is_kept_whole_and_repeats_no_token() {
    let server = Server::start(|_, _| {
        let body = r#"{"error":"invalid_grant","error_description":"AADSTS700082: inactive. Trace ID: t",
            "error_codes":[700082],"suberror":"token_expired","trace_id":"t"}"#;
        json("400 Bad Request", body)
    })
    .await;
    let error = client().refresh(&metadata(&server), &request()).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains(OLD));
    let EntraError::OAuth(error) = error else { panic!("{error:?}") };
    assert_eq!((error.error_codes.as_slice(), error.suberror.as_deref()), (&[700_082][..], Some("token_expired")));
}
