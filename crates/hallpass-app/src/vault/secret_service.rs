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
    let service = Proxy::new(&bus, NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")
        .map_err(|_| VaultError::Absent)?;
    let collection: OwnedObjectPath = service.call("ReadAlias", &("default",)).map_err(|_| VaultError::Absent)?;
    if collection.as_str() == "/" {
        return Err(VaultError::NoCollection);
    }
    let locked: bool = Proxy::new(&bus, NAME, collection, "org.freedesktop.Secret.Collection")
        .and_then(|collection| collection.get_property("Locked"))
        .map_err(|error| VaultError::Unusable(error.to_string()))?;
    if locked { Err(VaultError::Locked) } else { Ok(()) }
}
