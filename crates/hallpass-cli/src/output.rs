//! The one way out: data to stdout, the rest to stderr, errors as code, message and hint, and the exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use hallpass_app::{AppError, ErrorKind};
use serde::Serialize;

use crate::args::{Color, Format};
use crate::escape;

/// How a command ended: what the exit code says where there is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Fine,
    /// The answer was given, and it is bad: exit 1.
    Failed,
    /// The answer was given, and it says that nothing could be checked: exit 3.
    CouldNotCheck,
}

impl From<ErrorKind> for Ended {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Failed | ErrorKind::Usage => Self::Failed,
            ErrorKind::CouldNotCheck => Self::CouldNotCheck,
        }
    }
}

#[derive(Debug)]
pub enum Stop {
    Error(AppError),
    /// Stdout could not be written, and not because it was closed.
    Unwritten(io::Error),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Error(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

pub type Result<T = Ended> = std::result::Result<T, Stop>;

pub struct Output {
    pub format: Format,
    quiet: bool,
    verbose: bool,
    stdout: AutoStream<io::Stdout>,
    stderr: AutoStream<io::Stderr>,
}

/// A mark that means the same without colour.
#[derive(Debug, Clone, Copy)]
pub enum Mark {
    Fine,
    Warn,
    Fail,
    Skipped,
}

impl Mark {
    fn shown(self) -> String {
        let (sign, color) = match self {
            Self::Fine => ("✓", AnsiColor::Green),
            Self::Warn => ("!", AnsiColor::Yellow),
            Self::Fail => ("✗", AnsiColor::Red),
            Self::Skipped => ("–", AnsiColor::BrightBlack),
        };
        let style = color.on_default().bold();
        format!("{style}{sign}{style:#}")
    }
}

impl Output {
    pub fn new(format: Format, color: Color, quiet: bool, verbose: bool) -> Self {
        let choice = match color {
            Color::Auto => None,
            Color::Always => Some(ColorChoice::Always),
            Color::Never => Some(ColorChoice::Never),
        };
        let stdout = io::stdout();
        let stderr = io::stderr();
        let (out, err) = (AutoStream::choice(&stdout), AutoStream::choice(&stderr));
        Self {
            format,
            quiet,
            verbose,
            stdout: AutoStream::new(stdout, choice.unwrap_or(out)),
            stderr: AutoStream::new(stderr, choice.unwrap_or(err)),
        }
    }

    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether to tell also what is as it should be.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// One line of data, whatever stands in it.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<()> {
        self.write(&format!("{}\n", escape::one_line(text.as_ref())))
    }

    /// Lines of data with their own ends: a difference, a whole file.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.write(&escape::lines(text))
    }

    /// One line of data with a mark before it.
    pub fn marked(&mut self, mark: Mark, text: &str) -> Result<()> {
        self.write(&format!("{} {}\n", mark.shown(), escape::one_line(text)))
    }

    /// A heading of text output, in one line.
    pub fn heading(&mut self, text: &str) -> Result<()> {
        let bold = Style::new().bold();
        self.write(&format!("{bold}{}{bold:#}\n", escape::one_line(text)))
    }

    /// Data as JSON.
    pub fn json(&mut self, data: &impl Serialize) -> Result<()> {
        let text = escape::json(data, true).map_err(io::Error::from)?;
        self.write(&format!("{text}\n"))
    }

    /// A line that somebody waits for, now.
    pub fn flush(&mut self) -> Result<()> {
        let flushed = self.stdout.flush();
        self.unless_closed(flushed)
    }

    fn write(&mut self, text: &str) -> Result<()> {
        let written = self.stdout.write_all(text.as_bytes());
        self.unless_closed(written)
    }

    /// Whoever closed the pipe has read enough: what is said from now on is dropped, and the exit code is what it is.
    fn unless_closed(&self, result: io::Result<()>) -> Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
        }
    }

    /// Something worth knowing that is not data, in one line.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// What to do, in one line.
    pub fn hint(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{}", hint_line(text));
    }

    /// Something that a person must know, also when they want to hear little, in one line.
    pub fn say(&mut self, text: &str) {
        // Nobody reads it; that is no reason to stop.
        let _ = writeln!(self.stderr, "{}", escape::one_line(text));
    }

    /// Says what is left to say, and gives the exit code.
    pub fn finish(mut self, result: Result) -> ExitCode {
        let result = result.and_then(|ended| self.flush().map(|()| ended));
        match result {
            Ok(Ended::Fine) => ExitCode::SUCCESS,
            Ok(Ended::Failed) => ExitCode::from(1),
            Ok(Ended::CouldNotCheck) => ExitCode::from(3),
            Err(Stop::Unwritten(error)) => {
                self.error(&AppError::could_not_check("output", format!("could not write the output: {error}")));
                ExitCode::from(3)
            }
            Err(Stop::Error(error)) => {
                self.error(&error);
                ExitCode::from(match error.kind {
                    ErrorKind::Failed => 1,
                    ErrorKind::Usage => 2,
                    ErrorKind::CouldNotCheck => 3,
                })
            }
        }
    }

    /// `error: <message>` and its hint to stderr; with `--format json` the error as data, on stderr too, because stdout
    /// keeps to the form of the command's own data.
    pub fn error(&mut self, error: &AppError) {
        let text = if self.is_json() {
            escape::json(error, false).unwrap_or_default()
        } else {
            let red = AnsiColor::Red.on_default().bold();
            let mut text = format!("{red}error{red:#}: {}", escape::one_line(&error.message));
            if let Some(hint) = &error.hint {
                text.push_str(&format!("\n{}", hint_line(hint)));
            }
            text
        };
        let _ = writeln!(self.stderr, "{text}");
    }
}

fn hint_line(text: &str) -> String {
    let cyan = AnsiColor::Cyan.on_default().bold();
    format!("{cyan}hint{cyan:#}: {}", escape::one_line(text))
}
