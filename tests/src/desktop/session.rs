use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

use super::display::Display;
use super::owned::{Owned, end_all_with};
use crate::home::Home;
use crate::program::Invocation;
use crate::{need, wait};

/// The service attribute of everything that Hallpass keeps.
pub const SERVICE: &str = "Hallpass";

const BUS: &str = "org.freedesktop.DBus";
const SECRETS: &str = "org.freedesktop.secrets";
const READY: Duration = Duration::from_secs(20);
/// Of the collection that the keyring makes.
const PASSWORD: &[u8] = b"test";

/// A session bus of its own, with a real keyring daemon on it or without.
///
/// Its home is not the run's: what the keyring keeps on disk, encrypted, does not stand among the files of the run.
pub struct PrivateSession {
    address: String,
    home: Home,
    keyring: Option<Owned>,
    bus: Option<Owned>,
    _display: Option<Arc<Display>>,
    /// The folder of what the bus can start, where it is one of the test's own.
    services: Option<Home>,
}

impl PrivateSession {
    /// gnome-keyring, unlocked, with its login collection.
    pub fn unlocked() -> Self {
        Self::with_keyring(None)
    }

    /// The same, with a display for the question that a locked keyring asks.
    pub fn unlocked_on(display: impl Into<Arc<Display>>) -> Self {
        Self::with_keyring(Some(display.into()))
    }

    /// A bus that can start gnome-keyring by itself, where nobody has logged in with a password: no collection.
    pub fn without_collection() -> Self {
        need::program(&["gnome-keyring-daemon"], "gnome-keyring");
        Self::bus("<standard_session_servicedirs/>", None)
    }

    /// A bus on which nobody offers the Secret Service.
    pub fn without_secret_service() -> Self {
        Self::bus("", None)
    }

    /// The same, but for the daemon that keeps the settings of Xfce's panel.
    pub fn with_settings_alone() -> Self {
        let service = "org.xfce.Xfconf.service";
        let installed = Path::new("/usr/share/dbus-1/services").join(service);
        let text = fs::read(&installed).unwrap_or_else(|_| {
            panic!("{} is missing: apt-get install xfconf", installed.display());
        });
        let services = Home::new();
        services.write(service, &text);
        let folder = services.root().join("work");
        let mut session = Self::bus(&format!("<servicedir>{}</servicedir>", folder.display()), None);
        session.services = Some(services);
        session
    }

    fn with_keyring(display: Option<Arc<Display>>) -> Self {
        let mut session = Self::bus("<standard_session_servicedirs/>", display);
        let daemon = need::program(&["gnome-keyring-daemon"], "gnome-keyring");
        let mut command = session.command(&daemon);
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = Owned::start(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()));
        // The password of the collection that it makes; it reads to the end.
        keyring.child().stdin.take().expect("a pipe").write_all(PASSWORD).expect("the keyring reads its password");
        session.keyring = Some(keyring);
        // The bus is asked first: a call to a name that nobody has yet would start a second daemon, without a collection.
        wait::until("the keyring on its bus", READY, || {
            session
                .call(BUS, "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", &[SECRETS])
                .filter(|answer| answer.contains("true"))
        });
        wait::until("the keyring's login collection", READY, || {
            session
                .call(SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", &["default"])
                .filter(|answer| answer.contains("/collection/"))
        });
        session
    }

    /// `services`: the element of the bus's configuration that lets it start what is installed.
    fn bus(services: &str, display: Option<Arc<Display>>) -> Self {
        let daemon = need::program(&["dbus-daemon"], "dbus");
        let home = Home::new();
        let configuration = home.write("bus.conf", bus_configuration(home.root(), services).as_bytes());
        let mut session =
            Self { address: String::new(), home, keyring: None, bus: None, _display: display, services: None };
        let mut command = session.command(&daemon);
        command.args(["--nofork", "--print-address=1", "--config-file"]).arg(configuration).stderr(Stdio::null());
        let (bus, address) = Owned::start_and_read(&mut command, READY, |line| {
            line.starts_with("unix:").then(|| line.trim().to_owned())
        });
        session.bus = Some(bus);
        session.address = address;
        session
    }

    /// Where it listens, for a client of the test's own.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The home of what the bus starts by itself.
    pub(super) fn home(&self) -> &Home {
        &self.home
    }

    /// Locks every collection, as after some idle time or at the first start of a session without a password.
    pub fn lock(&self) {
        let locked = self.call(
            SECRETS,
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            &["['/org/freedesktop/secrets/collection/login']"],
        );
        assert!(locked.is_some_and(|answer| answer.contains("collection/login")), "the collection could not be locked");
    }

