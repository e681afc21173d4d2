//! Numbers out of runs.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How long a program takes from start to end; it must end well.
pub fn time(command: &mut Command) -> Result<Duration, Failure> {
    timed(command, Stdio::null())
}

/// The same of one that reads this file from its standard input.
pub fn time_reading(command: &mut Command, file: &Path) -> Result<Duration, Failure> {
    let opened = File::open(file).map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
    timed(command, opened.into())
}

fn timed(command: &mut Command, stdin: Stdio) -> Result<Duration, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let command = command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().map_err(|error| Failure::new(format!("cannot start {name}: {error}")))?;
    let took = start.elapsed();
    if status.success() {
        Ok(took)
    } else {
        Err(Failure::new(format!("{name} did not end well, so its time says nothing: {command:?}")))
    }
}

/// The value in the middle; of an even number the upper one of the two. Zero for none.
pub fn median<T: Ord + Copy + Default>(values: &[T]) -> T {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_one() {
        assert_eq!((median(&[3, 1, 2]), median(&[4, 1, 2, 3]), median::<u32>(&[])), (2, 3, 0));
    }

    #[test]
    fn a_program_that_fails_has_no_time() {
        assert!(time(&mut Command::new("there-is-no-such-program")).is_err());
        assert!(time(Command::new("cargo").arg("there-is-no-such-command")).is_err());
        assert!(time_reading(Command::new("cargo").arg("--version"), Path::new("there-is-no-such-file")).is_err());
    }
}
