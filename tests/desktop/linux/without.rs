//! On a desktop that lacks a part: the window works all the same.

use std::time::Duration;

use hallpass_tests::desktop::{Desk, Page};
use hallpass_tests::{trace, wait};

use super::{WINDOW, journey};

const LIMIT: Duration = Duration::from_secs(60);
/// Of the message that there is no tray.
const MESSAGE: &str = "Hallpass stays a window";

#[test]
fn without_a_tray_it_says_so_and_the_window_does_it_all() {
    let desk = Desk::with_keyring();
    // Nothing else would lead to it, so it is seen though it was to start hidden.
    says_so_and_ends_with_its_window(&desk, &["--hidden"]);
    does_it_all(&desk, "fine");
}

#[test]
fn without_a_session_bus_it_says_so_and_the_window_does_it_all() {
    let desk = Desk::without_bus();
    says_so_and_ends_with_its_window(&desk, &[]);
    does_it_all(&desk, "warn");
}

fn says_so_and_ends_with_its_window(desk: &Desk, args: &[&str]) {
    let mut run = desk.hallpass(args).limit(LIMIT).start();
    desk.see_window(&mut run, WINDOW, LIMIT);
    desk.see_window(&mut run, MESSAGE, LIMIT);
    // Read, and clicked away.
    desk.close_window(&run, MESSAGE);
    wait::until("the end of the message", LIMIT, || (desk.windows(run.pid()) == [WINDOW]).then_some(()));
    desk.close_window(&run, WINDOW);
    let ended = run.end().expect_code(0);
    assert!(!ended.stderr.contains("panicked"), "{ended}");
}

fn does_it_all(desk: &Desk, vault: &str) {
    let page = Page::open(desk, &[]);
    page.click("try-practice");
    journey::assert_passed(&page, vault);
    // Long after its start by now: the message would be there.
    let windows: Vec<_> = trace::family(page.driver()).into_iter().flat_map(|pid| desk.windows(pid)).collect();
    assert_eq!(windows, [WINDOW], "the message came again");
    page.close();
}