    /// Unlocks the login collection, as a person who types its password: by the interface that the keyring's own prompt and
    /// its sign-in module use.
    pub fn unlock(&self) {
        let bus = zbus::blocking::connection::Builder::address(self.address.as_str()).expect("an address");
        let bus = bus.build().expect("the bus answers");
        let proxy = |interface| zbus::blocking::Proxy::new(&bus, SECRETS, "/org/freedesktop/secrets", interface);
        let secrets = proxy("org.freedesktop.Secret.Service").expect("a proxy");
        let (_, session): (OwnedValue, OwnedObjectPath) =
            secrets.call("OpenSession", &("plain", Value::from(""))).expect("a session");
        let collection = ObjectPath::try_from("/org/freedesktop/secrets/collection/login").expect("a path");
        let password = (session, Vec::<u8>::new(), PASSWORD.to_vec(), "text/plain");
        let keyring = proxy("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface").expect("a proxy");
        keyring.call::<_, _, ()>("UnlockWithMasterPassword", &(collection, password)).expect("the password opens it");
    }

    /// From now on the keyring answers nobody, as one that hangs.
    pub fn hang(&mut self) {
        let keyring = self.keyring.as_mut().expect("a keyring to hang").child().id();
        let stopped = Command::new("sh").args(["-c", &format!("kill -STOP {keyring}")]).status();
        assert!(stopped.is_ok_and(|status| status.success()), "the keyring could not be stopped");
    }

    /// The run's session is this one.
    pub fn around(&self, run: Invocation) -> Invocation {
        run.env("DBUS_SESSION_BUS_ADDRESS", &self.address)
    }

    /// What the keyring keeps of Hallpass under this user, asked by another program. `None`: nothing.
    pub fn lookup(&self, user: &str) -> Option<String> {
        let output = self.secret_tool(&["lookup", "service", SERVICE, "username", user]);
        output.status.success().then(|| String::from_utf8(output.stdout).expect("the secret is text"))
    }

    /// Another program takes out what the keyring keeps of Hallpass under this user.
    pub fn clear(&self, user: &str) {
        let output = self.secret_tool(&["clear", "service", SERVICE, "username", user]);
        assert!(output.status.success(), "secret-tool could not take it out");
    }

    /// The attributes of everything that the keyring keeps of Hallpass.
    pub fn attributes(&self) -> String {
        let output = self.secret_tool(&["search", "--all", "service", SERVICE]);
        // Secrets go to standard output, attributes to standard error.
        String::from_utf8(output.stderr).expect("attributes are text")
    }

    /// Whether a program that asks for this is left without an answer for so long.
    pub fn leaves_waiting(&self, user: &str, long: Duration) -> bool {
        let tool = need::program(&["secret-tool"], "libsecret-tools");
        let mut command = self.command(&tool);
        command.args(["lookup", "service", SERVICE, "username", user]).stdin(Stdio::null()).stdout(Stdio::null());
        let mut asking = Owned::start(command.stderr(Stdio::null()));
        wait::at_most(long, || asking.child().try_wait().expect("the process can be asked")).is_none()
    }

    /// Another program puts something there; whether the keyring took it.
    pub fn store(&self, user: &str, secret: &str) -> bool {
        let tool = need::program(&["secret-tool"], "libsecret-tools");
        let mut command = self.command(&tool);
        command.args(["store", "--label", "test", "service", SERVICE, "username", user]).stdin(Stdio::piped());
        let mut tool = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("secret-tool starts");
        // It may have given up before it reads.
        let _ = tool.stdin.take().expect("a pipe").write_all(secret.as_bytes());
        tool.wait().expect("secret-tool ends").success()
    }

    fn secret_tool(&self, args: &[&str]) -> std::process::Output {
        let tool = need::program(&["secret-tool"], "libsecret-tools");
        self.command(&tool).args(args).stdin(Stdio::null()).output().expect("secret-tool starts")
    }

    /// A call over the bus; `None` when it answers with an error.
    fn call(&self, name: &str, object: &str, method: &str, args: &[&str]) -> Option<String> {
        let gdbus = need::program(&["gdbus"], "libglib2.0-bin");
        let mut command = self.command(&gdbus);
        command.args(["call", "--session", "--timeout", "10", "-d", name, "-o", object, "-m"]);
        let output = command.arg(method).args(args).stdin(Stdio::null()).output().expect("gdbus starts");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self, program: &Path) -> Command {
        let root = self.home.root();
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", root.join("home")).env("XDG_RUNTIME_DIR", root.join("run")).env("TMPDIR", root.join("tmp"));
        if !self.address.is_empty() {
            command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        }
        if let Some(display) = &self._display {
            command.env("DISPLAY", display.name());
        }
        command.current_dir(root);
        command
    }
}

impl Drop for PrivateSession {
    fn drop(&mut self) {
        self.keyring = None;
        // Then those that the bus has started: the keyring's question, or the keyring itself.
        end_all_with(&format!("DBUS_STARTER_ADDRESS={}", self.address));
        self.bus = None;
    }
}

fn bus_configuration(root: &Path, services: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="service_start_timeout">120000</limit>
</busconfig>
"#,
        root.join("run/bus").display()
    )
}
