//! What Entra refuses of the kept refresh token.

use hallpass_tests::desktop::PrivateSession;

use super::{ADELE, signed_in};
use crate::flows::desk::Desk;

/// The tenant's policy is the tenant's: the number and the IDs lead to the catalogue and to its sign-in log.
#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_that_a_policy_refuses() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    for (code, words) in [("53000", "leave your registration alone"), ("50173", "has to sign in again")] {
        desk.tenant.practice(&["fault", "--clear"]).expect_code(0);
        desk.tenant.practice(&["fault", code, "--on", "refresh"]).expect_code(0);
        let told = session.around(desk.hallpass(&["obo", "--call", "/me"])).run().expect_code(1);
        assert!(told.stderr.contains(words) && told.stderr.contains("hint: "), "{told}");
        let diagnose = desk.home().hallpass(["diagnose", "-"]).input(told.stderr.as_bytes()).run().expect_code(1);
        for part in [format!("AADSTS{code}"), "correlation_id".to_owned()] {
            assert!(diagnose.stdout.contains(&part), "{part}: {diagnose}");
        }
    }
    desk.stop();
}
