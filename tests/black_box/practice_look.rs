//! `hallpass practice status`, `time`, `activity`, and what a person gets wrong at the first try.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hallpass_tests::home::Home;
use serde_json::{Value, json};

use crate::practice_control::{Tenant, client, text};

#[test]
fn what_a_running_one_says_of_itself() {
    let tenant = Tenant::start(Home::new(), &["--fault", "AADSTS90033"]);
    let run = tenant.practice(&["status"]).expect_code(0);
    assert!(run.stdout.contains("90033 on token") && run.stdout.contains("by the machine's clock"), "{run}");
    let run = tenant.practice(&["status", "--format", "json"]).expect_code(0);
    assert_eq!(text(&run.json(), "tenant_id"), text(&tenant.env(), "tenant_id"));

    for (by, ahead) in [("+2h", 7200), ("-30m", 5400), ("reset", 0)] {
        let run = tenant.practice(&["time", by, "--format", "json"]).expect_code(0);
        assert_eq!(run.json()["ahead_seconds"], ahead, "{by}");
    }
    let run = tenant.practice(&["time", "tomorrow"]).expect_code(2);
    assert!(run.stderr.contains("+2h"), "{run}");
    let run = tenant.practice(&["time", "900000h"]).expect_code(2);
    assert!(run.stderr.contains("a hundred years"), "{run}");

    // A reset leaves what the start asked for.
    tenant.practice(&["fault", "50076"]).expect_code(0);
    let run = tenant.practice(&["reset", "--format", "json"]).expect_code(0);
    assert_eq!(run.json(), json!({ "reset": true }));
    assert_eq!(tenant.practice(&["fault", "--list"]).expect_code(0).stdout.lines().count(), 1);
    tenant.practice(&["fault", "--clear", "50076"]).expect_code(2);
    assert_eq!(tenant.practice(&["fault", "--clear", "90033"]).expect_code(0).stdout, "");
    let run = tenant.practice(&["fault", "--clear", "--format", "json"]).expect_code(0);
    assert_eq!(run.json(), json!({ "faults": [] }));
    tenant.stop();
}

#[tokio::test]
async fn activity_lists_what_was_asked() {
    let tenant = Tenant::start(Home::new(), &[]);
    let run = tenant.practice(&["activity"]).expect_code(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("no request was seen"), "{run}");
    let url = format!("{}/oauth2/v2.0/token", text(&tenant.env(), "http_authority"));
    client().post(&url).form(&[("grant_type", "refresh_token")]).send().await.unwrap();
    let origin: url::Url = url.parse().unwrap();
    client().get(origin.join("/common/discovery/instance").unwrap()).send().await.unwrap();
    let run = tenant.practice(&["activity"]).expect_code(0);
    assert!(run.stdout.contains("oauth2/v2.0/token refresh → 400 AADSTS900144"), "{run}");
    assert!(run.stdout.contains("knownAuthorities"), "{run}");
    let run = tenant.practice(&["activity", "--since", "1", "--format", "json"]).expect_code(0);
    let seen = run.json();
    assert_eq!((seen["seen"].as_array().unwrap().len(), &seen["hints"][0]["number"]), (1, &json!(2)), "{run}");
    tenant.stop();
}

#[test]
fn a_fault_goes_where_its_code_is_met() {
    let tenant = Tenant::start(Home::new(), &[]);
    for (args, line, note) in [
        (&["50013"][..], "50013 on obo", ""),
        (&["70016"], "70016 on device", ""),
        (&["70016", "--on", "obo"], "70016 on obo", "Entra gives 70016 at device alone"),
        (&["AADSTS50173"], "50173 on refresh", ""),
    ] {
        let run = tenant.practice(&[&["fault"], args].concat()).expect_code(0);
        assert!(run.stdout.contains(line), "{run}");
        assert!(run.stderr.contains(note) && run.stderr.is_empty() == note.is_empty(), "{run}");
    }
    tenant.stop();
}

#[test]
fn a_token_is_for_whom_it_was_asked() {
    let tenant = Tenant::start(Home::new(), &[]);
    let isaiah = "IsaiahL@contoso.onmicrosoft.com";
    let payload = |args: &[&str]| -> Value {
        let token = tenant.practice(&[&["token"], args].concat()).expect_code(0).stdout;
        let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok()).expect("a payload");
        serde_json::from_slice(&payload).expect("JSON")
    };
    let claims = payload(&["bootstrap-v1", "--user", isaiah, "--mfa", "--claim", "ver=1.0", "--claim", "azpacr=1"]);
    assert_eq!((text(&claims, "upn"), text(&claims, "ver")), (isaiah, "1.0"));
    assert_eq!((&claims["amr"], &claims["azpacr"]), (&json!(["pwd", "mfa"]), &json!(1)));
    let run = tenant.practice(&["token", "id", "--user", "nobody@contoso.example"]).expect_code(2);
    assert!(run.stderr.contains("nobody@contoso.example") && run.stderr.contains(isaiah), "{run}");
    tenant.practice(&["token", "app-only", "--user", isaiah]).expect_code(2);
    tenant.stop();
}

#[test]
fn who_is_blocked_cannot_sign_in_by_itself() {
    let home = Home::new();
    let args = ["practice", "start", "--auto-sign-in", "HenriettaM@contoso.onmicrosoft.com"];
    let run = home.hallpass(args).run().expect_code(2);
    assert!(run.stderr.contains("the account is blocked") && run.stdout.is_empty(), "{run}");
}

#[tokio::test]
async fn verbosely_it_says_that_tls_came_to_the_port_of_http() {
    let mut tenant = Tenant::start(Home::new(), &["-v"]);
    let wrong = text(&tenant.env(), "http_authority").replacen("http:", "https:", 1);
    assert!(client().get(wrong).send().await.is_err());
    let hint = tenant.running.after_on_stderr("hint: a program spoke TLS to the port of http");
    assert!(hint.contains("the port of https"), "{hint}");
    tenant.stop();
}
