//! The handler for identity tokens of Exchange on-premises: whom it takes, whom it asks to log on, and whom it never asks.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use url::Url;

use super::{Answer, Workshop, check};
use crate::script;

const PAGE: &str = "https://localhost:3000/taskpane.html";

fn token(workshop: &Workshop, more: &[&str]) -> String {
    let audience = format!("aud={PAGE}?et=1");
    workshop.token(&[&["exchange", "--claim", &audience], more].concat())
}

/// Unverified.
fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).expect("three parts");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
}

async fn post(workshop: &Workshop, address: String, token: Option<&str>, body: &Value) -> Answer {
    let request = workshop.person().http().post(address).json(body);
    check(match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn knows_a_mailbox_after_one_log_on() {
    let workshop = Workshop::open();
    let folder = workshop.write_code("server", "exchange", &[]);
    let authority: Url = workshop.setting("authority").parse().expect("an address");
    let host = format!("localhost:{}", authority.port().expect("a port"));
    let start = |hosts: &str| {
        let script = script::folder("npm").join("exchange-server.mjs");
        let node = workshop.node(&script).args([folder.join("exchange/api.mjs")]).env("EXCHANGE_HOSTS", hosts);
        let mut server = node.start();
        let address = server.after_on_stdout("listening on ");
        (server, address)
    };
    let (server, address) = start(&format!("mail.contoso.com {host}"));
    let user = |token: Option<String>| {
        let (workshop, address) = (&workshop, format!("{address}/api/exchange/user"));
        async move { post(workshop, address, token.as_deref(), &json!({})).await }
    };
    let log_on = |token: String, password: Value| {
        let (workshop, address) = (&workshop, format!("{address}/api/exchange/log-on"));
        async move { post(workshop, address, Some(&token), &json!({ "name": "adele", "password": password })).await }
    };

    let adele = || token(&workshop, &[]);
    for (what, answer, status, code) in [
        ("nobody", user(None).await, 401, "token_missing"),
        ("an unknown mailbox", user(Some(adele())).await, 401, "log_on_needed"),
        ("the wrong password", log_on(adele(), json!("guessed")).await, 403, "log_on_refused"),
        ("no text", log_on(adele(), json!({ "$ne": "" })).await, 403, "log_on_refused"),
        ("still unknown", user(Some(adele())).await, 401, "log_on_needed"),
    ] {
        assert_eq!((answer.status, answer.code()), (status, code), "{what}: {answer:?}");
    }
    let answer = log_on(adele(), json!("of the practice")).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "name": "adele" })), "{answer:?}");
    let answer = user(Some(adele())).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "name": "adele" })), "{answer:?}");
    let alex = token(&workshop, &["--user", "AlexW@contoso.onmicrosoft.com"]);
    assert_eq!(user(Some(alex)).await.code(), "log_on_needed", "another mailbox is the same");

    // As the documentation writes it: `appctx` an object, the times texts.
    let live = claims(&adele());
    let documented = [
        format!("appctx={}", live["appctx"].as_str().expect("a text that holds JSON")),
        format!("nbf=\"{}\"", live["nbf"]),
        format!("exp=\"{}\"", live["exp"]),
    ];
    let documented: Vec<_> = documented.iter().flat_map(|claim| ["--claim", claim]).collect();
    let documented = token(&workshop, &documented);
    assert!(claims(&documented)["appctx"].is_object() && claims(&documented)["exp"].is_string());
    let answer = user(Some(documented)).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "name": "adele" })), "{answer:?}");

    // The linked mailbox, with one thing wrong.
    for (flaw, code, what) in [
        ("expired", "token_expired", "ended"),
        ("not-yet-valid", "token_refused", "nbf"),
        ("signature", "token_refused", "signature"),
        ("thumbprint", "token_refused", "x5t"),
        ("version", "token_refused", "appctx.version"),
        ("metadata-url", "token_refused", "appctx.amurl"),
        ("issuer", "token_refused", "iss"),
        ("no-app-context", "token_refused", "appctx.version"),
    ] {
        let answer = user(Some(token(&workshop, &["--flaw", flaw]))).await;
        assert_eq!((answer.status, answer.code()), (401, code), "{flaw}: {answer:?}");
        assert!(answer.message().contains(what), "{flaw}: {answer:?}");
    }
    for audience in [
        "https://localhost:3000/other.html",
        "https://localhost:3001/taskpane.html",
        "http://localhost:3000/taskpane.html",
        "https://localhost:3000/taskpane.html/more",
        "localhost:3000",
    ] {
        let answer = user(Some(token(&workshop, &["--claim", &format!("aud={audience}")]))).await;
        assert!(answer.code() == "token_refused" && answer.message().ends_with("aud"), "{audience}: {answer:?}");
    }
    // One document under many names would be fetched for each of them, and a mailbox be another one.
    let path = "/autodiscover/metadata/json/1";
    for amurl in [
        format!("https://{host}{path}#1"),
        format!("https://{host}{path}#"),
        format!("https://{host}{path}?"),
        format!("https://{host}/AutoDiscover/metadata/json/1"),
        format!("https://adele@{host}{path}"),
        format!("http://{host}{path}"),
        format!("https://{host}.evil.example{path}"),
    ] {
        let mut context: Value =
            serde_json::from_str(live["appctx"].as_str().expect("a text that holds JSON")).expect("JSON");
        context["amurl"] = amurl.as_str().into();
        let answer = user(Some(token(&workshop, &["--claim", &format!("appctx={context}")]))).await;
        assert!(answer.code() == "token_refused" && answer.message().ends_with("amurl"), "{amurl}: {answer:?}");
    }
    // What the parser says of a body that it cannot read has a piece of it, and that may be of a password.
    let broken = workshop.person().http().post(format!("{address}/api/exchange/log-on")).bearer_auth(adele());
    let broken = broken.header("Content-Type", "application/json").body(r#"{"name":"adele","password":hunter2}"#);
    let answer = check(broken).await;
    assert_eq!((answer.status, answer.code()), (400, "request_refused"), "{answer:?}");
    let told = format!("{answer:?}{}", server.stderr());
    assert!(!told.contains("hunter"), "{told}");
    // Of Entra, and genuine.
    let answer = user(Some(workshop.token(&["bootstrap-v2"]))).await;
    assert_eq!((answer.status, answer.code()), (401, "token_refused"), "{answer:?}");
    drop(server);

    // A server that nobody named is not asked, however genuine the token is.
    let before = workshop.practice(&["activity"]).stdout.matches("/autodiscover/").count();
    let (server, address) = start("mail.contoso.com");
    let answer = post(&workshop, format!("{address}/api/exchange/user"), Some(&adele()), &json!({})).await;
    assert!(answer.code() == "token_refused" && answer.message().ends_with("appctx.amurl"), "{answer:?}");
    let after = workshop.practice(&["activity"]).stdout.matches("/autodiscover/").count();
    assert!(before > 0 && before == after, "{before} and then {after} requests for the metadata");
    drop(server);
    workshop.close();
}
