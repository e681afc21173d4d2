//! The servers that can be run here, on Node.js and in Python: what they take and refuse, and what their answers tell the page
//! to do. The others have the same calls and answers, and are read by parsers alone: `tests/black_box/code_syntax.rs`.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::person::Person;
use hallpass_tests::program::Running;
use hallpass_tests::sign_in;

use super::{Answer, Workshop, post};

/// A server, and what of it is its own.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    stack: &'static str,
    takes_version_1: bool,
    /// MSAL Python answers the same exchange with the same refusal for a minute.
    keeps_a_refusal: bool,
    /// What the log says of an Entra that is busy: MSAL Python does not read such an answer.
    of_busy: &'static str,
}

pub(super) const NODE: Kind =
    Kind { stack: "node", takes_version_1: false, keeps_a_refusal: false, of_busy: "AADSTS90033" };
pub(super) const PYTHON: Kind =
    Kind { stack: "python", takes_version_1: true, keeps_a_refusal: true, of_busy: "HTTP Error: 503" };

/// Each of these for each server.
macro_rules! of_each_server {
    ($($test:ident),+ $(,)?) => {
        mod node {
            $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(super::NODE).await; })+
        }
        mod python {
            $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(super::PYTHON).await; })+
        }
    };
}

of_each_server!(
    takes_the_right_token_and_no_other,
    tells_the_page_what_to_do_where_the_exchange_is_refused,
    a_token_is_exchanged_once,
    many_tenants_come_in_unless_some_are_named,
    keys_are_fetched_once_and_their_absence_says_nothing_of_a_token,
    personal_accounts_come_in_where_they_may,
);

/// In this tenant is somebody of whom Graph wants a second factor.
const WITH_MFA: &str = "IsaiahL@contoso.onmicrosoft.com";

const SINGLE_TENANT: [&str; 4] = ["--cloud", "practice", "--permission", "User.Read"];

pub(super) struct Server<'a> {
    workshop: &'a Workshop,
    running: Running,
    address: String,
}

impl<'a> Server<'a> {
    pub(super) fn start(workshop: &'a Workshop, kind: Kind, facts: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = workshop.write_code(kind.stack, kind.stack, facts);
        let mut server = match kind.stack {
            "python" => workshop.python(&folder.join("server.py")),
            _ => workshop.node(&folder.join("server.mjs")),
        };
        for (name, value) in environment {
            server = server.env(name, *value);
        }
        let mut running = server.start();
        let origin = match kind.stack {
            "python" => running.after_on_stderr("Running on "),
            _ => running.after_on_stdout("listening on "),
        };
        Self { workshop, running, address: format!("{origin}/api/graph-data") }
    }

    pub(super) async fn ask(&self, token: Option<&str>) -> Answer {
        post(&self.workshop.person(), &self.address, token).await
    }
}

