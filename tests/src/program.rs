//! Running a program to its end, or beside the test: with a limit on its time, and both streams kept.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::wait;

/// A run that takes longer hangs: debug builds on two busy cores end far below.
const LIMIT: Duration = Duration::from_secs(120);

/// The built command: `HALLPASS_BIN`, or beside the test's own executable.
pub fn hallpass() -> PathBuf {
    built("HALLPASS_BIN", "hallpass", "hallpass-cli")
}

/// The built window program: `HALLPASS_DESKTOP_BIN`, or beside the test's own executable.
pub fn hallpass_desktop() -> PathBuf {
    built("HALLPASS_DESKTOP_BIN", "hallpass-desktop", "hallpass-desktop")
}

fn built(variable: &str, name: &str, package: &str) -> PathBuf {
    let path = env::var_os(variable).map_or_else(
        || {
            let test = env::current_exe().expect("the test's own path");
            // target/<profile>/deps/<test>
            let profile = test.parent().and_then(Path::parent).expect("a folder of the build");
            profile.join(format!("{name}{}", env::consts::EXE_SUFFIX))
        },
        PathBuf::from,
    );
    assert!(path.is_file(), "{} is missing: build it first: cargo build -p {package}", path.display());
    path
}

/// A program about to be run, with an environment that is empty but for what is said here.
pub struct Invocation {
    command: Command,
    told: String,
    input: Option<Vec<u8>>,
    limit: Duration,
}

impl Invocation {
    pub fn new(program: PathBuf) -> Self {
        let told = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.env_clear();
        Self { command, told, input: None, limit: LIMIT }
    }

    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        for arg in args {
            self.told.push(' ');
            self.told.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What stands on standard input; without this it is closed.
    pub fn input(mut self, bytes: &[u8]) -> Self {
        self.input = Some(bytes.to_owned());
        self
    }

    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// To its end. Panics when it takes longer than the limit.
    pub fn run(self) -> Ended {
        self.start().end()
    }

    /// Beside the test.
    pub fn start(self) -> Running {
        let (mut running, stdout) = self.start_unread();
        running.readers.push(gather(stdout, &running.stdout));
        running
    }

    /// Beside the test, with standard output in the hands of the test.
    pub fn start_unread(mut self) -> (Running, ChildStdout) {
        let stdin = if self.input.is_some() { Stdio::piped() } else { Stdio::null() };
        self.command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = Instant::now();
        let mut child = self.command.spawn().unwrap_or_else(|error| panic!("{}: {error}", self.told));
        if let (Some(input), Some(mut stdin)) = (self.input, child.stdin.take()) {
            // On a thread: a program that does not read must not block the test. That it closes early is its right.
            thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let stdout = child.stdout.take().expect("a pipe");
        let stderr = Arc::default();
        let readers = vec![gather(child.stderr.take().expect("a pipe"), &stderr)];
        let running =
            Running { child, told: self.told, started, limit: self.limit, stdout: Arc::default(), stderr, readers };
        (running, stdout)
    }
}

/// A program beside the test; killed when this goes out of scope.
pub struct Running {
    child: Child,
    told: String,
    started: Instant,
    limit: Duration,
    stdout: Arc<Mutex<Vec<u8>>>,
    stderr: Arc<Mutex<Vec<u8>>>,
    readers: Vec<JoinHandle<()>>,
}

impl Running {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Standard output as far as it has come.
    pub fn stdout(&self) -> String {
        text(&self.stdout)
    }

    /// Standard error as far as it has come.
    pub fn stderr(&self) -> String {
        text(&self.stderr)
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("the process can be asked").is_some()
    }

    /// The rest of the first whole line of standard output that holds `mark`, from behind it on.
    pub fn after_on_stdout(&mut self, mark: &str) -> String {
        let told = self.told.clone();
        self.line(&format!("`{mark}` on standard output of `{told}`"), mark, Self::stdout)
    }

    /// The same on standard error.
    pub fn after_on_stderr(&mut self, mark: &str) -> String {
        let told = self.told.clone();
        self.line(&format!("`{mark}` on standard error of `{told}`"), mark, Self::stderr)
    }

    fn line(&mut self, what: &str, mark: &str, stream: impl Fn(&Self) -> String) -> String {
        let limit = self.limit;
        wait::until(what, limit, || {
            let over = self.has_ended();
            let so_far = stream(self);
            let line = so_far
                .split_inclusive('\n')
                .filter(|line| line.ends_with('\n'))
                .find_map(|line| line.split_once(mark).map(|(_, rest)| rest.trim().to_owned()));
            assert!(
                line.is_some() || !over,
                "it ended without {what}\nstdout: {}\nstderr: {}",
                self.stdout(),
                self.stderr()
            );
            line
        })
    }

    /// As a power cut would: no chance to tidy up.
    pub fn kill(&mut self) {
        // Fails only when it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Waits for its end. Panics when the limit has passed.
    pub fn end(mut self) -> Ended {
        let remaining = self.limit.saturating_sub(self.started.elapsed());
        let status = wait::at_most(remaining, || self.child.try_wait().expect("the process can be asked"));
        let took = self.started.elapsed();
        let Some(status) = status else {
            self.kill();
            panic!(
                "`{}` did not end within {:?}\nstdout: {}\nstderr: {}",
                self.told,
                self.limit,
                self.stdout(),
                self.stderr()
            );
        };
        for reader in self.readers.drain(..) {
            reader.join().expect("the reader of a stream");
        }
        Ended { told: self.told.clone(), code: status.code(), stdout: self.stdout(), stderr: self.stderr(), took }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a program left behind.
pub struct Ended {
    told: String,
    /// `None`: ended by a signal.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub took: Duration,
}

impl Ended {
    /// Panics with everything that was said when the exit code is another.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "exit code of {self}");
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("no JSON on standard output: {error}: {self}"))
    }

    /// What was typed.
    pub fn told(&self) -> &str {
        &self.told
    }

    /// Standard output and standard error.
    pub fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { told, code, stdout, stderr, took } = self;
        write!(out, "`{told}` (ended after {took:?} with {code:?})\nstdout:\n{stdout}\nstderr:\n{stderr}")
    }
}

fn gather(mut from: impl Read + Send + 'static, into: &Arc<Mutex<Vec<u8>>>) -> JoinHandle<()> {
    let into = Arc::clone(into);
    thread::spawn(move || {
        let mut piece = [0; 8192];
        while let Ok(length @ 1..) = from.read(&mut piece) {
            into.lock().expect("no reader panics").extend_from_slice(&piece[..length]);
        }
    })
}

fn text(bytes: &Mutex<Vec<u8>>) -> String {
    String::from_utf8_lossy(&bytes.lock().expect("no reader panics")).into_owned()
}
