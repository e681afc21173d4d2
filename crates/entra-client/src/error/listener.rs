use super::EntraError;

/// Why nobody could listen for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListenerFault {
    /// Another program has the port, on 127.0.0.1 or on ::1.
    PortTaken,
    /// Any other reason of the operating system.
    NotOpened,
}

impl ListenerFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::PortTaken => "loopback-port-taken",
            Self::NotOpened => "loopback-not-opened",
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::PortTaken => {
                "let Hallpass choose a free port: Entra ignores the port of http://localhost, so nothing must \
                be registered anew"
            }
            Self::NotOpened => "allow programs to listen on 127.0.0.1 and ::1; no firewall exception is needed",
        }
    }
}

impl EntraError {
    pub(crate) fn listener(fault: ListenerFault, what: impl Into<String>) -> Self {
        Self::Listener { what: what.into(), fault }
    }
}
