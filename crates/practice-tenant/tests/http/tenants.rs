//! Several tenants in one process: whose account, which tenant, what is known where.

use practice_tenant::{Account, Seed, ServicePrincipal};
use sso_core::TenantId;
use sso_core::registration::{Registration, SignInAudience};

use crate::refusal::{assert_page, assert_refused, assert_returned};
use crate::rig::{ALEX, DIEGO, IRVIN, LIDIA, LYNNE, Page, Params, Returned, Rig, part, text};

const NESTOR: &str = "NestorW@fabrikam.com";
const FABRIKAM: &str = "fabrikam.com";
const PERSONAL: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
fn fabrikam() -> TenantId {
    Seed::contoso().tenants[1].id
}

/// The add-in, for these account types.
async fn rig_for(audience: SignInAudience) -> Rig {
    let rig = Rig::start().await;
    change(&rig, |registration| registration.sign_in_audience = audience);
    rig
}

fn change(rig: &Rig, change: impl FnOnce(&mut Registration)) {
    let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    change(&mut registration);
    rig.tenant.register(registration);
}

/// What the browser gets when `account` signs in at `segment` and accepts what is asked.
async fn answer(rig: &Rig, segment: &str, request: &Params, account: &str) -> reqwest::Response {
    let next = rig.choose_at(segment, request.clone(), account).await;
    if next.status() != 200 {
        return next;
    }
    let page = Page::of(next).await;
    rig.post_page(&page, "consent", "accept").await
}

/// uid and utid.
fn account_of(tokens: &serde_json::Value) -> (String, String) {
    let info = part(&format!(".{}", text(tokens, "client_info")), 1);
    (text(&info, "uid").to_owned(), text(&info, "utid").to_owned())
}

#[tokio::test]
async fn a_guest_has_the_tid_and_oid_of_the_tenant_and_the_account_of_home() {
    let rig = Rig::start().await;
    for (account, idp) in [(IRVIN, rig.url_of(&fabrikam().to_string(), "").to_string()), (DIEGO, "live.com".to_owned())]
    {
        let tokens = rig.tokens_at(&rig.tenant.tenant_id().to_string(), account).await;
        let claims = part(text(&tokens, "access_token"), 1);
        let people = rig.tenant.people();
        let guest = people.iter().find(|person| person.sign_in_name() == account).unwrap();
        assert_eq!(text(&claims, "oid"), guest.id.to_string());
        assert_eq!(text(&claims, "tid"), rig.tenant.tenant_id().to_string());
        assert_eq!((text(&claims, "idp"), text(&claims, "preferred_username")), (idp.as_str(), account));
        assert_eq!(text(&claims, "email"), account);
        let Account { tenant_id, id } = guest.home.unwrap();
        assert_eq!(account_of(&tokens), (id.to_string(), tenant_id.to_string()));
    }
}

#[tokio::test]
async fn who_may_sign_in_depends_on_segment_account_types_and_account() {
    use SignInAudience::*;
    let contoso = "contoso.onmicrosoft.com";
    for (audience, segment, account, outcome) in [
        (AzureADMyOrg, contoso, IRVIN, Ok(contoso)),
        (AzureADMyOrg, contoso, LIDIA, Err(50020)),
        (AzureADMyOrg, contoso, LYNNE, Err(50020)),
        (AzureADMultipleOrgs, contoso, LIDIA, Err(50020)),
        (AzureADMultipleOrgs, "common", LIDIA, Ok(FABRIKAM)),
        (AzureADMultipleOrgs, "common", IRVIN, Ok(FABRIKAM)),
        (AzureADMultipleOrgs, "organizations", ALEX, Ok(contoso)),
        (AzureADMultipleOrgs, FABRIKAM, LIDIA, Ok(FABRIKAM)),
        (AzureADMultipleOrgs, FABRIKAM, ALEX, Err(50020)),
        (AzureADMultipleOrgs, "common", LYNNE, Err(500208)),
        (AzureADMultipleOrgs, "organizations", LYNNE, Err(500208)),
        (AzureADandPersonalMicrosoftAccount, "common", LYNNE, Ok(PERSONAL)),
        (AzureADandPersonalMicrosoftAccount, "common", LIDIA, Ok(FABRIKAM)),
        (AzureADandPersonalMicrosoftAccount, "organizations", LYNNE, Err(500208)),
        (AzureADandPersonalMicrosoftAccount, "consumers", LYNNE, Ok(PERSONAL)),
        (AzureADandPersonalMicrosoftAccount, PERSONAL, DIEGO, Ok(PERSONAL)),
        (AzureADandPersonalMicrosoftAccount, "consumers", LIDIA, Err(500208)),
        (PersonalMicrosoftAccount, "consumers", LYNNE, Ok(PERSONAL)),
    ] {
        let rig = rig_for(audience).await;
        match outcome {
            Ok(tenant) => {
                let claims = part(text(&rig.tokens_at(segment, account).await, "access_token"), 1);
                let tenant = if tenant == FABRIKAM { fabrikam().to_string() } else { tenant.to_owned() };
                let tenant = if tenant == contoso { rig.tenant.tenant_id().to_string() } else { tenant };
                assert_eq!(text(&claims, "tid"), tenant, "{audience:?} {segment} {account}");
                assert_eq!(text(&claims, "iss"), rig.url_of(&tenant, "v2.0").as_str());
            }
            Err(code) => assert_page(answer(&rig, segment, &rig.authorize(), account).await, code).await,
        }
    }
}

