//! The person in a real browser, in front of a sign-in that the window has begun.

use std::time::{Duration, Instant};

use hallpass_tests::desktop::{Browser, Page};

const LIMIT: Duration = Duration::from_secs(60);

/// Opens the page of the sign-in in a browser that nobody has signed in with, chooses the account, and consents where it is
/// asked for, until the window knows of it.
#[track_caller]
pub fn signs_in(page: &Page) {
    let address = page.until("the address of the sign-in page", |page| page.attribute("sign-in-url", "value"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let browser = runtime.block_on(async {
        let browser = Browser::open().await;
        browser.visit(&address).await;
        browser.find("#account-0").await.click().await.unwrap();
        browser
    });
    let start = Instant::now();
    while !page.has("signed-in") {
        assert!(start.elapsed() < LIMIT && !page.has("failure"), "no sign-in:\n{}", page.all_text());
        runtime.block_on(async {
            if let Some(consent) = browser.now("#consent-accept").await {
                // The page may have gone on in between.
                let _ = consent.click().await;
            }
        });
    }
    runtime.block_on(browser.close());
}
