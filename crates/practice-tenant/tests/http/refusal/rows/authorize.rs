use super::{Chapter, change_add_in, change_principal};
use crate::refusal::row::Seen::{Client, Page};
use crate::refusal::row::{Row, authorize, told};

pub const CHAPTER: Chapter = Chapter {
    title: "The authorization request",
    about: "A desktop program asks for a code for the add-in's own API, with PKCE; nobody is signed in.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    authorize(900144, Page, "invalid_request", "no `client_id`", |_, p| p.remove("client_id")),
    authorize(700016, Page, "unauthorized_client", "the client ID of no app", |_, p| {
        p.set("client_id", "11111111-2222-4333-8444-555555555555");
    }),
    authorize(700016, Page, "unauthorized_client", "a client ID that is no GUID", |_, p| {
        p.set("client_id", "not a GUID");
    }),
    authorize(7000112, Page, "unauthorized_client", "*Enabled for users to sign-in* is No", |rig, _| {
        change_principal(rig, |sp| sp.account_enabled = false);
    }),
    authorize(900971, Page, "invalid_request", "no `redirect_uri`", |_, p| p.remove("redirect_uri")),
    authorize(50011, Page, "invalid_request", "a `redirect_uri` with another path than the registered one", |_, p| {
        p.set("redirect_uri", "http://localhost:51234/other");
    }),
    authorize(50011, Page, "invalid_request", "`127.0.0.1` where `localhost` is registered", |_, p| {
        p.set("redirect_uri", "http://127.0.0.1:51234");
    }),
    authorize(50011, Page, "invalid_request", "the `redirect_uri` of a stranger", |_, p| {
        p.set("redirect_uri", "https://evil.example/");
    }),
    authorize(50011, Page, "invalid_request", "a `redirect_uri` that is a script", |_, p| {
        p.set("redirect_uri", "javascript:alert(1)");
    }),
    authorize(90102, Page, "invalid_request", "a `redirect_uri` that is no absolute URI", |_, p| {
        p.set("redirect_uri", "/dialog.html");
    }),
    authorize(
        7000471,
        Page,
        "invalid_request",
        "a `brk-` redirect URI, and the request is of no Office host",
        |rig, p| {
            change_add_in(rig, |add_in| add_in.spa.redirect_uris.push("brk-multihub://localhost:3000".to_owned()));
            p.set("redirect_uri", "brk-multihub://localhost:3000");
        },
    ),
    told(
        7000471,
        Page,
        "invalid_request",
        "admin consent without `redirect_uri`, and a `brk-` one is the first of the registration",
        |rig| {
            change_add_in(rig, |add_in| add_in.spa.redirect_uris.insert(0, "brk-multihub://localhost:3000".to_owned()));
            Box::pin(async {
                let query = [("client_id", rig.client_id()), ("scope", "User.Read".to_owned())];
                rig.http.get(rig.url("v2.0/adminconsent")).query(&query).send().await.unwrap()
            })
        },
    ),
    authorize(500113, Page, "invalid_request", "an app without any redirect URI", |rig, _| {
        change_add_in(rig, |add_in| {
            add_in.spa.redirect_uris.clear();
            add_in.public_client.redirect_uris.clear();
        });
    }),
    authorize(9002313, Page, "invalid_request", "a parameter that comes twice", |_, p| {
        p.0.push(("client_id".to_owned(), "again".to_owned()));
    }),
    authorize(9002313, Page, "invalid_request", "a `state` of 20,000 characters", |_, p| {
        p.set("state", "x".repeat(20_000));
    }),
    authorize(900144, Client, "invalid_request", "no `response_type`", |_, p| p.remove("response_type")),
    authorize(70005, Client, "unsupported_response_type", "`response_type=token`", |_, p| {
        p.set("response_type", "token");
    }),
    authorize(
        700054,
        Client,
        "unsupported_response_type",
        "`response_type=id_token`, and *ID tokens* is not ticked",
        |_, p| {
            p.set("response_type", "code id_token");
        },
    ),
    authorize(901002, Client, "invalid_request", "`resource`, as for version 1", |_, p| {
        p.set("resource", "https://graph.microsoft.com");
    }),
    authorize(9002313, Client, "invalid_request", "`claims` that are no JSON", |_, p| p.set("claims", "{")),
    authorize(70007, Client, "invalid_request", "`response_mode=web_message`", |_, p| {
        p.set("response_mode", "web_message");
    }),
    authorize(900144, Client, "invalid_request", "an empty `scope`", |_, p| p.set("scope", " ")),
    authorize(650053, Client, "invalid_client", "a scope that Graph does not have", |_, p| {
        p.set("scope", "openid mailread");
    }),
    authorize(650053, Client, "invalid_client", "the add-in's own scope without its App ID URI", |_, p| {
        p.set("scope", "access_as_user");
    }),
    authorize(650053, Client, "invalid_client", "a line break in `scope`", |_, p| {
        p.set("scope", "User.Read\r\nopenid");
    }),
    authorize(650053, Client, "invalid_client", "the scope is disabled in the registration", |rig, p| {
        change_add_in(rig, |add_in| add_in.api.oauth2_permission_scopes[0].is_enabled = false);
        p.set("scope", rig.add_in.scope.clone());
    }),
    authorize(
        500011,
        Client,
        "invalid_resource",
        "an App ID URI that no app has, such as one of another port",
        |_, p| {
            p.set("scope", "api://localhost:3001/x/access_as_user");
        },
    ),
    authorize(70011, Client, "invalid_scope", "scopes separated by commas", |_, p| p.set("scope", "User.Read,openid")),
    authorize(70011, Client, "invalid_scope", "`.default` beside a scope of the same API", |_, p| {
        p.set("scope", "https://graph.microsoft.com/.default User.Read");
    }),
    authorize(90023, Client, "invalid_request", "a `prompt` that v2.0 does not know", |_, p| {
        p.set("prompt", "admin_consent");
    }),
    authorize(501491, Client, "invalid_request", "a `code_challenge` that is not 43 characters long", |_, p| {
        p.set("code_challenge", "too-short");
    }),
    authorize(50058, Client, "login_required", "`prompt=none`, and nobody is signed in", |_, p| {
        p.set("prompt", "none")
    }),
];
