//! Tokens made to order, judged by this tenant and by what a server would see in them.

use practice_tenant::{MintError, TokenKind};
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{CONTROL_TOKEN, Rig, part};

fn mint(rig: &Rig, kind: TokenKind) -> String {
    rig.tenant.mint(kind, &[]).unwrap().expose().to_owned()
}

/// AADSTS code of an exchange, 0 where it works.
async fn exchange(rig: &Rig, assertion: &str) -> u64 {
    let answer = rig.token_request(&rig.on_behalf_of(assertion)).send().await.unwrap();
    let body: Value = answer.json().await.unwrap();
    body["error_codes"][0].as_u64().unwrap_or_default()
}

#[tokio::test]
async fn each_kind_meets_its_rule_in_an_exchange() {
    let rig = Rig::start().await;
    for (kind, code) in [
        (TokenKind::BootstrapV2, 0),
        (TokenKind::BootstrapV1, 0),
        (TokenKind::Guest, 0),
        (TokenKind::Id, 240_002),
        (TokenKind::Graph, 50013),
        (TokenKind::Expired, 500_133),
        (TokenKind::WrongAudience, 500_131),
        (TokenKind::Personal, 50027),
    ] {
        let found = exchange(&rig, &mint(&rig, kind)).await;
        assert_eq!(found, code, "{}", kind.as_str());
    }
    // Refused, under whichever number this tenant knows it.
    assert_ne!(exchange(&rig, &mint(&rig, TokenKind::AppOnly)).await, 0);
}

#[tokio::test]
async fn graph_takes_its_own_and_no_other() {
    let rig = Rig::start().await;
    let me = rig.tenant.graph().join("v1.0/me").unwrap();
    for (kind, status) in [(TokenKind::Graph, 200), (TokenKind::Personal, 200), (TokenKind::BootstrapV2, 401)] {
        let answer = rig.http.get(me.clone()).bearer_auth(mint(&rig, kind)).send().await.unwrap();
        assert_eq!(answer.status(), status, "{}", kind.as_str());
    }
}

#[tokio::test]
async fn claims_have_the_form_of_their_version() {
    let rig = Rig::start().await;
    let [v1, v2, app, guest] =
        [TokenKind::BootstrapV1, TokenKind::BootstrapV2, TokenKind::AppOnly, TokenKind::Guest].map(|k| mint(&rig, k));
    let office = "d3590ed6-52b3-4102-aeff-aad2292ab01c";
    assert_eq!((part(&v1, 1)["ver"].as_str(), part(&v1, 1)["appid"].as_str()), (Some("1.0"), Some(office)));
    assert_eq!(part(&v1, 1)["aud"], rig.add_in.app_id_uri.as_str());
    assert_eq!((part(&v2, 1)["ver"].as_str(), part(&v2, 1)["azp"].as_str()), (Some("2.0"), Some(office)));
    assert_eq!(
        (part(&v2, 1)["scp"].as_str(), part(&v2, 1)["aud"].as_str()),
        (Some("access_as_user"), Some(&*rig.client_id()))
    );
    assert!(part(&v1, 0).get("x5t").is_some() && part(&v2, 0).get("x5t").is_none());
    let app = part(&app, 1);
    assert_eq!((app.get("scp"), app["idtyp"].as_str(), &app["oid"]), (None, Some("app"), &app["sub"]));
    assert!(app["oid"].is_string() && app.get("name").is_none());
    assert!(part(&guest, 1)["idp"].is_string());
}

