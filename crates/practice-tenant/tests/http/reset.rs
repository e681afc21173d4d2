//! Back to the seed, and what must not go back; time that is moved.

use jiff::SignedDuration;
use practice_tenant::{Fault, Person};
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{CONTROL_TOKEN, Page, Returned, Rig, text};

async fn control(rig: &Rig, action: &str, body: Value) -> (u16, Value) {
    let url = rig.tenant.authority().join(&format!(".hallpass/{action}")).unwrap();
    let answer = rig.http.request(Method::POST, url).bearer_auth(CONTROL_TOKEN).json(&body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn refresh(rig: &Rig, tokens: &Value) -> u16 {
    let mut params = rig.redemption();
    params.set("grant_type", "refresh_token");
    params.set("refresh_token", text(tokens, "refresh_token"));
    params.set("scope", "https://graph.microsoft.com/User.Read");
    rig.token_request(&params).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn consent_sessions_tokens_and_registrations_go_back_and_the_secret_stays() {
    let rig = Rig::start().await;
    let tokens = rig.tokens().await;
    let returned = rig.sign_in(&rig.authorize()).await;
    let other = rig.tenant.add_password(rig.add_in.client_id, "later").unwrap();
    let stranger = rig.tenant.register(practice_tenant::Seed::add_in_registration(&"other.example".parse().unwrap()));
    assert_eq!(stranger.app_id, Some(rig.add_in.client_id), "the same app, with another host");
    let adele = rig.tenant.people()[0].clone();
    rig.tenant.update_person(Person { account_enabled: false, ..adele.clone() });
    rig.tenant.fault(Fault::new("50076", None, None).unwrap());
    rig.tenant.move_time(SignedDuration::from_hours(1));

    assert_eq!(control(&rig, "reset", json!({})).await.0, 200);

    // Gone: the session, the refresh token, the second secret, the registration, the block, the fault, the moved time.
    let mut silent = rig.authorize();
    silent.set("prompt", "none");
    let url = rig.url("oauth2/v2.0/authorize");
    let answer = rig.http.get(url).query(&silent.0).header("Cookie", returned.session()).send().await.unwrap();
    assert_eq!(Returned::of(&answer).get("error"), "login_required");
    assert_eq!(refresh(&rig, &tokens).await, 400);
    let mut exchange = rig.on_behalf_of(text(&tokens, "access_token"));
    exchange.set("client_secret", other.value.expose());
    assert_eq!(rig.token_request(&exchange).send().await.unwrap().status(), 401);
    assert_eq!((rig.tenant.people()[0].clone(), rig.tenant.faults()), (adele, vec![]));
    assert_eq!(rig.tenant.move_time(SignedDuration::ZERO), SignedDuration::ZERO);
    assert!(Page::of(rig.get_authorize(&rig.authorize()).await).await.html.contains("name=\"account\""));

    // Still good: the secret that a server has in its settings, an access token, the admin's consent, a new journey.
    rig.token(&rig.on_behalf_of(text(&tokens, "access_token"))).await;
    assert_eq!(refresh(&rig, &rig.tokens().await).await, 200);
}

#[tokio::test]
async fn moved_time_ends_tokens_and_comes_back() {
    let rig = Rig::start().await;
    let tokens = rig.tokens().await;
    let exchange = rig.on_behalf_of(text(&tokens, "access_token"));
    let (status, answer) = control(&rig, "time", json!({ "move_seconds": 7200 })).await;
    assert_eq!((status, &answer["ahead_seconds"]), (200, &json!(7200)));
    let body: Value = rig.token_request(&exchange).send().await.unwrap().json().await.unwrap();
    assert_eq!(body["error_codes"], json!([500_133]));
    assert_eq!(control(&rig, "time", json!({ "reset": true })).await.1["ahead_seconds"], 0);
    rig.token(&exchange).await;
    for wrong in [json!({}), json!({ "move_seconds": "2h" }), json!({ "move_seconds": 1, "reset": true })] {
        assert_eq!(control(&rig, "time", wrong.clone()).await.0, 400, "{wrong}");
    }
    // As far as it goes, and nothing breaks.
    let (status, _) = control(&rig, "time", json!({ "move_seconds": 100_i64 * 366 * 24 * 3600 })).await;
    assert_eq!(status, 200);
    assert!(rig.token_request(&exchange).send().await.unwrap().status().is_client_error());
}

#[tokio::test]
async fn a_fault_from_the_start_is_set_again_and_time_has_an_end() {
    let rig = Rig::start().await;
    let from_start = Fault::new("90033", None, None).unwrap();
    rig.tenant.standing_fault(from_start);
    rig.tenant.fault(Fault::new("50076", None, None).unwrap());
    rig.tenant.reset();
    assert_eq!(rig.tenant.faults(), [from_start]);
    rig.tenant.clear_faults();
    assert_eq!(control(&rig, "reset", json!({})).await.0, 200);
    assert_eq!(rig.tenant.faults(), [from_start]);

    let century: i64 = 100 * 366 * 24 * 3600;
    for (seconds, status) in
        [(century, 200), (1, 400), (i64::MAX, 400), (i64::MIN, 400), (-2 * century, 200), (-1, 400), (0, 200)]
    {
        let (found, body) = control(&rig, "time", json!({ "move_seconds": seconds })).await;
        assert_eq!(found, status, "{seconds}: {body}");
        assert!(status == 200 || text(&body, "message").contains("a hundred years"), "{body}");
    }
}

#[tokio::test]
async fn one_fault_is_cleared_and_the_others_stay() {
    let rig = Rig::start().await;
    for code in ["50076", "65001"] {
        rig.tenant.fault(Fault::new(code, None, None).unwrap());
    }
    let clear = async |query: &str| {
        let url = rig.tenant.authority().join(&format!(".hallpass/faults{query}")).unwrap();
        let answer = rig.http.delete(url).bearer_auth(CONTROL_TOKEN).send().await.unwrap();
        (answer.status().as_u16(), rig.tenant.faults().iter().map(|fault| fault.code()).collect::<Vec<_>>())
    };
    assert_eq!(clear("?code=90033").await, (400, vec![50076, 65001]));
    assert_eq!(clear("?code=13004").await, (400, vec![50076, 65001]));
    assert_eq!(clear("?code=AADSTS50076").await, (200, vec![65001]));
    assert_eq!(clear("").await, (200, vec![]));
}
