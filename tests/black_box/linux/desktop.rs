//! The tests' own desktop: were it not one, the tests beside this would prove nothing.

use std::time::Duration;

use hallpass_tests::desktop::{Browser, Display, PrivateSession};
use hallpass_tests::home::Home;

#[test]
fn an_unlocked_keyring_keeps_and_a_locked_one_does_not_answer() {
    let session = PrivateSession::unlocked();
    assert_eq!(session.lookup("a/b/c"), None);
    assert!(session.store("a/b/c", "open sesame"));
    assert_eq!(session.lookup("a/b/c").as_deref(), Some("open sesame"));
    assert!(session.attributes().contains("attribute.username = a/b/c"), "{}", session.attributes());
    session.lock();
    assert_eq!(session.lookup("a/b/c"), None);
}

#[test]
fn buses_without_a_keyring_take_nothing() {
    assert!(!PrivateSession::without_secret_service().store("a/b/c", "x"));
    assert!(!PrivateSession::without_collection().store("a/b/c", "x"));
}

#[test]
fn on_a_display_the_question_stands_open() {
    let session = PrivateSession::unlocked_on(Display::open());
    assert!(session.store("a/b/c", "open sesame"));
    session.lock();
    assert!(session.leaves_waiting("a/b/c", Duration::from_secs(3)), "the locked keyring answered");
}

#[tokio::test]
async fn the_browser_reads_and_clicks() {
    let home = Home::new();
    let page = home.write(
        "page.html",
        br#"<body><button id="go" onclick="document.body.textContent = 'gone'">go</button></body>"#,
    );
    let browser = Browser::open().await;
    browser.visit(&format!("file://{}", page.display())).await;
    assert!(browser.now("#nowhere").await.is_none());
    browser.find("#go").await.click().await.unwrap();
    assert_eq!(browser.text().await, "gone");
    browser.close().await;
}
