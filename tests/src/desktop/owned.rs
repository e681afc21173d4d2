use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A process of the test's own that ends with it.
pub struct Owned(Child);

impl Owned {
    pub fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    /// Starts it and hands back what `pick` finds in the lines that it prints.
    pub fn start_and_read<T: Send + 'static>(
        command: &mut Command,
        limit: Duration,
        pick: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> (Self, T) {
        let mut owned = Self::start(command.stdout(Stdio::piped()));
        let lines = BufReader::new(owned.0.stdout.take().expect("a pipe"));
        let (found, answer) = mpsc::channel();
        // Reads on to the end, so that the process never stands before a full pipe.
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                if let Some(value) = pick(&line) {
                    // Nobody listens for a second one.
                    let _ = found.send(value);
                }
            }
        });
        let value = answer.recv_timeout(limit).unwrap_or_else(|_| panic!("{command:?} did not get ready in {limit:?}"));
        (owned, value)
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Fails only when it has ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ends the processes that others started for this test: those with a variable of the environment (`NAME=value`) that no
/// other process has. By `/proc`, so on Linux only.
pub fn end_all_with(variable: &str) {
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
        if environment.split(|byte| *byte == 0).any(|found| found == variable.as_bytes()) {
            // It may have ended by itself.
            let _ = Command::new("sh").args(["-c", "kill -KILL \"$0\" 2>/dev/null"]).arg(entry.file_name()).status();
        }
    }
}
