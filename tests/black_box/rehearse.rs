//! `hallpass rehearse` without a person, whatever keyring the machine has.

use hallpass_tests::home::Home;
use hallpass_tests::trace;

use crate::journey;

#[test]
fn a_wrong_secret_fails_with_what_happened_why_and_what_to_do() {
    let home = Home::new();
    let run = home.hallpass(["rehearse", "--mistake", "wrong-secret", "--format", "json"]).run().expect_code(1);
    let error = journey::assert_failed_at(&run, "on-behalf-of");
    assert_eq!(error["code"], "AADSTS7000215", "{run}");
    // Entra's own sentence, or ours: the number alone helps nobody.
    let message = error["message"].as_str().unwrap();
    assert!(message.to_lowercase().contains("secret") && message.len() > "AADSTS7000215".len() + 20, "{run}");
    // The classic cause is the secret's ID in the place of its value, or one that has ended; the fix is a new one.
    let hint = error["hint"].as_str().unwrap_or_default();
    assert!(hint.to_lowercase().contains("value"), "no cause and fix in the hint: {run}");

    let run = home.hallpass(["rehearse", "--mistake", "wrong-secret"]).run().expect_code(1);
    let all = run.all();
    for part in ["AADSTS7000215", message, "hint:", hint] {
        assert!(all.contains(part), "no `{part}` in {run}");
    }
    assert!(!all.contains("graph "), "a step after the one that failed: {run}");
}

#[test]
fn says_no_token_at_any_verbosity_and_keeps_none() {
    for chatter in [&["-vv"][..], &["-vvvv"][..], &[]] {
        let home = Home::new();
        let run = home
            .hallpass(["rehearse"])
            .args(chatter)
            // Libraries below are asked to tell all they do.
            .env("RUST_LOG", "trace")
            .run()
            .expect_code(0);
        assert!(trace::token_in(run.all().as_bytes()).is_none(), "{run}");
        for (path, content) in trace::files_below(home.root()) {
            assert!(trace::token_in(&content).is_none(), "{} holds a token", path.display());
        }
    }
}

#[test]
fn a_proxy_in_the_environment_does_not_catch_loopback() {
    let home = Home::new();
    // Nothing listens on the discard port.
    let proxy = "http://127.0.0.1:9";
    let mut run = home.hallpass(["rehearse", "--format", "json"]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        run = run.env(name, proxy).env(&name.to_lowercase(), proxy);
    }
    journey::assert_passed(&run.run().expect_code(0));
}

#[test]
fn two_at_a_time_do_not_meet() {
    let home = Home::new();
    let first = home.hallpass(["rehearse", "--format", "json"]).start();
    let second = home.hallpass(["rehearse", "--format", "json"]).start();
    journey::assert_passed(&first.end().expect_code(0));
    journey::assert_passed(&second.end().expect_code(0));
}

#[test]
fn leaves_no_tenant_running_and_no_run_file() {
    let home = Home::new();
    home.hallpass(["rehearse"]).run().expect_code(0);
    let names: Vec<_> = trace::files_below(home.root()).into_iter().map(|(path, _)| path).collect();
    assert!(!names.iter().any(|path| path.ends_with("practice.json")), "{names:?}");
}

#[test]
fn without_a_manifest_the_template_is_named_and_no_file_of_yours() {
    let run = Home::new().hallpass(["rehearse"]).run().expect_code(0);
    assert!(run.stdout.contains("a copy of the template carries the markup"), "{run}");
    assert!(run.stdout.contains("--- the template"), "{run}");
    assert!(!run.stdout.contains("your file") && !run.stdout.contains("manifest.xml"), "{run}");
}

#[test]
fn an_unreadable_manifest_is_no_verdict() {
    let home = Home::new();
    let run = home.hallpass(["rehearse", "--format", "json", "--manifest", "nowhere.xml"]).run().expect_code(3);
    // Already the plan takes its facts from it.
    let error = journey::assert_failed_at(&run, "plan");
    assert!(error["message"].as_str().unwrap().contains("nowhere.xml"), "the file is not named: {run}");
}
