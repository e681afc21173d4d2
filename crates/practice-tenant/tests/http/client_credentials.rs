//! An application without a user; and how an application proves itself by a certificate.

use practice_tenant::Seed;
use serde_json::json;
use sso_core::registration::{AppRole, Registration, RequiredResourceAccess, ResourceAccess};
use sso_core::{ClientId, GRAPH_APP_ID};

use crate::certificate::Assertion;
use crate::rig::{Rig, part, text};

const ROLE: &str = "0001e000-0000-4000-8000-000000000001";
/// `User.Read.All` as an application permission of Graph.
const READ_ALL: &str = "df021288-bdef-4463-88db-98f22de89214";

fn role_of(api: ClientId, role: &str) -> RequiredResourceAccess {
    let access = ResourceAccess::new(role.parse().unwrap(), "Role");
    RequiredResourceAccess::new(api, vec![access])
}

#[tokio::test]
async fn an_app_only_token_has_roles_and_no_user() {
    let rig = Rig::start().await;
    let claims = part(text(&rig.token(&rig.client_credentials()).await, "access_token"), 1);
    assert!(claims.get("roles").is_none(), "nothing was granted: {claims}");

    let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    registration.required_resource_access.push(role_of(ClientId::from_uuid(GRAPH_APP_ID), READ_ALL));
    rig.tenant.register(registration);
    rig.tenant.grant_admin_consent(rig.add_in.client_id);
    let answer = rig.token(&rig.client_credentials()).await;
    assert!(answer.get("refresh_token").is_none() && answer.get("id_token").is_none());
    let claims = part(text(&answer, "access_token"), 1);
    assert_eq!(claims["roles"], json!(["User.Read.All"]));
    let principal = rig.tenant.service_principal(rig.add_in.client_id).unwrap();
    assert_eq!((text(&claims, "oid"), text(&claims, "sub")), (text(&claims, "sub"), principal.id.to_string().as_str()));
    assert_eq!((text(&claims, "idtyp"), text(&claims, "appidacr")), ("app", "1"));
    for of_a_user in ["scp", "name", "upn", "preferred_username"] {
        assert!(claims.get(of_a_user).is_none(), "{of_a_user}");
    }
}

#[tokio::test]
async fn for_an_api_of_ones_own_too() {
    let rig = Rig::start().await;
    let role = AppRole {
        id: ROLE.parse().unwrap(),
        display_name: "Read everything".to_owned(),
        value: Some("Data.Read.All".to_owned()),
        allowed_member_types: vec!["Application".to_owned()],
        is_enabled: true,
        other: Default::default(),
    };
    let mut api = Registration { display_name: "Contoso API".to_owned(), app_roles: vec![role], ..Default::default() };
    api.api.requested_access_token_version = Some(2);
    let api = rig.tenant.register(api).app_id.unwrap();
    let mut registration = Seed::add_in_registration(&"localhost:3000".parse().unwrap());
    registration.required_resource_access.push(role_of(api, ROLE));
    rig.tenant.register(registration);
    rig.tenant.grant_admin_consent(rig.add_in.client_id);
    let mut request = rig.client_credentials();
    request.set("scope", format!("{api}/.default"));
    let claims = part(text(&rig.token(&request).await, "access_token"), 1);
    assert_eq!((text(&claims, "aud"), text(&claims, "ver")), (api.to_string().as_str(), "2.0"));
    assert_eq!((text(&claims, "azp"), text(&claims, "azpacr")), (rig.client_id().as_str(), "1"));
    assert_eq!(claims["roles"], json!(["Data.Read.All"]));
}

#[tokio::test]
async fn a_certificate_is_as_good_as_a_secret() {
    let rig = Rig::start().await;
    rig.add_certificate();
    for is_pss in [false, true] {
        let mut request = rig.client_credentials();
        rig.assert_client(&mut request, Assertion { is_pss, ..Assertion::default() });
        let claims = part(text(&rig.token(&request).await, "access_token"), 1);
        assert_eq!(text(&claims, "appidacr"), "2", "PS256: {is_pss}");
        let mut request = rig.on_behalf_of(text(&rig.tokens().await, "access_token"));
        rig.assert_client(&mut request, Assertion { is_pss, ..Assertion::default() });
        rig.token(&request).await;
    }
    // Times with a fraction, and no `nbf`, as MSAL for Python writes them.
    let exp = rig.now().as_second() as f64 + 600.5;
    let mut request = rig.client_credentials();
    rig.assert_client(&mut request, Assertion { claims: json!({ "exp": exp, "nbf": null }), ..Assertion::default() });
    rig.token(&request).await;
    // By each name of the tenant, and for the issuer.
    for audience in [
        rig.url_of("contoso.onmicrosoft.com", "oauth2/v2.0/token"),
        rig.url("v2.0"),
        rig.tenant.http_authority().join(&format!("{}/v2.0", rig.tenant.tenant_id())).unwrap(),
    ] {
        let mut request = rig.client_credentials();
        let is_http = audience.scheme() == "http";
        rig.assert_client(&mut request, Assertion { claims: json!({ "aud": audience }), ..Assertion::default() });
        let base = if is_http { rig.tenant.http_authority() } else { rig.tenant.authority() };
        let url = base.join(&format!("{}/oauth2/v2.0/token", rig.tenant.tenant_id())).unwrap();
        assert_eq!(rig.http.post(url).form(&request.0).send().await.unwrap().status(), 200, "{audience}");
    }
}

#[tokio::test]
async fn times_of_an_assertion_may_have_fractions() {
    let rig = Rig::start().await;
    rig.add_certificate();
    let now = rig.now().as_second() as f64;
    // RFC 7519 §2 allows it, and MSAL Python sends it.
    let claims = json!({ "nbf": now + 0.25, "exp": now + 600.75 });
    let mut request = rig.client_credentials();
    rig.assert_client(&mut request, Assertion { claims, ..Assertion::default() });
    rig.token(&request).await;
}