async fn takes_the_right_token_and_no_other(kind: Kind) {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, kind, &SINGLE_TENANT, &[]);
    let good = workshop.token(&["bootstrap-v2"]);
    let answer = server.ask(Some(&good)).await;
    assert_eq!((answer.status, &answer.body["userPrincipalName"]), (200, &workshop.settings["user"]), "{answer:?}");
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    let another = format!("{signed}.{}", "A".repeat(342));
    let other_tenant = "f0000000-0000-4000-8000-000000000001";
    let of_other_tenant = good_with(&workshop, &[&format!("tid={other_tenant}")]);
    let issuer = workshop.setting("authority").replace(workshop.setting("tenant_id"), other_tenant) + "/v2.0";
    let of_other_issuer = good_with(&workshop, &[&format!("tid={other_tenant}"), &format!("iss={issuer}")]);
    // Each is between two slashes of the issuer, and no tenant.
    let authority: url::Url = workshop.setting("authority").parse().expect("an address");
    let host = format!("localhost:{}", authority.port().expect("a port"));
    for (what, token, status, code) in [
        ("no token", None, 401, "token_missing"),
        ("no token at all", Some("a.b.c".to_owned()), 401, "token_refused"),
        ("without its signature", Some(format!("{signed}.")), 401, "token_refused"),
        ("with another signature", Some(another), 401, "token_refused"),
        ("expired", Some(workshop.token(&["expired"])), 401, "token_expired"),
        ("for another audience", Some(workshop.token(&["wrong-audience"])), 401, "token_refused"),
        ("an ID token", Some(workshop.token(&["id"])), 403, "scope_missing"),
        ("an app-only token", Some(workshop.token(&["app-only"])), 403, "scope_missing"),
        ("another scope", Some(good_with(&workshop, &["scp=access_as_users"])), 403, "scope_missing"),
        ("scopes as a list", Some(good_with(&workshop, &[r#"scp=["access_as_user"]"#])), 403, "scope_missing"),
        ("for Graph", Some(workshop.token(&["graph"])), 401, "token_refused"),
        ("of another issuer", Some(of_other_issuer), 401, "token_refused"),
        ("of a host for a tenant", Some(good_with(&workshop, &[&format!("tid={host}")])), 401, "token_refused"),
        ("of a version for a tenant", Some(good_with(&workshop, &["tid=v2.0"])), 401, "token_refused"),
        ("of an empty tenant", Some(good_with(&workshop, &[r#"tid="""#])), 401, "token_refused"),
        ("without an end", Some(good_with(&workshop, &["exp="])), 401, "token_refused"),
    ] {
        let answer = server.ask(token.as_deref()).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{what}: {answer:?}");
        assert!(!answer.message().is_empty(), "{what}");
    }
    let version_1 = server.ask(Some(&workshop.token(&["bootstrap-v1"]))).await;
    if kind.takes_version_1 {
        assert_eq!(version_1.status, 200, "{version_1:?}");
        // Its audience is the Application ID URI, and its issuer another one than that of version 2.
        for claim in ["aud=api://localhost:3001/other", "ver=2.0", "ver=3.0"] {
            let answer = server.ask(Some(&workshop.token(&["bootstrap-v1", "--claim", claim]))).await;
            assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{claim}: {answer:?}");
        }
    } else {
        assert_eq!((version_1.status, version_1.code()), (401, "token_refused"), "{version_1:?}");
        assert!(version_1.message().contains("requestedAccessTokenVersion"), "{version_1:?}");
    }
    // The issuer has the tenant in it, so that `tid` alone deceives nobody but who asks at it.
    let answer = server.ask(Some(&of_other_tenant)).await;
    assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{answer:?}");
    let guest = server.ask(Some(&workshop.token(&["guest"]))).await;
    assert_eq!(guest.status, 200, "{guest:?}");
    drop(server);
    workshop.close();
}

fn good_with(workshop: &Workshop, claims: &[&str]) -> String {
    let claims = claims.iter().flat_map(|claim| ["--claim", claim]);
    workshop.token(&["bootstrap-v2"].into_iter().chain(claims).collect::<Vec<_>>())
}

async fn tells_the_page_what_to_do_where_the_exchange_is_refused(kind: Kind) {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, kind, &SINGLE_TENANT, &[]);
    let fault = |code: &str, on: &str| drop(workshop.practice(&["fault", code, "--on", on, "--nth", "1"]));

    // A second factor: the claims go to the page, and the token that Office makes for them is good.
    let answer = server.ask(Some(&workshop.token(&["bootstrap-v2", "--user", WITH_MFA]))).await;
    assert_eq!((answer.status, answer.code()), (401, "claims_challenge"), "{answer:?}");
    let claims: serde_json::Value =
        serde_json::from_str(answer.body["claims"].as_str().expect("a text")).expect("JSON");
    assert!(claims["access_token"].is_object(), "{claims}");
    let answer = server.ask(Some(&workshop.token(&["bootstrap-v2", "--user", WITH_MFA, "--mfa"]))).await;
    assert_eq!((answer.status, &answer.body["userPrincipalName"]), (200, &WITH_MFA.into()), "{answer:?}");

    for (number, status, code) in [
        // The page asks Office again, and the next attempt is good.
        ("500133", 401, "token_expired"),
        ("65001", 403, "consent_required"),
        ("50173", 403, "interaction_required"),
        ("7000215", 502, "exchange_failed"),
        ("429", 503, "graph_busy"),
    ] {
        fault(number, if number == "429" { "graph" } else { "obo" });
        // Each its own, so that MSAL has nothing kept for it.
        let token = good_with(&workshop, &[&format!("uti={number}")]);
        let answer = server.ask(Some(&token)).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{number}: {answer:?}");
        assert_eq!(answer.headers.contains_key("retry-after"), code == "graph_busy", "{answer:?}");
        workshop.practice(&["fault", "--clear"]);
        let fresh = good_with(&workshop, &[&format!("uti={number}-fresh")]);
        let answer = server.ask(Some(if kind.keeps_a_refusal { &fresh } else { &token })).await;
        assert_eq!(answer.status, 200, "{number}, cleared: {answer:?}");
    }

    // Entra is busy: MSAL may not ask it again for a while, whoever comes, and that is no fault of the secret.
    fault("90033", "obo");
    for user in [None, Some("MeganB@contoso.onmicrosoft.com")] {
        let token = match user {
            None => good_with(&workshop, &["uti=busy"]),
            Some(user) => workshop.token(&["bootstrap-v2", "--user", user]),
        };
        let answer = server.ask(Some(&token)).await;
        assert_eq!((answer.status, answer.code()), (503, "entra_busy"), "{user:?}: {answer:?}");
        assert_eq!(answer.headers.get("retry-after").map(|value| value.as_bytes()), Some(&b"60"[..]), "{answer:?}");
    }
    let log = server.running.stderr();
    for number in [kind.of_busy, "AADSTS50076", "AADSTS500133", "AADSTS7000215", "correlation ID"] {
        assert!(log.contains(number), "{number} is not in the log: {log}");
    }
    assert!(!log.contains("eyJ"), "a token is in the log");
    drop(server);

    let secret_id = "00000000-0000-4000-8000-000000000000";
    let server = Server::start(&workshop, kind, &SINGLE_TENANT, &[("CLIENT_SECRET", secret_id)]);
    let answer = server.ask(Some(&workshop.token(&["bootstrap-v2"]))).await;
    assert_eq!((answer.status, answer.code()), (502, "exchange_failed"), "{answer:?}");
    drop(server);
    workshop.close();
}

/// One exchange serves until the token ends.
async fn a_token_is_exchanged_once(kind: Kind) {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, kind, &SINGLE_TENANT, &[]);
    let token = workshop.token(&["bootstrap-v2"]);
    for _ in 0..3 {
        assert_eq!(server.ask(Some(&token)).await.status, 200);
    }
    let seen = workshop.practice(&["activity"]).stdout;
    assert_eq!(seen.matches("/oauth2/v2.0/token").count(), 1, "{seen}");
    assert_eq!(seen.matches("/v1.0/me").count(), 3, "{seen}");
    drop(server);
    workshop.close();
}

async fn many_tenants_come_in_unless_some_are_named(kind: Kind) {
    let workshop = Workshop::open();
    let (tenant, authority) = (workshop.setting("tenant_id"), workshop.setting("authority"));
    let organizations = authority.replace(tenant, "organizations");
    let any = ("AUTHORITY", organizations.as_str());
    let facts = [&SINGLE_TENANT[..], &["--account-types", "multi-tenant"]].concat();
    let (good, of_nobody) = (workshop.token(&["bootstrap-v2"]), "f0000000-0000-4000-8000-000000000001");
    for (allowed, status, code) in
        [("", 200, "(none)"), (tenant, 200, "(none)"), (of_nobody, 403, "tenant_not_allowed")]
    {
        let server = Server::start(&workshop, kind, &facts, &[any, ("ALLOWED_TENANTS", allowed)]);
        let answer = server.ask(Some(&good)).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{allowed}: {answer:?}");
        // Of this tenant's issuer, and says to be of another.
        let answer = server.ask(Some(&good_with(&workshop, &[&format!("tid={of_nobody}")]))).await;
        assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{answer:?}");
        // Personal accounts are another thing, whoever signed.
        let personal = "9188040d-6c67-4c5b-b112-36a304b66dad";
        let issuer = format!("iss={}/v2.0", authority.replace(tenant, personal));
        let answer = server.ask(Some(&good_with(&workshop, &[&format!("tid={personal}"), &issuer]))).await;
        assert_eq!((answer.status, answer.code()), (403, "tenant_not_allowed"), "{answer:?}");
        drop(server);
    }
    workshop.close();
}

async fn keys_are_fetched_once_and_their_absence_says_nothing_of_a_token(kind: Kind) {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, kind, &SINGLE_TENANT, &[]);
    let good = workshop.token(&["bootstrap-v2"]);
    workshop.practice(&["fault", "90033", "--on", "discovery"]);
    let answer = server.ask(Some(&good)).await;
    assert_eq!((answer.status, answer.code()), (503, "unavailable"), "{answer:?}");
    workshop.practice(&["fault", "--clear"]);
    let answer = server.ask(Some(&good)).await;
    assert_eq!(answer.status, 200, "a failure is kept: {answer:?}");

    let (_, rest) = good.split_once('.').expect("three parts");
    for number in 0..5 {
        let header = serde_json::json!({ "typ": "JWT", "alg": "RS256", "kid": format!("made-up-{number}") });
        let forged = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()));
        let answer = server.ask(Some(&forged)).await;
        assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{answer:?}");
    }
    let seen = workshop.practice(&["activity"]).stdout;
    assert_eq!(seen.matches("/discovery/v2.0/keys").count(), 1, "{seen}");
    drop(server);
    workshop.close();
}

/// The registration that the practice tenant has for it; nobody has consented to Graph there.
async fn personal_accounts_come_in_where_they_may(kind: Kind) {
    const CLIENT_ID: &str = "add10000-0000-4000-8000-000000000111";
    let workshop = Workshop::open();
    let common = workshop.setting("authority").replace(workshop.setting("tenant_id"), "common");
    let mut settings = workshop.settings.clone();
    settings["authority"] = common.as_str().into();
    settings["client_id"] = CLIENT_ID.into();
    settings["scope"] = format!("api://localhost:3000/{CLIENT_ID}/access_as_user").into();
    let environment = [
        ("AUTHORITY", common.as_str()),
        ("CLIENT_ID", CLIENT_ID),
        ("CLIENT_SECRET", "practice-secret-of-every-mistake"),
    ];
    for (account_types, user, code) in [
        ("multi-tenant-and-personal", "DiegoS@outlook.example", "interaction_required"),
        ("multi-tenant", "DiegoS@outlook.example", "tenant_not_allowed"),
        ("multi-tenant-and-personal", "LidiaH@fabrikam.com", "consent_required"),
        ("multi-tenant", "LidiaH@fabrikam.com", "consent_required"),
    ] {
        let person = Person::new(user, Path::new(workshop.setting("ca_file")));
        let tokens = sign_in::tokens(&person, &settings).await;
        let token = tokens["access_token"].as_str().expect("a token");
        let facts = [&SINGLE_TENANT[..], &["--account-types", account_types]].concat();
        let server = Server::start(&workshop, kind, &facts, &environment);
        let answer = server.ask(Some(token)).await;
        assert_eq!((answer.status, answer.code()), (403, code), "{account_types} {user}: {answer:?}");
        drop(server);
    }
    workshop.close();
}
