//! One user, several apps in one profile: each has a refresh token of its own.

use hallpass_tests::desktop::PrivateSession;

use super::{ADELE, refresh_token_of, signed_in};
use crate::flows::desk::Desk;

const OTHER: [&str; 4] = ["--client-id", "add10000-0000-4000-8000-000000000112", "--domain", "localhost:3000"];

#[tokio::test(flavor = "multi_thread")]
async fn none_takes_the_others_place() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let first = signed_in(&desk, &session, ADELE, &[]).await.expect_code(0).json();
    let second = signed_in(&desk, &session, ADELE, &OTHER).await.expect_code(0).json();
    let [first, second] = [first, second].map(|answer| refresh_token_of(&answer["account"]));
    assert!(session.lookup(&first).is_some() && session.lookup(&second).is_some(), "{}", session.attributes());

    let obo = desk.hallpass(&["obo", "--call", "/me", "--format", "json"]);
    let answer = desk.quiet(session.around(obo).run()).expect_code(0).json();
    assert_eq!(answer["graph"][0]["value"]["userPrincipalName"], ADELE, "{answer:#}");

    let sign_out = |args: &[&str]| session.around(desk.home().hallpass(["sign-out"]).args(args)).run();
    // The name is that of both.
    let which = sign_out(&["--account", ADELE]).expect_code(2);
    let key = second.rsplit('/').next().expect("a key");
    assert!(which.stderr.contains("account-ambiguous") || which.stderr.contains("several accounts"), "{which}");
    assert!(which.stderr.contains(key), "{which}");
    sign_out(&["--account", key]).expect_code(0);
    assert_eq!((session.lookup(&second), session.lookup(&first).is_some()), (None, true));
    sign_out(&["--account", ADELE]).expect_code(0);
    assert_eq!(session.lookup(&first), None);
    desk.stop();
}
