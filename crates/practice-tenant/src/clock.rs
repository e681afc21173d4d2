//! Time that a test can move: what the tenant takes for now is the clock that it was given, and so much more.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;

use crate::Clock;

/// How far it may be moved either way: enough for every life of a token, and no date that a library cannot write.
const FARTHEST: SignedDuration = SignedDuration::from_hours(100 * 366 * 24);

/// How far the tenant's time is ahead of the clock; one for all listeners.
#[derive(Debug, Clone, Default)]
pub struct Ahead(Arc<AtomicI64>);

impl Ahead {
    /// The clock that the tenant reads.
    pub fn of(&self, clock: Clock) -> Clock {
        let ahead = self.clone();
        Arc::new(move || {
            let now = clock();
            now.checked_add(ahead.get()).unwrap_or(now)
        })
    }

    pub fn get(&self) -> SignedDuration {
        SignedDuration::from_secs(self.0.load(Ordering::Relaxed))
    }

    /// Whether it can be moved so far from where it is.
    pub fn can_move_by(&self, by: SignedDuration) -> bool {
        self.get().checked_add(by).is_some_and(|ahead| ahead.abs() <= FARTHEST)
    }

    /// Moves it on, or back where `by` is negative, in whole seconds. Answers how far it is ahead then.
    pub fn move_by(&self, by: SignedDuration) -> SignedDuration {
        let moved = |ahead: i64| {
            let ahead = SignedDuration::from_secs(ahead).saturating_add(by);
            Some(ahead.clamp(-FARTHEST, FARTHEST).as_secs())
        };
        // The closure never answers `None`, so this is never an error.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, moved);
        self.get()
    }

    pub fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn moves_both_ways_and_never_out_of_reach() {
        let ahead = Ahead::default();
        let clock = ahead.of(Arc::new(|| Timestamp::UNIX_EPOCH));
        for (by, at) in [(7200, 7200), (-9000, -1800), (0, -1800)] {
            ahead.move_by(SignedDuration::from_secs(by));
            assert_eq!(clock().as_second(), at, "{by}");
        }
        for by in [SignedDuration::MAX, SignedDuration::MIN] {
            ahead.move_by(by);
            assert_eq!(ahead.get().abs(), FARTHEST);
            assert_ne!(clock(), Timestamp::UNIX_EPOCH);
        }
        ahead.reset();
        assert_eq!(clock(), Timestamp::UNIX_EPOCH);
    }
}
