//! The manifest page: a real file is shown, changed as it was shown, watched, and put back.

use std::fs;
use std::path::Path;
use std::time::Duration;

use hallpass_tests::corpus;
use hallpass_tests::desktop::{Desk, Notifications, Page, Panel};

const CLIENT_ID: &str = "c6c1f32b-5e55-4997-881a-753cc1d563b7";
const DOMAIN: &str = "localhost:3000";

#[test]
fn what_was_seen_is_written_and_the_file_is_followed() {
    applies(&corpus::fixture("manifest/taskpane-with-markup-bom-crlf.xml"));
}

mod corpus_files {
    #[test]
    fn a_sample_of_microsoft() {
        const SAMPLE: &str = "xml/TCourtneyOwen__Office-Addin-Taskpane-SSO__manifest@83aa51b.xml";
        super::applies(&super::corpus::file(SAMPLE));
    }
}

#[test]
fn a_file_that_breaks_while_nobody_looks_is_told_and_a_click_shows_it() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let notifications = Notifications::on(desk.session());
    let file = desk.home().copy(&corpus::fixture("manifest/taskpane.xml"));
    let page = Page::open(&desk, &[]);
    page.click("page-manifest");
    page.fill("manifest-path", &file.display().to_string());
    page.click("manifest-open-path");
    page.see("manifest-verdict");
    page.click("page-overview");
    desk.hide_windows();
    page.until("the window to be left", |page| (page.script("return document.hasFocus()") == false).then_some(()));

    let text = fs::read(&file).unwrap();
    fs::write(&file, &text[..text.len() / 2]).unwrap();
    let told = notifications.after(0, Duration::from_secs(30));
    assert!(told.summary.contains("taskpane.xml") && !told.body.is_empty(), "{told:?}");
    notifications.click(&told);
    page.see("finding-not-well-formed");
    assert_eq!(notifications.all().len(), 1, "told more than once");
    page.close();
}

/// The whole way with one file.
#[track_caller]
fn applies(original: &Path) {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let home = desk.home();
    home.hallpass(["profile", "set", "--domain", DOMAIN, "--client-id", CLIENT_ID]).run().expect_code(0);
    let file = home.copy(original);
    let original = fs::read(&file).unwrap();
    // What somebody else makes of it while it is open.
    let before = [&original[..], b"<!-- theirs -->"].concat();
    // What the command would write, into a copy of its own.
    let expected = home.write("expected/manifest.xml", &before);
    let path = expected.display().to_string();
    home.hallpass(["manifest", "apply", &path, "--write"]).run().expect_code(0);
    let expected = fs::read(expected).unwrap();
    assert_ne!(before, expected, "this file tests nothing");

    let page = Page::open(&desk, &[]);
    page.click("page-manifest");
    page.fill("manifest-path", &file.display().to_string());
    page.click("manifest-open-path");
    assert!(page.text("manifest-body").contains(CLIENT_ID), "{}", page.all_text());
    assert_eq!(page.attribute("manifest-watch", "data-watched").as_deref(), Some("true"));
    assert_eq!(fs::read(&file).unwrap(), original, "written before it was wanted");

    fs::write(&file, &before).unwrap();
    page.until("the changed file", |page| page.text("manifest-said").contains("The file changed").then_some(()));
    page.click("manifest-apply");
    page.until("the end of the write", |page| page.text("manifest-said").contains("is written").then_some(()));
    assert_eq!(fs::read(&file).unwrap(), expected, "something else was written than the command writes");

    page.click("manifest-undo");
    page.until("the old file", |page| page.text("manifest-said").contains("as it was").then_some(()));
    assert_eq!(fs::read(&file).unwrap(), before, "the old bytes are lost");

    // It breaks, it goes, and it comes back.
    fs::write(&file, &before[..before.len() / 2]).unwrap();
    page.see("finding-not-well-formed");
    page.until("the broken step", |page| (page.attribute("page-manifest", "data-outcome")? == "fail").then_some(()));
    fs::remove_file(&file).unwrap();
    page.see("manifest-gone");
    fs::write(&file, &expected).unwrap();
    page.until("the file again", |page| (!page.has("manifest-gone") && page.has("manifest-verdict")).then_some(()));
    page.until("the state of the step", |page| {
        (page.attribute("page-manifest", "data-outcome")? != "fail").then_some(())
    });
    page.close();
}
