use std::collections::HashMap;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedValue, Value};

use super::desk::Desk;
use super::panel::WATCHER;
use super::session::PrivateSession;
use crate::program::Running;
use crate::wait;

const LIMIT: Duration = Duration::from_secs(30);
/// A program that hangs must not hang the test.
const ANSWER: Duration = Duration::from_secs(10);

/// A client of the test's own on the session bus.
pub(super) fn connect(session: &PrivateSession) -> Connection {
    Builder::address(session.address())
        .and_then(|builder| builder.method_timeout(ANSWER).build())
        .unwrap_or_else(|error| panic!("no way to the session bus: {error}"))
}

/// What a program's icon in the tray offers, read and clicked as a panel does it: over `com.canonical.dbusmenu`.
pub struct Tray {
    connection: Connection,
    owner: String,
    menu: String,
}

/// A line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    id: i32,
    /// Empty for a separator.
    pub label: String,
    pub enabled: bool,
    /// Whether it has its check mark; `None` where it never has one.
    pub checked: Option<bool>,
    /// Of its submenu.
    pub entries: Vec<Entry>,
}

impl Entry {
    fn of(line: OwnedValue) -> Self {
        let (id, mut of, lines) = Layout::try_from(line).expect("a line of a menu");
        let label = of.remove("label").map(|label| String::try_from(label).expect("a text"));
        // An absent property has its default.
        let enabled = of.remove("enabled").is_none_or(|enabled| bool::try_from(enabled).expect("yes or no"));
        let toggles = of.remove("toggle-type").is_some();
        let state = of.remove("toggle-state").is_some_and(|state| i32::try_from(state).expect("a number") == 1);
        // An underscore marks the letter of the keyboard, two of them are one.
        let label = label.unwrap_or_default().replace("__", "\0").replace('_', "").replace('\0', "_");
        let entries = lines.into_iter().map(Self::of).collect();
        Self { id, label, enabled, checked: toggles.then_some(state), entries }
    }
}

/// The answer of GetLayout: id, properties, children.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Tray {
    /// Waits for the icon of this process in the panel.
    #[track_caller]
    pub fn of(desk: &Desk, run: &mut Running) -> Self {
        let connection = connect(desk.session());
        let tray = wait::at_most(LIMIT, || {
            assert!(!run.has_ended(), "it ended without an icon: {}", run.stderr());
            Self::registered(&connection, run.pid())
        });
        tray.unwrap_or_else(|| panic!("no icon within {LIMIT:?}: {}", run.stderr()))
    }

    /// Waits for the icon of a program that another program started.
    pub fn of_any(desk: &Desk) -> Self {
        let connection = connect(desk.session());
        wait::until("an icon in the tray", LIMIT, || {
            let (owner, object) = items(&connection).into_iter().next()?;
            Self::at(&connection, owner, &object)
        })
    }

    fn registered(connection: &Connection, pid: u32) -> Option<Self> {
        let bus = DBusProxy::new(connection).expect("the bus itself");
        let is_of = |owner: &String| {
            let name = owner.as_str().try_into().ok()?;
            (bus.get_connection_unix_process_id(name).ok()? == pid).then_some(())
        };
        let (owner, object) = items(connection).into_iter().find(|(owner, _)| is_of(owner).is_some())?;
        Self::at(connection, owner, &object)
    }

    fn at(connection: &Connection, owner: String, object: &str) -> Option<Self> {
        let item = Proxy::new(connection, owner.clone(), object.to_owned(), "org.kde.StatusNotifierItem").ok()?;
        let menu: zbus::zvariant::OwnedObjectPath = item.get_property("Menu").ok()?;
        Some(Self { connection: connection.clone(), owner, menu: menu.to_string() })
    }

    /// The lines as they are now, from top to bottom.
    pub fn entries(&self) -> Vec<Entry> {
        // In the midst of a change the program answers with an error; a panel asks again, too.
        let (_, (_, _, lines)) = wait::until("the lines of the menu", LIMIT, || {
            let layout: Result<(u32, Layout), _> = self.proxy().call("GetLayout", &(0_i32, -1_i32, Vec::<&str>::new()));
            layout.ok()
        });
        lines.into_iter().map(Entry::of).collect()
    }

    /// The line with this label that can be chosen: of those at the top, else of a submenu.
    pub fn entry(&self, label: &str) -> Option<Entry> {
        let (lines, submenus): (Vec<_>, Vec<_>) =
            self.entries().into_iter().partition(|entry| entry.entries.is_empty());
        let mut all = lines.into_iter().chain(submenus.into_iter().flat_map(|submenu| submenu.entries));
        all.find(|entry| entry.label == label)
    }

    #[track_caller]
    pub fn wait_for_check(&self, label: &str, checked: bool, limit: Duration) {
        let seen = wait::at_most(limit, || (self.entry(label)?.checked == Some(checked)).then_some(()));
        assert!(seen.is_some(), "`{label}` is not checked={checked} within {limit:?}: {:?}", self.entries());
    }

    /// What the lines say, separators left out.
    pub fn labels(&self) -> Vec<String> {
        self.entries().into_iter().map(|entry| entry.label).filter(|label| !label.is_empty()).collect()
    }

    /// The first line: what state everything is in.
    pub fn state(&self) -> String {
        self.labels().into_iter().next().unwrap_or_default()
    }

    #[track_caller]
    pub fn wait_for_state(&self, wanted: &str, limit: Duration) {
        let seen = wait::at_most(limit, || (self.state() == wanted).then_some(()));
        assert!(seen.is_some(), "the state is not `{wanted}` within {limit:?} but `{}`", self.state());
    }

    /// The line with this label, of those at the top first, else in a submenu.
    #[track_caller]
    pub fn click(&self, label: &str) {
        let found = self.entry(label);
        let entry = found.unwrap_or_else(|| panic!("no `{label}` in the menu: {:?}", self.entries()));
        assert!(entry.enabled, "`{label}` cannot be clicked");
        self.proxy()
            .call::<_, _, ()>("Event", &(entry.id, "clicked", Value::from(""), 0_u32))
            .unwrap_or_else(|error| panic!("`{label}` cannot be clicked: {error}"));
    }

    fn proxy(&self) -> Proxy<'_> {
        Proxy::new(&self.connection, self.owner.as_str(), self.menu.as_str(), "com.canonical.dbusmenu")
            .expect("a name and a path")
    }
}

/// Owner and object of each icon: `:1.13/org/ayatana/NotificationItem/main`.
fn items(connection: &Connection) -> Vec<(String, String)> {
    let watcher = Proxy::new(connection, WATCHER, "/StatusNotifierWatcher", WATCHER).expect("a name and a path");
    let items: Vec<String> = watcher.get_property("RegisteredStatusNotifierItems").unwrap_or_default();
    items
        .iter()
        .filter_map(|item| item.split_once('/').map(|(owner, path)| (owner.to_owned(), format!("/{path}"))))
        .collect()
}
