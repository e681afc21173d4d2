//! What ends soon: in the tray, and told once.

use std::fs;
use std::process::Command;

use super::LIMIT;
use super::setting::Setting;

#[test]
fn a_secret_that_ends_is_told_once_and_stands_in_the_tray() {
    let set = Setting::with("\n");
    let Setting { notifications, desk, .. } = &set;
    let credential = |days: u32| {
        format!(
            "[facts]\nname = \"Contoso Expenses\"\n[[credentials]]\nkind = \"client-secret\"\n\
             client_id = \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"\nadded = \"2019-07-01T00:00:00Z\"\n\
             end = \"{}\"\n",
            in_days(days)
        )
    };
    set.profile("work", &credential(9));
    let hidden = set.hidden();
    let tray = &hidden.tray;
    tray.wait_for_state("Contoso Expenses: secret expires in 9 days", LIMIT);
    let told = notifications.after(0, LIMIT);
    assert_eq!(told.summary, "Secret expires in 9 days");
    assert_eq!(told.body, "Contoso Expenses: click to add a new one.");
    hidden.quit();
    let kept = fs::read_to_string(desk.home().config().join("state/reminded.json")).unwrap();
    assert!(kept.contains("\"days\":30"), "{kept}");

    // The next start says it in the tray and tells it no more. Of the week it tells again: by then the file is another.
    set.profile("other", &credential(6));
    let (starting, tray) = set.starting();
    let told = notifications.after(1, LIMIT);
    assert_eq!(told.summary, "Secret expires in 6 days", "{:?}", notifications.all());
    tray.wait_for_state("Contoso Expenses: secret expires in 6 days", LIMIT);
    assert_eq!(notifications.all().len(), 2, "{:?}", notifications.all());

    // A click leads to the profile that it is about.
    notifications.click(&told);
    let page = starting.page();
    page.is_at("register");
    tray.wait_for_check("other", true, LIMIT);
    tray.wait_for_state("Secret expires in 6 days", LIMIT);
    page.close();
}

#[test]
fn a_name_is_no_markup() {
    let set = Setting::with_markup(&format!(
        "[facts]\nname = \"R&D <b>Expenses</b>\"\n[[credentials]]\nkind = \"certificate-key\"\n\
         client_id = \"c6c1f32b-5e55-4997-881a-753cc1d563b7\"\nadded = \"2019-07-01T00:00:00Z\"\n\
         end = \"{}\"\n",
        in_days(0)
    ));
    let notifications = &set.notifications;
    let hidden = set.hidden();
    let tray = &hidden.tray;
    let told = notifications.after(0, LIMIT);
    assert_eq!(told.summary, "Certificate expires in less than a day");
    assert_eq!(told.body, "R&amp;D &lt;b&gt;Expenses&lt;/b&gt;: click to add a new one.");
    tray.wait_for_state("Certificate expires in less than a day", LIMIT);
    // As it is written, in the menu too.
    assert_eq!(tray.entries()[2].label, "R&D <b>Expenses</b>");
    hidden.quit();
}

/// So many days from now, and some hours.
fn in_days(days: u32) -> String {
    let date = Command::new("date").args(["-u", "-d", &format!("{days} days 5 hours"), "+%Y-%m-%dT%H:%M:%SZ"]).output();
    String::from_utf8(date.expect("date starts").stdout).expect("a date").trim().to_owned()
}
