//! From the start of a process to what a person can use on the display, seen from outside: nothing in either program says
//! when it is done.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::desk::{Desk, Started, PATIENCE};
use crate::failure::Failure;
use crate::screen::Frame;

const PAUSE: Duration = Duration::from_millis(4);
/// A page that shows nothing new for so long is finished.
const QUIET: Duration = Duration::from_millis(2500);
/// Less than any page has: a title bar, an empty window.
const LEAST_EDGES: usize = 4000;
/// What is there by then is useful, of all edges that the finished page has.
const USEFUL: f64 = 0.9;

/// A program with its page finished.
pub struct Opened {
    pub program: Started,
    pub took: Duration,
}

impl Opened {
    pub fn wait(desk: &Desk, command: &mut Command) -> Result<Self, Failure> {
        let look = || desk.screen.look().map_err(|error| Failure::new(format!("cannot look at the display: {error}")));
        let empty = look()?;
        let mut seen: Vec<(Duration, Frame)> = Vec::new();
        let start = Instant::now();
        let mut program = desk.start(command)?;
        loop {
            let now = look()?;
            let at = start.elapsed();
            let (last, since) = seen.last().map_or((&empty, Duration::ZERO), |(at, frame)| (frame, *at));
            if now != *last {
                seen.push((at, now));
            } else if at - since > QUIET && last.edges_beyond(&empty).len() >= LEAST_EDGES {
                let took = useful(&empty, &seen);
                return took.map(|took| Self { program, took }).ok_or_else(|| Failure::new("a window showed nothing"));
            }
            if at > PATIENCE {
                return Err(Failure::new(format!("{command:?} shows no finished page within {PATIENCE:?}")));
            }
            program.check()?;
            thread::sleep(PAUSE);
        }
    }
}

/// When most of what the last frame shows was there for the first time.
fn useful(empty: &Frame, seen: &[(Duration, Frame)]) -> Option<Duration> {
    let (_, last) = seen.last()?;
    let edges = last.edges_beyond(empty);
    seen.iter().find(|(_, frame)| frame.share(last, &edges) >= USEFUL).map(|(at, _)| *at)
}
