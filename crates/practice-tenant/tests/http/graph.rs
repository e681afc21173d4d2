use serde_json::Value;

use crate::rig::{Rig, part, text};

async fn get(rig: &Rig, path: &str, bearer: Option<&str>) -> (u16, Value, Option<String>) {
    let mut request = rig.http.get(rig.tenant.graph().join(path).unwrap());
    if let Some(bearer) = bearer {
        request = request.bearer_auth(bearer);
    }
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let challenge = headers.get("www-authenticate").map(|value| value.to_str().unwrap().to_owned());
    let body: Value = answer.json().await.unwrap();
    if let Some(inner) = body.pointer("/error/innerError") {
        assert_eq!(text(inner, "request-id"), headers["request-id"].to_str().unwrap());
        assert!(!text(inner, "date").is_empty());
    }
    (status, body, challenge)
}

#[tokio::test]
async fn me_and_its_properties() {
    let rig = Rig::start().await;
    let token = rig.graph_token().await;
    let (status, me, _) = get(&rig, "v1.0/me", Some(&token)).await;
    assert_eq!(status, 200);
    assert_eq!(me["id"], part(&token, 1)["oid"]);
    assert_eq!(text(&me, "@odata.context"), "https://graph.microsoft.com/v1.0/$metadata#users/$entity");
    assert_eq!((text(&me, "givenName"), text(&me, "surname")), ("Adele", "Vance"));

    let (_, me, _) = get(&rig, "v1.0/me?$select=id,displayName", Some(&token)).await;
    let names: Vec<_> = me.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["@odata.context", "displayName", "id"]);

    let (status, info, _) = get(&rig, "oidc/userinfo", Some(&token)).await;
    assert_eq!((status, text(&info, "sub")), (200, text(&part(&token, 1), "sub")));
}

#[tokio::test]
async fn refuses_in_graphs_words() {
    let rig = Rig::start().await;
    let good = rig.graph_token().await;
    let bootstrap = text(&rig.tokens().await, "access_token").to_owned();
    let (truncated, _) = good.rsplit_once('.').unwrap();
    let (forged, undecodable) = (format!("{truncated}.AAAA"), format!("{truncated}.A"));
    for (bearer, path, status, code, message) in [
        (None, "v1.0/me", 401, "InvalidAuthenticationToken", "Access token is empty."),
        (Some("opaque"), "v1.0/me", 401, "InvalidAuthenticationToken", "there are no dots (.)."),
        (Some(truncated), "v1.0/me", 401, "InvalidAuthenticationToken", "there must be two dots (.)"),
        (Some(undecodable.as_str()), "v1.0/me", 401, "InvalidAuthenticationToken", "CompactToken parsing failed"),
        (Some(forged.as_str()), "v1.0/me", 401, "InvalidAuthenticationToken", "Invalid signature."),
        (Some(bootstrap.as_str()), "v1.0/me", 401, "InvalidAuthenticationToken", "Invalid audience."),
        (Some(good.as_str()), "v1.0/me?$select=shoeSize", 400, "BadRequest", "'shoeSize'"),
        (Some(good.as_str()), "v1.0/me/messages", 404, "notSupported", "does not know this call"),
    ] {
        let (answered, body, challenge) = get(&rig, path, bearer).await;
        assert_eq!((answered, body["error"]["code"].as_str()), (status, Some(code)), "{message}");
        assert!(text(&body["error"], "message").contains(message), "{body}");
        assert_eq!(challenge.is_some(), status == 401);
    }
    rig.pass(2);
    let (status, body, _) = get(&rig, "v1.0/me", Some(&good)).await;
    assert_eq!((status, body["error"]["code"].as_str()), (401, Some("InvalidAuthenticationToken")));
    assert!(text(&body["error"], "message").contains("expired"));
}

#[tokio::test]
async fn without_the_scope_it_is_denied() {
    let rig = Rig::start().await;
    let mut registration =
        sso_core::registration::Registration { display_name: "Bare".to_owned(), ..Default::default() };
    registration.public_client.redirect_uris = vec!["http://localhost".to_owned()];
    let client_id = rig.tenant.register(registration).app_id.unwrap().to_string();
    let mut request = rig.authorize();
    request.set("client_id", &client_id);
    request.set("scope", "openid");
    let mut redemption = rig.redemption();
    redemption.set("client_id", &client_id);
    redemption.set("code", rig.sign_in(&request).await.get("code"));
    let token = rig.token(&redemption).await;
    let (status, body, _) = get(&rig, "v1.0/me", Some(text(&token, "access_token"))).await;
    assert_eq!((status, body["error"]["code"].as_str()), (403, Some("Authorization_RequestDenied")));
    assert_eq!(get(&rig, "oidc/userinfo", Some(text(&token, "access_token"))).await.0, 200);
}
