//! The way of an add-in: sign-in with a page, code with PKCE, refresh, on-behalf-of, Graph.

use practice_tenant::Seed;
use serde_json::Value;
use sso_core::registration::{Registration, RequiredResourceAccess, ResourceAccess};

use crate::rig::{ADELE, ALEX, DIALOG, PAGES, Page, Returned, Rig, part, text};

#[tokio::test]
async fn a_desktop_program_signs_in_refreshes_acts_for_the_user_and_reads_graph() {
    let rig = Rig::start().await;
    let returned = rig.sign_in(&rig.authorize()).await;
    assert!(returned.url.as_str().starts_with("http://localhost:51234/?"), "{}", returned.url);
    assert_eq!(returned.get("state"), "the-state");
    assert!(!returned.get("session_state").is_empty());
    assert_eq!(returned.get("iss"), "", "Entra does not send RFC 9207's iss");

    let mut redemption = rig.redemption();
    redemption.set("code", returned.get("code"));
    redemption.set("client_info", "1");
    let tokens = rig.token(&redemption).await;
    assert_eq!((text(&tokens, "token_type"), text(&tokens, "scope")), ("Bearer", rig.add_in.scope.as_str()));
    assert!((3600..5400).contains(&tokens["expires_in"].as_i64().unwrap()));
    assert_eq!(part(text(&tokens, "id_token"), 1)["nonce"], "the-nonce");
    assert!(!text(&tokens, "client_info").is_empty());

    let mut refresh = rig.redemption();
    refresh.set("grant_type", "refresh_token");
    refresh.set("refresh_token", text(&tokens, "refresh_token"));
    refresh.set("scope", format!("{}/access_as_user openid", rig.client_id()));
    let refreshed = rig.token(&refresh).await;
    assert_ne!(text(&refreshed, "refresh_token"), text(&tokens, "refresh_token"));
    assert_eq!(text(&refreshed, "scope"), format!("{}/access_as_user", rig.client_id()));

    let answer = rig.token(&rig.on_behalf_of(text(&refreshed, "access_token"))).await;
    assert!(text(&answer, "scope").starts_with("https://graph.microsoft.com/User.Read"), "{}", answer["scope"]);
    assert!(answer["refresh_token"].is_null() && answer["id_token"].is_null());

    let me = rig.tenant.graph().join("v1.0/me").unwrap();
    let me = rig.http.get(me).bearer_auth(text(&answer, "access_token")).send().await.unwrap();
    assert_eq!(me.status(), 200);
    assert!(me.headers().contains_key("request-id"));
    let me: Value = me.json().await.unwrap();
    assert_eq!(text(&me, "displayName"), "Adele Vance");
    assert_eq!(me["id"], part(text(&tokens, "access_token"), 1)["oid"]);
}

#[tokio::test]
async fn a_single_page_application_redeems_from_its_own_origin() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("redirect_uri", DIALOG);
    request.set("response_mode", "fragment");
    request.set("scope", "User.Read openid profile offline_access");
    request.set("client_info", "1");
    let returned = rig.sign_in(&request).await;
    assert!(returned.url.as_str().starts_with(&format!("{DIALOG}#")), "{}", returned.url);
    assert!(!returned.get("client_info").is_empty());

    let mut redemption = rig.redemption();
    redemption.set("redirect_uri", DIALOG);
    redemption.set("code", returned.get("code"));
    let answer = rig.token_request(&redemption).header("Origin", PAGES).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let tokens: Value = answer.json().await.unwrap();
    let scope = text(&tokens, "scope");
    assert!(scope.starts_with("User.Read ") && scope.contains("openid") && !scope.contains("offline"), "{scope}");

    let mut refresh = rig.redemption();
    refresh.set("grant_type", "refresh_token");
    refresh.set("refresh_token", text(&tokens, "refresh_token"));
    refresh.set("scope", "User.Read");
    let answer = rig.token_request(&refresh).header("Origin", PAGES).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_web_server_redeems_with_its_secret_in_the_body_or_as_basic() {
    let rig = Rig::start().await;
    let mut registration =
        sso_core::registration::Registration { display_name: "Web".to_owned(), ..Default::default() };
    registration.web.redirect_uris = vec!["https://localhost:3000/auth".to_owned()];
    let client_id = rig.tenant.register(registration).app_id.unwrap();
    let secret = rig.tenant.add_password(client_id, "test").unwrap();
    assert_eq!(secret.credential.hint.as_deref(), Some(&secret.value.expose()[..3]));
    for basic in [false, true] {
        let mut request = rig.authorize();
        request.set("client_id", client_id.to_string());
        request.set("redirect_uri", "https://localhost:3000/auth");
        request.set("scope", "openid profile");
        request.remove("code_challenge");
        let code = rig.sign_in(&request).await.get("code").to_owned();
        let mut redemption = rig.redemption();
        redemption.set("redirect_uri", "https://localhost:3000/auth");
        redemption.set("code", code);
        redemption.set("client_id", client_id.to_string());
        redemption.remove("code_verifier");
        if !basic {
            redemption.set("client_secret", secret.value.expose());
        }
        let mut request = rig.token_request(&redemption);
        if basic {
            request = request.basic_auth(client_id, Some(secret.value.expose()));
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "basic: {basic}");
        let tokens: Value = answer.json().await.unwrap();
        assert_eq!(part(text(&tokens, "access_token"), 1)["appidacr"], "1");
    }
}