#[tokio::test]
async fn exchange_speaks_of_a_mailbox_to_a_page() {
    let rig = Rig::start().await;
    let token = mint(&rig, TokenKind::Exchange);
    let context: Value = serde_json::from_str(part(&token, 1)["appctx"].as_str().unwrap()).unwrap();
    assert_eq!(context["version"], "ExIdTok.V1");
    let metadata: Value = rig.http.get(context["amurl"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
    assert_eq!(metadata["keys"][0]["keyinfo"]["x5t"], part(&token, 0)["x5t"]);
    assert!(part(&token, 1)["aud"].as_str().unwrap().starts_with("https://localhost:3000/"));
    let page = "https://contoso.example/pane.html";
    let token = rig.tenant.mint(TokenKind::Exchange, &[("aud".to_owned(), Some(json!(page)))]).unwrap();
    assert_eq!(part(token.expose(), 1)["aud"], page);
}

#[tokio::test]
async fn claims_are_set_and_left_out_as_asked() {
    let rig = Rig::start().await;
    let claims =
        [("scp".to_owned(), Some(json!("other"))), ("exp".to_owned(), Some(json!(0))), ("azp".to_owned(), None)];
    let token = rig.tenant.mint(TokenKind::BootstrapV2, &claims).unwrap();
    let payload = part(token.expose(), 1);
    assert_eq!((&payload["scp"], &payload["exp"], payload.get("azp")), (&json!("other"), &json!(0), None));
    assert_eq!(rig.tenant.mint(TokenKind::Personal, &claims).unwrap_err(), MintError::Opaque);

    let ask = |body: Value| {
        let url = rig.tenant.http_authority().join(".hallpass/token").unwrap();
        rig.http.request(Method::POST, url).bearer_auth(CONTROL_TOKEN).json(&body).send()
    };
    let body = json!({ "kind": "bootstrap-v2", "claims": { "tid": "x" }, "without": ["oid"] });
    let answer: Value = ask(body).await.unwrap().json().await.unwrap();
    let payload = part(answer["token"].as_str().unwrap(), 1);
    assert_eq!((&payload["tid"], payload.get("oid")), (&json!("x"), None));
    // Of the https listener, though http was asked.
    assert!(payload["iss"].as_str().unwrap().starts_with(rig.tenant.authority().as_str()));
    for body in
        [json!({ "kind": "bootstrap" }), json!({ "kind": "id", "claims": [] }), json!({ "kind": "id", "without": 1 })]
    {
        assert_eq!(ask(body.clone()).await.unwrap().status(), 400, "{body}");
    }
}

#[tokio::test]
async fn a_token_is_about_whom_it_was_ordered_for() {
    let rig = Rig::start().await;
    let url = rig.tenant.authority().join(".hallpass/token").unwrap();
    let order = async |body: Value| {
        let answer = rig.http.post(url.clone()).bearer_auth(CONTROL_TOKEN).json(&body).send().await.unwrap();
        let status = answer.status().as_u16();
        let body: Value = answer.json().await.unwrap();
        (status, body["token"].as_str().map(str::to_owned).ok_or_else(|| body["message"].to_string()))
    };
    let isaiah = "isaiahl@contoso.onmicrosoft.com";
    for (mfa, code) in [(false, 50076), (true, 0)] {
        let (_, token) = order(json!({ "kind": "bootstrap-v2", "user": isaiah, "mfa": mfa })).await;
        assert_eq!(exchange(&rig, &token.unwrap()).await, code, "{mfa}");
    }
    let (_, v1) = order(json!({ "kind": "bootstrap-v1", "user": isaiah, "mfa": true })).await;
    assert_eq!(part(&v1.unwrap(), 1)["amr"], json!(["pwd", "mfa"]));
    let (_, written) = order(json!({ "kind": "bootstrap-v2", "written": { "ver": "1.0", "exp": "0" } })).await;
    let written = part(&written.unwrap(), 1);
    assert_eq!((&written["ver"], &written["exp"]), (&json!("1.0"), &json!(0)));
    for (body, why) in [
        (json!({ "kind": "id", "user": "nobody@contoso.onmicrosoft.com" }), "nobody in the add-in's tenant"),
        (json!({ "kind": "guest", "user": isaiah }), "nobody in the add-in's tenant"),
        (json!({ "kind": "app-only", "user": isaiah }), "not about a person"),
        (json!({ "kind": "personal", "mfa": true }), "not about a person"),
        (json!({ "kind": "id", "user": 1 }), "`user` is no text"),
        (json!({ "kind": "id", "mfa": "yes" }), "`mfa` is neither"),
        (json!({ "kind": "id", "written": { "exp": 0 } }), "`written` has something"),
    ] {
        let (status, said) = order(body.clone()).await;
        assert!(status == 400 && said.clone().is_err_and(|said| said.contains(why)), "{body}: {status}");
    }
}
