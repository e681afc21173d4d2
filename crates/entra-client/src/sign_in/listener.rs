//! The loopback listener: on this machine anybody can speak to it, a page in a browser too. So whoever does not know
//! the state can neither end the waiting nor hold it up.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use super::connection::{self, Gate};
use super::redirect::Redirect;
use crate::{EntraError, ListenerFault};

/// Connections served at once. Beyond, the oldest is closed: the browser's request comes whole and at once, so it is
/// never the one that waits, as long as what is there already is read before anybody has to make place.
const MOST_CONNECTIONS: usize = 64;

/// Free ports tried until one is free on both addresses.
const MOST_PORTS: usize = 16;

/// The same port on 127.0.0.1 and on ::1: `localhost` is either, and whoever has the other one would get the code.
///
/// Nobody else can bind what is bound here while it is: on Unix no option undoes that for a listener on the very same
/// address. On Windows another user's program is refused as well, but one of the same user may bind the address a second
/// time with `SO_REUSEADDR`, unless `SO_EXCLUSIVEADDRUSE` forbids it. That option is absent: neither the standard library
/// nor tokio, mio or socket2 sets it without `unsafe`, which has no place here. Such a program could read this one's
/// memory too, and without the PKCE verifier the code that it catches buys nothing.
pub(super) struct Listener {
    v4: TcpListener,
    /// `None` on a machine without IPv6.
    v6: Option<TcpListener>,
    port: u16,
}

impl Listener {
    /// `port` 0 takes any that is free on both addresses.
    pub(super) async fn open(port: u16) -> Result<Self, EntraError> {
        let mut tries = if port == 0 { MOST_PORTS } else { 1 };
        loop {
            tries -= 1;
            match Self::both(port).await {
                Ok(listener) => return Ok(listener),
                Err(error) if is_taken(&error) && tries > 0 => {}
                Err(error) if is_taken(&error) => {
                    let what = match port {
                        0 => "no port is free on both 127.0.0.1 and ::1".to_owned(),
                        _ => format!("another program has the port: {port}"),
                    };
                    return Err(EntraError::listener(ListenerFault::PortTaken, what));
                }
                Err(error) => {
                    let what = format!("no port could be opened on 127.0.0.1 and ::1: {error}");
                    return Err(EntraError::listener(ListenerFault::NotOpened, what));
                }
            }
        }
    }

    async fn both(port: u16) -> io::Result<Self> {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = v4.local_addr()?.port();
        let v6 = where_there_is_ipv6(TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await)?;
        Ok(Self { v4, v6, port })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the first request that knows `state`. Ends by itself for no other reason.
    pub(super) async fn answer(&self, state: &str) -> Redirect {
        let gate = Arc::new(Gate::new(self.port, state));
        let mut serving = JoinSet::new();
        let mut oldest_first: VecDeque<AbortHandle> = VecDeque::new();
        loop {
            tokio::select! {
                accepted = self.accept() => match accepted {
                    Ok(stream) => {
                        if is_full(&mut oldest_first) {
                            // Connections may come faster than their requests are read.
                            tokio::task::yield_now().await;
                        }
                        if is_full(&mut oldest_first) && let Some(oldest) = oldest_first.pop_front() {
                            oldest.abort();
                        }
                        oldest_first.push_back(serving.spawn(connection::serve(stream, Arc::clone(&gate))));
                    }
                    // Out of file descriptors, or a connection that was gone at once: it passes.
                    Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                },
                Some(served) = serving.join_next() => {
                    if let Ok(Some(redirect)) = served {
                        return redirect;
                    }
                }
            }
        }
    }

    async fn accept(&self) -> io::Result<TcpStream> {
        let (stream, _) = match &self.v6 {
            None => self.v4.accept().await?,
            Some(v6) => tokio::select! {
                accepted = self.v4.accept() => accepted?,
                accepted = v6.accept() => accepted?,
            },
        };
        Ok(stream)
    }
}

/// Whether all places are taken by those that are still served.
fn is_full(connections: &mut VecDeque<AbortHandle>) -> bool {
    connections.retain(|connection| !connection.is_finished());
    connections.len() >= MOST_CONNECTIONS
}

/// Windows says of an address that another program holds exclusively that access is denied (WSAEACCES). That is not a
/// machine without IPv6: the browser could find that program there.
fn is_taken(error: &io::Error) -> bool {
    let held_exclusively = cfg!(windows) && error.kind() == ErrorKind::PermissionDenied;
    held_exclusively || error.kind() == ErrorKind::AddrInUse
}

/// `None` on a machine without IPv6. Any other failure is one: the browser may try ::1 first, and who else may listen there?
fn where_there_is_ipv6<T>(bound: io::Result<T>) -> io::Result<Option<T>> {
    match bound {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if is_without_ipv6(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Switched off for the loopback interface, or not in the kernel at all.
fn is_without_ipv6(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AddrNotAvailable
        || error.kind() == ErrorKind::Unsupported
        || error.raw_os_error() == Some(NO_SUCH_FAMILY)
}

/// `EAFNOSUPPORT`, which the standard library has no name for.
const NO_SUCH_FAMILY: i32 = if cfg!(windows) {
    10_047
} else if cfg!(target_os = "linux") {
    97
} else {
    // macOS and the BSDs.
    47
};

#[cfg(test)]
mod tests {
    use super::*;

    /// As the system says it.
    fn of_system(linux: i32, mac: i32, windows: i32) -> io::Error {
        let number = if cfg!(windows) {
            windows
        } else if cfg!(target_os = "linux") {
            linux
        } else {
            mac
        };
        io::Error::from_raw_os_error(number)
    }

    #[test]
    fn a_machine_without_ipv6_goes_on_and_nothing_else() {
        for (name, error, goes_on) in [
            ("EADDRNOTAVAIL", of_system(99, 49, 10_049), true),
            ("EAFNOSUPPORT", of_system(97, 47, 10_047), true),
            ("EADDRINUSE", of_system(98, 48, 10_048), false),
            ("EACCES", of_system(13, 13, 10_013), false),
            ("EPERM", of_system(1, 1, 5), false),
            ("EMFILE", of_system(24, 24, 10_024), false),
        ] {
            match where_there_is_ipv6(Err::<(), _>(error)) {
                Ok(bound) => assert!(goes_on && bound.is_none(), "{name}"),
                Err(error) => assert!(!goes_on, "{name}: {error}"),
            }
        }
        assert!(where_there_is_ipv6(Ok(())).is_ok_and(|bound| bound.is_some()));
    }
}