#[tokio::test]
async fn consent_is_asked_once_for_what_is_new() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    // openid, profile and User.Read were granted by the administrator.
    request.set("scope", "openid profile User.Read");
    let page = Page::of(rig.get_authorize(&request).await).await;
    Returned::of(&rig.post_page(&page, "account", &rig.add_in.user).await);

    request.set("scope", "openid profile User.Read Mail.Read");
    for asked in [true, false] {
        let page = Page::of(rig.get_authorize(&request).await).await;
        let next = rig.post_page(&page, "account", &rig.add_in.user).await;
        if asked {
            let page = Page::of(next).await;
            assert!(page.html.contains("<code>Mail.Read</code>") && !page.html.contains("User.Read"), "{}", page.html);
            Returned::of(&rig.post_page(&page, "consent", "accept").await);
        } else {
            assert!(!Returned::of(&next).get("code").is_empty());
        }
    }
    // Another person has not been asked.
    let page = Page::of(rig.get_authorize(&request).await).await;
    let next = rig.post_page(&page, "account", "AlexW@contoso.onmicrosoft.com").await;
    assert!(Page::of(next).await.html.contains("consent-accept"));

    request.set("prompt", "consent");
    let page = Page::of(rig.get_authorize(&request).await).await;
    let page = Page::of(rig.post_page(&page, "account", &rig.add_in.user).await).await;
    assert!(page.html.contains("<code>User.Read</code>"), "prompt=consent asks for all of it: {}", page.html);
}

#[tokio::test]
async fn an_administrator_consents_for_everybody() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "User.Read Directory.Read.All");
    let tenant = rig.tenant.tenant_id().to_string();
    let page = Page::of(rig.choose_at(&tenant, request.clone(), "MeganB@contoso.onmicrosoft.com").await).await;
    assert!(page.html.contains("name=\"everybody\" value=\"yes\""), "{}", page.html);
    let fields = [("transaction", page.transaction()), ("consent", "accept".into()), ("everybody", "yes".into())];
    Returned::of(&rig.http.post(rig.url("oauth2/v2.0/authorize")).form(&fields).send().await.unwrap());
    // Nobody asks Adele any more for what only an administrator can grant.
    Returned::of(&rig.choose_at(&tenant, request.clone(), ADELE).await);

    // Who is none cannot answer for everybody, whatever they send.
    request.set("scope", "Mail.Read");
    let page = Page::of(rig.choose_at(&tenant, request.clone(), ADELE).await).await;
    assert!(!page.html.contains("everybody"), "{}", page.html);
    let fields = [("transaction", page.transaction()), ("consent", "accept".into()), ("everybody", "yes".into())];
    Returned::of(&rig.http.post(rig.url("oauth2/v2.0/authorize")).form(&fields).send().await.unwrap());
    let page = Page::of(rig.choose_at(&tenant, request, ALEX).await).await;
    assert!(page.html.contains("consent-accept"));
}

#[tokio::test]
async fn a_pre_authorized_client_is_not_asked() {
    let rig = Rig::start().await;
    let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    registration.api.pre_authorized_applications[0].app_id = rig.add_in.client_id;
    rig.tenant.register(registration);
    let page = Page::of(rig.get_authorize(&rig.authorize()).await).await;
    let returned = Returned::of(&rig.post_page(&page, "account", &rig.add_in.user).await);
    assert!(!returned.get("code").is_empty());
}

#[tokio::test]
async fn default_is_what_is_granted() {
    let rig = Rig::start().await;
    let assertion = rig.tokens().await;
    let mut request = rig.on_behalf_of(text(&assertion, "access_token"));
    request.set("scope", "https://graph.microsoft.com/.default offline_access");
    let answer = rig.token(&request).await;
    let scope = text(&answer, "scope");
    assert!(scope.contains("https://graph.microsoft.com/User.Read"), "{scope}");
    assert!(scope.ends_with("https://graph.microsoft.com/.default"), "{scope}");
    assert!(!text(&answer, "refresh_token").is_empty());
    assert_eq!(part(text(&answer, "access_token"), 1)["scp"], "User.Read openid profile");
}

