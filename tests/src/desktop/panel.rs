use std::fs;
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;

use super::desk::Desk;
use super::tray::connect;
use crate::program::Running;
use crate::{need, wait};

pub(super) const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const READY: Duration = Duration::from_secs(30);

/// The panel of Xfce with nothing but its tray: a real host for a program's icon.
pub struct Panel {
    _running: Running,
}

impl Panel {
    /// Waits until it takes icons.
    pub fn on(desk: &Desk) -> Self {
        let panel = need::program(&["xfce4-panel"], "xfce4-panel");
        // Its settings come from a daemon that the bus starts, in the home of what the bus starts.
        let folder = desk.session().home().root().join("home/.config/xfce4/xfconf/xfce-perchannel-xml");
        fs::create_dir_all(&folder).expect("a folder in the temporary folder");
        fs::write(folder.join("xfce4-panel.xml"), SETTINGS).expect("the folder is writable");
        let running = desk.around(panel).args(["--disable-wm-check"]).start();
        let connection = connect(desk.session());
        wait::until("a host for icons", READY, || has_watcher(&connection).then_some(()));
        Self { _running: running }
    }
}

pub(super) fn has_watcher(connection: &Connection) -> bool {
    let bus = DBusProxy::new(connection).expect("the bus itself");
    bus.name_has_owner(WATCHER.try_into().expect("a name")).expect("the bus answers")
}

const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=640;y=884"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="16"/>
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
