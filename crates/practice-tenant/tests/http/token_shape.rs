//! Claims and signatures of what is issued.

use jsonwebtoken::{Algorithm, DecodingKey};
use practice_tenant::Seed;
use serde_json::Value;

use crate::rig::{Rig, part, text};

/// By the published key, as a server of an add-in does it.
async fn is_signed(rig: &Rig, token: &str) -> bool {
    let keys: Value = rig.http.get(rig.url("discovery/v2.0/keys")).send().await.unwrap().json().await.unwrap();
    let key = &keys["keys"][0];
    assert_eq!(part(token, 0)["kid"], key["kid"]);
    let key = DecodingKey::from_rsa_components(text(key, "n"), text(key, "e")).unwrap();
    let (message, signature) = token.rsplit_once('.').unwrap();
    jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key, Algorithm::RS256).unwrap()
}

#[tokio::test]
async fn version_2() {
    let rig = Rig::start().await;
    let tokens = rig.tokens().await;
    let (access, id) = (text(&tokens, "access_token"), text(&tokens, "id_token"));
    assert!(is_signed(&rig, access).await && is_signed(&rig, id).await);
    let swapped = format!("{}.{}", access.rsplit_once('.').unwrap().0, id.rsplit_once('.').unwrap().1);
    assert!(!is_signed(&rig, &swapped).await);

    assert_eq!(part(access, 0)["alg"], "RS256");
    let issuer = rig.url("v2.0").to_string();
    let (access, id) = (part(access, 1), part(id, 1));
    for claims in [&access, &id] {
        assert_eq!(text(claims, "ver"), "2.0");
        assert_eq!(text(claims, "iss"), issuer);
        assert_eq!(text(claims, "aud"), rig.client_id());
        assert_eq!(text(claims, "tid"), rig.tenant.tenant_id().to_string());
        assert_eq!(text(claims, "preferred_username"), "AdeleV@contoso.onmicrosoft.com");
        assert_eq!(text(claims, "name"), "Adele Vance");
        assert_eq!(claims["oid"], rig.tenant.people()[0].id.to_string());
        assert_eq!(claims["nbf"], claims["iat"]);
        assert!(claims["exp"].as_i64() > claims["iat"].as_i64());
        for opaque in ["sub", "uti", "rh", "aio"] {
            assert!(!text(claims, opaque).is_empty());
        }
        assert!(claims.get("idp").is_none());
    }
    assert_eq!((text(&access, "scp"), text(&access, "azpacr")), ("access_as_user", "0"));
    assert_eq!(text(&access, "azp"), rig.client_id());
    for only_access in ["scp", "azp", "azpacr"] {
        assert!(id.get(only_access).is_none(), "{only_access} in the ID token");
    }
    assert_eq!(access["sub"], id["sub"], "one application, one sub");
}

#[tokio::test]
async fn version_1_for_a_registration_that_does_not_say_2() {
    let rig = Rig::start().await;
    for version in [None, Some(1)] {
        let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
        registration.api.requested_access_token_version = version;
        rig.tenant.register(registration);
        let tokens = rig.tokens().await;
        let access = text(&tokens, "access_token");
        assert!(is_signed(&rig, access).await);
        assert_eq!(part(access, 0)["x5t"], part(access, 0)["kid"]);
        let claims = part(access, 1);
        assert_eq!(text(&claims, "ver"), "1.0");
        assert_eq!(text(&claims, "aud"), rig.add_in.app_id_uri);
        assert_eq!(text(&claims, "iss"), rig.url("").as_str());
        assert_eq!((text(&claims, "appid"), text(&claims, "appidacr")), (rig.client_id().as_str(), "0"));
        assert_eq!((text(&claims, "given_name"), text(&claims, "family_name")), ("Adele", "Vance"));
        assert!(claims.get("azp").is_none());
        // It is as good an assertion.
        rig.token(&rig.on_behalf_of(access)).await;
        assert_eq!(part(text(&tokens, "id_token"), 1)["ver"], "2.0");
    }
}

#[tokio::test]
async fn a_graph_token_is_for_graph_alone() {
    let rig = Rig::start().await;
    let token = rig.graph_token().await;
    assert!(!text(&part(&token, 0), "nonce").is_empty());
    assert!(!is_signed(&rig, &token).await, "by design nobody but Graph can check it");
    let claims = part(&token, 1);
    assert_eq!(text(&claims, "aud"), "00000003-0000-0000-c000-000000000000");
    assert_eq!((text(&claims, "ver"), text(&claims, "appidacr")), ("1.0", "1"));
    assert_ne!(claims["sub"], part(text(&rig.tokens().await, "access_token"), 1)["sub"], "sub is pairwise");
}

/// What a client can do is told to Graph, and to an API that asks for it.
#[tokio::test]
async fn client_capabilities() {
    let rig = Rig::start().await;
    let cp1 = r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#;
    let capable = serde_json::json!(["cp1"]);
    for (claims, told) in [
        (cp1, true),
        (r#"{"access_token":{"xms_cc":{"values":["other","CP1"]},"nbf":{"essential":true,"value":"0"}}}"#, true),
        (r#"{"access_token":{"xms_cc":{"values":["other"]}}}"#, false),
        (r#"{"id_token":{"xms_cc":{"values":["cp1"]}}}"#, false),
        (r#"{"access_token":[]}"#, false),
        ("", false),
    ] {
        let mut request = rig.on_behalf_of(text(&rig.tokens().await, "access_token"));
        request.set("claims", claims);
        let token = part(text(&rig.token(&request).await, "access_token"), 1);
        assert_eq!(token.get("xms_cc"), told.then_some(&capable), "{claims}");
    }

    for asks in [false, true] {
        let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
        if asks {
            let optional = serde_json::json!({ "accessToken": [{ "name": "ipaddr" }, { "name": "xms_cc" }] });
            registration.optional_claims = serde_json::from_value(optional).unwrap();
        }
        rig.tenant.register(registration);
        let mut redemption = rig.redemption();
        redemption.set("code", rig.sign_in(&rig.authorize()).await.get("code"));
        redemption.set("claims", cp1);
        let token = part(text(&rig.token(&redemption).await, "access_token"), 1);
        assert_eq!(token.get("xms_cc"), asks.then_some(&capable));
    }
}
