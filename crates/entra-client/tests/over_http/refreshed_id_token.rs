//! The ID token that comes with a refresh, compared with that of the sign-in (OpenID Connect Core §12.2).

use entra_client::{EntraError, OriginalClaims, Refresh};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sso_core::token::RefreshToken;

use crate::practice::now;
use crate::server::{Server, answer, client};
use crate::sign_in::{CLIENT, TENANT, id_token, metadata};

/// Answers each refresh with an ID token in which `changes` were made; `null` takes a claim out. `headers`: of the answer.
async fn server(changes: Value, headers: String) -> Server {
    Server::start(move |_, port| {
        let mut claims = json!({
            "aud": CLIENT, "iss": format!("http://127.0.0.1:{port}/{TENANT}/v2.0"), "sub": "adele",
            "exp": now().as_second() + 3_600,
        });
        for (name, value) in changes.as_object().unwrap() {
            claims.as_object_mut().unwrap().insert(name.clone(), value.clone());
        }
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        let body = json!({"token_type": "Bearer", "expires_in": 3599, "access_token": "a", "refresh_token": "r",
            "id_token": id_token(&claims)});
        answer("200 OK", &format!("Content-Type: application/json\r\n{headers}"), &body.to_string())
    })
    .await
}

fn request(original: Option<OriginalClaims>) -> Refresh {
    Refresh {
        client_id: CLIENT.parse().unwrap(),
        refresh_token: RefreshToken::new("planted"),
        scopes: vec![format!("{CLIENT}/access_as_user"), "openid".into()],
        original,
        now: now(),
    }
}

fn adele() -> OriginalClaims {
    OriginalClaims { sub: Some("adele".to_owned()), nonce: Some("of the sign-in".to_owned()) }
}

#[tokio::test]
async fn it_is_about_the_same_sign_in() {
    let no_nonce = OriginalClaims { nonce: None, ..adele() };
    let at = |seconds: i64| now().as_second() + seconds;
    for (changes, original, code) in [
        (json!({}), Some(adele()), None),
        (json!({"nonce": "of the sign-in"}), Some(adele()), None),
        (json!({"nonce": "another"}), Some(adele()), Some("nonce-mismatch")),
        (json!({"nonce": 1}), Some(adele()), Some("nonce-mismatch")),
        (json!({"nonce": "another"}), Some(no_nonce), Some("nonce-mismatch")),
        (json!({"sub": "megan"}), Some(adele()), Some("id-token-not-accepted")),
        (json!({"sub": null}), Some(adele()), Some("id-token-not-accepted")),
        // Nobody kept that of the sign-in.
        (json!({"sub": "megan", "nonce": "another"}), None, None),
        (json!({"aud": TENANT}), None, Some("id-token-not-accepted")),
        (json!({"aud": [CLIENT, TENANT]}), None, Some("id-token-not-accepted")),
        (json!({"iss": "https://evil.example/"}), None, Some("id-token-not-accepted")),
        (json!({"exp": at(-3_600)}), None, Some("id-token-not-accepted")),
        // Clocks may differ by five minutes.
        (json!({"exp": at(-200)}), None, None),
        (json!({"exp": null}), None, Some("id-token-not-accepted")),
        (json!({"exp": "tomorrow"}), None, Some("id-token-not-accepted")),
    ] {
        let server = server(changes.clone(), String::new()).await;
        let got = client().refresh(&metadata(&server), &request(original)).await;
        assert_eq!(got.as_ref().err().map(EntraError::code), code, "{changes}: {got:?}");
    }
}

/// A clock that is two hours fast here ends nobody's sign-in: the server says its time in the very answer.
#[tokio::test]
async fn its_end_is_judged_by_the_servers_time() {
    let date = now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let server = server(json!({}), format!("Date: {date}\r\n")).await;
    let fast = Refresh { now: now() + SignedDuration::from_hours(2), ..request(Some(adele())) };
    client().refresh(&metadata(&server), &fast).await.unwrap();
}

/// An answer without an ID token is as good: a refresh need not bring one.
#[tokio::test]
async fn none_need_come() {
    let server = Server::start(|_, _| {
        crate::server::json("200 OK", r#"{"token_type":"Bearer","expires_in":1,"access_token":"a"}"#)
    })
    .await;
    assert!(client().refresh(&metadata(&server), &request(Some(adele()))).await.unwrap().original().is_none());
}
