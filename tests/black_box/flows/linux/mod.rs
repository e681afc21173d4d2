//! With a keyring, a browser, or the machine's own trust store.

mod another_cloud;
mod apps;
mod attacked;
mod browser;
mod challenge;
mod consent;
mod entra;
mod faults;
mod hostile;
mod kept;
mod refused;
mod secrecy;
mod server;
mod terminal;
mod trouble;

use hallpass_tests::desktop::PrivateSession;
use hallpass_tests::program::Ended;
use serde_json::Value;

use super::desk::Desk;
use crate::practice_control::text;

/// Signs in by the page that is told, without a browser on the machine. `session`: where the keyring is.
pub async fn signed_in(desk: &Desk, session: &PrivateSession, user_name: &str, args: &[&str]) -> Ended {
    let run = desk.hallpass(&["sign-in", "--format", "json"]).args(args).env("PATH", desk.home().work());
    let mut run = session.around(run).start();
    let page = run.after_on_stderr("sign in at: ");
    desk.person_named(user_name).sign_in_and_return(&page).await.expect("the page leads back");
    desk.quiet(run.end())
}

/// The keyring's entry of an account as `sign-in` prints it and as it is noted.
fn refresh_token_of(account: &Value) -> String {
    let [app, tenant, user] = ["client_id", "tenant_id", "object_id"].map(|name| text(account, name));
    format!("default/refresh-token/{app}.{tenant}.{user}")
}

pub const ADELE: &str = "AdeleV@contoso.onmicrosoft.com";
