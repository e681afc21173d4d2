use sso_core::registration::SignInAudience;

use super::{Chapter, another_client, change_add_in, change_principal, two_resources};
use crate::refusal::row::Seen::Body;
use crate::refusal::row::{Row, on_behalf_of, told};
use crate::rig::{LIDIA, LYNNE, text};

pub const CHAPTER: Chapter = Chapter {
    title: "On-behalf-of",
    about: "The add-in's server exchanges the token of its own API for one of Graph \
            (`requested_token_use=on_behalf_of`).",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    on_behalf_of(900144, 400, "invalid_request", "no `grant_type`", |_, p| p.remove("grant_type")),
    on_behalf_of(900144, 400, "invalid_request", "no `assertion`", |_, p| p.remove("assertion")),
    on_behalf_of(900144, 400, "invalid_request", "no `requested_token_use`", |_, p| p.remove("requested_token_use")),
    on_behalf_of(900144, 400, "invalid_request", "an empty `scope`", |_, p| p.set("scope", "")),
    on_behalf_of(9002313, 400, "invalid_request", "another `requested_token_use`", |_, p| {
        p.set("requested_token_use", "somebody_else");
    }),
    on_behalf_of(9002313, 400, "invalid_request", "a secret and a client assertion", |_, p| {
        p.set("client_assertion", "as well");
    }),
    on_behalf_of(70003, 400, "unsupported_grant_type", "a grant type that this tenant does not know", |_, p| {
        p.set("grant_type", "password");
    }),
    on_behalf_of(7000112, 400, "unauthorized_client", "*Enabled for users to sign-in* is No", |rig, _| {
        change_principal(rig, |sp| sp.account_enabled = false);
    }),
    on_behalf_of(7000218, 401, "invalid_client", "no secret", |_, p| p.remove("client_secret")),
    on_behalf_of(7000215, 401, "invalid_client", "a wrong secret", |_, p| p.set("client_secret", "wrong")),
    on_behalf_of(7000215, 401, "invalid_client", "the secret's ID instead of its value", |rig, p| {
        let secret = rig.tenant.add_password(rig.add_in.client_id, "another").unwrap();
        p.set("client_secret", secret.credential.key_id.to_string());
    }),
    on_behalf_of(7000222, 401, "invalid_client", "a secret that has expired", |rig, _| rig.pass(2 * 365 * 24)),
    on_behalf_of(50027, 400, "invalid_request", "`Bearer ` before the assertion", |_, p| {
        p.set("assertion", format!("Bearer {}", p.get("assertion")));
    }),
    on_behalf_of(50027, 400, "invalid_request", "an assertion that is no JWT", |_, p| p.set("assertion", "opaque")),
    on_behalf_of(50013, 400, "invalid_grant", "an assertion that was signed with a key of somebody else", |_, p| {
        p.set("assertion", "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.AAAA");
    }),
    on_behalf_of(50013, 400, "invalid_grant", "an assertion whose signature is cut off", |_, p| {
        let (head, _) = p.get("assertion").rsplit_once('.').unwrap();
        p.set("assertion", format!("{head}.AAAA"));
    }),
    told(50013, Body(400), "invalid_grant", "a token for Graph as assertion", |rig| {
        Box::pin(async {
            let request = rig.on_behalf_of(&rig.graph_token().await);
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    told(240002, Body(400), "invalid_grant", "the ID token as assertion", |rig| {
        Box::pin(async {
            let request = rig.on_behalf_of(text(&rig.tokens().await, "id_token"));
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    told(7000114, Body(400), "invalid_grant", "a token of an app without a user as assertion", |rig| {
        Box::pin(async {
            let mut request = rig.client_credentials();
            request.set("scope", format!("{}/.default", rig.add_in.app_id_uri));
            let token = rig.token(&request).await;
            let request = rig.on_behalf_of(text(&token, "access_token"));
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    on_behalf_of(901002, 400, "invalid_request", "`resource`, as for version 1", |_, p| {
        p.set("resource", "https://graph.microsoft.com");
    }),
    on_behalf_of(500131, 400, "invalid_grant", "an assertion for another app", |rig, p| {
        another_client(rig, p);
        let client_id = p.get("client_id").parse().unwrap();
        p.set("client_secret", rig.tenant.add_password(client_id, "its own").unwrap().value.expose());
    }),
    on_behalf_of(500133, 400, "invalid_grant", "an assertion that has expired", |rig, _| rig.pass(2)),
    on_behalf_of(
        50105,
        400,
        "access_denied",
        "*Assignment required* is Yes, and the user is not assigned",
        |rig, _| {
            change_principal(rig, |sp| sp.app_role_assignment_required = true);
        },
    ),
    on_behalf_of(65001, 400, "invalid_grant", "a permission that nobody has granted", |_, p| {
        p.set("scope", "https://graph.microsoft.com/Mail.Read");
    })
    .suberror("consent_required"),
    on_behalf_of(650053, 400, "invalid_client", "a scope that Graph does not have", |_, p| {
        p.set("scope", "https://graph.microsoft.com/mailread");
    }),
    on_behalf_of(500011, 400, "invalid_resource", "an API that no app exposes", |_, p| {
        p.set("scope", "https://graph.contoso.example/.default");
    }),
    on_behalf_of(70011, 400, "invalid_scope", "the address of an API without a scope behind it", |_, p| {
        p.set("scope", "https://graph.microsoft.com");
    }),
    on_behalf_of(28000, 400, "invalid_scope", "scopes of two APIs", two_resources),
    told(50020, Body(400), "invalid_grant", "a user of another tenant than the one that is asked", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADMultipleOrgs);
        Box::pin(async {
            let tokens = rig.tokens_at("organizations", LIDIA).await;
            let request = rig.on_behalf_of(text(&tokens, "access_token"));
            rig.token_request(&request).send().await.unwrap()
        })
    }),
    told(70000, Body(400), "invalid_grant", "a personal account that has not consented itself", |rig| {
        change_add_in(rig, |add_in| add_in.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount);
        Box::pin(async {
            let tokens = rig.tokens_at("consumers", LYNNE).await;
            let request = rig.on_behalf_of(text(&tokens, "access_token"));
            rig.http.post(rig.url_of("common", "oauth2/v2.0/token")).form(&request.0).send().await.unwrap()
        })
    }),
];
