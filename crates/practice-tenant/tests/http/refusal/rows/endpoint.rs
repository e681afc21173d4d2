use super::Chapter;
use crate::refusal::row::Seen::{Body, Client, Page};
use crate::refusal::row::{Row, Told, told};
use crate::rig::{LIDIA, Params, Rig};

pub const CHAPTER: Chapter =
    Chapter { title: "The address", about: "Any request, with something wrong in its address or method.", rows: ROWS };

const ROWS: &[Row] = &[
    told(90002, Body(400), "invalid_request", "the tenant of the path is a GUID or domain that no tenant has", |rig| {
        token_at(rig, "northwind.example")
    }),
    told(90002, Page, "invalid_request", "the same at the authorization endpoint", |rig| {
        authorize_at(rig, "11111111-2222-4333-8444-555555555555")
    }),
    told(90002, Body(400), "invalid_request", "the same in the address of the metadata", |rig| {
        Box::pin(async { rig.http.get(rig.url_of("northwind.example", METADATA)).send().await.unwrap() })
    }),
    told(
        900023,
        Body(400),
        "invalid_request",
        "the tenant of the path is neither GUID nor domain: `{tenantId}`",
        |rig| token_at(rig, "{tenantId}"),
    ),
    told(900023, Page, "invalid_request", "the same at the authorization endpoint: `contoso`", |rig| {
        authorize_at(rig, "contoso")
    }),
    told(50194, Client, "invalid_request", "a single-tenant app asks at `common`", |rig| authorize_at(rig, "common")),
    told(50194, Body(400), "invalid_request", "a single-tenant app sends a token request to `organizations`", |rig| {
        token_at(rig, "organizations")
    }),
    told(9002332, Client, "invalid_request", "an app for work accounts asks at `consumers`", |rig| {
        authorize_at(rig, "consumers")
    }),
    told(9002331, Client, "invalid_request", "an app for personal accounts only asks at `common`", |rig| {
        super::change_add_in(rig, |add_in| {
            add_in.sign_in_audience = sso_core::registration::SignInAudience::PersonalMicrosoftAccount;
        });
        authorize_at(rig, "common")
    }),
    told(700016, Page, "unauthorized_client", "a single-tenant app of Contoso asks at Fabrikam", |rig| {
        authorize_at(rig, "fabrikam.com")
    }),
    told(900561, Body(400), "invalid_request", "`GET` at the token endpoint", |rig| {
        Box::pin(async { rig.http.get(rig.url("oauth2/v2.0/token")).send().await.unwrap() })
    }),
    told(900144, Body(400), "invalid_request", "the body of a token request is JSON", |rig| {
        Box::pin(async {
            let body = serde_json::json!({ "grant_type": "authorization_code" });
            rig.http.post(rig.url("oauth2/v2.0/token")).json(&body).send().await.unwrap()
        })
    }),
    told(700005, Body(400), "invalid_grant", "a code of one tenant is redeemed at another", |rig| {
        super::change_add_in(rig, |add_in| {
            add_in.sign_in_audience = sso_core::registration::SignInAudience::AzureADMultipleOrgs;
        });
        Box::pin(async {
            let returned = rig.sign_in_at("fabrikam.com", &rig.authorize(), LIDIA).await;
            let mut redemption = rig.redemption();
            redemption.set("code", returned.get("code"));
            rig.token_request(&redemption).send().await.unwrap()
        })
    }),
];

const METADATA: &str = "v2.0/.well-known/openid-configuration";

fn authorize_at<'a>(rig: &'a Rig, segment: &'static str) -> Told<'a> {
    Box::pin(async move {
        let request = rig.http.get(rig.url_of(segment, "oauth2/v2.0/authorize")).query(&rig.authorize().0);
        request.send().await.unwrap()
    })
}

fn token_at<'a>(rig: &'a Rig, segment: &'static str) -> Told<'a> {
    Box::pin(async move {
        let request: Params = rig.on_behalf_of("any");
        rig.http.post(rig.url_of(segment, "oauth2/v2.0/token")).form(&request.0).send().await.unwrap()
    })
}
