//! RFC 8628: a program without a browser, and a person with one.

use reqwest::Response;
use serde_json::Value;

use crate::refusal::assert_refused;
use crate::rig::{ADELE, Page, Rig, part, text};

async fn rig() -> Rig {
    let rig = Rig::start().await;
    let mut registration = practice_tenant::Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    registration.is_fallback_public_client = Some(true);
    rig.tenant.register(registration);
    rig
}

/// The person types the code, chooses an account, and says that the device is theirs.
async fn finish(rig: &Rig, typed: &str) -> Response {
    let page = Page::of(rig.enter_code(typed).await).await;
    assert!(page.html.contains("on another device"), "{}", page.html);
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    assert!(page.html.contains("Are you trying to sign in to Contoso add-in?"), "{}", page.html);
    rig.post_page(&page, "confirm", "yes").await
}

#[tokio::test]
async fn a_person_lets_a_program_in() {
    for grant_type in ["urn:ietf:params:oauth:grant-type:device_code", "device_code"] {
        let rig = rig().await;
        let given = rig.device_code("openid profile offline_access User.Read").await;
        assert_eq!((given["expires_in"].as_i64(), given["interval"].as_i64()), (Some(900), Some(5)));
        let (user_code, uri) = (text(&given, "user_code"), text(&given, "verification_uri"));
        assert_eq!(uri, rig.url_of("common", "oauth2/deviceauth").as_str());
        assert!(text(&given, "message").contains(user_code) && text(&given, "message").contains(uri));
        let page = Page::of(rig.http.get(uri).send().await.unwrap()).await;
        assert!(page.html.contains("<label for=\"user-code\">"), "{}", page.html);

        let mut poll = rig.device_poll(text(&given, "device_code"));
        poll.set("grant_type", grant_type);
        let pending = |answer: Response| assert_refused(answer, 70016, 400, "authorization_pending");
        pending(rig.token_request(&poll).send().await.unwrap()).await;
        rig.pass_seconds(5);
        pending(rig.token_request(&poll).send().await.unwrap()).await;

        let typed = format!(" {}-{} ", user_code[..3].to_lowercase(), &user_code[3..]);
        let done = Page::of(finish(&rig, &typed).await).await;
        assert!(done.html.contains("You have signed in"), "{}", done.html);
        let tokens = rig.token(&poll).await;
        assert_eq!(text(&part(text(&tokens, "id_token"), 1), "name"), "Adele Vance");
        assert_eq!(text(&part(text(&tokens, "access_token"), 1), "appidacr"), "0");
        rig.token(&rig.refresh(text(&tokens, "refresh_token"))).await;
        let again = rig.token_request(&poll).send().await.unwrap();
        assert_refused(again, 70018, 400, "bad_verification_code").await;
    }
}

#[tokio::test]
async fn who_asks_too_soon_has_to_wait_longer() {
    let rig = rig().await;
    let given = rig.device_code("openid").await;
    let poll = rig.device_poll(text(&given, "device_code"));
    for (after, error) in [
        (0, "authorization_pending"),
        (1, "slow_down"),
        // Five seconds are no longer enough.
        (5, "slow_down"),
        (15, "authorization_pending"),
    ] {
        rig.pass_seconds(after);
        let answer = rig.token_request(&poll).send().await.unwrap();
        assert_refused(answer, 70016, 400, error).await;
    }
}

#[tokio::test]
async fn what_nobody_has_granted_is_asked_on_a_page() {
    let rig = rig().await;
    let given = rig.device_code("User.Read Mail.Read").await;
    let consent = Page::of(finish(&rig, text(&given, "user_code")).await).await;
    assert!(consent.html.contains("<code>Mail.Read</code>"), "{}", consent.html);
    let done = Page::of(rig.post_page(&consent, "consent", "accept").await).await;
    assert!(done.html.contains("You have signed in"), "{}", done.html);
    let tokens = rig.token(&rig.device_poll(text(&given, "device_code"))).await;
    assert!(text(&tokens, "scope").contains("Mail.Read"));
}

#[tokio::test]
async fn a_confidential_app_proves_itself_here_too() {
    let rig = Rig::start().await;
    let given = rig.device_code("User.Read").await;
    finish(&rig, text(&given, "user_code")).await;
    let mut poll = rig.device_poll(text(&given, "device_code"));
    poll.set("client_secret", rig.add_in.client_secret.expose());
    let tokens = rig.token(&poll).await;
    assert_eq!(text(&part(text(&tokens, "access_token"), 1), "appidacr"), "1");
}

#[tokio::test]
async fn the_endpoint_is_in_the_metadata_and_open_to_pages() {
    let rig = rig().await;
    let metadata = rig.http.get(rig.url("v2.0/.well-known/openid-configuration")).send().await.unwrap();
    let metadata: Value = metadata.json().await.unwrap();
    let endpoint = text(&metadata, "device_authorization_endpoint");
    assert_eq!(endpoint, rig.url("oauth2/v2.0/devicecode").as_str());
    let form = [("client_id", rig.client_id()), ("scope", "openid".to_owned())];
    let answer = rig.http.post(endpoint).form(&form).send().await.unwrap();
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
}

/// Who makes somebody else's browser post a code would sign them in to a device of their own.
#[tokio::test]
async fn a_code_sent_by_another_page_is_refused() {
    let rig = rig().await;
    let given = rig.device_code("openid").await;
    let page = rig.url_of("common", "oauth2/deviceauth");
    let post = rig.http.post(page).form(&[("otc", text(&given, "user_code"))]).header("Origin", "https://evil.example");
    assert_eq!(post.send().await.unwrap().status(), 403);
}
