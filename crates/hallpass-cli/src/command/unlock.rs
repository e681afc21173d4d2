//! A locked keyring: how long a command waits for it, and how that is said. The same for every command.

use std::io::IsTerminal as _;
use std::time::Duration;

use hallpass_app::App;
use hallpass_app::vault::Vault;

use super::finding::counted;
use crate::args::KeyringWait;
use crate::output::Output;

/// The app, which waits as long as somebody said, or as long as somebody may be there: at a terminal that is no build server's.
pub fn patient(app: &App, wait: &KeyringWait) -> App {
    let is_somebody_there = std::io::stderr().is_terminal() && !is_build_server();
    let otherwise = if is_somebody_there { Vault::PATIENCE } else { Duration::ZERO };
    let patience = wait.wait.map_or(otherwise, |seconds| Duration::from_secs(seconds.into()));
    app.clone().with_keyring_patience(patience)
}

/// `CI` is set by GitHub Actions, GitLab, Travis CI, Buildkite and nearly all others; some of them have a terminal.
fn is_build_server() -> bool {
    std::env::var_os("CI").is_some_and(|value| !["", "0", "false"].iter().any(|no| value == *no))
}

/// That somebody has to unlock the keyring, and how long that is waited for.
pub fn waiting(seconds: u64, output: &mut Output) {
    let seconds = counted(usize::try_from(seconds).unwrap_or(usize::MAX), "second");
    output.say(&format!("the keyring is locked: waiting {seconds} for you to unlock it; Ctrl-C ends the wait"));
}
