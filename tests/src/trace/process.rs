//! What other users of the machine see of a process: its arguments, and those of its children, while it runs.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Often enough to meet each child that does any work.
const PAUSE: Duration = Duration::from_millis(2);

/// Looks at a process and its descendants until it is stopped. By `/proc`, so on Linux only.
pub struct Watch {
    over: Arc<AtomicBool>,
    thread: JoinHandle<BTreeSet<Vec<u8>>>,
}

impl Watch {
    /// Arguments and environment.
    pub fn over(pid: u32) -> Self {
        Self::of(pid, &["cmdline", "environ"])
    }

    /// Arguments alone: of a run that was given a secret in its environment.
    pub fn over_arguments(pid: u32) -> Self {
        Self::of(pid, &["cmdline"])
    }

    fn of(pid: u32, what: &'static [&'static str]) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let seen_end = Arc::clone(&over);
        let thread = thread::spawn(move || {
            let mut seen = BTreeSet::new();
            while !seen_end.load(Ordering::Relaxed) {
                for id in family(pid) {
                    for of in what {
                        // It may have ended in between.
                        seen.extend(fs::read(format!("/proc/{id}/{of}")).ok());
                    }
                }
                thread::sleep(PAUSE);
            }
            seen
        });
        Self { over, thread }
    }

    /// Every argument list and environment that was seen, each once.
    pub fn seen(self) -> BTreeSet<Vec<u8>> {
        self.over.store(true, Ordering::Relaxed);
        self.thread.join().expect("the watching thread")
    }
}

/// The descendants of a process that run under this name, of which the kernel keeps 15 bytes.
pub fn descendants_named(pid: u32, name: &str) -> usize {
    let kept = &name[..name.len().min(15)];
    let is_it = |id: &u32| fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|comm| comm.trim_end() == kept);
    family(pid).into_iter().skip(1).filter(is_it).count()
}

/// The process and all its descendants.
pub fn family(pid: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .expect("/proc")
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name in parentheses may hold anything; behind it come state and parent.
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut family = vec![pid];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        at += 1;
    }
    family
}
