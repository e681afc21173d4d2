//! `hallpass` without arguments, from a kept secret to Graph: each step says the next, and none is claimed that was not read.

use hallpass_tests::desktop::PrivateSession;
use serde_json::Value;

use crate::flows::desk::Desk;
use crate::flows::linux::{ADELE, signed_in};
use crate::practice_control::text;

fn overview(desk: &Desk, session: &PrivateSession) -> Value {
    session.around(desk.home().hallpass(["--format", "json"])).run().expect_code(0).json()
}

fn next(seen: &Value) -> &str {
    seen["next"]["command"].as_str().unwrap_or_default()
}

const ALEX: &str = "AlexW@contoso.onmicrosoft.com";

#[tokio::test(flavor = "multi_thread")]
async fn to_graph_and_no_further() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let run = |args: &[&str]| session.around(desk.home().hallpass(args)).run();
    let facts = ["--cloud", "practice", "--domain", "localhost:3000", "--client-id", text(&desk.env, "client_id")];
    run(&[&["profile", "set"], &facts[..]].concat()).expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((next(&seen), &seen["credential"]["state"]), ("hallpass secret set", &"not-kept".into()), "{seen:#}");

    let set = desk.home().hallpass(["secret", "set", "--end", "2099-01-31"]);
    session.around(set.input(text(&desk.env, "client_secret").as_bytes())).run().expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!(next(&seen), "hallpass sign-in", "{seen:#}");
    assert_eq!(seen["credential"]["kept"][0]["verdict"], "good", "{seen:#}");
    assert_eq!(seen["credential"]["kept"][0]["end"], "2099-01-31T23:59:59Z", "{seen:#}");

    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((next(&seen), &seen["signed_in"][0]), ("hallpass obo --call /me", &ADELE.into()), "{seen:#}");
    assert_eq!(seen["last_exchange"], Value::Null, "{seen:#}");

    let wrong =
        session.around(desk.home().hallpass(["obo", "--secret-from-env", "WRONG"]).env("WRONG", "wrong~secret"));
    desk.quiet(wrong.run()).expect_code(1);
    let seen = overview(&desk, &session);
    assert_eq!((next(&seen), &seen["last_exchange"]["worked"]), ("hallpass obo --call /me", &false.into()), "{seen:#}");

    desk.quiet(run(&["obo", "--call", "/me"])).expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((&seen["next"]["command"], &seen["last_exchange"]["worked"]), (&Value::Null, &true.into()), "{seen:#}");
    let told = run(&[]).expect_code(0);
    assert!(told.stdout.contains("came through") && told.stdout.contains("good until 2099-01-31"), "{told}");

    // Without the record nothing of it is known.
    run(&["activity", "clear"]).expect_code(0);
    assert_eq!(next(&overview(&desk, &session)), "hallpass obo --call /me");
    desk.stop();
}

/// With the practice tenant's own add-in nothing need be named.
#[tokio::test(flavor = "multi_thread")]
async fn with_the_add_in_of_the_practice_tenant() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let run = |args: &[&str]| session.around(desk.home().hallpass(args)).run();
    run(&["profile", "set", "--cloud", "practice"]).expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((next(&seen), &seen["credential"]["state"]), ("hallpass sign-in", &"of-practice".into()), "{seen:#}");
    assert_eq!(seen["practice_add_in"], desk.env["client_id"], "{seen:#}");

    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((next(&seen), &seen["signed_in"][0]), ("hallpass obo --call /me", &ADELE.into()), "{seen:#}");

    // The command that is told names one of several.
    signed_in(&desk, &session, ALEX, &[]).await.expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!(next(&seen), format!("hallpass obo --call /me --account {ALEX}"), "{seen:#}");
    let command: Vec<&str> = next(&seen).split(' ').skip(1).collect();
    desk.quiet(run(&command)).expect_code(0);
    let told = run(&[]).expect_code(0);
    assert!(told.stdout.contains("came through") && told.stdout.contains("the practice tenant's own"), "{told}");
    desk.stop();
}

/// A certificate is as good as a secret; one that has ended or is gone is told, and not slept over.
#[test]
fn a_certificate_and_what_became_of_it() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let app = text(&desk.env, "client_id");
    let run = |args: &[&str]| session.around(desk.home().hallpass(args)).run();
    run(&["profile", "set", "--cloud", "practice", "--domain", "localhost:3000", "--client-id", app]).expect_code(0);
    let pem = include_bytes!("../../../crates/entra-client/tests/fixtures/pkcs8.pem");
    let file = desk.home().write("addin.pem", pem);
    run(&["secret", "set", "--certificate", file.to_str().unwrap()]).expect_code(0);
    let seen = overview(&desk, &session);
    assert_eq!((&seen["credential"]["kept"][0]["kind"], next(&seen)), (&"certificate-key".into(), "hallpass sign-in"));
    let told = run(&[]).expect_code(0);
    assert!(told.stdout.contains("  certificate     "), "{told}");

    session.clear(&format!("default/certificate-key/{app}"));
    let seen = overview(&desk, &session);
    assert_eq!(
        (&seen["credential"]["kept"][0]["verdict"], next(&seen)),
        (&"not-in-keyring".into(), "hallpass secret set")
    );

    // Locked: what the profile knows is told, and what the keyring has is not claimed.
    session.lock();
    let seen = overview(&desk, &session);
    assert_eq!(seen["credential"]["state"], "not-known", "{seen:#}");
    assert_eq!(seen["credential"]["kept"][0]["in_keyring"], Value::Null, "{seen:#}");
    desk.stop();
}
