//! A person signs in with a real browser; then the chain goes on without them.

use std::time::{Duration, Instant};

use hallpass_tests::desktop::{Browser, PrivateSession, XdgOpen};

use crate::flows::desk::Desk;
use crate::practice_control::text;

const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test]
async fn signs_in_and_the_chain_works_from_then_on() {
    let (desk, session) = (Desk::start(), PrivateSession::unlocked());
    let desktop = XdgOpen::in_home(desk.home());
    let run = desktop.before(desk.hallpass(&["sign-in", "--format", "json"]));
    let mut run = session.around(run).start();
    let told = run.after_on_stderr("sign in at: ");
    assert_eq!(desktop.link(LIMIT), told, "another link was opened than told");

    let browser = Browser::open().await;
    browser.visit(&told).await;
    browser.find("#account-0").await.click().await.expect("the account can be clicked");
    let start = Instant::now();
    while !run.has_ended() && start.elapsed() < LIMIT {
        if let Some(consent) = browser.now("#consent-accept").await {
            // The page may have gone on in between.
            let _ = consent.click().await;
        }
    }
    let page = browser.text().await;
    browser.close().await;
    let ended = desk.quiet(run.end()).expect_code(0);
    assert!(page.to_lowercase().contains("close") && !page.contains("code="), "{page}");
    let answer = ended.json();
    assert_eq!(
        (&answer["token"]["verified"], &answer["kept"]["state"]),
        (&true.into(), &"in-keyring".into()),
        "{ended}"
    );

    let run = session.around(desk.hallpass(&["obo", "--call", "/me", "--format", "json"])).run();
    let answer = desk.quiet(run).expect_code(0).json();
    assert_eq!(answer["assertion"]["source"], "fresh", "{answer:#}");
    let user = text(&answer["graph"][0]["value"], "userPrincipalName");
    assert_eq!(Some(user), answer["assertion"]["user"].as_str(), "{answer:#}");
    desk.stop();
}
