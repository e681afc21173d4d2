//! Nobody sits at the browser, and a code comes all the same; but only to loopback.

use practice_tenant::AutoSignIn;

use crate::rig::{Page, Returned, Rig};

#[tokio::test]
async fn signs_in_and_consents_where_the_answer_stays_on_this_machine() {
    let rig = Rig::start().await;
    rig.tenant.auto_sign_in(Some(AutoSignIn::User("AlexW@contoso.onmicrosoft.com".to_owned())));
    let returned = Returned::of(&rig.get_authorize(&rig.authorize()).await);
    assert_eq!(returned.get("state"), "the-state");
    let mut redemption = rig.redemption();
    redemption.set("code", returned.get("code"));
    let tokens = rig.token(&redemption).await;
    let claims = crate::rig::part(crate::rig::text(&tokens, "id_token"), 1);
    assert_eq!(claims["preferred_username"], "AlexW@contoso.onmicrosoft.com");

    // The browser is signed in from then on, without a page.
    let mut silent = rig.authorize();
    silent.set("prompt", "none");
    let url = rig.url("oauth2/v2.0/authorize");
    let answer = rig.http.get(url).query(&silent.0).header("Cookie", returned.session()).send().await.unwrap();
    assert!(!Returned::of(&answer).get("code").is_empty());
}

#[tokio::test]
async fn the_first_gives_way_to_the_one_who_is_hinted_at() {
    let rig = Rig::start().await;
    rig.tenant.auto_sign_in(Some(AutoSignIn::First));
    for (hint, name) in [(None, "AdeleV"), (Some("MeganB@contoso.onmicrosoft.com"), "MeganB")] {
        let mut request = rig.authorize();
        if let Some(hint) = hint {
            request.set("login_hint", hint);
        }
        let mut redemption = rig.redemption();
        redemption.set("code", Returned::of(&rig.get_authorize(&request).await).get("code"));
        let claims = crate::rig::part(crate::rig::text(&rig.token(&redemption).await, "id_token"), 1);
        assert!(claims["preferred_username"].as_str().unwrap().starts_with(name), "{claims}");
    }
}

#[tokio::test]
async fn a_redirect_uri_on_the_network_needs_a_person() {
    let rig = Rig::start().await;
    let client_id = rig.add_in.client_id;
    let registration = practice_tenant::Seed::add_in_registration(&"addin.contoso.example".parse().unwrap());
    assert_eq!(registration.app_id, Some(client_id));
    rig.tenant.register(registration);
    rig.tenant.auto_sign_in(Some(AutoSignIn::First));
    let mut request = rig.authorize();
    request.set("redirect_uri", "https://addin.contoso.example/dialog.html");
    request.set("scope", "openid");
    assert!(Page::of(rig.get_authorize(&request).await).await.html.contains("name=\"account\""));
    // And an unknown account ends on the page, not in a circle.
    rig.tenant.auto_sign_in(Some(AutoSignIn::User("nobody@contoso.example".to_owned())));
    request.set("redirect_uri", crate::rig::LOOPBACK);
    Page::again(rig.get_authorize(&request).await).await;
}
