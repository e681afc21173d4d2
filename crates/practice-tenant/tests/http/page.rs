//! What a person sees, and what an attacker would like them to see.

use crate::rig::{LOOPBACK, Page, Returned, Rig, text};

const ATTACKS: [&str; 5] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "a\r\nSet-Cookie: evil=1",
];

/// No page may hold one of the attacks as it was sent, nor a script that is not its own.
fn assert_harmless(html: &str, attack: &str) {
    assert!(!html.contains(attack) || !attack.contains(['<', '"']), "{attack} in {html}");
    assert!(!html.contains("<img") && !html.contains("<script>"), "{attack} in {html}");
}

#[tokio::test]
async fn pages_escape_what_they_repeat() {
    let rig = Rig::start().await;
    for attack in ATTACKS {
        for name in ["login_hint", "state", "redirect_uri", "client_id", "scope", "nonce", "prompt", "response_mode"] {
            let mut request = rig.authorize();
            request.set(name, attack);
            let answer = rig.get_authorize(&request).await;
            assert!(!answer.headers().contains_key("set-cookie"), "{name}");
            if let Some(location) = answer.headers().get("location") {
                let location = location.to_str().unwrap();
                assert!(location.starts_with("http://localhost:51234/?error="), "{location}");
                assert!(!location.contains(['<', '"', '\r', '\n']), "{location}");
            }
            assert_harmless(&answer.text().await.unwrap(), attack);
        }
        let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
        let again = Page::again(rig.post_page(&page, "account", attack).await).await;
        assert!(again.html.contains("role=\"alert\""), "{}", again.html);
        assert_harmless(&again.html, attack);
    }
}

#[tokio::test]
async fn an_apps_name_is_escaped_on_every_page() {
    let rig = Rig::start().await;
    for attack in ATTACKS {
        let mut registration =
            sso_core::registration::Registration { display_name: attack.to_owned(), ..Default::default() };
        registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
        let client_id = rig.tenant.register(registration).app_id.unwrap();
        let mut request = rig.authorize();
        request.set("client_id", client_id.to_string());
        request.set("scope", "openid User.Read");
        let page = Page::of(rig.get_authorize(&request).await).await;
        assert_harmless(&page.html, attack);
        let page = Page::of(rig.post_page(&page, "account", &rig.add_in.user).await).await;
        assert!(page.html.contains("consent-decline"));
        assert_harmless(&page.html, attack);
    }
}

/// Also on the pages that only some requests meet: another device, multi-factor authentication, the end.
#[tokio::test]
async fn an_apps_name_is_escaped_on_the_rarer_pages() {
    for attack in ATTACKS {
        let rig = Rig::start().await;
        rig.guard_graph(practice_tenant::AccessControl::Mfa);
        let mut registration = practice_tenant::Seed::add_in_registration(&"localhost:3000".parse().unwrap());
        registration.display_name = attack.to_owned();
        registration.is_fallback_public_client = Some(true);
        rig.tenant.register(registration);
        for end in ["yes", "no"] {
            let given = rig.device_code("User.Read").await;
            let picker = Page::of(rig.enter_code(text(&given, "user_code")).await).await;
            let confirm = Page::of(rig.post_page(&picker, "account", &rig.add_in.user).await).await;
            assert!(confirm.html.contains("confirm-yes"), "{}", confirm.html);
            let mut last = Page::of(rig.post_page(&confirm, "confirm", end).await).await;
            assert_harmless(&picker.html, attack);
            assert_harmless(&confirm.html, attack);
            if end == "yes" {
                assert!(last.html.contains("prove-approve"), "{}", last.html);
                assert_harmless(&last.html, attack);
                last = Page::of(rig.post_page(&last, "prove", "approve").await).await;
            }
            assert!(last.html.contains("You have"), "{}", last.html);
            assert_harmless(&last.html, attack);
        }
        assert_harmless(&Page::again(rig.enter_code(attack).await).await.html, attack);
    }
}

#[tokio::test]
async fn state_comes_back_as_it_went() {
    let rig = Rig::start().await;
    for state in ATTACKS.into_iter().chain(["", "a=b&code=c#d", "ä 🔑"]) {
        for mode in ["query", "fragment"] {
            let mut request = rig.authorize();
            request.set("scope", "openid");
            request.set("state", state);
            request.set("response_mode", mode);
            // A control character is not well-formed unless it is encoded, as reqwest does.
            let returned = rig.sign_in(&request).await;
            assert_eq!(returned.get("state"), state, "{mode}");
            assert!(returned.get("code").len() > 20);
        }
    }
}

