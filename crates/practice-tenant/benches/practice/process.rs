//! What Linux tells of a process. Other systems tell it otherwise, and are not measured.

use std::fs;
use std::time::Duration;

use crate::Failure;

/// For how long a thread had a core, in steps of the scheduler. `of`: a folder below /proc.
pub fn time_on_core(of: &str) -> Result<Duration, Failure> {
    let text = fs::read_to_string(format!("/proc/{of}/schedstat"))?;
    let nanoseconds = text.split_whitespace().next().ok_or("schedstat is empty")?.parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// The same of all threads that a process has now.
pub fn time_on_cores(pid: u32) -> Result<Duration, Failure> {
    let mut sum = Duration::ZERO;
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let thread = thread?.file_name();
        sum += time_on_core(&format!("{pid}/task/{}", thread.to_string_lossy()))?;
    }
    Ok(sum)
}

/// Proportional set size in bytes: its own memory, and its share of what it has in common with others.
pub fn pss(pid: u32) -> Result<u128, Failure> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).ok_or("smaps_rollup has no Pss")?;
    let kibibytes: u128 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1024)
}
