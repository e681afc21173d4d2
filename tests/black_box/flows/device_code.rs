//! A code on one screen, a person at another.

use super::desk::Desk;
use crate::practice_control::text;

/// The seeded application that allows it.
const ALLOWS: [&str; 4] = ["--client-id", "add10000-0000-4000-8000-000000000112", "--domain", "localhost:3000"];
const FORBIDS: [&str; 4] = ["--client-id", "add10000-0000-4000-8000-000000000110", "--domain", "localhost:3000"];

#[tokio::test(flavor = "multi_thread")]
async fn a_person_types_the_code() {
    let desk = Desk::start();
    let mut run = desk.hallpass(&["sign-in", "--device-code", "--format", "json"]).args(ALLOWS).start();
    let page = run.after_on_stderr("open: ");
    let code = run.after_on_stderr("type this code there: ");
    run.after_on_stderr("the code is good for ");
    desk.person().enter_code(&page, &code).await.expect("the code is taken");
    let ended = desk.quiet(run.end()).expect_code(0);
    let answer = ended.json();
    assert_eq!(answer["account"]["username"], text(&desk.env, "user"), "{ended}");
    assert_eq!(answer["token"]["verified"], true, "{ended}");
    // No keyring here: said, and nothing kept.
    assert_eq!(answer["kept"]["state"], "nowhere", "{ended}");
    assert!(ended.stderr.contains("nothing is kept of this sign-in"), "{ended}");
    assert!(!desk.home().config().join("state/accounts").join("default.json").exists());
    desk.stop();
}

#[test]
fn where_public_client_flows_are_off_it_is_told_at_once() {
    let desk = Desk::start();
    let told = desk.hallpass(&["sign-in", "--device-code", "--format", "json"]).args(FORBIDS).run().expect_code(1);
    assert!(told.stderr.contains("AADSTS7000218") && told.stderr.contains("hint"), "{told}");
    // The one thing to do, and not what an exchange would want.
    assert!(told.stderr.contains(&ALLOWS.join(" ")) && !told.stderr.contains("On-Behalf-Of"), "{told}");
    desk.stop();
}

/// What a sign-in by code cannot carry is refused, and why.
#[test]
fn a_device_code_carries_no_account() {
    let desk = Desk::start();
    for flag in [&["--account", "AdeleV@contoso.onmicrosoft.com"][..], &["--prompt", "consent"], &["--claims", "{}"]] {
        let told = desk.hallpass(&["sign-in", "--device-code"]).args(flag).run().expect_code(2);
        assert!(told.stderr.contains(flag[0]) && told.stderr.contains("hint: "), "{told}");
    }
    desk.stop();
}
