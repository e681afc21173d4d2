//! Links of other programs: they open a page and do nothing else.

use std::time::Duration;

use hallpass_tests::desktop::{Desk, Panel, Starting, Tray};

use super::WINDOW;

const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn a_link_opens_its_page_in_the_window_that_is_there_or_comes() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let starting = Starting::on(&desk, &["--hidden"]);
    Tray::of_any(&desk);
    desk.hallpass(["hallpass://open/token"]).limit(LIMIT).run().expect_code(0);
    let page = starting.page();
    let is_open = |name: &str| {
        page.until(name, |page| (page.attribute(&format!("page-{name}"), "aria-current")? == "page").then_some(()));
    };
    is_open("token");
    desk.hallpass(["hallpass://open/on-behalf-of"]).limit(LIMIT).run().expect_code(0);
    is_open("on-behalf-of");
    page.close();
}

#[test]
fn a_first_start_by_a_link_opens_its_page() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let page = Starting::on(&desk, &["hallpass://open/settings"]).page();
    page.until("the settings", |page| (page.attribute("page-settings", "aria-current")? == "page").then_some(()));
    page.close();
}

#[test]
fn anything_else_is_dropped() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let mut first = desk.hallpass(["--hidden"]).start();
    let tray = Tray::of(&desk, &mut first);
    for arguments in [
        &["hallpass://open/token?profile=work"][..],
        &["hallpass://open/quit"],
        &["hallpass://run/token"],
        &["hallpass://open/token", "--practice"],
    ] {
        let ended = desk.hallpass(arguments).limit(LIMIT).run().expect_code(2);
        assert!(ended.stderr.contains("names no page of Hallpass"), "{ended}");
        assert!(!ended.stderr.contains("profile=work"), "it is repeated: {ended}");
    }
    // Without one that runs it does not start either: this one is not the second.
    assert_eq!(desk.windows(first.pid()), [""; 0], "a window though the links were dropped");
    assert!(!desk.home().config().join("state/practice.json").exists());
    tray.click("Open Hallpass");
    desk.see_window(&mut first, WINDOW, LIMIT);
    tray.click("Quit");
    first.end().expect_code(0);
}
