//! The first minutes with the window: one click, the whole journey.

use hallpass_tests::desktop::{Desk, Page, Panel};

use super::{journey, record};

#[test]
fn one_click_leads_to_the_answer_of_graph() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    record::listen(&page);
    page.click("try-practice");
    journey::assert_passed(&page, "fine");
    // What the journey made is there to be read.
    let difference = page.text("difference");
    assert!(difference.contains("WebApplicationInfo"), "{difference}");
    assert!(!page.text("token-verdict").is_empty());
    let claims = page.text("token-claims");
    assert!(claims.contains("aud") && claims.contains("access_as_user"), "{claims}");
    record::assert_holds_no_secret(&desk);
    record::assert_is_complete(&desk, &page);
    page.close();
    record::assert_no_file_holds_a_secret(&desk);
}

#[test]
fn without_a_keyring_the_vault_warns_and_the_journey_goes_on() {
    let desk = Desk::without_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.click("try-practice");
    journey::assert_passed(&page, "warn");
    page.close();
}

#[test]
fn a_wrong_secret_is_told_with_cause_and_fix_and_can_be_set_right() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Page::open(&desk, &[]);
    page.click("try-wrong-secret");
    journey::assert_secret_is_wrong(&page);
    record::assert_holds_no_token(&desk);
    // The same window goes on to the right one.
    page.click("try-practice");
    journey::assert_passed(&page, "fine");
    record::assert_holds_no_secret(&desk);
    page.close();
}

#[test]
fn a_step_that_waits_can_be_cancelled_and_begun_again() {
    let mut desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    desk.hang_keyring();
    let page = Page::open(&desk, &[]);
    for _ in 0..2 {
        page.click("try-practice");
        page.until("the keyring to be waited for", |page| {
            (page.attribute("step-vault", "data-outcome")? == "running").then_some(())
        });
        page.click("cancel");
        page.until("the end of the rehearsal", |page| (!page.has("cancel")).then_some(()));
        assert!(!page.has("failure"), "what a person wanted is told as a failure:\n{}", page.all_text());
    }
    page.close();
}
