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

    // As editors do it: another file in its place.
    desk.hide_windows();
    page.until("the window to be left", |page| (page.script("return document.hasFocus()") == false).then_some(()));
    let other = file.with_extension("xml~");
    fs::write(&other, &text).unwrap();
    fs::rename(&other, &file).unwrap();
    let told = notifications.after(1, Duration::from_secs(30));
    assert!(told.summary.contains("taskpane.xml is right again"), "{told:?}");
    assert_eq!(notifications.all().len(), 2, "told more than once");
    page.close();
}

/// Counts how often the page came to do something else, and its longest time without that, in milliseconds.
const BEAT: &str = "window.beat = { count: 0, longest: 0, last: performance.now() };
setInterval(() => {
  const now = performance.now();
  beat.longest = Math.max(beat.longest, now - beat.last);
  beat.last = now;
  beat.count += 1;
}, 10);";

#[test]
fn a_manifest_of_5_mb_is_shown_changed_and_put_back_while_the_window_answers() {
    const ROWS: u64 = 500;
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let home = desk.home();
    home.hallpass(["profile", "set", "--domain", DOMAIN, "--client-id", CLIENT_ID]).run().expect_code(0);
    let small = fs::read_to_string(corpus::fixture("manifest/taskpane.xml")).unwrap();
    // Long lines: how many elements are read at this size has bounds, too.
    let query = "state=open;".repeat(60);
    let pages: String = (0..7_500)
        .map(|page| {
            format!("        <bt:Url id=\"Page.{page}\" DefaultValue=\"https://localhost:3000/page.html?{query}\"/>\n")
        })
        .collect();
    let large = small.replacen("      </bt:Urls>", &format!("{pages}      </bt:Urls>"), 1);
    assert!(large.len() > 5_000_000, "{}", large.len());
    let file = home.write("large/manifest.xml", large.as_bytes());

    let page = Page::open(&desk, &[]);
    page.click("page-manifest");
    page.fill("manifest-path", &file.display().to_string());
    page.script(BEAT);
    let rows = |page: &Page| page.script("return document.querySelectorAll('.code-row').length").as_u64().unwrap();
    // What the page did meanwhile, and how long it could not.
    let beats = |page: &Page, of: &str| {
        let beat = page.script("const now = { ...beat }; beat.count = 0; beat.longest = 0; return now");
        let (count, longest) = (beat["count"].as_u64().unwrap(), beat["longest"].as_f64().unwrap());
        eprintln!("{of}: answered {count} times, at the longest after {longest:.0} ms");
        assert!(count > 3, "{of}: the page did nothing else");
    };
    page.click("manifest-open-path");
    page.see("manifest-apply");
    beats(&page, "opened");
    assert!(rows(&page) < ROWS, "{} rows are in the document", rows(&page));

    page.click("manifest-tab-before");
    page.until("its first line", |page| page.text("manifest-body").contains("<OfficeApp").then_some(()));
    page.script(
        "const body = document.querySelector('[data-testid=manifest-body]'); body.scrollTop = body.scrollHeight",
    );
    page.until("its last line", |page| page.text("manifest-body").contains("</OfficeApp>").then_some(()));
    beats(&page, "scrolled to its end");
    assert!(rows(&page) < ROWS, "{} rows are in the document", rows(&page));

    page.click("manifest-tab-changes");
    page.click("manifest-apply");
    page.until("the end of the write", |page| page.text("manifest-said").contains("is written").then_some(()));
    beats(&page, "written");
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains(CLIENT_ID) && written.contains(&pages), "something else was changed");
    page.click("manifest-undo");
    page.until("the old file", |page| page.text("manifest-said").contains("as it was").then_some(()));
    assert_eq!(fs::read_to_string(&file).unwrap(), large);
    beats(&page, "put back");
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
