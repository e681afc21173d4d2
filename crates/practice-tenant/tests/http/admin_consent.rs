//! The address that an administrator is sent to.

use practice_tenant::Seed;
use reqwest::Response;
use sso_core::TenantId;
use sso_core::registration::{RequiredResourceAccess, ResourceAccess, SignInAudience};

use crate::refusal::{assert_page, assert_returned};
use crate::rig::{ADELE, LOOPBACK, Page, Params, Returned, Rig, part, text};

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

/// Both addresses grant what the registration lists, application permissions too.
#[tokio::test]
async fn the_older_address_and_default_grant_application_permissions() {
    const MAIL_READ: &str = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
    for older in [false, true] {
        let rig = Rig::start().await;
        let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
        let role = ResourceAccess::new(MAIL_READ.parse().unwrap(), "Role");
        registration
            .required_resource_access
            .push(RequiredResourceAccess::new(sso_core::ClientId::from_uuid(sso_core::GRAPH_APP_ID), vec![role]));
        rig.tenant.register(registration);
        let roles =
            async || part(text(&rig.token(&rig.client_credentials()).await, "access_token"), 1)["roles"].clone();
        assert!(roles().await.is_null());
        let mut request = request(&rig);
        request.set("scope", "https://graph.microsoft.com/.default");
        if older {
            request.remove("scope");
        }
        let path = if older { "adminconsent" } else { "v2.0/adminconsent" };
        let page = rig.http.get(rig.url(path)).query(&request.0).send().await.unwrap();
        let page = Page::of(rig.post_page(&Page::of(page).await, "account", MEGAN).await).await;
        assert!(page.html.contains("<code>Mail.Read</code>"), "{}", page.html);
        let returned = Returned::of(&rig.post_page(&page, "consent", "accept").await);
        assert_eq!(returned.get("admin_consent"), "True");
        assert_eq!(returned.get("scope").is_empty(), older);
        assert_eq!(roles().await, serde_json::json!(["Mail.Read"]));
    }
}
