use practice_tenant::Person;
use serde_json::Value;

use super::{Chapter, another_client};
use crate::refusal::row::Seen::Body;
use crate::refusal::row::{Row, refresh, told};
use crate::rig::{DIALOG, PAGES, Params, Rig, text};

pub const CHAPTER: Chapter = Chapter {
    title: "The refresh token",
    about: "A refresh for Graph by the desktop program (`grant_type=refresh_token`).",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    refresh(900144, 400, "invalid_request", "no `refresh_token`", |_, p| p.remove("refresh_token")),
    refresh(70000, 400, "invalid_grant", "a refresh token that nobody gave", |_, p| {
        p.set("refresh_token", "1.unknown")
    }),
    refresh(70000, 400, "invalid_grant", "the refresh token of another app", another_client),
    refresh(90009, 400, "invalid_request", "no `scope`", |_, p| p.remove("scope")),
    refresh(90009, 400, "invalid_request", "the app's own scope by its App ID URI instead of its GUID", |rig, p| {
        p.set("scope", rig.add_in.scope.clone());
    }),
    refresh(700025, 401, "invalid_client", "a secret, and the app is a public client", |_, p| {
        p.set("client_secret", "any");
    }),
    refresh(700082, 400, "invalid_grant", "a refresh token that was not used for 90 days", |rig, _| {
        rig.pass(90 * 24);
    })
    .suberror("bad_token"),
    refresh(50173, 400, "invalid_grant", "an administrator revoked the user's sessions", |rig, _| {
        rig.pass(1);
        let adele = rig.tenant.people().remove(0);
        let now = rig.now();
        assert!(rig.tenant.update_person(Person { sign_in_sessions_valid_from: Some(now), ..adele }));
    })
    .suberror("bad_token"),
    refresh(50057, 400, "invalid_grant", "the user's sign-in is blocked since", |rig, _| {
        let adele = rig.tenant.people().remove(0);
        assert!(rig.tenant.update_person(Person { account_enabled: false, ..adele }));
    }),
    refresh(65001, 400, "invalid_grant", "a scope that nobody has granted", |_, p| p.set("scope", "Mail.Read"))
        .suberror("consent_required"),
    told(9002327, Body(400), "invalid_request", "of a single-page application, without `Origin`", |rig| {
        Box::pin(async {
            let request = rig.refresh(&of_a_page(rig).await);
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    told(700084, Body(400), "invalid_grant", "of a single-page application, 24 hours after the first one", |rig| {
        Box::pin(async {
            let request = rig.refresh(&of_a_page(rig).await);
            rig.pass(24);
            rig.token_request(&request).header("Origin", PAGES).send().await.unwrap()
        })
    })
    .suberror("bad_token"),
    refresh(9002313, 400, "invalid_request", "`claims` that are no JSON", |_, p| p.set("claims", "{")),
];

async fn of_a_page(rig: &Rig) -> String {
    let mut request: Params = rig.authorize();
    request.set("scope", "openid offline_access User.Read");
    request.set("redirect_uri", DIALOG);
    let mut redemption = rig.redemption();
    redemption.set("redirect_uri", DIALOG);
    redemption.set("code", rig.sign_in(&request).await.get("code"));
    let answer = rig.token_request(&redemption).header("Origin", PAGES).send().await.unwrap();
    let tokens: Value = answer.json().await.unwrap();
    text(&tokens, "refresh_token").to_owned()
}
