//! The settings: what is set is kept on disk, and holds in the window at once.

use hallpass_tests::desktop::{Desk, Page, Panel};
use hallpass_tests::{bytes, trace};

#[test]
fn the_theme_is_kept_and_the_page_follows() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.click("page-settings");
    let is_dark = |page: &Page| page.script("return window.matchMedia('(prefers-color-scheme: dark)').matches") == true;
    for (theme, expected) in [("dark", true), ("light", false), ("dark", true)] {
        page.click(&format!("theme-{theme}"));
        page.until(&format!("the theme {theme}"), |page| (is_dark(page) == expected).then_some(()));
    }
    page.close();

    // The next start begins with it.
    let page = Page::open(&desk, &[]);
    page.see("page-settings");
    assert!(is_dark(&page));
    page.close();
}

#[test]
fn the_practice_tenant_is_switched_and_refuses_on_purpose() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.click("page-settings");
    page.click("section-practice");
    page.click("practice-run");
    page.click("fault-65001");
    page.click("practice-reset");
    page.click("question-yes");
    let is_told = |page: &Page| page.text("settings-told").contains("as it was at its start").then_some(());
    page.until("the fresh tenant", is_told);
    page.click("practice-run");
    page.until("the end of the practice tenant", |page| (!page.has("faults")).then_some(()));
    page.click("section-privacy");
    page.see("part-state-practice");
    let record = desk.record();
    assert!(bytes::contains(&record, b"ahead_seconds"), "the record does not reach to the practice tenant");
    assert_eq!(trace::token_in(&record), None, "the page was sent a token");
    for secret in ["client_secret", "control_token"] {
        assert!(!bytes::contains(&record, secret.as_bytes()), "the page was sent a {secret}");
    }
    page.close();
}
