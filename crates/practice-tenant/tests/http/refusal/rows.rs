//! How to provoke it × code × status (or where it is seen) × `error`. A row is a healthy request with one thing wrong.

use practice_tenant::{Seed, ServicePrincipal};
use sso_core::registration::Registration;

use crate::rig::{DIALOG, PAGES, Params, Rig};

/// Where a refusal of the authorization endpoint is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// In the browser alone: the redirect URI is not trusted, or there is nobody to tell.
    Page,
    /// At the redirect URI.
    Client,
}

pub type Change = fn(&Rig, &mut Params);

/// The authorization request of [`Rig::authorize`], before anybody signed in.
pub const AUTHORIZE: &[(u32, Seen, &str, Change)] = &[
    (900144, Seen::Page, "invalid_request", |_, p| p.remove("client_id")),
    (700016, Seen::Page, "unauthorized_client", |_, p| p.set("client_id", "11111111-2222-4333-8444-555555555555")),
    (700016, Seen::Page, "unauthorized_client", |_, p| p.set("client_id", "not a GUID")),
    (7000112, Seen::Page, "unauthorized_client", |rig, _| change_principal(rig, |sp| sp.account_enabled = false)),
    (900971, Seen::Page, "invalid_request", |_, p| p.remove("redirect_uri")),
    (50011, Seen::Page, "invalid_request", |_, p| p.set("redirect_uri", "http://localhost:51234/other")),
    (50011, Seen::Page, "invalid_request", |_, p| p.set("redirect_uri", "http://127.0.0.1:51234")),
    (50011, Seen::Page, "invalid_request", |_, p| p.set("redirect_uri", "https://evil.example/")),
    (50011, Seen::Page, "invalid_request", |_, p| p.set("redirect_uri", "javascript:alert(1)")),
    (9002313, Seen::Page, "invalid_request", |_, p| p.0.push(("client_id".to_owned(), "again".to_owned()))),
    (9002313, Seen::Page, "invalid_request", |_, p| p.set("state", "x".repeat(20_000))),
    (900144, Seen::Client, "invalid_request", |_, p| p.remove("response_type")),
    (70005, Seen::Client, "unsupported_response_type", |_, p| p.set("response_type", "token")),
    (70007, Seen::Client, "invalid_request", |_, p| p.set("response_mode", "web_message")),
    (900144, Seen::Client, "invalid_request", |_, p| p.set("scope", " ")),
    (650053, Seen::Client, "invalid_client", |_, p| p.set("scope", "openid mailread")),
    (650053, Seen::Client, "invalid_client", |_, p| p.set("scope", "access_as_user")),
    (650053, Seen::Client, "invalid_client", |_, p| p.set("scope", "User.Read\r\nopenid")),
    (650053, Seen::Client, "invalid_client", |rig, p| {
        let mut registration = healthy();
        registration.api.oauth2_permission_scopes[0].is_enabled = false;
        rig.tenant.register(registration);
        p.set("scope", rig.add_in.scope.clone());
    }),
    (500011, Seen::Client, "invalid_resource", |_, p| p.set("scope", "api://localhost:3001/x/access_as_user")),
    (70011, Seen::Client, "invalid_scope", |_, p| p.set("scope", "User.Read,openid")),
    (70011, Seen::Client, "invalid_scope", |_, p| p.set("scope", "https://graph.microsoft.com/.default User.Read")),
    (90023, Seen::Client, "invalid_request", |_, p| p.set("prompt", "admin_consent")),
    (501491, Seen::Client, "invalid_request", |_, p| p.set("code_challenge", "too-short")),
    (50058, Seen::Client, "login_required", |_, p| p.set("prompt", "none")),
];

/// The same, refused after Adele Vance chose her account.
pub const SIGNED_IN: &[(u32, Seen, &str, Change)] = &[
    (50105, Seen::Client, "access_denied", |rig, _| change_principal(rig, |sp| sp.app_role_assignment_required = true)),
    (50057, Seen::Page, "invalid_grant", |rig, _| {
        let adele = rig.tenant.people().remove(0);
        assert!(rig.tenant.update_person(practice_tenant::Person { account_enabled: false, ..adele }));
    }),
    (90094, Seen::Page, "access_denied", |_, p| p.set("scope", "Directory.Read.All")),
    (90094, Seen::Page, "access_denied", |rig, _| {
        let mut registration = healthy();
        registration.api.oauth2_permission_scopes[0].r#type = "Admin".to_owned();
        rig.tenant.register(registration);
    }),
    (650057, Seen::Client, "invalid_client", |rig, p| {
        let other = rig.tenant.register(Registration { display_name: "Other API".to_owned(), ..Default::default() });
        p.set("scope", format!("{}/.default", other.app_id.unwrap()));
    }),
];

