use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use super::alone::Alone;
use super::display::Display;
use super::owned::end_all_with;
use super::session::PrivateSession;
use crate::home::Home;
use crate::program::{self, Invocation, Running};
use crate::{need, wait};

const READY: Duration = Duration::from_secs(20);

/// A desktop of the test's own for the window program: display, window manager, and a session bus or none.
///
/// One at a time on the machine.
pub struct Desk {
    window_manager: Option<Running>,
    session: Option<PrivateSession>,
    display: Arc<Display>,
    home: Home,
    _alone: Alone,
}

impl Desk {
    /// With a session bus and an unlocked keyring, which asks on the display once it is locked.
    pub fn with_keyring() -> Self {
        Self::set_up(|display| Some(PrivateSession::unlocked_on(Arc::clone(display))))
    }

    /// With a session bus on which nobody offers a keyring.
    pub fn without_keyring() -> Self {
        Self::set_up(|_| Some(PrivateSession::with_settings_alone()))
    }

    pub fn without_bus() -> Self {
        Self::set_up(|_| None)
    }

    fn set_up(session: impl FnOnce(&Arc<Display>) -> Option<PrivateSession>) -> Self {
        let alone = Alone::when_the_others_are_done();
        let display = Arc::new(Display::open());
        let session = session(&display);
        let mut desk = Self { window_manager: None, session, display, home: Home::new(), _alone: alone };
        desk.window_manager = Some(desk.around(need::program(&["openbox"], "openbox")).start());
        let manages = wait::at_most(READY, || desk.wmctrl(&["-m"]));
        let told = desk.window_manager.as_ref().map(Running::stderr);
        assert!(manages.is_some(), "no window manager within {READY:?}: {told:?}");
        desk
    }

    /// The session on its bus. Panics where there is none.
    pub fn session(&self) -> &PrivateSession {
        self.session.as_ref().expect("this desktop has a session bus")
    }

    /// From now on its keyring answers nobody.
    pub fn hang_keyring(&mut self) {
        self.session.as_mut().expect("this desktop has a session bus").hang();
    }

    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Any program on this desktop.
    pub fn around(&self, program: PathBuf) -> Invocation {
        let run = self.home.around(program).env("DISPLAY", self.display.name());
        match &self.session {
            Some(session) => session.around(run),
            // Without a variable, libraries look for a bus at places of the machine.
            None => {
                run.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.home.root().join("no-bus").display()))
            }
        }
    }

    /// The built window program.
    pub fn hallpass<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Invocation {
        self.recorded(self.around(program::hallpass_desktop())).args(args)
    }

    /// The run writes down everything that its page is sent.
    pub(super) fn recorded(&self, run: Invocation) -> Invocation {
        run.env("HALLPASS_RECORD_IPC", self.record_file())
    }

    /// Everything that pages were sent so far.
    pub fn record(&self) -> Vec<u8> {
        fs::read(self.record_file()).unwrap_or_default()
    }

    fn record_file(&self) -> PathBuf {
        // Not among the files of the run, which are searched for secrets too.
        self.home.root().join("record")
    }

    /// The titles of this program's windows that a person sees.
    pub fn windows(&self, pid: u32) -> Vec<String> {
        let list = self.wmctrl(&["-l", "-p"]).unwrap_or_default();
        list.lines().filter_map(of_window).filter(|(of, _)| *of == pid).map(|(_, title)| title).collect()
    }

    /// Waits for this window of the program.
    #[track_caller]
    pub fn see_window(&self, run: &mut Running, title: &str, limit: Duration) {
        let seen = wait::at_most(limit, || {
            assert!(!run.has_ended(), "it ended without a window: {}", run.stderr());
            self.windows(run.pid()).iter().any(|seen| seen == title).then_some(())
        });
        let windows = self.windows(run.pid());
        assert!(seen.is_some(), "no window `{title}` within {limit:?}, but {windows:?}: {}", run.stderr());
    }

    /// As by the cross in its frame.
    #[track_caller]
    pub fn close_window(&self, run: &Running, title: &str) {
        let list = self.wmctrl(&["-l", "-p"]).expect("the window manager answers");
        let window = list.lines().find(|line| {
            let (pid, found) = of_window(line).unwrap_or_default();
            pid == run.pid() && found == title
        });
        let window = window.unwrap_or_else(|| panic!("no window `{title}` among:\n{list}"));
        let id = window.split_whitespace().next().expect("an id");
        self.wmctrl(&["-i", "-c", id]).expect("the window manager takes it");
    }

    /// As by "show the desktop": every window is out of sight, and none is worked in.
    #[track_caller]
    pub fn hide_windows(&self) {
        self.wmctrl(&["-k", "on"]).expect("the window manager takes it");
    }

    /// Puts text where "Paste" takes it from; it stays while the returned program runs.
    pub fn put_in_clipboard(&self, text: &str) -> Running {
        let tool = need::program(&["xclip"], "xclip");
        let owner = self.around(tool.clone()).args(["-quiet", "-selection", "clipboard", "-in"]);
        let owner = owner.input(text.as_bytes()).start();
        wait::until("the text in the clipboard", READY, || {
            let read = self.around(tool.clone()).args(["-selection", "clipboard", "-out"]).run();
            (read.stdout == text).then_some(())
        });
        owner
    }

    fn wmctrl(&self, args: &[&str]) -> Option<String> {
        let mut command = Command::new(need::program(&["wmctrl"], "wmctrl"));
        command.env("DISPLAY", self.display.name()).args(args).stdin(Stdio::null());
        let output = command.output().expect("wmctrl starts");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What identifies the processes that belong to this desktop.
    fn mark(&self) -> String {
        let home: &Path = &self.home.root().join("home");
        format!("HOME={}", home.display())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.window_manager = None;
        // A test that failed may have left a program of a program.
        end_all_with(&self.mark());
    }
}

/// Process and title of `0x00e00003  0 4711   host title`.
fn of_window(line: &str) -> Option<(u32, String)> {
    let mut words = line.split_whitespace().skip(2);
    let pid = words.next()?.parse().ok()?;
    Some((pid, words.skip(1).collect::<Vec<_>>().join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_told_by_its_process() {
        assert_eq!(of_window("0x00e00003  0 4711   host Two words"), Some((4711, "Two words".to_owned())));
        assert_eq!(of_window("0x00e00003 -1 0  host "), Some((0, String::new())));
        assert_eq!(of_window("0x00e00003"), None);
    }
}