#[tokio::test]
async fn an_assertion_of_one_listener_is_good_at_the_other() {
    let rig = Rig::start().await;
    let assertion = rig.tokens().await;
    let request = rig.on_behalf_of(text(&assertion, "access_token"));
    let token = rig.tenant.http_authority().join("contoso.onmicrosoft.com/oauth2/v2.0/token").unwrap();
    let answer = rig.http.post(token).form(&request.0).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn an_authorization_request_may_be_posted() {
    let rig = Rig::start().await;
    let request = rig.http.post(rig.url("oauth2/v2.0/authorize")).form(&rig.authorize().0);
    let page = Page::of(request.send().await.unwrap()).await;
    assert!(!page.transaction().is_empty());
}

/// Whoever repeats itself to the limit of a request leaves no more behind than who asks once.
#[tokio::test]
async fn a_scope_named_a_thousand_times_is_kept_once() {
    let rig = Rig::start().await;
    let mut request = rig.authorize();
    request.set("scope", "User.Read user.read ".repeat(700));
    let mut redemption = rig.redemption();
    redemption.set("code", rig.sign_in(&request).await.get("code"));
    assert_eq!(text(&rig.token(&redemption).await, "scope").matches("ser.").count(), 1);
}

fn of_graph(name: &str) -> RequiredResourceAccess {
    let permission = sso_core::GraphPermission::by_name(name).unwrap();
    RequiredResourceAccess::new(
        sso_core::ClientId::from_uuid(sso_core::GRAPH_APP_ID),
        vec![ResourceAccess::new(permission.id, "Scope")],
    )
}

/// A program that an API may know.
fn client(api: Vec<RequiredResourceAccess>) -> Registration {
    Registration {
        app_id: None,
        id: None,
        identifier_uris: Vec::new(),
        required_resource_access: api,
        ..Seed::add_in_registration(&"localhost:3000".parse().unwrap())
    }
}

/// scopes-oidc, example 3: with `prompt=consent`, `.default` asks for all that the registration lists by now.
#[tokio::test]
async fn default_asks_again_for_what_was_added() {
    let rig = Rig::start().await;
    let registered = rig.tenant.register(client(vec![of_graph("User.Read")]));
    let mut request = rig.authorize();
    request.set("client_id", registered.app_id.unwrap().to_string());
    request.set("scope", "openid https://graph.microsoft.com/.default");
    rig.sign_in(&request).await;
    let both = vec![of_graph("User.Read"), of_graph("Mail.Read")];
    rig.tenant.register(Registration { required_resource_access: both, ..registered });
    request.set("prompt", "consent");
    let page = Page::of(rig.get_authorize(&request).await).await;
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    for name in ["openid", "User.Read", "Mail.Read"] {
        assert_eq!(page.html.matches(&format!("<code>{name}</code>")).count(), 1, "{name}: {}", page.html);
    }
    let mut redemption = rig.redemption();
    redemption.set("client_id", request.get("client_id"));
    redemption.set("code", Returned::of(&rig.post_page(&page, "consent", "accept").await).get("code"));
    let token = rig.token(&redemption).await;
    let claims = part(text(&token, "access_token"), 1);
    assert!(text(&claims, "scp").contains("Mail.Read"), "{claims}");
}

/// `knownClientApplications`: one page for the client and for what its API wants, and on-behalf-of needs no other.
#[tokio::test]
async fn consent_is_combined_for_an_api_that_knows_its_client() {
    let rig = Rig::start().await;
    let scope = Seed::add_in_registration(&"localhost:3000".parse().unwrap()).api.oauth2_permission_scopes[0].id;
    let own = RequiredResourceAccess::new(rig.add_in.client_id, vec![ResourceAccess::new(scope, "Scope")]);
    let program = rig.tenant.register(client(vec![own])).app_id.unwrap();
    let mut api = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    api.api.known_client_applications = vec![program];
    api.required_resource_access.push(of_graph("Calendars.Read"));
    rig.tenant.register(api);
    let mut request = rig.authorize();
    request.set("client_id", program.to_string());
    request.set("scope", format!("{}/.default", rig.add_in.app_id_uri));
    let page = Page::of(rig.get_authorize(&request).await).await;
    let page = Page::of(rig.post_page(&page, "account", ADELE).await).await;
    for name in ["access_as_user", "Calendars.Read"] {
        assert!(page.html.contains(&format!("<code>{name}</code>")), "{name}: {}", page.html);
    }
    let mut redemption = rig.redemption();
    redemption.set("client_id", program.to_string());
    redemption.set("code", Returned::of(&rig.post_page(&page, "consent", "accept").await).get("code"));
    let token = rig.token(&redemption).await;
    let mut exchange = rig.on_behalf_of(text(&token, "access_token"));
    exchange.set("scope", "https://graph.microsoft.com/Calendars.Read");
    rig.token(&exchange).await;
}
