//! What signs in and exchanges leaves nothing of a secret or a token: in no file, log, argument, environment, JSON or HAR.

use std::collections::BTreeSet;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::program::Invocation;
use hallpass_tests::trace::{self, Needle, Watch};

use super::ADELE;
use crate::flows::desk::Desk;
use crate::practice_control::text;

/// Runs at the highest level of logs, watched; `person` does their part meanwhile.
async fn watched(run: Invocation, desk: &Desk, page_is_told: bool) -> (String, BTreeSet<Vec<u8>>) {
    let mut run = run.args(["-vv"]).env("RUST_LOG", "trace").start();
    let watch = Watch::over(run.pid());
    if page_is_told {
        let page = run.after_on_stderr("sign in at: ");
        desk.person_named(ADELE).sign_in_and_return(&page).await.expect("the page leads back");
    }
    let ended = run.end().expect_code(0);
    (ended.all(), watch.seen())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_anywhere() {
    for form in ["text", "json"] {
        let (desk, session) = (Desk::start(), PrivateSession::unlocked());
        let secret = text(&desk.env, "client_secret");
        // Kept as a person keeps it, with the keyring's own program.
        let user = format!("default/client-secret/{}", text(&desk.env, "client_id"));
        assert!(session.store(&user, secret), "the keyring took no secret");
        let form = ["--format", form];
        let sign_in = desk.hallpass(&["sign-in"]).args(form).env("PATH", desk.home().work());
        let (mut said, mut seen) = watched(session.around(sign_in), &desk, true).await;
        let account: serde_json::Value = {
            let file = desk.home().config().join("state/accounts/default.json");
            serde_json::from_slice(&std::fs::read(file).expect("the account")).expect("JSON")
        };
        let account = &account["accounts"][0];
        let entry = super::refresh_token_of(account);
        let first = session.lookup(&entry).expect("a refresh token");

        let obo = desk.hallpass(&["obo", "--call", "/me"]).args(form);
        let (more, met) = watched(session.around(obo), &desk, false).await;
        said.push_str(&more);
        seen.extend(met);
        let second = session.lookup(&entry).expect("a refresh token");

        let har = desk.home().hallpass(["activity", "export", "--har", "activity.har"]).run().expect_code(0);
        let exported = desk.home().hallpass(["activity", "export"]).run().expect_code(0);
        assert!(
            exported.stdout.contains("refresh_token") && exported.stdout.contains("assertion"),
            "nothing was recorded"
        );
        said.push_str(&(har.all() + &exported.all()));

        assert!(seen.iter().any(|text| hallpass_tests::bytes::contains(text, b"sign-in")), "never seen");
        assert!(trace::token_in(said.as_bytes()).is_none(), "a token was said");
        for text in &seen {
            assert!(trace::token_in(text).is_none(), "a token among arguments or environment");
        }
        for (what, secret) in [("client secret", secret), ("refresh token", &first), ("renewed refresh token", &second)]
        {
            let needle = Needle::new(secret);
            assert_eq!(needle.found_in(said.as_bytes()), None, "the {what} was said");
            for text in &seen {
                assert_eq!(needle.found_in(text), None, "the {what} among arguments or environment");
            }
            // Files under config, cache and state, and the HAR.
            trace::assert_no_file_holds(desk.home().root(), &needle);
        }
        desk.stop();
    }
}
