//! `hallpass token check` of an Exchange identity token: minted by one process, checked by another.

use hallpass_tests::home::Home;
use hallpass_tests::program::Ended;
use serde_json::Value;
use url::Url;

use crate::practice_control::{Tenant, text};

const PAGE: &str = "https://localhost:3000/taskpane.html";
const AUDIENCE: [&str; 2] = ["--audience", PAGE];

fn mint(tenant: &Tenant, more: &[&str]) -> String {
    let audience = format!("aud={PAGE}?et=1");
    let args = [&["token", "exchange", "--claim", &audience], more].concat();
    tenant.practice(&args).expect_code(0).stdout
}

fn check(tenant: &Tenant, token: &str, more: &[&str]) -> Ended {
    let run = tenant.home.hallpass(["token", "check", "-"]).args(more).input(token.as_bytes()).run();
    assert!(!run.all().contains(token.trim()), "the token is repeated");
    run
}

fn failed(answer: &Value) -> Vec<&str> {
    let checks = answer["checks"].as_array().into_iter().flatten();
    checks.filter(|check| check["verdict"] == "fail").map(|check| text(check, "id")).collect()
}

#[test]
fn a_good_one_and_each_flaw() {
    let tenant = Tenant::start(Home::new(), &[]);
    let json = [&AUDIENCE[..], &["--cloud", "practice", "--format", "json"]].concat();
    let good = mint(&tenant, &[]);
    let answer = check(&tenant, &good, &json).expect_code(0).json();
    assert_eq!((text(&answer, "kind"), &answer["verified"]), ("exchange-identity-token", &true.into()), "{answer:#}");
    assert!(text(&answer, "unique_user_id").contains("/autodiscover/metadata/json/1"), "{answer:#}");
    for (flaw, id) in [
        ("expired", "lifetime"),
        ("not-yet-valid", "lifetime"),
        ("signature", "signature"),
        ("thumbprint", "key"),
        ("version", "app-context"),
        ("metadata-url", "metadata-url"),
        ("issuer", "issuer"),
        ("no-app-context", "app-context"),
    ] {
        let answer = check(&tenant, &mint(&tenant, &["--flaw", flaw]), &json).expect_code(1).json();
        assert_eq!(failed(&answer), [id], "{flaw}: {answer:#}");
        assert!(answer.get("unique_user_id").is_none(), "{flaw}");
    }
    // The same where a server is named.
    let authority: Url = text(&tenant.env(), "http_authority").parse().expect("an address");
    let host = format!("localhost:{}", authority.port().expect("a port"));
    let named = [&json[..], &["--exchange-host", &host]].concat();
    let answer = check(&tenant, &mint(&tenant, &["--flaw", "no-app-context"]), &named).expect_code(1).json();
    assert_eq!(failed(&answer), ["app-context"], "{answer:#}");
    // Only what was named is asked.
    let answer = check(&tenant, &good, &named).expect_code(1).json();
    assert_eq!(failed(&answer), ["metadata-url"], "{answer:#}");

    let told = check(&tenant, &good, &[&AUDIENCE[..], &["--cloud", "practice"]].concat()).expect_code(0);
    for words in ["is genuine", "unique ID", "October 2025", "nested app authentication", "tid and oid"] {
        assert!(told.stdout.contains(words), "{words}: {told}");
    }
    tenant.stop();
}

/// Without a practice tenant: what is not trusted is not asked, and what is asked wrongly is said.
#[test]
fn nobody_is_asked_without_a_name() {
    let tenant = Tenant::start(Home::new(), &[]);
    let token = mint(&tenant, &[]);
    let json = [&AUDIENCE[..], &["--format", "json"]].concat();
    let answer = check(&tenant, &token, &json).expect_code(1).json();
    assert_eq!(failed(&answer), ["metadata-url"], "{answer:#}");
    for (args, code) in [
        (&["--audience", "c6c1f32b-5e55-4997-881a-753cc1d563b7"][..], "audience-of-exchange"),
        (&["--audience", "http://localhost:3000/taskpane.html"], "audience-of-exchange"),
        (&["--audience", PAGE, "--audience", "https://localhost:3000/other.html"], "audience-of-exchange"),
        (&["--audience", PAGE, "--exchange-host", "https://mail.contoso.com/"], "value-not-accepted"),
    ] {
        let run = check(&tenant, &token, &[args, &["--format", "json"]].concat()).expect_code(2);
        assert!(run.all().contains(code), "{code}: {run}");
    }
    tenant.stop();
}
