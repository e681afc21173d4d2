//! A person's sign-in in a real browser.

use std::time::{Duration, Instant};

use hallpass_tests::desktop::{Browser, XdgOpen};
use hallpass_tests::home::Home;
use hallpass_tests::trace;

use crate::journey;

const PAGE: &str = "sign in at: ";
const LIMIT: Duration = Duration::from_secs(60);

#[tokio::test]
async fn signs_in_and_reaches_graph() {
    let home = Home::new();
    let desktop = XdgOpen::in_home(&home);
    let mut run = desktop.before(home.hallpass(["rehearse", "--browser", "--format", "json"])).start();
    // Standard error first: it is what a person without a working desktop needs.
    let told = run.after_on_stderr(PAGE);
    assert_eq!(desktop.link(LIMIT), told, "another link was opened than told");
    assert!(told.starts_with("http://localhost:") || told.starts_with("http://127.0.0.1:"), "{told}");

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
    let address = browser.address().await;
    browser.close().await;

    let ended = run.end().expect_code(0);
    let answer = journey::assert_passed(&ended);
    assert!(answer["graph"]["userPrincipalName"].is_string() || answer["graph"]["displayName"].is_string(), "{ended}");
    // The last page is the listener's: it says what to do now, and holds no code of the sign-in.
    assert!(page.to_lowercase().contains("close") && !page.contains("code="), "on {address}:\n{page}");
    assert!(trace::token_in(ended.all().as_bytes()).is_none(), "{ended}");
}

#[test]
fn no_browser_and_nobody_there_is_told_the_page_and_can_be_left() {
    let home = Home::new();
    // A search path without any program that opens a link.
    let empty = home.root().join("work");
    let mut run = home.hallpass(["rehearse", "--browser"]).env("PATH", empty).start();
    let told = run.after_on_stderr(PAGE);
    assert!(told.starts_with("http"), "{told}");
    assert!(!run.has_ended(), "gave up though a person could still type the address: {}", run.stderr());

    let interrupt = format!("kill -INT {}", run.pid());
    assert!(std::process::Command::new("sh").args(["-c", &interrupt]).status().unwrap().success());
    let ended = run.end();
    assert_ne!(ended.code, Some(0), "{ended}");
    assert!(!ended.stderr.contains("panicked"), "{ended}");
}
