//! Waiting for something to become true: by looking, never by a fixed sleep.

use std::thread;
use std::time::{Duration, Instant};

/// Between two looks; short against everything that is waited for.
const PAUSE: Duration = Duration::from_millis(5);

/// Looks until `look` answers, and panics naming `what` when the limit has passed.
pub fn until<T>(what: &str, limit: Duration, look: impl FnMut() -> Option<T>) -> T {
    at_most(limit, look).unwrap_or_else(|| panic!("waited {limit:?} in vain: {what}"))
}

/// Looks until `look` answers or the limit has passed; looks at least once.
pub fn at_most<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if start.elapsed() >= limit {
            return None;
        }
        thread::sleep(PAUSE);
    }
}
