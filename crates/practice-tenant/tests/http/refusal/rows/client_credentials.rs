use practice_tenant::Seed;
use sso_core::registration::{Registration, SignInAudience};

use super::{Chapter, change_add_in};
use crate::refusal::row::Seen::Body;
use crate::refusal::row::{Change, Row, Told, told};
use crate::rig::{Params, Rig};

pub const CHAPTER: Chapter = Chapter {
    title: "Client credentials",
    about: "The add-in's server asks for a token of its own for Graph (`grant_type=client_credentials`).",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    told(900144, Body(400), "invalid_request", "no `scope`", |rig| ask(rig, |_, p| p.remove("scope"))),
    told(1002012, Body(400), "invalid_scope", "a scope that is not `.default`", |rig| {
        ask(rig, |_, p| p.set("scope", "https://graph.microsoft.com/User.Read"))
    }),
    told(1002012, Body(400), "invalid_scope", "no resource at all: `openid`", |rig| {
        ask(rig, |_, p| p.set("scope", "openid"))
    }),
    told(28000, Body(400), "invalid_scope", "two APIs", |rig| {
        ask(rig, |rig, p| p.set("scope", format!("User.Read {}", rig.add_in.scope)))
    }),
    told(7000218, Body(401), "invalid_client", "no secret", |rig| ask(rig, |_, p| p.remove("client_secret"))),
    told(7000215, Body(401), "invalid_client", "a wrong secret", |rig| {
        ask(rig, |_, p| p.set("client_secret", "wrong"))
    }),
    told(50194, Body(400), "invalid_request", "a single-tenant app at `common`", |rig| ask_at(rig, "common")),
    told(9001023, Body(400), "invalid_request", "a multi-tenant app at `common`", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs);
        ask_at(rig, "common")
    }),
    told(50059, Body(400), "invalid_request", "a multi-tenant app at `organizations`", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs);
        ask_at(rig, "organizations")
    }),
    told(7000229, Body(401), "invalid_client", "a multi-tenant app at a tenant that has not installed it", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs);
        ask_at(rig, "fabrikam.com")
    }),
    told(
        501051,
        Body(400),
        "invalid_grant",
        "an API with *Assignment required*, of which the app has no role",
        |rig| {
            let api = Registration {
                display_name: "Contoso API".to_owned(),
                api: Seed::add_in_registration(&"localhost:3000".parse().unwrap()).api,
                ..Registration::default()
            };
            let api = rig.tenant.register(api).app_id.unwrap();
            let mut principal = rig.tenant.service_principal(api).unwrap();
            principal.app_role_assignment_required = true;
            assert!(rig.tenant.update_service_principal(principal));
            let mut request = rig.client_credentials();
            request.set("scope", format!("{api}/.default"));
            Box::pin(async move { rig.token_request(&request).send().await.unwrap() })
        },
    ),
];

fn ask<'a>(rig: &'a Rig, change: Change) -> Told<'a> {
    Box::pin(async move {
        let mut request: Params = rig.client_credentials();
        change(rig, &mut request);
        rig.token_request(&request).send().await.unwrap()
    })
}

fn ask_at<'a>(rig: &'a Rig, segment: &'static str) -> Told<'a> {
    Box::pin(async move {
        let request = rig.client_credentials();
        rig.http.post(rig.url_of(segment, "oauth2/v2.0/token")).form(&request.0).send().await.unwrap()
    })
}
