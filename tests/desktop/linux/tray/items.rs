//! Items that switch something: profile, environment, practice tenant, start at login.

use std::fs;

use hallpass_tests::wait;

use super::super::WINDOW;
use super::setting::Setting;
use super::{AT_LOGIN, LIMIT, PRACTICE};

#[test]
fn a_profile_is_chosen_among_many() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    for number in 0..100 {
        set.profile(&format!("p_{number:02}"), "");
    }
    let mut hidden = set.hidden();
    let tray = &hidden.tray;
    let listed = || tray.entries().remove(2).entries;
    let names = wait::until("the profiles", LIMIT, || Some(listed()).filter(|listed| listed.len() == 21));
    assert_eq!((names[0].label.as_str(), names[20].label.as_str()), ("default", "More…"));
    assert_eq!(names[0].checked, Some(true), "{names:?}");

    tray.click("p_07");
    tray.wait_for_check("p_07", true, LIMIT);
    assert_eq!(notifications.after(0, LIMIT).summary, "Profile p_07 is chosen");
    // A click turns the mark of its own line; the shell takes the other one away.
    let checked = || listed().iter().filter(|entry| entry.checked == Some(true)).count();
    wait::until("one mark", LIMIT, || (checked() == 1).then_some(()));
    assert_eq!(fs::read_to_string(desk.home().config().join("profile")).unwrap(), "p_07\n");
    wait::until("its name", LIMIT, || (tray.entries()[2].label == "Profile: p_07").then_some(()));
    // The one that is chosen stays chosen, though a click turns its mark.
    tray.click("p_07");
    notifications.after(1, LIMIT);
    tray.wait_for_check("p_07", true, LIMIT);

    tray.click("More…");
    desk.see_window(&mut hidden.run, WINDOW, LIMIT);
    hidden.quit();
}

#[test]
fn the_environment_is_the_profiles() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    let hidden = set.hidden();
    let tray = &hidden.tray;
    tray.click("US Government GCC High");
    tray.wait_for_check("US Government GCC High", true, LIMIT);
    tray.wait_for_check("Microsoft Entra public", false, LIMIT);
    assert_eq!(notifications.after(0, LIMIT).summary, "Requests go to US Government GCC High");
    wait::until("its name", LIMIT, || (tray.entries()[3].label == "US Government GCC High").then_some(()));
    let kept = fs::read_to_string(desk.home().config().join("profiles/default.toml")).unwrap();
    assert!(kept.contains("us-gov"), "{kept}");
    hidden.quit();
}

#[test]
fn the_practice_tenant_goes_on_and_off() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    let hidden = set.hidden();
    let tray = &hidden.tray;
    let run_file = desk.home().config().join("state/practice.json");
    tray.click(PRACTICE);
    assert_eq!(notifications.after(0, LIMIT).summary, "The practice tenant is on");
    tray.wait_for_check(PRACTICE, true, LIMIT);
    tray.wait_for_state("Practice tenant is ready", LIMIT);
    assert!(run_file.exists());

    tray.click(PRACTICE);
    assert_eq!(notifications.after(1, LIMIT).summary, "The practice tenant is off");
    tray.wait_for_check(PRACTICE, false, LIMIT);
    tray.wait_for_state("Nothing set up yet", LIMIT);
    assert!(!run_file.exists());
    hidden.quit();
}

#[test]
fn it_starts_at_login_where_that_is_wanted() {
    let set = Setting::with("");
    let Setting { notifications, desk, .. } = &set;
    let (starting, tray) = set.starting();
    let entry = desk.home().root().join("home/.config/autostart/Hallpass.desktop");
    tray.click(AT_LOGIN);
    let told = notifications.after(0, LIMIT);
    assert_eq!(told.summary, "Hallpass starts at login");
    tray.wait_for_check(AT_LOGIN, true, LIMIT);
    let text = fs::read_to_string(&entry).unwrap();
    assert!(text.contains("--hidden") && text.contains("hallpass-desktop"), "{text}");

    tray.click(AT_LOGIN);
    assert_eq!(notifications.after(1, LIMIT).summary, "Hallpass does not start at login");
    tray.wait_for_check(AT_LOGIN, false, LIMIT);
    assert!(!entry.exists());

    // A click on what was told leads to its page.
    notifications.click(&told);
    let page = starting.page();
    page.is_at("settings");
    page.close();
}
