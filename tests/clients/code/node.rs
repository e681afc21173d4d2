//! The server on Node.js: what it takes and refuses, and what its answer tells the page to do.

use hallpass_tests::program::Running;

use super::{Answer, Workshop, post};

/// In this tenant is somebody of whom Graph wants a second factor.
const WITH_MFA: &str = "IsaiahL@contoso.onmicrosoft.com";

const SINGLE_TENANT: [&str; 4] = ["--cloud", "practice", "--permission", "User.Read"];

struct Server<'a> {
    workshop: &'a Workshop,
    running: Running,
    address: String,
}

impl<'a> Server<'a> {
    fn start(workshop: &'a Workshop, facts: &[&str], environment: &[(&str, &str)]) -> Self {
        let folder = workshop.write_code("server", "node", facts);
        let mut node = workshop.node(&folder.join("server.mjs"));
        for (name, value) in environment {
            node = node.env(name, *value);
        }
        let mut running = node.start();
        let address = format!("{}/api/graph-data", running.after_on_stdout("listening on "));
        Self { workshop, running, address }
    }

    async fn ask(&self, token: Option<&str>) -> Answer {
        post(&self.workshop.person(), &self.address, token).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn takes_the_right_token_and_no_other() {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, &SINGLE_TENANT, &[]);
    let good = workshop.token(&["bootstrap-v2"]);
    let answer = server.ask(Some(&good)).await;
    assert_eq!((answer.status, &answer.body["userPrincipalName"]), (200, &workshop.settings["user"]), "{answer:?}");
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    let another = format!("{signed}.{}", "A".repeat(342));
    let other_tenant = "f0000000-0000-4000-8000-000000000001";
    let of_other_tenant = good_with(&workshop, &[&format!("tid={other_tenant}")]);
    let issuer = workshop.setting("authority").replace(workshop.setting("tenant_id"), other_tenant) + "/v2.0";
    let of_other_issuer = good_with(&workshop, &[&format!("tid={other_tenant}"), &format!("iss={issuer}")]);
    for (what, token, status, code) in [
        ("no token", None, 401, "token_missing"),
        ("no token at all", Some("a.b.c".to_owned()), 401, "token_refused"),
        ("without its signature", Some(format!("{signed}.")), 401, "token_refused"),
        ("with another signature", Some(another), 401, "token_refused"),
        ("expired", Some(workshop.token(&["expired"])), 401, "token_expired"),
        ("for another audience", Some(workshop.token(&["wrong-audience"])), 401, "token_refused"),
        ("of version 1", Some(workshop.token(&["bootstrap-v1"])), 401, "token_refused"),
        ("an ID token", Some(workshop.token(&["id"])), 403, "scope_missing"),
        ("an app-only token", Some(workshop.token(&["app-only"])), 403, "scope_missing"),
        ("another scope", Some(good_with(&workshop, &["scp=access_as_users"])), 403, "scope_missing"),
        ("scopes as a list", Some(good_with(&workshop, &[r#"scp=["access_as_user"]"#])), 403, "scope_missing"),
        ("for Graph", Some(workshop.token(&["graph"])), 401, "token_refused"),
        ("of another issuer", Some(of_other_issuer), 401, "token_refused"),
        ("without an end", Some(good_with(&workshop, &["exp="])), 401, "token_refused"),
    ] {
        let answer = server.ask(token.as_deref()).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{what}: {answer:?}");
        assert!(!answer.message().is_empty(), "{what}");
    }
    let answer = server.ask(Some(&workshop.token(&["bootstrap-v1"]))).await;
    assert!(answer.message().contains("requestedAccessTokenVersion"), "{answer:?}");
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

#[tokio::test(flavor = "multi_thread")]
async fn tells_the_page_what_to_do_where_the_exchange_is_refused() {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, &SINGLE_TENANT, &[]);
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
        let answer = server.ask(Some(&token)).await;
        assert_eq!(answer.status, 200, "{number}, cleared: {answer:?}");
    }
    let log = server.running.stderr();
    for number in ["AADSTS50076", "AADSTS500133", "AADSTS7000215", "correlation ID"] {
        assert!(log.contains(number), "{number} is not in the log: {log}");
    }
    assert!(!log.contains("eyJ"), "a token is in the log");
    drop(server);

    let secret_id = "00000000-0000-4000-8000-000000000000";
    let server = Server::start(&workshop, &SINGLE_TENANT, &[("CLIENT_SECRET", secret_id)]);
    let answer = server.ask(Some(&workshop.token(&["bootstrap-v2"]))).await;
    assert_eq!((answer.status, answer.code()), (502, "exchange_failed"), "{answer:?}");
    drop(server);
    workshop.close();
}

/// One exchange serves until the token ends.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_exchanged_once() {
    let workshop = Workshop::open();
    let server = Server::start(&workshop, &SINGLE_TENANT, &[]);
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

#[tokio::test(flavor = "multi_thread")]
async fn many_tenants_come_in_unless_some_are_named() {
    let workshop = Workshop::open();
    let (tenant, authority) = (workshop.setting("tenant_id"), workshop.setting("authority"));
    let organizations = authority.replace(tenant, "organizations");
    let any = ("AUTHORITY", organizations.as_str());
    let facts = [&SINGLE_TENANT[..], &["--account-types", "multi-tenant"]].concat();
    let (good, of_nobody) = (workshop.token(&["bootstrap-v2"]), "f0000000-0000-4000-8000-000000000001");
    for (allowed, status, code) in
        [("", 200, "(none)"), (tenant, 200, "(none)"), (of_nobody, 403, "tenant_not_allowed")]
    {
        let server = Server::start(&workshop, &facts, &[any, ("ALLOWED_TENANTS", allowed)]);
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