/// The redemption of a code: what is wrong with the authorization request, with the redemption, and from where it comes.
pub struct Redemption {
    pub code: u32,
    pub status: u16,
    pub error: &'static str,
    pub authorize: Change,
    pub redeem: Change,
    pub origin: Option<&'static str>,
}

const fn redemption(
    code: u32,
    status: u16,
    error: &'static str,
    authorize: Change,
    redeem: Change,
    origin: Option<&'static str>,
) -> Redemption {
    Redemption { code, status, error, authorize, redeem, origin }
}

const AS_IT_IS: Change = |_, _| {};
const SPA: Change = |_, p| p.set("redirect_uri", DIALOG);
const WEB: Change = |rig, p| {
    let mut registration = healthy();
    registration.web.redirect_uris = vec!["https://localhost:3000/auth".to_owned()];
    rig.tenant.register(registration);
    p.set("redirect_uri", "https://localhost:3000/auth");
};

pub const REDEMPTIONS: &[Redemption] = &[
    redemption(900144, 400, "invalid_request", AS_IT_IS, |_, p| p.remove("code"), None),
    redemption(900144, 400, "invalid_request", AS_IT_IS, |_, p| p.remove("redirect_uri"), None),
    redemption(900144, 400, "invalid_request", AS_IT_IS, |_, p| p.remove("client_id"), None),
    redemption(70000, 400, "invalid_grant", AS_IT_IS, |_, p| p.set("code", "1.unknown"), None),
    redemption(70000, 400, "invalid_grant", AS_IT_IS, another_client, None),
    redemption(700016, 400, "unauthorized_client", AS_IT_IS, |_, p| p.set("client_id", "x"), None),
    redemption(500112, 400, "invalid_grant", AS_IT_IS, |_, p| p.set("redirect_uri", "http://localhost:51234/"), None),
    redemption(501481, 400, "invalid_grant", AS_IT_IS, |_, p| p.set("code_verifier", "x".repeat(43)), None),
    redemption(501481, 400, "invalid_grant", AS_IT_IS, |_, p| p.remove("code_verifier"), None),
    redemption(28000, 400, "invalid_scope", |_, p| p.set("scope", "User.Read"), two_resources, None),
    redemption(65001, 400, "invalid_grant", AS_IT_IS, |_, p| p.set("scope", "Mail.Read"), None),
    redemption(700025, 401, "invalid_client", AS_IT_IS, |_, p| p.set("client_secret", "any"), None),
    redemption(9002326, 400, "invalid_request", AS_IT_IS, AS_IT_IS, Some(PAGES)),
    redemption(9002326, 400, "invalid_request", WEB, WEB, Some(PAGES)),
    redemption(7000218, 401, "invalid_client", WEB, WEB, None),
    redemption(9002327, 400, "invalid_request", SPA, SPA, None),
    redemption(
        9002325,
        400,
        "invalid_request",
        |_, p| {
            p.set("redirect_uri", DIALOG);
            p.remove("code_challenge");
        },
        SPA,
        Some(PAGES),
    ),
    redemption(700025, 401, "invalid_client", SPA, spa_with_secret, Some(PAGES)),
    redemption(70008, 400, "invalid_grant", AS_IT_IS, |rig, _| rig.pass(1), None),
];

