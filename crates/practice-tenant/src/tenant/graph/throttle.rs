//! Throttling on request: a client's waiting can be tried out without sending thousands of calls.

use std::time::Duration;

use super::GraphRefusal;

/// How the next calls of Graph are answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GraphThrottle {
    /// So many calls with a good token get 429; then Graph works again. It does not look whether a client waited.
    pub calls: u32,
    /// `Retry-After`, in whole seconds.
    pub retry_after: Duration,
}

impl GraphThrottle {
    /// Counts one call.
    pub(super) fn check(&mut self) -> Result<(), GraphRefusal> {
        let Some(left) = self.calls.checked_sub(1) else { return Ok(()) };
        self.calls = left;
        let message = "The app or user has been throttled. Wait as long as Retry-After says, then try again.";
        let refusal = GraphRefusal::new(429, "activityLimitReached", message);
        Err(GraphRefusal { retry_after: Some(self.retry_after), ..refusal })
    }
}
