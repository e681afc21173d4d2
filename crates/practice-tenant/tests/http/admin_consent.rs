//! The address that an administrator is sent to.

use reqwest::Response;
use sso_core::TenantId;
use sso_core::registration::SignInAudience;

use crate::refusal::{assert_page, assert_returned};
use crate::rig::{ADELE, LOOPBACK, Page, Params, Returned, Rig};

const MEGAN: &str = "MeganB@contoso.onmicrosoft.com";

fn request(rig: &Rig) -> Params {
    Params::of(&[
        ("client_id", &rig.client_id()),
        ("redirect_uri", LOOPBACK),
        ("scope", "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/Directory.Read.All"),
        ("state", "the-state"),
    ])
}

async fn open(rig: &Rig, segment: &str, request: &Params) -> Response {
    rig.http.get(rig.url_of(segment, "v2.0/adminconsent")).query(&request.0).send().await.unwrap()
}

#[tokio::test]
async fn an_administrator_answers_for_everybody() {
    let rig = Rig::start().await;
    let tenant = rig.tenant.tenant_id().to_string();
    let page = Page::of(open(&rig, &tenant, &request(&rig)).await).await;
    let page = Page::of(rig.post_page(&page, "account", MEGAN).await).await;
    assert!(page.html.contains("Review for your organization"), "{}", page.html);
    let returned = Returned::of(&rig.post_page(&page, "consent", "accept").await);
    assert_eq!((returned.get("admin_consent"), returned.get("tenant")), ("True", tenant.as_str()));
    assert_eq!((returned.get("state"), returned.get("code")), ("the-state", ""));
    let mut sign_in = rig.authorize();
    sign_in.set("scope", "Mail.Read Directory.Read.All");
    assert!(!Returned::of(&rig.choose_at(&tenant, sign_in, ADELE).await).get("code").is_empty());
}

#[tokio::test]
async fn another_tenant_installs_a_multi_tenant_application_so() {
    let rig = Rig::start().await;
    let mut registration = practice_tenant::Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    registration.sign_in_audience = SignInAudience::AzureADMultipleOrgs;
    rig.tenant.register(registration);
    let fabrikam: TenantId = practice_tenant::Seed::contoso().tenants[1].id;
    let mut request = request(&rig);
    request.set("scope", "https://graph.microsoft.com/.default");
    let page = Page::of(open(&rig, "organizations", &request).await).await;
    let page = Page::of(rig.post_page(&page, "account", "NestorW@fabrikam.com").await).await;
    assert!(page.html.contains("<code>User.Read</code>"), "{}", page.html);
    let returned = Returned::of(&rig.post_page(&page, "consent", "accept").await);
    assert_eq!(returned.get("tenant"), fabrikam.to_string());
    assert!(rig.tenant.service_principal_in(fabrikam, rig.add_in.client_id).is_some());
}

#[tokio::test]
async fn who_declines_or_may_not_grants_nothing() {
    let rig = Rig::start().await;
    let tenant = rig.tenant.tenant_id().to_string();
    let page = Page::of(open(&rig, &tenant, &request(&rig)).await).await;
    assert_page(rig.post_page(&page, "account", ADELE).await, 90094).await;
    let page = Page::of(open(&rig, &tenant, &request(&rig)).await).await;
    let page = Page::of(rig.post_page(&page, "account", MEGAN).await).await;
    let returned = assert_returned(&rig.post_page(&page, "consent", "decline").await, 65004, "consent_required");
    assert_eq!(returned.get("admin_consent"), "True");
    let mut elsewhere = request(&rig);
    elsewhere.set("redirect_uri", "https://evil.example/");
    assert_page(open(&rig, &tenant, &elsewhere).await, 50011).await;
}
