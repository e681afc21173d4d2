//! What a program and the processes that it started take, as Linux tells it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::failure::Failure;

/// A process and all that came from it.
pub struct Family(Vec<u32>);

impl Family {
    pub fn of(root: u32) -> Self {
        let parents: Vec<(u32, u32)> =
            numbers("/proc").into_iter().filter_map(|pid| Some((pid, parent(pid)?))).collect();
        Self(below(root, &parents))
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn is_gone(&self) -> bool {
        !self.0.iter().any(|pid| Path::new(&format!("/proc/{pid}")).exists())
    }

    /// Proportional set size in kilobytes: what is shared counts in parts.
    pub fn memory(&self) -> Result<u64, Failure> {
        let each = self.0.iter().map(|pid| {
            let path = format!("/proc/{pid}/smaps_rollup");
            let text = fs::read_to_string(&path)
                .map_err(|error| Failure::new(format!("a process ended while it was measured: {path}: {error}")))?;
            pss(&text).ok_or_else(|| Failure::new(format!("{path} does not say Pss")))
        });
        each.sum()
    }

    /// Time on cores since each thread began, of the threads that live.
    pub fn on_cores(&self) -> Duration {
        let threads = self.0.iter().flat_map(|pid| {
            let folder = format!("/proc/{pid}/task");
            numbers(&folder).into_iter().map(move |thread| format!("{folder}/{thread}/schedstat"))
        });
        threads.filter_map(|path| fs::read_to_string(path).ok().as_deref().and_then(ran)).sum()
    }
}

/// The entries of a folder that are numbers.
fn numbers(folder: &str) -> Vec<u32> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

fn parent(pid: u32) -> Option<u32> {
    parent_in(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// `4711 (a name) S 1 …`; the name may hold anything.
fn parent_in(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn below(root: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let mut family = vec![root];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| *pid));
        at += 1;
    }
    family
}

fn pss(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The first number: nanoseconds.
fn ran(schedstat: &str) -> Option<Duration> {
    Some(Duration::from_nanos(schedstat.split_whitespace().next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_all_that_came_from_one() {
        assert_eq!(below(2, &[(1, 0), (2, 1), (3, 2), (4, 3), (5, 1)]), [2, 3, 4]);
        assert_eq!(parent_in("12 (a) name) S 7 12 12 0"), Some(7));
    }

    #[test]
    fn what_linux_says_is_read() {
        let rollup =
            "55d6-7ffe ---p 00000000 00:00 0 [rollup]\nRss: 9 kB\nPss:                1234 kB\nPss_Anon: 7 kB\n";
        assert_eq!((pss(rollup), pss("Rss: 9 kB\n")), (Some(1234), None));
        assert_eq!(ran("1500000 20 3\n"), Some(Duration::from_micros(1500)));
    }
}
