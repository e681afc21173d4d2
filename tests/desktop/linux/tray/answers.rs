//! What a click on an answer opens, and what is told though nobody asked.

use std::fs;

use hallpass_tests::desktop::{Notification, Notifications};
use hallpass_tests::{program, wait};
use jiff::Timestamp;

use super::add_in::{ADELE, sign_in};
use super::setting::{KNOWN, PRACTISES, Setting};
use super::{CHECK_MANIFEST, COPY_MARKUP, INSPECT, LIMIT, ON_BEHALF_OF, PRACTICE, SIGN_IN};

#[test]
fn each_answer_opens_its_page() {
    let set = Setting::with(KNOWN);
    let file = set.manifest();
    set.has_opened(&file);
    set.profile("other", "");
    let notifications = &set.notifications;
    let (starting, tray) = set.starting();
    let answer = |item: &str, place: usize, summary: &str| {
        tray.click(item);
        let told = notifications.after(place, LIMIT);
        assert_eq!(told.summary, summary, "{told:?}");
        notifications.click(&told);
    };
    answer(COPY_MARKUP, 0, "Manifest markup copied");
    let page = starting.page();
    page.is_at("manifest");
    // In the window that is open by now, each time another page than the one before.
    for (place, (item, summary, opens)) in [
        (PRACTICE, "The practice tenant is on", "overview"),
        (CHECK_MANIFEST, "manifest.xml agrees with the plan", "manifest"),
        ("US Government GCC High", "Requests go to US Government GCC High", "overview"),
        (COPY_MARKUP, "Manifest markup copied", "manifest"),
        ("other", "Profile other is chosen", "overview"),
    ]
    .into_iter()
    .enumerate()
    {
        answer(item, place + 1, summary);
        page.is_at(opens);
    }
    page.close();
}

#[test]
fn a_sign_in_and_an_exchange_open_theirs() {
    let set = Setting::with(PRACTISES);
    let Setting { notifications, desk, .. } = &set;
    let (starting, tray, desktop) = set.starting_with_browser();
    tray.click(SIGN_IN);
    sign_in(desk, &desktop.link(LIMIT));
    let told = notifications.after(0, LIMIT);
    assert_eq!(told.summary, format!("Signed in as {ADELE}"), "{told:?}");
    notifications.click(&told);
    let page = starting.page();
    page.is_at("token");
    page.says("token-verdict", "This token is genuine");
    tray.click(ON_BEHALF_OF);
    let told = notifications.after(1, LIMIT);
    assert_eq!(told.summary, "On-behalf-of works", "{told:?}");
    notifications.click(&told);
    page.is_at("on-behalf-of");
    page.close();
}

#[test]
fn a_token_that_is_about_to_expire_is_told_once_and_leads_to_the_sign_in() {
    let set = Setting::with(PRACTISES);
    let Setting { notifications, desk, .. } = &set;
    let (starting, tray) = set.starting();
    tray.click(PRACTICE);
    notifications.after(0, LIMIT);
    // In its last minutes from the beginning: no test waits for an hour.
    let token = ["practice", "token", "bootstrap-v2", "--claim", &format!("exp={}", in_seconds(280))];
    let token = desk.around(program::hallpass()).args(token).run().expect_code(0).stdout;
    let _owner = desk.put_in_clipboard(token.trim());
    tray.click(INSPECT);
    let told = said(notifications, "Your token expires in 4 min");
    assert_eq!(told.body, "Click to sign in again.");
    wait::until("the minutes", LIMIT, || tray.state().ends_with("min left").then_some(()));
    // It is looked at again, and told no more.
    tray.click(INSPECT);
    notifications.after(3, LIMIT);
    assert_eq!(notifications.all().iter().filter(|told| told.summary.starts_with("Your token")).count(), 1);

    notifications.click(&told);
    let page = starting.page();
    page.is_at("sign-in");
    page.close();
}

#[test]
fn settings_silence_what_comes_by_itself_and_no_answer() {
    let ends = "[[credentials]]\nkind = \"client-secret\"\nclient_id = \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"\n\
        added = \"2019-07-01T00:00:00Z\"\nend = \"2020-07-01T00:00:00Z\"\n";
    let set = Setting::with(&format!("{KNOWN}{ends}"));
    fs::write(set.desk.home().config().join("settings.toml"), "version = 1\nnotifications = false\n").unwrap();
    let hidden = set.hidden();
    // By then it would have been told.
    hidden.tray.wait_for_state("Secret has expired", LIMIT);
    hidden.tray.click(COPY_MARKUP);
    assert_eq!(set.notifications.after(0, LIMIT).summary, "Manifest markup copied");
    hidden.quit();
}

fn said(notifications: &Notifications, summary: &str) -> Notification {
    wait::until(summary, LIMIT, || notifications.all().into_iter().find(|told| told.summary == summary))
}

#[expect(clippy::disallowed_methods, reason = "the program reads the clock of this machine")]
fn in_seconds(seconds: i64) -> i64 {
    Timestamp::now().as_second() + seconds
}
