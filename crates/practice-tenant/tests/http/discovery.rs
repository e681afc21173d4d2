use serde_json::Value;

use crate::rig::{Rig, text};

#[tokio::test]
async fn endpoints_are_on_the_listener_and_by_the_name_that_was_asked() {
    let rig = Rig::start().await;
    let (https, http) = (rig.tenant.authority().port().unwrap(), rig.tenant.http_authority().port().unwrap());
    let id = rig.tenant.tenant_id().to_string();
    for origin in [
        format!("https://localhost:{https}"),
        format!("https://127.0.0.1:{https}"),
        format!("http://localhost:{http}"),
        format!("http://127.0.0.1:{http}"),
    ] {
        for (segment, issuer, region) in [
            (id.as_str(), format!("{origin}/{id}/v2.0"), "EU".into()),
            ("contoso.onmicrosoft.com", format!("{origin}/{id}/v2.0"), "EU".into()),
            ("common", format!("{origin}/{{tenantid}}/v2.0"), Value::Null),
            ("organizations", format!("{origin}/{{tenantid}}/v2.0"), Value::Null),
            ("consumers", format!("{origin}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"), Value::Null),
        ] {
            let url = format!("{origin}/{segment}/v2.0/.well-known/openid-configuration");
            let answer = rig.http.get(&url).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{url}");
            assert_eq!(answer.headers()["access-control-allow-origin"], "*");
            let document: Value = answer.json().await.unwrap();
            assert_eq!(text(&document, "issuer"), issuer);
            assert_eq!(document["tenant_region_scope"], region);
            for endpoint in ["authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"] {
                assert!(text(&document, endpoint).starts_with(&format!("{origin}/")), "{endpoint} for {url}");
            }
            assert_eq!(text(&document, "msgraph_host"), format!("localhost:{https}"));

            let keys: Value = rig.http.get(text(&document, "jwks_uri")).send().await.unwrap().json().await.unwrap();
            let key = &keys["keys"][0];
            assert_eq!((text(key, "kty"), text(key, "issuer")), ("RSA", issuer.as_str()));
            assert_eq!(text(key, "kid"), text(key, "x5t"));
            // RSA 2048: 256 bytes, and the usual exponent.
            assert_eq!((text(key, "n").len(), text(key, "e")), (342, "AQAB"));
        }
    }
}

/// Servers that check version 1 tokens ask there.
#[tokio::test]
async fn version_1_has_an_issuer_and_a_document_of_its_own() {
    let rig = Rig::start().await;
    let id = rig.tenant.tenant_id().to_string();
    for (segment, tenant) in [(id.as_str(), id.as_str()), ("common", "{tenantid}")] {
        let url = rig.url_of(segment, ".well-known/openid-configuration");
        let document: Value = rig.http.get(url).send().await.unwrap().json().await.unwrap();
        let origin = rig.tenant.authority().as_str().trim_end_matches('/');
        assert_eq!(text(&document, "issuer"), format!("{origin}/{tenant}/"));
        let keys: Value = rig.http.get(text(&document, "jwks_uri")).send().await.unwrap().json().await.unwrap();
        assert_eq!(text(&keys["keys"][0], "issuer"), format!("{origin}/{tenant}/"));
    }
}

#[tokio::test]
async fn ipv6_answers_too_where_there_is_one() {
    let rig = Rig::start().await;
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    let origin = format!("https://[::1]:{}", rig.tenant.authority().port().unwrap());
    let url = format!("{origin}/common/v2.0/.well-known/openid-configuration");
    let document: Value = rig.http.get(url).send().await.unwrap().json().await.unwrap();
    assert!(text(&document, "token_endpoint").starts_with(&origin));
}

#[tokio::test]
async fn a_page_may_ask_with_the_headers_that_msal_sends() {
    let rig = Rig::start().await;
    let asked = "x-client-sku,x-client-ver,client-request-id,authorization";
    for url in [
        rig.url("v2.0/.well-known/openid-configuration"),
        rig.url("discovery/v2.0/keys"),
        rig.url("oauth2/v2.0/token"),
        rig.tenant.graph().join("v1.0/me").unwrap(),
    ] {
        let answer = rig
            .http
            .request(reqwest::Method::OPTIONS, url.clone())
            .header("Origin", "https://localhost:3000")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", asked)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 204, "{url}");
        assert_eq!(answer.headers()["access-control-allow-headers"], asked, "{url}");
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{url}");
    }
}

#[tokio::test]
async fn nobody_else_is_trusted_to_vouch_for_it() {
    let rig = Rig::start().await;
    let stranger = reqwest::Client::builder().tls_certs_only([]).no_proxy().build().unwrap();
    let url = rig.url("v2.0/.well-known/openid-configuration");
    assert!(stranger.get(url).send().await.unwrap_err().is_connect());
}
