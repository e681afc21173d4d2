use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::zvariant::OwnedValue;

use super::session::PrivateSession;
use super::tray::connect;
use crate::wait;

const NAME: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// The place where a desktop's notifications go to: keeps each, and can click one as a person would.
pub struct Notifications {
    connection: Connection,
    kept: Arc<Mutex<Vec<Notification>>>,
}

#[derive(Debug, Clone)]
pub struct Notification {
    pub id: u32,
    pub summary: String,
    pub body: String,
    /// Key and label, by turns.
    pub actions: Vec<String>,
}

impl Notifications {
    pub fn on(session: &PrivateSession) -> Self {
        Self::with(session, vec!["actions", "body"])
    }

    /// It reads bodies as markup, as most desktops do.
    pub fn with_markup(session: &PrivateSession) -> Self {
        Self::with(session, vec!["actions", "body", "body-markup"])
    }

    fn with(session: &PrivateSession, capabilities: Vec<&'static str>) -> Self {
        let kept = Arc::default();
        let connection = connect(session);
        let server = Server { kept: Arc::clone(&kept), capabilities };
        connection.object_server().at(OBJECT, server).expect("the object is ours");
        connection.request_name(NAME).expect("nobody else has the name");
        Self { connection, kept }
    }

    /// All so far.
    pub fn all(&self) -> Vec<Notification> {
        self.kept.lock().expect("no writer panics").clone()
    }

    /// Waits for the one after so many others.
    pub fn after(&self, others: usize, limit: Duration) -> Notification {
        wait::until("a notification", limit, || self.all().get(others).cloned())
    }

    /// As a click on the notification itself.
    pub fn click(&self, notification: &Notification) {
        self.connection
            .emit_signal(None::<&str>, OBJECT, NAME, "ActionInvoked", &(notification.id, "default"))
            .expect("the bus takes it");
    }
}

struct Server {
    kept: Arc<Mutex<Vec<Notification>>>,
    capabilities: Vec<&'static str>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the interface has so many")]
    fn notify(
        &self,
        _application: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut kept = self.kept.lock().expect("no writer panics");
        let id = if replaces == 0 { u32::try_from(kept.len()).expect("few") + 1 } else { replaces };
        kept.push(Notification { id, summary, body, actions });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<&'static str> {
        self.capabilities.clone()
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("test", "Hallpass", "1", "1.2")
    }
}
