use practice_tenant::{Person, Seed};
use sso_core::registration::{Registration, SignInAudience};

use super::{Chapter, change_add_in, change_principal};
use crate::refusal::row::Seen::{Client, Form, Page};
use crate::refusal::row::{Row, choose, choose_as, told};
use crate::rig::{ADELE, ALEX, IRVIN, LIDIA, LYNNE, Page as Shown, Params, Returned, Rig};

pub const CHAPTER: Chapter =
    Chapter { title: "The person", about: "The same request; somebody signs in, and is asked to consent.", rows: ROWS };

const ROWS: &[Row] = &[
    choose_as(LIDIA, 50020, Page, "invalid_grant", "an account of Fabrikam that Contoso has not invited", |_, _| {}),
    choose_as(LYNNE, 50020, Page, "invalid_grant", "a personal account that Contoso has not invited", |_, _| {}),
    told(500208, Page, "invalid_request", "a personal account at `organizations`", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount);
        Box::pin(rig.choose_at("organizations", rig.authorize(), LYNNE))
    }),
    choose_as("nobody@contoso.onmicrosoft.com", 50034, Form, "–", "a user name that nobody has", |_, _| {}),
    choose(50057, Page, "invalid_grant", "the user's sign-in is blocked", |rig, _| {
        let adele = rig.tenant.people().remove(0);
        assert!(rig.tenant.update_person(Person { account_enabled: false, ..adele }));
    }),
    choose_as(IRVIN, 50057, Page, "invalid_grant", "the sign-in of a guest is blocked at home", |rig, _| {
        let irvin = rig.tenant.people_of(Seed::contoso().tenants[1].id).remove(0);
        assert!(rig.tenant.update_person(Person { account_enabled: false, ..irvin }));
    }),
    choose(50105, Client, "access_denied", "*Assignment required* is Yes, and the user is not assigned", |rig, _| {
        change_principal(rig, |sp| sp.app_role_assignment_required = true);
    }),
    choose(90094, Page, "access_denied", "a permission that only an administrator can grant", |_, p| {
        p.set("scope", "Directory.Read.All");
    }),
    choose(90094, Page, "access_denied", "a scope of the add-in that only administrators may consent to", |rig, _| {
        change_add_in(rig, |add_in| add_in.api.oauth2_permission_scopes[0].r#type = "Admin".to_owned());
    }),
    choose(650057, Client, "invalid_client", "`.default` of an API that the registration does not list", |rig, p| {
        let other = rig.tenant.register(Registration { display_name: "Other API".to_owned(), ..Default::default() });
        p.set("scope", format!("{}/.default", other.app_id.unwrap()));
    }),
    told(650052, Client, "invalid_client", "an API that is not installed in the user's tenant", |rig| {
        let api = Registration {
            display_name: "Contoso API".to_owned(),
            sign_in_audience: SignInAudience::AzureADMultipleOrgs,
            api: super::healthy().api,
            ..Registration::default()
        };
        let api = rig.tenant.register(api).app_id.unwrap();
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs);
        let mut request = rig.authorize();
        request.set("scope", format!("{api}/access_as_user"));
        Box::pin(rig.choose_at("organizations", request, LIDIA))
    }),
    told(65004, Client, "access_denied", "the person declines on the consent page", |rig| {
        Box::pin(async {
            let page = Shown::of(rig.get_authorize(&rig.authorize()).await).await;
            let page = Shown::of(rig.post_page(&page, "account", ADELE).await).await;
            rig.post_page(&page, "consent", "decline").await
        })
    }),
    told(50089, Page, "invalid_request", "a page of the sign-in is sent a second time", |rig| {
        Box::pin(async {
            let page = Shown::of(rig.get_authorize(&rig.authorize()).await).await;
            Shown::of(rig.post_page(&page, "account", ADELE).await).await;
            rig.post_page(&page, "account", ADELE).await
        })
    }),
    told(50089, Page, "invalid_request", "a page of the sign-in is sent after two hours", |rig| {
        Box::pin(async {
            let page = Shown::of(rig.get_authorize(&rig.authorize()).await).await;
            rig.pass(2);
            rig.post_page(&page, "account", ADELE).await
        })
    }),
    told(65001, Client, "interaction_required", "`prompt=none` for a scope that nobody has granted", |rig| {
        Box::pin(async {
            let session = rig.sign_in(&with_scope(rig, "openid")).await.session();
            silently(rig, with_scope(rig, "Mail.Read"), &session).await
        })
    })
    .suberror("consent_required"),
    told(16000, Client, "interaction_required", "`prompt=none`, and two accounts are signed in", |rig| {
        Box::pin(async {
            let session = rig.sign_in(&with_scope(rig, "openid")).await.session();
            let mut request = with_scope(rig, "openid");
            request.set("prompt", "select_account");
            let page = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&request.0).send().await.unwrap();
            let page = Shown::of(page).await;
            let fields = [("transaction", page.transaction()), ("account", ALEX.to_owned())];
            let post = rig.http.post(rig.url("oauth2/v2.0/authorize")).form(&fields).header("Cookie", session);
            let session = Returned::of(&post.send().await.unwrap()).session();
            silently(rig, with_scope(rig, "openid"), &session).await
        })
    }),
];

fn with_scope(rig: &Rig, scope: &str) -> Params {
    let mut request = rig.authorize();
    request.set("scope", scope);
    request
}

async fn silently(rig: &Rig, mut request: Params, session: &str) -> reqwest::Response {
    request.set("prompt", "none");
    let request = rig.http.get(rig.url("oauth2/v2.0/authorize")).query(&request.0).header("Cookie", session);
    request.send().await.unwrap()
}
