//! While no window is open, no page is kept: only then is a program in the tray a small one.

use std::time::Duration;

use hallpass_tests::desktop::{Desk, Panel, Tray};
use hallpass_tests::program::Running;
use hallpass_tests::{trace, wait};

use super::{WINDOW, journey};

const LIMIT: Duration = Duration::from_secs(30);

fn pages(run: &Running) -> usize {
    trace::descendants_named(run.pid(), "WebKitWebProcess")
}

#[test]
fn a_page_lives_as_long_as_its_window() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let mut run = desk.hallpass(["--hidden"]).start();
    let tray = Tray::of(&desk, &mut run);
    // Working does not need one either.
    tray.click("Rehearse in the practice tenant");
    tray.wait_for_state("Rehearsal passed", journey::LIMIT);
    assert_eq!(pages(&run), 0, "a page before any window");

    for _ in 0..2 {
        tray.click("Open Hallpass");
        desk.see_window(&mut run, WINDOW, LIMIT);
        wait::until("the window's page", LIMIT, || (pages(&run) > 0).then_some(()));
        desk.close_window(&run, WINDOW);
        let gone = wait::at_most(Duration::from_secs(5), || (pages(&run) == 0).then_some(()));
        assert!(gone.is_some(), "the page outlived its window");
        assert!(!run.has_ended(), "closing the window ended the program: {}", run.stderr());
        assert_eq!(tray.state(), "Rehearsal passed", "what is known went with the window");
    }
    tray.click("Quit");
    run.end().expect_code(0);
}
