use std::process::{Command, Stdio};
use std::time::Duration;

use super::owned::Owned;
use crate::need;

/// A display that nobody sees: a window opens on it, the keyring's real question for its password can stand open on it.
pub struct Display {
    name: String,
    _server: Owned,
}

impl Display {
    pub fn open() -> Self {
        let mut command = Command::new(need::program(&["Xvfb"], "xvfb"));
        // Not reset when its last client leaves: one that comes at that moment would be thrown out.
        command.args(["-displayfd", "1", "-noreset", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        command.stderr(Stdio::null());
        let (server, number) =
            Owned::start_and_read(&mut command, Duration::from_secs(20), |line| line.trim().parse::<u32>().ok());
        Self { name: format!(":{number}"), _server: server }
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}
