//! One Hallpass a person: a second start leads to the first.

use std::time::Duration;

use hallpass_tests::desktop::{Desk, Panel, Tray};

use super::WINDOW;

const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn a_second_start_shows_the_first() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let mut first = desk.hallpass(["--hidden"]).start();
    let tray = Tray::of(&desk, &mut first);
    assert_eq!(desk.windows(first.pid()), [""; 0]);

    desk.hallpass([""; 0]).limit(LIMIT).run().expect_code(0);
    desk.see_window(&mut first, WINDOW, LIMIT);

    // With its window open already.
    desk.hallpass([""; 0]).limit(LIMIT).run().expect_code(0);
    assert_eq!(desk.windows(first.pid()), [WINDOW], "one window each start");
    tray.click("Quit");
    first.end().expect_code(0);
}