#[tokio::test]
async fn consent_installs_a_multi_tenant_application_and_is_of_one_tenant() {
    let rig = rig_for(SignInAudience::AzureADMultipleOrgs).await;
    assert!(rig.tenant.service_principal_in(fabrikam(), rig.add_in.client_id).is_none());
    let mut request = rig.authorize();
    request.set("scope", "openid profile User.Read");
    // The administrator of Contoso consented for Contoso alone.
    let url = rig.url_of("common", "oauth2/v2.0/authorize");
    let page = Page::of(rig.http.get(url.clone()).query(&request.0).send().await.unwrap()).await;
    let fields = [("transaction", page.transaction()), ("account", LIDIA.to_owned())];
    let page = Page::of(rig.http.post(url.clone()).form(&fields).send().await.unwrap()).await;
    assert!(page.html.contains("consent-accept"), "{}", page.html);
    assert!(rig.tenant.service_principal_in(fabrikam(), rig.add_in.client_id).is_none());
    let fields = [("transaction", page.transaction()), ("consent", "accept".to_owned())];
    Returned::of(&rig.http.post(url).form(&fields).send().await.unwrap());
    let principal = rig.tenant.service_principal_in(fabrikam(), rig.add_in.client_id).unwrap();
    assert_ne!(principal.id, rig.tenant.service_principal(rig.add_in.client_id).unwrap().id);

    // What an administrator sets holds in that tenant.
    rig.tenant.update_service_principal(ServicePrincipal { account_enabled: false, ..principal.clone() });
    assert_page(answer(&rig, "common", &request, NESTOR).await, 7000112).await;
    Returned::of(&answer(&rig, "common", &request, ALEX).await);
    rig.tenant.update_service_principal(ServicePrincipal { app_role_assignment_required: true, ..principal });
    assert_returned(&answer(&rig, "common", &request, NESTOR).await, 50105, "access_denied");
}

#[tokio::test]
async fn on_behalf_of_follows_the_assertion() {
    let rig = rig_for(SignInAudience::AzureADMultipleOrgs).await;
    rig.tenant.grant_admin_consent_in(fabrikam(), rig.add_in.client_id);
    let tokens = rig.tokens_at("common", IRVIN).await;
    let request = rig.on_behalf_of(text(&tokens, "access_token"));
    let contoso = rig.tenant.tenant_id().to_string();
    for (segment, tid) in
        [("organizations", fabrikam().to_string()), (FABRIKAM, fabrikam().to_string()), (&contoso, contoso.clone())]
    {
        let answer = rig.http.post(rig.url_of(segment, "oauth2/v2.0/token")).form(&request.0).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{segment}");
        let answer: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(text(&part(text(&answer, "access_token"), 1), "tid"), tid, "{segment}");
        let me = rig.http.get(rig.tenant.graph().join("v1.0/me").unwrap()).bearer_auth(text(&answer, "access_token"));
        let me: serde_json::Value = me.send().await.unwrap().json().await.unwrap();
        assert_eq!(text(&me, "userPrincipalName").contains("#EXT#"), segment == contoso, "{me}");
    }
}

#[tokio::test]
async fn a_code_is_of_its_tenant_and_a_refresh_token_of_the_account() {
    let rig = rig_for(SignInAudience::AzureADMultipleOrgs).await;
    let returned = Returned::of(&answer(&rig, FABRIKAM, &rig.authorize(), IRVIN).await);
    let mut redemption = rig.redemption();
    redemption.set("code", returned.get("code"));
    let request = rig.http.post(rig.url_of("common", "oauth2/v2.0/token")).form(&redemption.0);
    let tokens: serde_json::Value = request.send().await.unwrap().json().await.unwrap();

    let as_guest = rig.token(&rig.refresh(text(&tokens, "refresh_token"))).await;
    assert_eq!(text(&part(text(&as_guest, "access_token"), 1), "tid"), rig.tenant.tenant_id().to_string());
}

