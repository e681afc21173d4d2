//! With a keyring, a browser, or the machine's own trust store.

mod browser;
mod challenge;
mod consent;
mod hostile;
mod kept;
mod secrecy;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::program::Ended;

use super::desk::Desk;

/// Signs in by the page that is told, without a browser on the machine. `session`: where the keyring is.
pub async fn signed_in(desk: &Desk, session: &PrivateSession, user_name: &str, args: &[&str]) -> Ended {
    let run = desk.hallpass(&["sign-in", "--format", "json"]).args(args).env("PATH", desk.home().work());
    let mut run = session.around(run).start();
    let page = run.after_on_stderr("sign in at: ");
    desk.person_named(user_name).sign_in_and_return(&page).await.expect("the page leads back");
    desk.quiet(run.end())
}

pub const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";
