//! Looks at the Secret Service before anything is asked of it: a call to a locked collection waits for a person, and
//! cannot be taken back.

use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

use super::VaultError;

const NAME: &str = "org.freedesktop.secrets";

/// Fine if there is a service whose default collection is open.
///
/// # Errors
/// `Absent`: no session bus or no service; `NoCollection`: nobody has made a keyring yet; `Locked`.
pub(super) fn ready() -> Result<(), VaultError> {
    let bus = Connection::session().map_err(|_| VaultError::Absent)?;
    let collection = default_collection(&bus)?;
    let locked: bool = Proxy::new(&bus, NAME, collection, "org.freedesktop.Secret.Collection")
        .and_then(|collection| collection.get_property("Locked"))
        .map_err(|error| VaultError::Unusable(error.to_string()))?;
    if locked { Err(VaultError::Locked) } else { Ok(()) }
}

fn default_collection(bus: &Connection) -> Result<OwnedObjectPath, VaultError> {
    let service = service(bus).map_err(|_| VaultError::Absent)?;
    let collection: OwnedObjectPath = service.call("ReadAlias", &("default",)).map_err(|_| VaultError::Absent)?;
    if collection.as_str() == "/" { Err(VaultError::NoCollection) } else { Ok(collection) }
}

fn service(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(bus, NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")
}

/// Lets the service ask for the password of its default collection, in a window of its own. Returns when the window is
/// gone, whatever was typed; where there is none, at once.
pub(super) fn prompt() {
    if let Err(error) = ask() {
        tracing::debug!(%error, "the keyring does not ask for its password");
    }
}

fn ask() -> Result<(), Box<dyn std::error::Error>> {
    let bus = Connection::session()?;
    let collection = default_collection(&bus)?;
    let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = service(&bus)?.call("Unlock", &(vec![collection],))?;
    if prompt.as_str() == "/" {
        return Ok(());
    }
    let prompt = Proxy::new(&bus, NAME, prompt, "org.freedesktop.Secret.Prompt")?;
    let mut completed = prompt.receive_signal("Completed")?;
    prompt.call_method("Prompt", &("",))?;
    // The connection must live as long as the window: the service closes it for a client that has gone.
    completed.next();
    Ok(())
}