#[tokio::test]
async fn a_personal_account_has_an_opaque_graph_token_and_no_version_1() {
    let rig = rig_for(SignInAudience::AzureADandPersonalMicrosoftAccount).await;
    let tokens = rig.tokens_at("consumers", LYNNE).await;
    let claims = part(text(&tokens, "access_token"), 1);
    assert_eq!((text(&claims, "tid"), text(&claims, "ver")), (PERSONAL, "2.0"));
    assert!(text(&claims, "oid").starts_with("00000000-0000-0000-"));
    assert!(claims.get("idp").is_none());

    // There is no administrator: what the person has not granted on a page is refused in other words.
    rig.tenant.grant_admin_consent_in(TenantId::PERSONAL_ACCOUNTS, rig.add_in.client_id);
    let on_behalf_of = rig.on_behalf_of(text(&tokens, "access_token"));
    let send = |request: &Params| rig.http.post(rig.url_of("common", "oauth2/v2.0/token")).form(&request.0).send();
    assert_refused(send(&on_behalf_of).await.unwrap(), 70000, 400, "invalid_grant").await;
    let mut request = rig.authorize();
    request.set("scope", "User.Read");
    Returned::of(&answer(&rig, "consumers", &request, LYNNE).await);
    let granted: serde_json::Value = send(&on_behalf_of).await.unwrap().json().await.unwrap();
    let graph_token = text(&granted, "access_token");
    assert!(!graph_token.contains('.'), "opaque");
    let me = rig.http.get(rig.tenant.graph().join("v1.0/me").unwrap()).bearer_auth(graph_token);
    let me: serde_json::Value = me.send().await.unwrap().json().await.unwrap();
    assert_eq!(text(&me, "displayName"), "Lynne Robbins");

    change(&rig, |registration| {
        registration.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount;
        registration.api.requested_access_token_version = Some(1);
    });
    let returned = Returned::of(&answer(&rig, "consumers", &rig.authorize(), LYNNE).await);
    let mut redemption = rig.redemption();
    redemption.set("code", returned.get("code"));
    assert_refused(send(&redemption).await.unwrap(), 500201, 400, "invalid_request").await;
}

#[tokio::test]
async fn another_tenants_api_must_be_installed_or_known() {
    let rig = Rig::start().await;
    let api = Registration {
        display_name: "Contoso API".to_owned(),
        sign_in_audience: SignInAudience::AzureADMultipleOrgs,
        api: Seed::add_in_registration(&"localhost:3000".parse().unwrap()).api,
        ..Registration::default()
    };
    let api = rig.tenant.register(api);
    let api_id = api.app_id.unwrap();
    let mut client = Registration {
        display_name: "Client".to_owned(),
        sign_in_audience: SignInAudience::AzureADMultipleOrgs,
        ..Registration::default()
    };
    client.public_client.redirect_uris = vec!["http://localhost".to_owned()];
    let client_id = rig.tenant.register(client).app_id.unwrap();
    let mut request = rig.authorize();
    request.set("client_id", client_id.to_string());
    request.set("scope", format!("{api_id}/access_as_user"));
    Returned::of(&answer(&rig, "common", &request, ALEX).await);
    assert_returned(&answer(&rig, "common", &request, LIDIA).await, 650052, "invalid_client");
    let mut known = api.clone();
    known.api.known_client_applications = vec![client_id];
    rig.tenant.register(known);
    Returned::of(&answer(&rig, "common", &request, LIDIA).await);
    assert!(rig.tenant.service_principal_in(fabrikam(), api_id).is_some(), "one consent for both");
    // To a single-tenant API of another tenant nothing helps.
    rig.tenant.register(Registration { sign_in_audience: SignInAudience::AzureADMyOrg, ..api });
    assert_returned(&answer(&rig, "common", &request, NESTOR).await, 500011, "invalid_resource");
}

#[tokio::test]
async fn two_accounts_in_one_browser_need_a_choice() {
    let rig = Rig::start().await;
    let url = rig.url("oauth2/v2.0/authorize");
    let mut request = rig.authorize();
    request.set("scope", "openid");
    let first = rig.sign_in(&request).await;
    request.set("prompt", "select_account");
    let get =
        |request: &Params, session: &str| rig.http.get(url.clone()).query(&request.0).header("Cookie", session).send();
    let page = Page::of(get(&request, &first.session()).await.unwrap()).await;
    let (signed_in, others) = page.html.split_once("<h2>Contoso</h2>").unwrap();
    assert!(signed_in.contains("<h2>Signed in</h2>") && signed_in.contains("Adele Vance"), "{}", page.html);
    assert!(others.contains("Alex Wilber") && !others.contains("Adele Vance"));
    let fields = [("transaction", page.transaction()), ("account", ALEX.to_owned())];
    let post = rig.http.post(url.clone()).form(&fields).header("Cookie", first.session());
    let second = Returned::of(&post.send().await.unwrap());
    assert_ne!(second.session(), first.session(), "who knew the old cookie is not signed in as the new person");

    request.set("prompt", "none");
    assert_returned(&get(&request, &second.session()).await.unwrap(), 16000, "interaction_required");
    assert_returned(&get(&request, &first.session()).await.unwrap(), 50058, "login_required");
    request.set("login_hint", rig.add_in.user.clone());
    let returned = Returned::of(&get(&request, &second.session()).await.unwrap());
    assert_eq!(returned.get("session_state"), first.get("session_state"));
    request.remove("login_hint");
    request.remove("prompt");
    let page = Page::of(get(&request, &second.session()).await.unwrap()).await;
    let (signed_in, _) = page.html.split_once("<h2>Contoso</h2>").unwrap();
    assert!(signed_in.contains("Adele Vance") && signed_in.contains("Alex Wilber"), "{}", page.html);
}
