use std::time::Duration;

/// How long a client may take to send a request. Who is slower is cut off: each connection that waits holds memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the first moment of a connection, or the last answer on it, to the end of the headers.
    pub head: Duration,
    /// From there to the end of the body.
    pub body: Duration,
}

impl Default for Limits {
    /// A connection may lie idle for as long as `head`: browsers and agents keep theirs for about a minute.
    fn default() -> Self {
        Self { head: Duration::from_secs(60), body: Duration::from_secs(10) }
    }
}
