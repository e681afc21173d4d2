//! Items that try something of the add-in: sign-in, On-Behalf-Of, manifest.

use std::fs;

use hallpass_tests::desktop::{Desk, Notification};
use hallpass_tests::person::Person;
use hallpass_tests::{trace, wait};
use serde_json::Value;

use super::setting::{KNOWN, PRACTISES, Setting};
use super::{CHECK_MANIFEST, COPY_MARKUP, LIMIT, ON_BEHALF_OF, SIGN_IN};

pub const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";

#[test]
fn a_sign_in_shows_the_minutes_and_an_exchange_goes_on_with_it() {
    let set = Setting::with(PRACTISES);
    let Setting { notifications, desk, .. } = &set;
    let (hidden, desktop) = set.hidden_with_browser();
    let tray = &hidden.tray;
    tray.wait_for_state("Contoso Expenses: nothing checked yet", LIMIT);

    tray.click(SIGN_IN);
    let link = desktop.link(LIMIT);
    tray.wait_for_state("Signing in…", LIMIT);
    sign_in(desk, &link);
    let told = notifications.after(0, LIMIT);
    assert_eq!(told.summary, format!("Signed in as {ADELE}"), "{told:?}");
    assert!(told.body.contains("checks pass. Good for "), "{told:?}");
    let line = wait::until("the minutes", LIMIT, || Some(tray.state()).filter(|line| line.ends_with(" min left")));
    let minutes: u32 = line["Contoso Expenses: ".len()..].trim_end_matches(" min left").parse().unwrap();
    assert!((55..=95).contains(&minutes), "{line}");
    assert!(tray.entry(SIGN_IN).is_some(), "it still offers to stop: {:?}", tray.labels());

    tray.click(ON_BEHALF_OF);
    let told = notifications.after(1, LIMIT);
    assert_eq!((told.summary.as_str(), told.body.as_str()), ("On-behalf-of works", "Graph answered as Adele Vance."));
    assert_eq!(trace::token_in(format!("{:?}", notifications.all()).as_bytes()), None);
    assert_eq!(desk.windows(hidden.run.pid()), [""; 0], "a window that nobody asked for");
    hidden.quit();
}

#[test]
fn a_sign_in_can_be_stopped() {
    let set = Setting::with(PRACTISES);
    let notifications = &set.notifications;
    let (hidden, desktop) = set.hidden_with_browser();
    let tray = &hidden.tray;
    tray.click(SIGN_IN);
    desktop.link(LIMIT);
    wait::until("the item to stop it", LIMIT, || tray.entry("Stop signing in"));
    tray.click("Stop signing in");
    wait::until("the item to begin again", LIMIT, || tray.entry(SIGN_IN));
    tray.wait_for_state("Practice tenant is ready", LIMIT);
    assert_eq!(notifications.all().len(), 0, "what a person wanted is told as a failure");
    hidden.quit();
}

#[test]
fn what_cannot_work_says_what_is_missing_and_leads_there() {
    let set = Setting::with("");
    let notifications = &set.notifications;
    let (starting, tray) = set.starting();
    let missing = "Not known: the Application (client) ID. Click to fill it in.";
    let both = "Not known: host and port of the add-in's pages and the Application (client) ID. Click to fill it in.";
    let rows = [
        (SIGN_IN, "Sign-in did not work", missing),
        (ON_BEHALF_OF, "On-behalf-of does not work", missing),
        (COPY_MARKUP, "No markup to copy", both),
        (CHECK_MANIFEST, "The manifest was not checked", "No manifest was opened yet. Click to open it."),
    ];
    for (place, (item, title, sentence)) in rows.into_iter().enumerate() {
        tray.click(item);
        let told = notifications.after(place, LIMIT);
        assert_eq!((told.summary.as_str(), told.body.as_str()), (title, sentence));
    }
    tray.wait_for_state("Nothing set up yet", LIMIT);
    let told: Vec<Notification> = notifications.all();
    notifications.click(&told[0]);
    let page = starting.page();
    page.is_at("register");
    // In the window that is open by now.
    notifications.click(&told[3]);
    page.is_at("manifest");
    page.close();
}

#[test]
fn the_markup_comes_into_the_clipboard() {
    let set = Setting::with(KNOWN);
    let notifications = &set.notifications;
    let hidden = set.hidden();
    let tray = &hidden.tray;
    tray.click(COPY_MARKUP);
    assert_eq!(notifications.after(0, LIMIT).summary, "Manifest markup copied");
    let markup = set.clipboard();
    assert!(markup.starts_with("<WebApplicationInfo>"), "{markup}");
    assert!(markup.contains("api://localhost:3000/c6c1f32b-5e55-4997-881a-753cc1d563b7"), "{markup}");
    hidden.quit();
}

#[test]
fn the_manifest_that_was_opened_is_checked() {
    let set = Setting::with(KNOWN);
    let notifications = &set.notifications;
    let file = set.manifest();
    set.has_opened(&file);
    let hidden = set.hidden();
    let tray = &hidden.tray;
    let check = |place: usize| {
        tray.click(CHECK_MANIFEST);
        notifications.after(place, LIMIT)
    };
    assert_eq!(check(0).summary, "manifest.xml agrees with the plan");
    tray.wait_for_state("Contoso Expenses: 1 of 5 steps fine", LIMIT);

    let right = fs::read_to_string(&file).unwrap();
    let wrong = right.replace("api://localhost:3000/", "api://localhost:3001/");
    assert_ne!(wrong, right);
    fs::write(&file, wrong).unwrap();
    let told = check(1);
    assert_eq!(told.summary, "manifest.xml: wrong host in Resource");
    assert!(told.body.contains("3001") && told.body.contains("line"), "{told:?}");
    // In the words of the page, which looks at the same file.
    tray.wait_for_state("Manifest: wrong host in Resource", LIMIT);

    fs::remove_file(&file).unwrap();
    assert_eq!(check(2).summary, "The manifest was not checked");
    hidden.quit();
}

/// Is the person in front of the sign-in that this link begins.
pub fn sign_in(desk: &Desk, link: &str) {
    let run = fs::read(desk.home().config().join("state/practice.json")).expect("the practice tenant runs");
    let run: Value = serde_json::from_slice(&run).expect("JSON");
    let person = Person::new(ADELE, run["ca_file"].as_str().expect("a path").as_ref());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(person.sign_in_and_return(link)).unwrap_or_else(|error| panic!("{error}"));
}
