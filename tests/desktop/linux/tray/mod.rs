//! The icon in the tray, with the window closed: a real panel, the menu as the panel reads and clicks it.

use std::time::Duration;

use hallpass_tests::bytes;
use hallpass_tests::trace::{self, Needle};

use super::{WINDOW, journey, record};

mod add_in;
mod answers;
mod items;
mod reminders;
mod setting;

use setting::{Hidden, Setting};

const OPEN: &str = "Open Hallpass";
const REHEARSE: &str = "Rehearse in the practice tenant";
const INSPECT: &str = "Inspect token in clipboard";
const SIGN_IN: &str = "Sign in again";
const ON_BEHALF_OF: &str = "Test On-Behalf-Of";
const COPY_MARKUP: &str = "Copy manifest markup";
const CHECK_MANIFEST: &str = "Check my manifest";
const PRACTICE: &str = "Practice tenant";
const AT_LOGIN: &str = "Start at login";
const QUIT: &str = "Quit";
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn offers_what_can_be_done_and_ends_on_request() {
    let set = Setting::with("");
    let desk = &set.desk;
    let Hidden { tray, mut run } = set.hidden();
    let lines = [
        "Nothing set up yet",
        "Profile: default",
        "Microsoft Entra",
        INSPECT,
        SIGN_IN,
        ON_BEHALF_OF,
        COPY_MARKUP,
        CHECK_MANIFEST,
        PRACTICE,
        REHEARSE,
        OPEN,
        AT_LOGIN,
        QUIT,
    ];
    assert_eq!(tray.labels(), lines);
    assert!(!tray.entries()[0].enabled, "the state can be clicked");
    let checked = |label: &str| tray.entry(label).and_then(|entry| entry.checked);
    for (label, is_checked) in [
        ("default", Some(true)),
        ("Microsoft Entra public", Some(true)),
        ("US Government GCC High", Some(false)),
        ("US Government DoD", Some(false)),
        ("China (21Vianet)", Some(false)),
        (PRACTICE, Some(false)),
        (AT_LOGIN, Some(false)),
        (INSPECT, None),
    ] {
        assert_eq!(checked(label), is_checked, "{label}");
    }
    assert_eq!(desk.windows(run.pid()), [""; 0], "a window though it was started hidden");

    tray.click(OPEN);
    desk.see_window(&mut run, WINDOW, LIMIT);
    // Already there: shown, not made twice.
    tray.click(OPEN);
    tray.click(QUIT);
    let ended = run.end().expect_code(0);
    assert!(!ended.stderr.contains("panicked"), "{ended}");
}

#[test]
fn a_rehearsal_answers_with_a_notification_that_opens_its_page() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    let (starting, tray) = set.starting();

    tray.click(REHEARSE);
    let told = notifications.after(0, journey::LIMIT);
    assert!(format!("{} {}", told.summary, told.body).to_lowercase().contains("rehears"), "{told:?}");
    assert!(told.actions.iter().any(|action| action == "default"), "a click would do nothing: {told:?}");
    tray.wait_for_state("Rehearsal passed", LIMIT);
    assert_eq!(trace::descendants_named(starting.driver(), "WebKitWebProcess"), 0, "a page before anybody wants one");

    notifications.click(&told);
    let page = starting.page();
    // What was rehearsed without a window, not a new journey.
    journey::assert_passed(&page, "fine");
    assert_eq!(notifications.all().len(), 1, "told more than once");
    // This page never asked for a rehearsal, so nothing of its progress was sent to it.
    let sent = desk.record();
    assert!(bytes::contains(&sent, b"userPrincipalName"), "{}", record::text(&sent));
    assert_eq!(record::secret(desk).found_in(&sent), None, "the page was sent the secret");
    assert_eq!(trace::token_in(&sent), None, "the page was sent a token");
    page.close();
    record::assert_no_file_holds_a_secret(desk);
}

#[test]
fn a_token_in_the_clipboard_is_judged_and_does_not_reach_the_page() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    let (starting, tray) = set.starting();
    let _owner = desk.put_in_clipboard(TOKEN);

    tray.click(INSPECT);
    let told = notifications.after(0, LIMIT);
    assert_eq!(trace::token_in(format!("{told:?}").as_bytes()), None, "the notification holds the token");
    notifications.click(&told);
    let page = starting.page();
    let claims = page.text("token-claims");
    assert!(claims.contains("5b1e0f4e-2f4c-4d63-9c1c-6d6f0c0ad001"), "{claims}");
    assert!(page.text("token-verdict").len() > 10);

    let sent = desk.record();
    assert!(bytes::contains(&sent, b"5b1e0f4e-2f4c-4d63-9c1c-6d6f0c0ad001"), "the record holds no claims");
    assert_eq!(trace::token_in(&sent), None, "the page was sent the token");
    let signature = TOKEN.rsplit('.').next().unwrap();
    assert_eq!(Needle::new(signature).found_in(&sent), None, "the page was sent the token's signature");
    page.close();
}

/// Of no tenant at all: `{"alg":"RS256","kid":"x","typ":"JWT"}` and a few claims.
const TOKEN: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IngiLCJ0eXAiOiJKV1QifQ.\
    eyJhdWQiOiI1YjFlMGY0ZS0yZjRjLTRkNjMtOWMxYy02ZDZmMGMwYWQwMDEiLCJpc3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20v\
    dGVzdC92Mi4wIiwidmVyIjoiMi4wIiwic2NwIjoiYWNjZXNzX2FzX3VzZXIiLCJleHAiOjE3MDAwMDAwMDB9.\
    c2lnbmF0dXJlLW9mLW5vYm9keS1hdC1hbGw";
