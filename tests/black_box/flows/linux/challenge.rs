//! A claims challenge of Conditional Access, carried back into the sign-in.

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::home::Home;

use super::{ADELE, signed_in};
use crate::flows::desk::Desk;
use crate::practice_control::text;

const SEED: &str = r#"
[[tenant]]
id = "c0a7050c-0000-4000-8000-000000000001"
name = "Contoso"
policy = [{ name = "Multi-factor authentication for Graph", control = "mfa", users = ["AdeleV@contoso.onmicrosoft.com"] }]
"#;

#[tokio::test(flavor = "multi_thread")]
async fn multi_factor_authentication() {
    let (desk, session) = (Desk::seeded(Home::new(), SEED), PrivateSession::unlocked());
    let obo = |code| {
        let run = desk.hallpass(&["obo", "--call", "/me", "--format", "json"]);
        desk.quiet(session.around(run).run()).expect_code(code).json()
    };
    signed_in(&desk, &session, ADELE, &[]).await.expect_code(0);
    let refused = obo(1);
    let refusal = &refused["refusal"];
    assert_eq!(
        (&refusal["error"]["code"], &refusal["oauth_error"]),
        (&"AADSTS50076".into(), &"interaction_required".into())
    );
    let claims = text(refusal, "claims");
    assert!(claims.contains("polids"), "{claims}");
    let command = text(&refusal["next"][0], "command");
    assert!(command.starts_with("hallpass sign-in --account ") && command.contains("polids"), "{command}");

    // The answer whole does as well as what `claims` holds in it.
    signed_in(&desk, &session, ADELE, &["--claims", &refused.to_string()]).await.expect_code(0);
    let granted = obo(0);
    assert_eq!(granted["graph"][0]["value"]["userPrincipalName"], ADELE, "{granted:#}");
    desk.stop();
}

#[test]
fn what_a_shell_made_of_the_challenge() {
    let home = Home::new();
    let told = home.hallpass(["sign-in", "--cloud", "practice", "--claims", "{access_token:{}}"]).run();
    // Asked wrongly, whether or not a tenant runs.
    let told = told.expect_code(2);
    assert!(told.stderr.contains("--claims -"), "{told}");
    let told = home.hallpass(["sign-in", "--cloud", "practice", "--claims", "{}"]).run().expect_code(2);
    assert!(told.stderr.contains("no claims challenge"), "{told}");
}
