//! The loop of a claims challenge: refused on-behalf-of, a sign-in that carries the claims, on-behalf-of again.

use practice_tenant::AccessControl;
use serde_json::json;

use crate::refusal::assert_refused;
use crate::rig::{ADELE, Page, Returned, Rig, part, text};

#[tokio::test]
async fn the_claims_of_a_refusal_open_the_way() {
    for (control, code, title) in [
        (AccessControl::Mfa, 50076, "Approve sign in request"),
        (AccessControl::MfaRegistration, 50079, "More information required"),
        (AccessControl::ExternalChallenge, 50158, "Verify your identity"),
    ] {
        let rig = Rig::start().await;
        rig.guard_graph(control);
        let tokens = rig.tokens().await;
        let request = rig.token_request(&rig.on_behalf_of(text(&tokens, "access_token")));
        let refused = assert_refused(request.send().await.unwrap(), code, 400, "interaction_required").await;

        let mut request = rig.authorize();
        request.set("claims", text(&refused, "claims"));
        let page = Page::of(rig.get_authorize(&request).await).await;
        let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
        assert!(page.html.contains(&format!("<h1>{title}</h1>")), "{}", page.html);
        let approved = rig.post_page(&page, "prove", "approve").await;
        let session = approved.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let returned = Returned::of(&approved);
        let mut redemption = rig.redemption();
        redemption.set("code", returned.get("code"));
        let tokens = rig.token(&redemption).await;
        let graph = rig.token(&rig.on_behalf_of(text(&tokens, "access_token"))).await;
        assert_eq!(part(text(&graph, "access_token"), 1)["amr"], json!(["pwd", "mfa"]));

        // The session has it too: nobody is asked twice.
        request.set("prompt", "none");
        let get = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&request.0).header("Cookie", session);
        assert!(!Returned::of(&get.send().await.unwrap()).get("code").is_empty());
    }
}

#[tokio::test]
async fn an_authentication_context_stands_in_the_token() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("claims", r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#);
    let page = Page::of(rig.get_authorize(&request).await).await;
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    let page = rig.post_page(&page, "prove", "approve").await;
    let page = Page::of(page).await;
    let returned = Returned::of(&rig.post_page(&page, "consent", "accept").await);
    let mut redemption = rig.redemption();
    redemption.set("code", returned.get("code"));
    let claims = part(text(&rig.token(&redemption).await, "access_token"), 1);
    assert_eq!(claims["acrs"], json!(["c1"]));
}

#[tokio::test]
async fn a_policy_for_the_resource_is_met_on_a_page_at_once() {
    let rig = Rig::start().await;
    rig.guard_graph(AccessControl::Mfa);
    let mut request = rig.authorize();
    request.set("scope", "openid User.Read");
    let page = Page::of(rig.get_authorize(&request).await).await;
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    assert!(page.html.contains("prove-approve"), "{}", page.html);
    let cancelled = Returned::of(&rig.post_page(&page, "prove", "cancel").await);
    assert_eq!(cancelled.get("error"), "access_denied");
    // Who only wants the add-in's own API is not asked.
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    assert!(page.html.contains("consent-accept"), "{}", page.html);
}

#[tokio::test]
async fn an_old_sign_in_is_asked_for_again() {
    let rig = Rig::start().await;
    rig.guard_graph(AccessControl::SignInFrequency { hours: 4 });
    let mut request = rig.authorize();
    request.set("scope", "openid User.Read");
    let session = rig.sign_in(&request).await.session();
    let get = || rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&request.0).header("Cookie", &session).send();
    assert_eq!(get().await.unwrap().status(), 302);
    rig.pass(5);
    assert!(Page::of(get().await.unwrap()).await.html.contains("Pick an account"));
}