/// On-behalf-of with a fresh assertion.
pub const ON_BEHALF_OF: &[(u32, u16, &str, Change)] = &[
    (900144, 400, "invalid_request", |_, p| p.remove("grant_type")),
    (900144, 400, "invalid_request", |_, p| p.remove("assertion")),
    (900144, 400, "invalid_request", |_, p| p.remove("requested_token_use")),
    (900144, 400, "invalid_request", |_, p| p.set("scope", "")),
    (9002313, 400, "invalid_request", |_, p| p.set("requested_token_use", "somebody_else")),
    (9002313, 400, "invalid_request", |_, p| p.set("client_assertion", "as well")),
    (70003, 400, "unsupported_grant_type", |_, p| p.set("grant_type", "password")),
    (7000112, 400, "unauthorized_client", |rig, _| change_principal(rig, |sp| sp.account_enabled = false)),
    (7000218, 401, "invalid_client", |_, p| p.remove("client_secret")),
    (7000215, 401, "invalid_client", |_, p| p.set("client_secret", "wrong")),
    (7000215, 401, "invalid_client", |rig, p| {
        let secret = rig.tenant.add_password(rig.add_in.client_id, "another").unwrap();
        p.set("client_secret", secret.credential.key_id.to_string());
    }),
    (7000222, 401, "invalid_client", |rig, _| rig.pass(2 * 365 * 24)),
    (700027, 401, "invalid_client", |_, p| {
        p.remove("client_secret");
        p.set("client_assertion", "e30.e30.e30");
    }),
    (50027, 400, "invalid_request", |_, p| p.set("assertion", format!("Bearer {}", p.get("assertion")))),
    (50027, 400, "invalid_request", |_, p| p.set("assertion", "opaque")),
    (50013, 400, "invalid_grant", |_, p| p.set("assertion", "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.AAAA")),
    (50013, 400, "invalid_grant", |_, p| {
        let (head, _) = p.get("assertion").rsplit_once('.').unwrap();
        p.set("assertion", format!("{head}.AAAA"));
    }),
    (500131, 400, "invalid_grant", |rig, p| {
        another_client(rig, p);
        let client_id = p.get("client_id").parse().unwrap();
        p.set("client_secret", rig.tenant.add_password(client_id, "its own").unwrap().value.expose());
    }),
    (500133, 400, "invalid_grant", |rig, _| rig.pass(2)),
    (50105, 400, "access_denied", |rig, _| change_principal(rig, |sp| sp.app_role_assignment_required = true)),
    (65001, 400, "invalid_grant", |_, p| p.set("scope", "https://graph.microsoft.com/Mail.Read")),
    (650053, 400, "invalid_client", |_, p| p.set("scope", "https://graph.microsoft.com/mailread")),
    (500011, 400, "invalid_resource", |_, p| p.set("scope", "https://graph.contoso.example/.default")),
    (28000, 400, "invalid_scope", two_resources),
];

/// A refresh for Graph.
pub const REFRESHES: &[(u32, u16, &str, Change)] = &[
    (900144, 400, "invalid_request", |_, p| p.remove("refresh_token")),
    (70000, 400, "invalid_grant", |_, p| p.set("refresh_token", "1.unknown")),
    (70000, 400, "invalid_grant", another_client),
    (90009, 400, "invalid_request", |_, p| p.remove("scope")),
    (90009, 400, "invalid_request", |rig, p| p.set("scope", rig.add_in.scope.clone())),
    (700025, 401, "invalid_client", |_, p| p.set("client_secret", "any")),
    (700082, 400, "invalid_grant", |rig, _| rig.pass(90 * 24)),
    (65001, 400, "invalid_grant", |_, p| p.set("scope", "Mail.Read")),
];

fn healthy() -> Registration {
    Seed::add_in_registration(&"localhost:3000".parse().unwrap())
}

fn change_principal(rig: &Rig, change: fn(&mut ServicePrincipal)) {
    let mut principal = rig.tenant.service_principal(rig.add_in.client_id).unwrap();
    change(&mut principal);
    assert!(rig.tenant.update_service_principal(principal));
}

fn another_client(rig: &Rig, params: &mut Params) {
    let registration = Registration { app_id: None, id: None, identifier_uris: Vec::new(), ..healthy() };
    params.set("client_id", rig.tenant.register(registration).app_id.unwrap().to_string());
}

fn two_resources(rig: &Rig, params: &mut Params) {
    params.set("scope", format!("User.Read {}", rig.add_in.scope));
}

fn spa_with_secret(rig: &Rig, params: &mut Params) {
    params.set("redirect_uri", DIALOG);
    params.set("client_secret", rig.add_in.client_secret.expose());
}
