//! A desktop that nobody sees, for every side of the bench alike: display, session bus, window manager, and a panel that
//! shows icons of the tray.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::processes::Family;
use crate::failure::Failure;
use crate::screen::{self, Screen};
use crate::shell;

/// Far more than anything here takes.
pub const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);
const SIZE: &str = "1280x900x24";
/// The panel lies below.
const LINES: usize = 860;
const SETTINGS_SERVICE: &str = "org.xfce.Xfconf.service";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

pub struct Desk {
    display: String,
    bus: String,
    home: PathBuf,
    pub screen: Screen,
    // What was started last ends first.
    running: Vec<Started>,
}

/// A program that ends with this.
pub struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // One that has ended by itself is gone as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Started {
    pub fn pid(&self) -> u32 {
        self.0.id()
    }

    pub fn check(&mut self) -> Result<(), Failure> {
        match self.0.try_wait() {
            Ok(None) => Ok(()),
            ended => Err(Failure::new(format!("a program ended before it was measured: {ended:?}"))),
        }
    }
}

impl Desk {
    /// `home`: a folder of its own, which is emptied first.
    pub fn set_up(home: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("cannot write {}: {error}", home.display()));
        if home.exists() {
            fs::remove_dir_all(home).map_err(failed)?;
        }
        let panel = home.join(".config/xfce4/xfconf/xfce-perchannel-xml");
        for folder in [&panel, &home.join("screen"), &home.join("services"), &home.join("run")] {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(panel.join("xfce4-panel.xml"), PANEL).map_err(failed)?;
        // Of all that a bus could start only the settings of the panel: no keyring, which might ask something.
        let service = Path::new("/usr/share/dbus-1/services").join(SETTINGS_SERVICE);
        fs::copy(service, home.join("services").join(SETTINGS_SERVICE)).map_err(failed)?;
        fs::write(home.join("bus.conf"), bus_configuration(home)).map_err(failed)?;

        let mut display = Command::new("Xvfb");
        display.args(["-displayfd", "1", "-noreset", "-screen", "0", SIZE, "-nolisten", "tcp", "-fbdir"]);
        let (display, number) = said(display.arg(home.join("screen")))?;
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--nofork", "--print-address=1", "--config-file"]).arg(home.join("bus.conf"));
        let (daemon, address) = said(bus.env("HOME", home).env("DISPLAY", format!(":{number}")))?;
        let screen = Screen::open(&home.join("screen").join(screen::FILE), LINES)
            .map_err(|error| Failure::new(format!("the display cannot be read: {error}")))?;
        let mut desk = Self {
            display: format!(":{number}"),
            bus: address,
            home: home.to_owned(),
            screen,
            running: vec![daemon, display],
        };
        let window_manager = desk.start(&mut Command::new("openbox"))?;
        desk.running.insert(0, window_manager);
        desk.wait("a window manager", || desk.tell("wmctrl", &["-m"]).is_some())?;
        let panel = desk.start(Command::new("xfce4-panel").arg("--disable-wm-check"))?;
        desk.running.insert(0, panel);
        desk.wait("a host for icons", || desk.icons().is_some())?;
        desk.wait_until_still()?;
        Ok(desk)
    }

    /// Runs it here, with nothing of whoever measures but the path.
    pub fn start(&self, command: &mut Command) -> Result<Started, Failure> {
        let name = command.get_program().to_string_lossy().into_owned();
        self.around(command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map(Started).map_err(|error| Failure::new(format!("cannot start {name}: {error}")))
    }

    fn around<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &self.home).env("XDG_RUNTIME_DIR", self.home.join("run")).env("LANG", "C.UTF-8");
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
    }

    /// How many icons the tray shows; nothing without a host for them.
    pub fn icons(&self) -> Option<usize> {
        let destination = format!("--dest={WATCHER}");
        let interface = format!("string:{WATCHER}");
        let answer = self.tell(
            "dbus-send",
            &[
                "--session",
                "--print-reply",
                &destination,
                "/StatusNotifierWatcher",
                "org.freedesktop.DBus.Properties.Get",
                &interface,
                "string:RegisteredStatusNotifierItems",
            ],
        )?;
        Some(answer.matches("string \"").count())
    }

    /// The window of this process.
    pub fn window(&self, pid: u32) -> Option<String> {
        let list = self.tell("wmctrl", &["-l", "-p"])?;
        list.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            let id = words.next()?;
            (words.nth(1)? == pid.to_string()).then(|| id.to_owned())
        })
    }

    /// As by the cross in its frame.
    pub fn close(&self, pid: u32) -> Result<(), Failure> {
        let window = self.window(pid).ok_or_else(|| Failure::new("there is no window to close"))?;
        self.tell("wmctrl", &["-i", "-c", &window]).ok_or_else(|| Failure::new("the window cannot be closed"))?;
        self.wait("a window that is gone", || self.window(pid).is_none())
    }

    pub fn wait(&self, what: &str, is_so: impl Fn() -> bool) -> Result<(), Failure> {
        let start = Instant::now();
        while !is_so() {
            if start.elapsed() > PATIENCE {
                return Err(Failure::new(format!("on the desktop of the bench: no {what} within {PATIENCE:?}")));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Nothing of it runs or is seen any more.
    pub fn end(&self, program: Started) -> Result<(), Failure> {
        let family = Family::of(program.pid());
        drop(program);
        self.wait("end of its processes", || family.is_gone())?;
        self.wait_until_still()
    }

    /// Nothing moves on the display any more.
    fn wait_until_still(&self) -> Result<(), Failure> {
        let look = || self.screen.look().map_err(|error| Failure::new(format!("cannot look at the display: {error}")));
        let mut last = look()?;
        loop {
            thread::sleep(Duration::from_secs(1));
            let now = look()?;
            if now == last {
                return Ok(());
            }
            last = now;
        }
    }

    fn tell(&self, program: &str, arguments: &[&str]) -> Option<String> {
        shell::output(self.around(Command::new(program).args(arguments)))
    }
}

/// Starts what says one line about itself and goes on.
fn said(command: &mut Command) -> Result<(Started, String), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| Failure::new(format!("cannot start {name}: {error}"));
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
    let pipe = child.stdout.take();
    let started = Started(child);
    let mut line = String::new();
    if let Some(pipe) = pipe {
        BufReader::new(pipe).read_line(&mut line).map_err(failed)?;
    }
    match line.trim() {
        "" => Err(Failure::new(format!("{name} ended at once"))),
        line => Ok((started, line.to_owned())),
    }
}

fn bus_configuration(home: &Path) -> String {
    let home = home.display();
    format!(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
         \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n\
         <busconfig><type>session</type><listen>unix:dir={home}/run</listen><servicedir>{home}/services</servicedir>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
         <allow own=\"*\"/></policy></busconfig>\n"
    )
}

/// Nothing but a tray, at the bottom.
const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=640;y=884"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
"#;
