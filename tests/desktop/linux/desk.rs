//! The tests' own desktop: were it not one, the tests beside this would prove nothing.

use std::time::Duration;

use hallpass_tests::desktop::{Desk, Notifications, Panel};
use hallpass_tests::need;

const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn a_notification_of_another_program_arrives_and_the_clipboard_keeps() {
    let desk = Desk::with_keyring();
    let _panel = Panel::on(&desk);
    let notifications = Notifications::on(desk.session());
    let gdbus = need::program(&["gdbus"], "libglib2.0-bin");
    let notify =
        ["call", "--session", "-d", "org.freedesktop.Notifications", "-o", "/org/freedesktop/Notifications", "-m"];
    let notify = desk.around(gdbus).args(notify).args(["org.freedesktop.Notifications.Notify"]);
    notify.args(["test", "0", "", "summary", "body", "['default','Open']", "{}", "0"]).run().expect_code(0);
    let arrived = notifications.after(0, LIMIT);
    assert_eq!((arrived.summary.as_str(), arrived.actions.len()), ("summary", 2), "{arrived:?}");
    let _owner = desk.put_in_clipboard("kept");
}