#[tokio::test]
async fn form_post_is_the_only_page_with_a_script() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "openid");
    request.set("response_mode", "form_post");
    request.set("state", "\"><script>alert(1)</script>");
    let page = Page::of(rig.get_authorize(&request).await).await;
    let answer = rig.post_page(&page, "account", &rig.add_in.user).await;
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let (_, nonce) = policy.split_once("'nonce-").unwrap();
    let nonce = nonce.trim_end_matches('\'').to_owned();
    assert!(!answer.headers().contains_key("x-frame-options"));
    let html = answer.text().await.unwrap();
    assert!(html.contains(&format!("<script nonce=\"{nonce}\">document.forms[0].submit()</script>")), "{html}");
    assert!(html.contains(&format!("action=\"{LOOPBACK}/\"")), "{html}");
    assert!(html.contains("name=\"code\"") && html.contains("id=\"form-post-continue\""), "{html}");
    assert!(html.contains("name=\"state\" value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""), "{html}");
}

#[tokio::test]
async fn every_page_is_framed_by_policy_and_says_that_it_is_practice() {
    let rig = Rig::start().await;
    let sign_in = rig.get_authorize(&rig.authorize()).await;
    let mut wrong = rig.authorize();
    wrong.set("redirect_uri", "http://localhost/elsewhere");
    let refused = rig.get_authorize(&wrong).await;
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    let consent = rig.post_page(&page, "account", &rig.add_in.user).await;
    let signed_out = rig.http.get(rig.url("oauth2/v2.0/logout")).send().await.unwrap();
    let device = rig.http.get(rig.url_of("common", "oauth2/deviceauth")).send().await.unwrap();
    for (what, answer) in
        [("device", device), ("sign-in", sign_in), ("refused", refused), ("consent", consent), ("sign-out", signed_out)]
    {
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-security-policy"), "default-src 'none'; style-src 'self'", "{what}");
        assert_eq!(header("x-frame-options"), "DENY", "{what}");
        assert_eq!(header("cache-control"), "no-store", "{what}");
        let html = answer.text().await.unwrap();
        assert!(html.contains("<html lang=\"en\">") && html.matches("<h1>").count() == 1, "{what}");
        assert!(html.contains("nothing here reaches Microsoft"), "{what}");
        assert!(!html.contains("<script") && !html.contains("style="), "{what}");
    }
    let style = rig.tenant.authority().join("assets/practice.css").unwrap();
    let style = rig.http.get(style).send().await.unwrap();
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn the_form_is_stable() {
    let rig = Rig::start().await;
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    let action = format!("action=\"/{}/oauth2/v2.0/authorize\"", rig.tenant.tenant_id());
    for mark in [
        "method=\"post\"",
        &action,
        "name=\"account\" value=\"AdeleV@contoso.onmicrosoft.com\" id=\"account-0\"",
        "id=\"account-3\"",
        "<label for=\"account-name\">",
    ] {
        assert!(page.html.contains(mark), "{mark} not in {}", page.html);
    }
    let page = Page::of(rig.post_page(&page, "account", &rig.add_in.user).await).await;
    for mark in [
        "name=\"consent\" value=\"accept\" id=\"consent-accept\"",
        "name=\"consent\" value=\"decline\" id=\"consent-decline\"",
        "Office can act as you",
    ] {
        assert!(page.html.contains(mark), "{mark} not in {}", page.html);
    }
}

#[tokio::test]
async fn a_form_of_another_origin_is_refused() {
    let rig = Rig::start().await;
    for (origin, taken) in [
        (rig.tenant.authority().as_str().trim_end_matches('/').to_owned(), true),
        ("https://evil.example".to_owned(), false),
        ("null".to_owned(), false),
    ] {
        let mut request = rig.authorize();
        request.set("scope", "openid");
        let page = Page::of(rig.get_authorize(&request).await).await;
        let fields = [("transaction", page.transaction()), ("account", rig.add_in.user.clone())];
        let post = rig.http.post(rig.url("oauth2/v2.0/authorize")).form(&fields).header("Origin", &origin);
        let answer = post.send().await.unwrap();
        match taken {
            true => assert!(!Returned::of(&answer).get("code").is_empty()),
            false => assert_eq!(answer.status(), 403, "{origin}"),
        }
    }
}

#[tokio::test]
async fn a_name_cannot_turn_the_text_around_it() {
    let rig = Rig::start().await;
    let name = "Contoso \u{202e}ni-dda\u{2066}";
    let mut registration = sso_core::registration::Registration { display_name: name.to_owned(), ..Default::default() };
    registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
    let client_id = rig.tenant.register(registration).app_id.unwrap();
    let mut request = rig.authorize();
    request.set("client_id", client_id.to_string());
    request.set("scope", "openid User.Read");
    request.set("login_hint", "adele\u{202e}@contoso.example");
    let picker = Page::of(rig.get_authorize(&request).await).await;
    let unknown = Page::again(rig.post_page(&picker, "account", "\u{202e}nobody@contoso.example").await).await;
    let consent = Page::of(rig.post_page(&unknown, "account", &rig.add_in.user).await).await;
    for page in [&picker, &unknown, &consent] {
        assert!(!page.html.contains(['\u{202e}', '\u{2066}']), "{}", page.html);
        assert!(page.html.contains("<bdi>Contoso ni-dda</bdi>"), "{}", page.html);
    }
}

#[tokio::test]
async fn the_picker_says_how_to_go_on() {
    let rig = Rig::start().await;
    let picker = async |scope: &str, hint: &str| {
        let mut request = rig.authorize();
        request.set("scope", scope);
        request.set("login_hint", hint);
        Page::of(rig.get_authorize(&request).await).await.html
    };
    let html = picker("openid User.Read", crate::rig::ALEX).await;
    assert!(html.find("There are no passwords here").unwrap() < html.find("account-0").unwrap(), "{html}");
    let hinted: Vec<&str> = html.split("<button").filter(|button| button.contains("hinted")).collect();
    assert!(
        hinted.len() == 1 && hinted[0].contains("Alex Wilber") && hinted[0].contains("The app asks for this account")
    );
    // Policies are for Microsoft Graph, so only a request for it meets them at once.
    assert!(html.contains("Conditional Access: <bdi>MFA for Microsoft Graph</bdi>"), "{html}");
    assert!(!picker(rig.authorize().get("scope"), "").await.contains("Conditional Access: "));
    assert!(!picker("openid User.Read", "").await.contains("The app asks for this account"));
}

#[tokio::test]
async fn who_needs_an_administrator_is_shown_the_way_out() {
    let rig = Rig::start().await;
    let needs_admin = async || {
        let mut request = rig.authorize();
        request.set("scope", "Directory.Read.All");
        request.set("state", "kept");
        let picker = Page::of(rig.get_authorize(&request).await).await;
        let answer = rig.post_page(&picker, "account", crate::rig::ADELE).await;
        assert_eq!(answer.status(), 400);
        let html = answer.text().await.unwrap();
        assert!(html.contains("Need admin approval") && html.contains("AADSTS90094: "), "{html}");
        Page { html }
    };
    let back = rig.post_page(&needs_admin().await, "approval", "return").await;
    let returned = Returned::of(&back);
    assert_eq!((returned.get("error"), returned.get("state")), ("access_denied", "kept"));
    let picker = Page::of(rig.post_page(&needs_admin().await, "approval", "other").await).await;
    let consent = Page::of(rig.post_page(&picker, "account", "MeganB@contoso.onmicrosoft.com").await).await;
    assert!(consent.html.contains("consent-accept"), "{}", consent.html);
}

#[tokio::test]
async fn a_refusal_is_titled_as_one_and_the_address_itself_says_what_it_is() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("client_id", "nobody");
    let html = rig.get_authorize(&request).await.text().await.unwrap();
    assert!(html.contains("<title>Sign-in failed"), "{html}");
    let home = rig.http.get(rig.tenant.authority().clone()).send().await.unwrap();
    assert_eq!(home.status(), 200);
    assert!(home.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    let html = home.text().await.unwrap();
    for has in [
        "This is the practice tenant",
        "Adele Vance",
        "Henrietta Mueller",
        "sign-in blocked",
        "practice-tenant-codes.md",
    ] {
        assert!(html.contains(has), "{has}: {html}");
    }
    assert!(!html.contains(rig.add_in.client_secret.expose()), "the secret is on the page");
}
