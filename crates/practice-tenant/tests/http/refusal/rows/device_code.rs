use serde_json::Value;

use super::{Chapter, another_client, change_add_in};
use crate::refusal::row::Seen::{Body, Form, Page};
use crate::refusal::row::{Change, Row, Told, told};
use crate::rig::{ADELE, LIDIA, Page as Shown, Params, Rig, text};

pub const CHAPTER: Chapter = Chapter {
    title: "Device code",
    about: "A program without a browser shows a code; a person types it at `/common/oauth2/deviceauth`.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    told(900561, Body(400), "invalid_request", "`GET` at the device authorization endpoint", |rig| {
        Box::pin(async { rig.http.get(rig.url("oauth2/v2.0/devicecode")).send().await.unwrap() })
    }),
    told(900144, Body(400), "invalid_request", "no `scope` in the first request", |rig| {
        Box::pin(async {
            let request = Params::of(&[("client_id", &rig.client_id())]);
            rig.http.post(rig.url("oauth2/v2.0/devicecode")).form(&request.0).send().await.unwrap()
        })
    }),
    told(9002313, Body(400), "invalid_request", "more than 16 KB in the first request", |rig| {
        Box::pin(async {
            let request = Params::of(&[("client_id", &rig.client_id()), ("scope", &"User.Read ".repeat(2000))]);
            rig.http.post(rig.url("oauth2/v2.0/devicecode")).form(&request.0).send().await.unwrap()
        })
    }),
    told(700016, Body(400), "unauthorized_client", "the client ID of no app in the first request", |rig| {
        Box::pin(async {
            let request = Params::of(&[("client_id", "x"), ("scope", "openid")]);
            rig.http.post(rig.url("oauth2/v2.0/devicecode")).form(&request.0).send().await.unwrap()
        })
    }),
    told(70016, Body(400), "authorization_pending", "the person has not finished", |rig| poll(rig, |_, _| {})),
    told(
        70016,
        Body(400),
        "slow_down",
        "the program asks again before `interval` has passed; RFC 8628 has this answer, Entra's own list does not",
        |rig| {
            Box::pin(async {
                let request = given(rig).await.1;
                rig.token_request(&request).send().await.unwrap();
                rig.token_request(&request).send().await.unwrap()
            })
        },
    ),
    told(70018, Body(400), "bad_verification_code", "a device code that nobody gave", |rig| {
        poll(rig, |_, p| p.set("device_code", "unknown"))
    }),
    told(70018, Body(400), "bad_verification_code", "the device code of another app", |rig| {
        poll(rig, |rig, p| {
            let own = super::healthy().public_client.redirect_uris;
            another_client(rig, p);
            let client_id = p.get("client_id").parse().unwrap();
            let mut registration = super::healthy();
            registration.app_id = Some(client_id);
            registration.id = None;
            registration.identifier_uris.clear();
            registration.public_client.redirect_uris = own;
            registration.is_fallback_public_client = Some(true);
            rig.tenant.register(registration);
        })
    }),
    told(70020, Body(400), "expired_token", "the code is older than 15 minutes", |rig| poll(rig, |rig, _| rig.pass(1))),
    told(7000218, Body(401), "invalid_client", "*Allow public client flows* is No", |rig| {
        poll(rig, |rig, _| {
            rig.tenant.register(super::healthy());
        })
    }),
    told(65004, Body(400), "authorization_declined", "the person declines", |rig| {
        Box::pin(async {
            let (user_code, request) = given(rig).await;
            let page = Shown::of(rig.enter_code(&user_code).await).await;
            let page = Shown::of(rig.post_page(&page, "account", ADELE).await).await;
            rig.post_page(&page, "confirm", "no").await;
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    told(50020, Page, "–", "an account of another tenant; the program goes on waiting", |rig| {
        Box::pin(async {
            let (user_code, _) = given(rig).await;
            let page = Shown::of(rig.enter_code(&user_code).await).await;
            rig.post_page(&page, "account", LIDIA).await
        })
    }),
    told(70018, Form, "–", "the person types a wrong code", |rig| Box::pin(rig.enter_code("WRONGCODE"))),
    told(70019, Form, "–", "the person types a code that has expired", |rig| {
        Box::pin(async {
            let (user_code, _) = given(rig).await;
            rig.pass(1);
            rig.enter_code(&user_code).await
        })
    }),
];

/// The user code, and the question of the program.
async fn given(rig: &Rig) -> (String, Params) {
    change_add_in(rig, |add_in| add_in.is_fallback_public_client = Some(true));
    let given: Value = rig.device_code("openid User.Read").await;
    (text(&given, "user_code").to_owned(), rig.device_poll(text(&given, "device_code")))
}

fn poll<'a>(rig: &'a Rig, change: Change) -> Told<'a> {
    Box::pin(async move {
        let mut request = given(rig).await.1;
        change(rig, &mut request);
        rig.token_request(&request).send().await.unwrap()
    })
}
