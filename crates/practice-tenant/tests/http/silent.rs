//! `prompt=none`, the session behind it, and sign-out.

use practice_tenant::Seed;
use reqwest::Response;
use sso_core::registration::{Registration, SignInAudience};

use crate::refusal::assert_returned;
use crate::rig::{IRVIN, LIDIA, LOOPBACK, Page, Params, Returned, Rig, text};

async fn with_session(rig: &Rig, params: &Params, session: &str) -> Response {
    let request = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&params.0).header("Cookie", session);
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_session_answers_without_a_page() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    let first = rig.sign_in(&request).await;
    // The session began with the account, so the consent page brought it.
    assert_eq!(first.cookie, None);
    request.set("scope", "openid profile User.Read");
    let first = rig.sign_in(&request).await;
    let cookie = first.cookie.clone().unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=None; Secure"), "{cookie}");

    for (prompt, hint, silent) in [
        ("none", "", true),
        ("", "", true),
        ("none", "adelev@contoso.onmicrosoft.com", true),
        ("", "AlexW@contoso.onmicrosoft.com", false),
        ("login", "", false),
        ("select_account", "", false),
    ] {
        request.set("prompt", prompt);
        request.set("login_hint", hint);
        let answer = with_session(&rig, &request, &first.session()).await;
        assert_eq!(answer.status() == 302, silent, "{prompt} {hint}");
        if silent {
            assert!(!answer.headers().contains_key("x-frame-options"), "MSAL's hidden frame must see it");
            let returned = Returned::of(&answer);
            assert!(!returned.get("code").is_empty());
            assert_eq!(returned.get("session_state"), first.get("session_state"));
        }
    }
    rig.pass(25);
    request.set("prompt", "none");
    request.set("login_hint", "");
    let returned = Returned::of(&with_session(&rig, &request, &first.session()).await);
    assert_eq!(returned.get("error"), "login_required");
}

/// `domain_hint`: which kind of account, or which tenant, among those that are signed in.
#[tokio::test]
async fn a_hint_at_the_domain_chooses_among_accounts() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "openid");
    let session = rig.sign_in_as(&request, IRVIN).await.session();
    request.set("prompt", "none");
    for (hint, fits) in [
        ("", true),
        ("organizations", true),
        ("fabrikam.com", true),
        ("contoso.onmicrosoft.com", false),
        ("consumers", false),
        ("nonsense", true),
    ] {
        request.set("domain_hint", hint);
        let returned = Returned::of(&with_session(&rig, &request, &session).await);
        assert_eq!(returned.get("error"), if fits { "" } else { "login_required" }, "{hint}");
    }
}

#[tokio::test]
async fn over_http_the_cookie_is_lax() {
    let rig = Rig::start().await;
    let url = rig.tenant.http_authority().join("contoso.onmicrosoft.com/oauth2/v2.0/authorize").unwrap();
    let mut request = rig.authorize();
    request.set("scope", "openid");
    let page = Page::of(rig.http.get(url.clone()).query(&request.0).send().await.unwrap()).await;
    let fields = [("transaction", page.transaction()), ("account", rig.add_in.user.clone())];
    let returned = Returned::of(&rig.http.post(url).form(&fields).send().await.unwrap());
    assert!(returned.cookie.unwrap().ends_with("; Path=/; HttpOnly; SameSite=Lax"));
}

#[tokio::test]
async fn sign_out_ends_the_session_and_goes_only_where_someone_registered() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "openid");
    let first = rig.sign_in(&request).await;
    for (target, followed) in [(LOOPBACK, true), ("https://evil.example/", false), ("javascript:alert(1)", false)] {
        let logout = rig.http.get(rig.url("oauth2/v2.0/logout")).query(&[("post_logout_redirect_uri", target)]);
        let answer = logout.header("Cookie", first.session()).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), if followed { 302 } else { 200 }, "{target}");
        assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    }
    request.set("prompt", "none");
    let returned = Returned::of(&with_session(&rig, &request, &first.session()).await);
    assert_eq!(returned.get("error"), "login_required");
}

/// A hidden frame can show no page, so whatever is in the way goes to the redirect URI.
#[tokio::test]
async fn nothing_ends_on_a_page_that_a_frame_may_not_show() {
    for (account, segment, code) in
        [("MiriamG@contoso.onmicrosoft.com", "contoso.onmicrosoft.com", 53003), (LIDIA, "fabrikam.com", 16000)]
    {
        let rig = Rig::start().await;
        // Somebody signs in to an application of their own tenant.
        let mut request = rig.authorize();
        request.set("scope", "openid");
        if account == LIDIA {
            let registration = Registration {
                app_id: None,
                id: None,
                identifier_uris: Vec::new(),
                sign_in_audience: SignInAudience::AzureADMultipleOrgs,
                ..Seed::add_in_registration(&"localhost:3000".parse().unwrap())
            };
            request.set("client_id", rig.tenant.register(registration).app_id.unwrap().to_string());
        }
        let chosen = rig.choose_at(segment, request, account).await;
        let cookie = chosen.headers()["set-cookie"].to_str().unwrap();
        let session = cookie.split(';').next().unwrap().to_owned();
        let mut silent = rig.authorize();
        silent.set("scope", "User.Read");
        silent.set("prompt", "none");
        let answer = with_session(&rig, &silent, &session).await;
        assert_returned(&answer, code, "interaction_required");
    }
}

/// A day for the row of refresh tokens, however old the session is from which its first one came.
#[tokio::test]
async fn a_page_has_24_hours_from_its_first_refresh_token() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "openid offline_access User.Read");
    request.set("redirect_uri", crate::rig::DIALOG);
    let session = rig.sign_in(&request).await.session();
    rig.pass(20);
    request.set("prompt", "none");
    let returned = Returned::of(&with_session(&rig, &request, &session).await);
    let mut redemption = rig.redemption();
    redemption.set("redirect_uri", crate::rig::DIALOG);
    redemption.set("code", returned.get("code"));
    let mut tokens: serde_json::Value = serde_json::json!(null);
    for (hours, status) in [(0, 200), (20, 200), (3, 200), (1, 400)] {
        rig.pass(hours);
        let request = if hours == 0 { redemption.clone() } else { rig.refresh(text(&tokens, "refresh_token")) };
        let answer = rig.token_request(&request).header("Origin", crate::rig::PAGES).send().await.unwrap();
        assert_eq!(answer.status(), status, "{hours} hours later");
        tokens = answer.json().await.unwrap();
    }
    assert_eq!(tokens["error_codes"], serde_json::json!([700084]));
}
