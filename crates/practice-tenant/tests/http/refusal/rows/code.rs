use sso_core::registration::SignInAudience;

use super::{Chapter, another_client, change_add_in, two_resources};
use crate::refusal::row::Seen::Body;
use crate::refusal::row::{Change, Row, redeem, told};
use crate::rig::{DIALOG, LYNNE, PAGES, Params, Rig};

pub const CHAPTER: Chapter = Chapter {
    title: "The authorization code",
    about: "The redemption of the code (`grant_type=authorization_code`).",
    rows: ROWS,
};

const AS_IT_IS: Change = |_, _| {};
const SPA: Change = |_, p| p.set("redirect_uri", DIALOG);
const WEB: Change = |rig, p| {
    change_add_in(rig, |add_in| add_in.web.redirect_uris = vec!["https://localhost:3000/auth".to_owned()]);
    p.set("redirect_uri", "https://localhost:3000/auth");
};

const ROWS: &[Row] = &[
    redeem(900144, 400, "invalid_request", "no `code`", AS_IT_IS, |_, p| p.remove("code"), None),
    redeem(900144, 400, "invalid_request", "no `redirect_uri`", AS_IT_IS, |_, p| p.remove("redirect_uri"), None),
    redeem(900144, 400, "invalid_request", "no `client_id`", AS_IT_IS, |_, p| p.remove("client_id"), None),
    redeem(70000, 400, "invalid_grant", "a code that nobody gave", AS_IT_IS, |_, p| p.set("code", "1.unknown"), None),
    redeem(70000, 400, "invalid_grant", "the code of another app", AS_IT_IS, another_client, None),
    redeem(
        700016,
        400,
        "unauthorized_client",
        "the client ID of no app",
        AS_IT_IS,
        |_, p| p.set("client_id", "x"),
        None,
    ),
    redeem(
        500112,
        400,
        "invalid_grant",
        "a `redirect_uri` that differs from the one of the authorization request, if only by a slash",
        AS_IT_IS,
        |_, p| p.set("redirect_uri", "http://localhost:51234/"),
        None,
    ),
    redeem(
        501481,
        400,
        "invalid_grant",
        "a `code_verifier` that is not that of the challenge",
        AS_IT_IS,
        |_, p| p.set("code_verifier", "x".repeat(43)),
        None,
    ),
    redeem(501481, 400, "invalid_grant", "no `code_verifier`", AS_IT_IS, |_, p| p.remove("code_verifier"), None),
    redeem(28000, 400, "invalid_scope", "scopes of two APIs", |_, p| p.set("scope", "User.Read"), two_resources, None),
    redeem(
        65001,
        400,
        "invalid_grant",
        "a scope that nobody has granted",
        AS_IT_IS,
        |_, p| p.set("scope", "Mail.Read"),
        None,
    )
    .suberror("consent_required"),
    redeem(
        700025,
        401,
        "invalid_client",
        "a secret, and the redirect URI is registered under *Mobile and desktop*",
        AS_IT_IS,
        |_, p| p.set("client_secret", "any"),
        None,
    ),
    redeem(
        9002326,
        400,
        "invalid_request",
        "from a page (an `Origin` header), and the redirect URI is registered under *Mobile and desktop*",
        AS_IT_IS,
        AS_IT_IS,
        Some(PAGES),
    ),
    redeem(
        9002326,
        400,
        "invalid_request",
        "from a page, and the redirect URI is registered under *Web*",
        WEB,
        WEB,
        Some(PAGES),
    ),
    redeem(7000218, 401, "invalid_client", "no secret, and the redirect URI is registered under *Web*", WEB, WEB, None),
    redeem(
        9002327,
        400,
        "invalid_request",
        "from a server (no `Origin`), and the redirect URI is registered under *Single-page application*",
        SPA,
        SPA,
        None,
    ),
    redeem(
        9002325,
        400,
        "invalid_request",
        "no PKCE, and the redirect URI is registered under *Single-page application*",
        |_, p| {
            p.set("redirect_uri", DIALOG);
            p.remove("code_challenge");
        },
        SPA,
        Some(PAGES),
    ),
    redeem(
        700025,
        401,
        "invalid_client",
        "a secret, and the redirect URI is registered under *Single-page application*",
        SPA,
        spa_with_secret,
        Some(PAGES),
    ),
    redeem(70008, 400, "invalid_grant", "a code that is older than ten minutes", AS_IT_IS, |rig, _| rig.pass(1), None),
    told(54005, Body(400), "invalid_grant", "the same code a second time", |rig| {
        Box::pin(async {
            let mut redemption = rig.redemption();
            redemption.set("code", rig.sign_in(&rig.authorize()).await.get("code"));
            rig.token(&redemption).await;
            rig.token_request(&redemption).send().await.unwrap()
        })
    }),
    told(
        500201,
        Body(400),
        "invalid_request",
        "a personal account, and the API's registration does not ask for version 2 tokens",
        |rig| {
            change_add_in(rig, |add_in| {
                add_in.sign_in_audience = SignInAudience::AzureADandPersonalMicrosoftAccount;
                add_in.api.requested_access_token_version = None;
            });
            Box::pin(async {
                let mut redemption = rig.redemption();
                redemption.set("code", rig.sign_in_at("consumers", &rig.authorize(), LYNNE).await.get("code"));
                rig.http.post(rig.url_of("consumers", "oauth2/v2.0/token")).form(&redemption.0).send().await.unwrap()
            })
        },
    ),
];

fn spa_with_secret(rig: &Rig, params: &mut Params) {
    params.set("redirect_uri", DIALOG);
    params.set("client_secret", rig.add_in.client_secret.expose());
}
